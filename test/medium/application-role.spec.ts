import { randomUUID } from 'node:crypto';
import { openTestStore, takenIntoProtection, type TestStore } from './test-store.js';

const LEDGERS = [
  'facts',
  'timeline_events',
  'audit_events',
  'audit_seals',
  'clock_events',
  'clock_extensions',
  'consents',
  'custodies',
  'documents',
  'document_pieces',
  'draft_changes',
  'schema_migrations',
];
/** What ends by itself or is taken back: the queue for the seals, sessions, second factors, drafts of completed tasks, remembered answers. */
const DELETABLE = [
  'account_activations',
  'account_identities',
  'account_networks',
  'account_totps',
  'audit_unsealed',
  'data_keys',
  'document_upload_pieces',
  'document_uploads',
  'duplicate_checks',
  'idempotency_keys',
  'oidc_requests',
  'person_search_keys',
  'rate_limits',
  'recovery_codes',
  'sessions',
  'sign_in_throttles',
  'stuck_causes',
  'task_drafts',
];

describe('the role that the application connects as', () => {
  let store: TestStore;
  let tables: string[];

  const denied = (sql: string) => expect(store.source.query(sql)).rejects.toMatchObject({ code: '42501' });

  beforeAll(async () => {
    store = await openTestStore(2);
    await store.report(takenIntoProtection(1));
    const rows = await store.asOwner<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
    );
    tables = rows.map(({ name }) => name);
  });
  afterAll(() => store.close());

  it.each(LEDGERS)('cannot change a line of %s', async (ledger) => {
    const [column] = await store.asOwner<{ name: string }>(
      `select quote_ident(column_name) as name from information_schema.columns
       where table_name = $1 and is_identity = 'NO' order by ordinal_position limit 1`,
      [ledger],
    );
    await denied(`update ${ledger} set ${column?.name ?? 'id'} = ${column?.name ?? 'id'}`);
  });

  it('cannot delete a line of anything but what ends by itself', async () => {
    const deletable = await store.asOwner<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
       and has_table_privilege('saphan_app', oid, 'delete') order by 1`,
    );
    expect(deletable.map(({ name }) => name)).toEqual(DELETABLE);
    for (const table of tables.filter((name) => !DELETABLE.includes(name))) await denied(`delete from ${table}`);
  });

  it('cannot empty, drop, alter or index any table', async () => {
    expect(tables.length).toBeGreaterThanOrEqual(19);
    for (const table of tables) {
      await denied(`truncate ${table} cascade`);
      await denied(`drop table ${table} cascade`);
      await denied(`alter table ${table} add column mine int`);
    }
    await denied('create table mine (id int)');
  });

  it('cannot make an account that has a password already or is one of the demo, nor rename one', async () => {
    for (const [column, value] of [
      ['password_hash', `'x'`],
      ['demo', 'true'],
    ] as const) {
      await denied(
        `insert into accounts (id, username, display_name, agency, roles, ${column})
         values ('${randomUUID()}', 'x', 'x', 'x', '{administrator}', ${value})`,
      );
    }
    await denied(`update accounts set username = 'x'`);
    await denied('update accounts set demo = false');
    await denied(`insert into schema_migrations (timestamp, name) values (1, 'x')`);
  });

  it('owns nothing and is nobody special', async () => {
    const [role] = await store.source.query<object[]>(
      `select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication,
         (select count(*)::int from pg_class where relowner = r.oid) as owned,
         (select count(*)::int from pg_auth_members where member = r.oid) as memberships
       from pg_roles r where rolname = current_user`,
    );
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolreplication: false,
      owned: 0,
      memberships: 0,
    });
  });
});

describe('the store itself', () => {
  let store: TestStore;
  let caseId: string;

  beforeAll(async () => {
    store = await openTestStore(2);
    caseId = await store.report(takenIntoProtection(1));
  });
  afterAll(() => store.close());

  const custody = (placeType: string) =>
    store.source.query(
      `insert into custodies (id, case_id, started_at, place_type, recorded_at) values ($1, $2, now(), $3, now())`,
      [randomUUID(), caseId, placeType],
    );

  it.each(['police-cell', 'immigration-detention', 'prison', '', 'Shelter'])(
    'refuses a bed in "%s", whatever code asks for it',
    async (placeType) => {
      await expect(custody(placeType)).rejects.toMatchObject({ constraint: 'custodies_place_type_check' });
    },
  );

  it.each(['children-and-family-home', 'shelter', 'hospital', 'other-safe-place'])('takes a bed in a %s', custody);

  it('lets a clock end once in each of its spans', async () => {
    const [clock] = await store.source.query<{ id: string }[]>(
      `select id from clocks where case_id = $1 and key = 's29-custody'`,
      [caseId],
    );
    const end = (revision: number) =>
      store.source.query(
        `insert into clock_events (clock_id, revision, threshold, case_id, due_at, fired_at, late_by_ms)
         values ($1, $2, 100, $3, now(), now(), 0)`,
        [clock?.id, revision, caseId],
      );
    await end(0);
    await expect(end(0)).rejects.toMatchObject({ constraint: 'clock_events_pkey' });
  });

  it.each([
    ['a case that is neither open nor closed', `update cases set status = 'lost'`, 'cases_status_check'],
    ['a task in no known state', `update tasks set state = 'forgotten'`, 'tasks_state_check'],
    ['a clock in no known state', `update clocks set state = 'paused'`, 'clocks_state_check'],
    ['a process in no known state', `update processes set state = 'hung'`, 'processes_state_check'],
  ])('refuses %s', async (_, sql, constraint) => {
    await expect(store.source.query(sql)).rejects.toMatchObject({ constraint });
  });

  it('refuses a second fact with the same place in a sequence', async () => {
    const again = store.source.query(
      'insert into outbox (workflow_id, case_id, seq, fact) select workflow_id, case_id, seq, fact from outbox',
    );
    await expect(again).rejects.toMatchObject({ constraint: 'outbox_sequence_key' });
  });
});
