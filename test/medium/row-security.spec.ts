import { randomUUID } from 'node:crypto';
import type { PersonSubject, Subject } from '#domain/subject.js';
import type { Role } from '#domain/roles.js';
import { fillCaseAccess } from '#persistence/backfills/case-access.js';
import { openTestStore, takenIntoProtection, type TestStore } from './test-store.js';

/** Tables that no row policy guards, each with the reason. Every other table does, or this spec fails. */
const UNGUARDED: Readonly<Record<string, string>> = {
  account_activations: 'staff: one-time codes, hashed, asked for before anybody is known',
  account_identities: 'staff: asked for at sign-in, before anybody is known',
  account_networks: 'staff: hashes of networks, asked for at sign-in',
  account_totps: 'staff: asked for at sign-in',
  accounts: 'staff, not the person who is helped: a name beside each task and each event',
  agency_settings: 'codes of agencies and what they have decided for their people',
  approval_decisions: 'yes or no of one member of staff to another',
  approvals: 'ids and codes of what two persons must agree to',
  audit_seals: 'hashes',
  audit_unsealed: 'ids of events that wait for their seal',
  breaches: 'of the register, not of a case; what happened is sealed',
  data_keys: 'wrapped keys: they open nothing without the key-encryption key, which is not here',
  escalations: 'steps of a clock’s ladder: codes and instants',
  machine_tokens: 'staff: hashed, asked for before anybody is known',
  notice_addresses: 'staff: where she wants her notices',
  notice_deliveries: 'codes and instants on their way; never anything of a person',
  notices: 'codes, numbers and instants for staff; never anything of a person',
  oidc_requests: 'a sign-in that is under way, by hash',
  policies: 'published law: limits and numbers',
  rate_limits: 'counters by hash',
  reconciliations: 'ids and codes of what was repaired',
  recovery_codes: 'staff: hashed, asked for at sign-in',
  schema_migrations: 'names of migrations',
  sessions: 'hashed tokens, asked for before anybody is known',
  shreddings: 'ids and instants of what is gone',
  sign_in_throttles: 'counters by hash',
  webhooks: 'addresses of agencies',
};

const person = (roles: readonly Role[], changes: Partial<PersonSubject> = {}): PersonSubject => ({
  accountId: randomUUID(),
  roles,
  agency: 'psdhs-nonthaburi',
  province: '12',
  ...changes,
});

describe('row level security (S03)', () => {
  let store: TestStore;
  let caseId: string;
  let guarded: readonly string[];

  beforeAll(async () => {
    store = await openTestStore(2);
    caseId = await store.report(takenIntoProtection(1));
    const rows = await store.asOwner<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
         and relrowsecurity and relforcerowsecurity order by relname`,
    );
    guarded = rows.map(({ name }) => name);
  });
  afterAll(() => store.close());

  const counted = async (subject: Subject, table: string) => {
    const [row] = await store.unitOfWork.read(subject, (tx) =>
      tx.query<{ count: number }>(`select count(*)::int as count from ${table}`),
    );
    return row?.count ?? -1;
  };

  it('is enabled and forced on every table, but for those that hold nothing of a case', async () => {
    const tables = await store.asOwner<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       order by relname`,
    );
    expect(guarded.length).toBeGreaterThanOrEqual(17);
    expect(tables.map(({ name }) => name).filter((name) => !guarded.includes(name))).toEqual(
      Object.keys(UNGUARDED).sort(),
    );
  });

  it('shows nothing at all when nobody is said to act', async () => {
    for (const table of guarded) {
      const [row] = await store.appSource.query<{ count: number }[]>(`select count(*)::int as count from ${table}`);
      expect({ table, count: row?.count }).toEqual({ table, count: 0 });
    }
  });

  it('lets nobody write when nobody is said to act', async () => {
    for (const table of guarded.filter((name) => name !== 'emergency_accesses')) {
      const [column] = await store.asOwner<{ name: string }>(
        `select quote_ident(column_name) as name from information_schema.columns
         where table_name = $1 and is_identity = 'NO' order by ordinal_position limit 1`,
        [table],
      );
      const name = column?.name ?? 'id';
      const outcome = await store.appSource.query(`update ${table} set ${name} = ${name}`).then(
        (result: [unknown[], number]) => result[1],
        (failure: unknown) => (failure as { code?: string }).code,
      );
      // Nothing was changed, or a ledger refused altogether.
      expect([0, '42501']).toContain(outcome);
    }
  });

  it('shows the case to its own team and not to another province', async () => {
    expect(await counted(person(['social-worker']), 'cases')).toBe(1);
    expect(await counted(person(['social-worker']), 'persons')).toBe(1);
    for (const table of guarded) {
      const other = person(['social-worker'], { agency: 'psdhs-kanchanaburi', province: '71' });
      expect({ table, count: await counted(other, table) }).toEqual({ table, count: 0 });
    }
  });

  it('lets whoever may act on a case write to it only under its lock', async () => {
    const me = person(['social-worker']);
    const update = `update tasks set urgent = true where case_id = $1 returning id`;
    expect(await store.unitOfWork.run(me, (tx) => tx.query(update, [caseId]))).toEqual([]);
    const fact = store.unitOfWork.run(store.me, (tx) =>
      tx.query(
        `insert into facts (id, case_id, key, form_version, outcome, answers, happened_at, recorded_at, recorded_by, recorder_agency)
         values ($1, $2, 'x', 1, 'x', '{}', now(), now(), $3, 'x')`,
        [randomUUID(), caseId, store.me.accountId],
      ),
    );
    await expect(fact).rejects.toMatchObject({ code: '42501' });
  });

  it('is given to cases from before it was there, when a worker starts', async () => {
    const old = await store.report();
    const words = () => store.asOwner<{ access: string[] }>('select access from cases where id = $1', [old]);
    const [before] = await words();
    await store.asOwner(`update cases set access = '{system}' where id = $1`, [old]);
    await store.asOwner(`update tasks set access = '{system}' where case_id = $1`, [old]);
    expect(await counted(person(['social-worker']), 'cases')).toBe(1);
    expect(await fillCaseAccess(store.casework)).toBe(1);
    expect(await words()).toEqual([before]);
    expect(await counted(person(['social-worker']), 'cases')).toBe(2);
    expect(await fillCaseAccess(store.casework)).toBe(0);
  });

  it('lets nobody sign the audit in another’s name', async () => {
    const forged = store.unitOfWork.run(store.me, (tx) =>
      tx.query(
        `insert into audit_events (id, at, account_id, agency, roles, action, purpose)
         values (gen_random_uuid(), date_trunc('milliseconds', now()), $1, '', '{}', 'read', 'casework')`,
        [randomUUID()],
      ),
    );
    await expect(forged).rejects.toMatchObject({ code: '42501' });
  });

  it('leaks nothing from one person to the next in 1,000 interleaved transactions on two connections', async () => {
    const kan = person(['social-worker'], { agency: 'psdhs-kanchanaburi', province: '71' });
    const subjects = [person(['social-worker']), kan, person(['auditor'], { province: null }), null];
    const [all] = await store.asOwner<{ count: number }>('select count(*)::int as count from persons');
    const expected = [all?.count, 0, 0, 0];
    const countOf = async (index: number) => {
      const subject = subjects[index % subjects.length] ?? null;
      if (subject !== null) return counted(subject, 'persons');
      const [row] = await store.appSource.query<{ count: number }[]>('select count(*)::int as count from persons');
      return row?.count;
    };
    const counts: (number | undefined)[] = [];
    // Ten people at once on two connections: each is given one that another has just left.
    let next = 0;
    const lane = async () => {
      for (let index = next++; index < 1000; index = next++) counts[index] = await countOf(index);
    };
    await Promise.all(Array.from({ length: 10 }, lane));
    expect(counts).toHaveLength(1000);
    expect(counts).toEqual(counts.map((_, index) => expected[index % expected.length]));
  }, 60_000);
});
