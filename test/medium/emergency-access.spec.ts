import { randomUUID } from 'node:crypto';
import type { SignedIn } from '../../apps/api/src/http/request-context.js';
import type { Role } from '#domain/roles.js';
import { systemSubject } from '#domain/subject.js';
import { shredCase } from '#persistence/case-file/shred-case.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { reportOf, signedInAs } from './privacy-cases.js';
import { TestApi, type Browser } from './test-api.js';

const NAME = 'Quillanthorpe';
const REASON = 'She stands at our door in Kanchanaburi and says that she is to be moved tonight';
const TABLES = ['cases', 'persons', 'timeline_events', 'tasks', 'facts'];

describe('breaking the glass (S27)', () => {
  let api: TestApi;
  let social: Browser;
  let kan: Browser;
  let reader: SignedIn;

  beforeAll(async () => {
    api = await TestApi.open();
    social = await api.signedIn('social');
    kan = await api.signedIn('social-kan');
    reader = await signedInAs(api, 'social-kan');
  }, 60_000);
  afterAll(() => api.close());
  beforeEach(() => api.sql('delete from rate_limits'));

  const theirs = async () => {
    const id = await reportOf(api, { givenName: NAME });
    await api.sql(`update cases set agency = 'psdhs-nonthaburi' where id = $1`, [id]);
    return id;
  };
  const breakGlass = (id: string, browser = kan, reason: unknown = REASON) =>
    browser.ask('POST', `/v1/cases/${id}/emergency-access`, { reason });
  const broken = async (id: string) => {
    const answer = await breakGlass(id);
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.body as { id: string; expiresAt: string; grantedAt: string };
  };
  const countsOf = (caseId: string, subject: SignedIn = reader) =>
    api.app.get(UnitOfWork).read(subject, async (tx) => {
      const counts: Record<string, number> = {};
      for (const table of TABLES) {
        const where = { cases: 'id = $1', persons: 'id = (select person_id from cases where id = $1)' }[table];
        const [row] = await tx.query<{ count: number }>(
          `select count(*)::int as count from ${table} where ${where ?? 'case_id = $1'}`,
          [caseId],
        );
        counts[table] = row?.count ?? -1;
      }
      return counts;
    });
  const addAccount = async (name: string, roles: readonly Role[], province: string | null, supervisor?: string) => {
    await api.sql(
      `insert into accounts (id, username, display_name, password_hash, agency, province, roles, supervisor_id, demo)
       select $1, $2::text, $2, password_hash, 'psdhs-' || $2::text, $3, $4,
         (select id from accounts where username = $5), true
       from accounts where username = 'social'`,
      [randomUUID(), name, province, roles, supervisor ?? null],
    );
    return api.signedIn(name);
  };

  it('shows a case of another province for one hour, and before and after it nothing, also in the tables', async () => {
    const id = await theirs();
    expect(await kan.ask('GET', `/v1/cases/${id}`)).toMatchObject({ status: 404, code: 'case-not-found' });
    const nothing = Object.fromEntries(TABLES.map((table) => [table, 0]));
    expect(await countsOf(id)).toEqual(nothing);

    const { expiresAt, grantedAt } = await broken(id);
    expect(Date.parse(expiresAt) - Date.parse(grantedAt)).toBe(3_600_000);
    expect((await kan.ask('GET', `/v1/cases/${id}`)).text).toContain(NAME);
    expect(await countsOf(id)).toMatchObject({ cases: 1, persons: 1 });

    // Nobody can move its end, the tables' owner neither; for this test she unguards them. Its last second: nobody does
    // anything, and it is over.
    expect(
      await api.sql(`update emergency_accesses set expires_at = now() where case_id = $1 returning id`, [id]),
    ).toEqual([]);
    await api.sql(`begin; alter table emergency_accesses no force row level security;
      update emergency_accesses set expires_at = clock_timestamp() + interval '1 second' where case_id = '${id}';
      alter table emergency_accesses force row level security; commit`);
    expect((await kan.ask('GET', `/v1/cases/${id}/timeline`)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await kan.ask('GET', `/v1/cases/${id}`)).toMatchObject({ status: 404, code: 'case-not-found' });
    expect(await kan.ask('GET', `/v1/cases/${id}/timeline`)).toMatchObject({ status: 404 });
    expect(await countsOf(id)).toEqual(nothing);
  });

  it('shows it to the person who broke it and to nobody of her agency', async () => {
    const id = await theirs();
    await broken(id);
    const colleague = { ...reader, accountId: randomUUID() };
    expect(await countsOf(id, colleague)).toMatchObject({ cases: 0, persons: 0 });
  });

  it('lets nothing be changed', async () => {
    const id = await theirs();
    await broken(id);
    const { openTasks } = (await kan.ask('GET', `/v1/cases/${id}`)).body as { openTasks: readonly { id: string }[] };
    expect(openTasks.length).toBeGreaterThan(0);
    const asked: readonly (readonly [string, unknown])[] = [
      [`/v1/cases/${id}/tasks`, { key: 'record-exit' }],
      [`/v1/cases/${id}/legal-holds`, { reason: REASON }],
      [`/v1/tasks/${openTasks[0]?.id ?? ''}/completion`, { answers: { outcome: 'accept', dangerNow: false } }],
      [`/v1/tasks/${openTasks[0]?.id ?? ''}/assignment`, { assignee: 'social-kan' }],
      ['/v1/subject-requests', { caseId: id, kind: 'export', askedBy: 'person', words: REASON }],
    ];
    for (const [url, body] of asked) {
      expect({ url, status: (await kan.ask('POST', url, body)).status }).toEqual({ url, status: 404 });
    }
    const locked = api.app
      .get(UnitOfWork)
      .run(reader, (tx) => tx.query('select 1 from cases where id = $1 for update', [id]));
    expect(await locked).toEqual([]);
  });

  it('tells at once who answers for the case, the reader, and her supervisor, and each of them once', async () => {
    const id = await theirs();
    const { id: accessId } = await broken(id);
    const told = await api.sql<{ username: string; urgent: boolean; params: object }>(
      `select a.username, n.urgent, n.params from notices n join accounts a on a.id = n.recipient_id
       where n.kind = 'break-glass-used' and n.topic = $1 order by a.username`,
      [`break-glass:${accessId}`],
    );
    // The head of social-kan is the account admin; social answers for the case.
    expect(told.map(({ username }) => username)).toEqual(['admin', 'social', 'social-kan']);
    expect(told.every(({ urgent }) => urgent)).toBe(true);
    expect(JSON.stringify(told)).not.toContain(REASON);
    const { items } = (await social.ask('GET', '/v1/notices')).body as { items: readonly { kind: string }[] };
    expect(items.map(({ kind }) => kind)).toContain('break-glass-used');
  });

  it('tells the supervisors of her province where the reader has no supervisor of her own', async () => {
    const id = await theirs();
    const alone = await addAccount('alone', ['social-worker'], '71');
    const { body } = await breakGlass(id, alone);
    const told = await api.sql<{ username: string }>(
      `select a.username from notices n join accounts a on a.id = n.recipient_id where n.topic = $1 order by 1`,
      [`break-glass:${String(body.id)}`],
    );
    expect(told.map(({ username }) => username)).toEqual(['alone', 'social', 'social-kan']);
  });

  it('stands on the timeline of the case in both languages, and its reason is read by those who review it', async () => {
    const id = await theirs();
    await broken(id);
    const { items } = (await social.ask('GET', `/v1/cases/${id}/timeline`)).body as {
      items: readonly { kind: string; actor: string; sentence: { th: string; en: string } }[];
    };
    const event = items.find(({ kind }) => kind === 'emergency-access');
    expect(event).toMatchObject({ actor: 'social-kan' });
    expect(event?.sentence.en).toMatch(/emergency access \(readable until .+\)/);
    expect(event?.sentence.th).toMatch(/สิทธิฉุกเฉิน \(อ่านได้ถึง .+\)/);
    const review = await social.ask('GET', `/v1/cases/${id}/emergency-access`);
    expect(review.body.items).toMatchObject([{ by: 'social-kan', agency: 'psdhs-kanchanaburi', reason: REASON }]);
    const [stored] = await api.sql<{ reason: Buffer }>('select reason from emergency_accesses where case_id = $1', [
      id,
    ]);
    expect(stored?.reason.includes(Buffer.from('Kanchanaburi'))).toBe(false);
  });

  describe('reviewed in one place', () => {
    interface Listed {
      readonly id: string;
      readonly caseId: string;
      readonly by: string;
      readonly reason: string | null;
    }
    const listed = async (by: Browser, query = '') => {
      const { status, body, text } = await by.ask('GET', `/v1/emergency-accesses${query}`);
      if (status !== 200) throw new Error(text);
      return body as unknown as { items: readonly Listed[]; nextCursor: string | null };
    };
    const ofCase = async (by: Browser, caseId: string) =>
      (await listed(by)).items.filter((item) => item.caseId === caseId);

    it('is told with its reason to who supervises there, without it to who sees no story, to others not at all', async () => {
      const id = await theirs();
      const { id: accessId } = await broken(id);
      const here = await api.personOf('head-of-12', ['supervisor'], '12');
      expect(await ofCase(here, id)).toMatchObject([{ id: accessId, by: 'social-kan', reason: REASON }]);
      const national = await api.personOf('head-of-all', ['supervisor'], null);
      for (const blind of [national, await api.signedIn('admin')]) {
        expect(await ofCase(blind, id)).toMatchObject([{ id: accessId, by: 'social-kan', reason: null }]);
      }
      expect(await ofCase(await api.personOf('head-of-71', ['supervisor'], '71'), id)).toEqual([]);
      for (const other of ['police', 'mdt-chair', 'shelter', 'auditor']) {
        const answer = await (await api.signedIn(other)).ask('GET', '/v1/emergency-accesses');
        expect(answer).toMatchObject({ status: 403, code: 'not-permitted' });
      }
    });

    it('is itself on the audit, case by case, where a reason was read', async () => {
      const id = await theirs();
      await broken(id);
      const reader2 = await api.personOf('second-head-of-12', ['supervisor'], '12');
      await listed(reader2);
      const rows = await api.sql(
        `select e.purpose, e.fields from audit_events e join accounts a on a.id = e.account_id
         where a.username = 'second-head-of-12' and e.action = 'read-emergency-accesses' and e.case_id = $1`,
        [id],
      );
      expect(rows).toEqual([{ purpose: 'review', fields: ['reason'] }]);
    });

    it('is shown page by page, newest first, each once', async () => {
      await api.sql('delete from rate_limits');
      for (let n = 0; n < 3; n += 1) await broken(await theirs());
      const head = await api.personOf('third-head-of-12', ['supervisor'], '12');
      const all = (await listed(head, '?limit=200')).items.map(({ id }) => id);
      const paged: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page = await listed(head, `?limit=2${cursor && `&cursor=${cursor}`}`);
        paged.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      expect(all.length).toBeGreaterThanOrEqual(3);
      expect(paged).toEqual(all);
    });

    it('keeps who and when after her data has been erased, and no reason', async () => {
      const id = await theirs();
      await broken(id);
      await api.app.get(UnitOfWork).run(systemSubject('migration'), (tx) => shredCase(tx, id));
      const head = await api.personOf('fourth-head-of-12', ['supervisor'], '12');
      expect(await ofCase(head, id)).toMatchObject([{ by: 'social-kan', reason: null }]);
    });
  });

  it('is on the audit, and so is all that is read through it, for that purpose', async () => {
    const id = await theirs();
    await broken(id);
    await kan.ask('GET', `/v1/cases/${id}`);
    await social.ask('GET', `/v1/cases/${id}`);
    const rows = await api.sql(
      `select a.username, e.action, e.purpose, e.decision, e.fields from audit_events e join accounts a on a.id = e.account_id
       where e.case_id = $1 and e.action in ('break-glass', 'read-case') order by e.at, e.action`,
      [id],
    );
    expect(rows).toMatchObject([
      { username: 'social-kan', action: 'break-glass', purpose: 'emergency', decision: 'allowed', fields: ['reason'] },
      { username: 'social-kan', action: 'read-case', purpose: 'emergency' },
      { username: 'social', action: 'read-case', purpose: 'casework' },
    ]);
  });

  it('takes the number that stands on her papers as well as the id', async () => {
    const id = await theirs();
    const [kase] = await api.sql<{ number: string }>('select number from cases where id = $1', [id]);
    expect(await breakGlass(kase?.number.toLowerCase() ?? '')).toMatchObject({ status: 201, body: { caseId: id } });
  });

  it('says of a case that does not exist what is said everywhere, whether by number or by id', async () => {
    const elsewhere = await kan.ask('GET', `/v1/cases/${randomUUID()}`);
    for (const reference of [randomUUID(), 'SP-2569-999999']) {
      const answer = await breakGlass(reference);
      expect(answer).toMatchObject({ status: 404, code: 'case-not-found' });
      expect({ ...answer.body, requestId: '' }).toEqual({ ...elsewhere.body, requestId: '' });
    }
    expect((await breakGlass('robert')).status).toBe(404);
  });

  it('asks for a reason that can be judged: twenty characters, not counting blanks around them', async () => {
    const id = await theirs();
    for (const reason of ['urgent', `urgent${' '.repeat(30)}`, '', null, 12]) {
      expect(await breakGlass(id, kan, reason)).toMatchObject({ status: 422, body: { errors: [{ path: '/reason' }] } });
    }
    expect((await kan.ask('GET', `/v1/cases/${id}`)).status).toBe(404);
  });

  it('alarms nobody for a case that she may read anyhow', async () => {
    const id = await theirs();
    expect(await breakGlass(id, social)).toMatchObject({ status: 409, code: 'emergency-access-not-needed' });
  });

  it('is for roles that meet people in danger, and never for whoever keeps the system going (S33)', async () => {
    const id = await theirs();
    const police = await api.signedIn('police');
    expect(await breakGlass(id, police)).toMatchObject({ status: 403, code: 'not-permitted' });
    // An administrator who is a supervisor as well holds the permission, and stays blind.
    const admin = await api.signedIn('admin');
    expect(await breakGlass(id, admin)).toMatchObject({ status: 403 });
    const me = await signedInAs(api, 'police');
    const insert = `insert into emergency_accesses (id, case_id, account_id, reason) values ($1, $2, $3, '\\x00')`;
    for (const subject of [me, { ...reader, accountId: me.accountId }]) {
      const forged = api.app
        .get(UnitOfWork)
        .run(subject, (tx) => tx.query(insert, [randomUUID(), id, reader.accountId]));
      await expect(forged).rejects.toMatchObject({ code: '42501' });
    }
    const unfit = api.app.get(UnitOfWork).run(me, (tx) => tx.query(insert, [randomUUID(), id, me.accountId]));
    await expect(unfit).rejects.toMatchObject({ code: '42501' });
  });

  it('asks who is there when her session is not fresh, and is counted: a handful a minute', async () => {
    const id = await theirs();
    await api.sql(`update sessions set strong_at = now() - interval '11 minutes' where account_id = $1`, [
      reader.accountId,
    ]);
    expect(await breakGlass(id)).toMatchObject({ status: 403, code: 'step-up-required' });
    await api.sql('update sessions set strong_at = now() where account_id = $1', [reader.accountId]);
    const statuses: number[] = [];
    for (let n = 0; n < 8; n++) statuses.push((await breakGlass(randomUUID())).status);
    expect(statuses).toEqual([404, 404, 404, 404, 404, 404, 429, 429]);
  });
});
