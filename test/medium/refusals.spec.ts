import { randomUUID } from 'node:crypto';
import { reportOf } from './privacy-cases.js';
import { TestApi, type Browser } from './test-api.js';

const MARK = 'Zebulonia';
const MOST = 30;

interface Row {
  readonly username: string;
  readonly action: string;
  readonly purpose: string;
  readonly caseId: string | null;
  readonly subjectId: string | null;
  readonly fields: readonly string[];
}

describe('a decision against somebody (ASVS 16.3.2)', () => {
  let api: TestApi;
  let kan: Browser;
  let police: Browser;
  let caseId: string;

  beforeAll(async () => {
    api = await TestApi.open();
    kan = await api.signedIn('social-kan');
    police = await api.signedIn('police');
    caseId = await reportOf(api, { givenName: MARK });
  }, 60_000);
  afterAll(() => api.close());
  beforeEach(async () => {
    await api.sql('delete from rate_limits');
    since = new Date().toISOString();
  });

  let since: string;
  const refusals = () =>
    api.sql<Row>(
      `select a.username, e.action, e.purpose, e.case_id as "caseId", e.subject_id as "subjectId", e.fields
       from audit_events e join accounts a on a.id = e.account_id
       where e.decision = 'refused' and e.at >= date_trunc('milliseconds', $1::timestamptz) order by e.at, e.id`,
      [since],
    );

  it('leaves a row when her role may not ask at all', async () => {
    expect((await police.ask('GET', '/v1/audit-events')).status).toBe(403);
    expect((await police.ask('POST', `/v1/cases/${caseId}/service-referrals`, { purpose: MARK })).status).toBe(403);
    expect(await refusals()).toMatchObject([
      { username: 'police', action: 'GET /v1/audit-events', purpose: 'not-permitted', caseId: null },
      { action: 'POST /v1/cases/{id}/service-referrals', purpose: 'not-permitted', caseId, subjectId: caseId },
    ]);
  });

  it('leaves a row when a case is not hers to change, with whose it is', async () => {
    const answer = await kan.ask('POST', `/v1/cases/${caseId}/tasks`, { key: 'record-exit' });
    expect(answer).toMatchObject({ status: 404, code: 'case-not-found' });
    expect(await refusals()).toMatchObject([
      { username: 'social-kan', action: 'POST /v1/cases/{id}/tasks', purpose: 'case-not-found', caseId },
    ]);
  });

  it('names the case also where only a task, a clock or a body names it, and answers as of one that does not exist', async () => {
    const [task] = await api.sql<{ id: string }>('select id from tasks where case_id = $1 limit 1', [caseId]);
    const [clock] = await api.sql<{ id: string }>('select id from clocks where case_id = $1 limit 1', [caseId]);
    const completion = { answers: { outcome: 'accept', dangerNow: false } };
    const extension = { ground: 'health', authority: 'Head', document: '1/2', newDueAt: '2031-01-01T00:00:00Z' };
    const request = { kind: 'export', askedBy: 'person', words: 'She asks for all that is kept of her' };
    const asks = (taskId: string, clockId: string, ofCase: string) => [
      kan.ask('GET', `/v1/tasks/${taskId}`),
      kan.ask('GET', `/v1/tasks/${taskId}/record`),
      kan.ask('POST', `/v1/tasks/${taskId}/completion`, completion),
      kan.ask('POST', `/v1/clocks/${clockId}/extension`, extension),
      kan.ask('POST', '/v1/subject-requests', { ...request, caseId: ofCase }),
    ];
    const known = await Promise.all(asks(task?.id ?? '', clock?.id ?? '', caseId));
    const rows = await refusals();
    expect(rows).toHaveLength(known.length);
    expect(rows.filter((row) => row.caseId !== caseId)).toEqual([]);

    const unknown = await Promise.all(asks(randomUUID(), randomUUID(), randomUUID()));
    const seen = (answers: typeof known) => answers.map(({ status, code, text }) => [status, code, text.length]);
    expect(seen(known)).toEqual(seen(unknown));
    expect(known.map(({ status }) => status)).toEqual(known.map(() => 404));
  });

  it('leaves one row, and not two, for a read that writes its refusal down itself', async () => {
    expect((await kan.ask('GET', `/v1/cases/${caseId}`)).status).toBe(404);
    expect(await refusals()).toMatchObject([{ action: 'read-case', caseId }]);
  });

  it('holds ids only, whatever was sent: no text, no query, no word in place of an id', async () => {
    await police.ask('GET', `/v1/cases/${MARK}`);
    await police.ask('GET', `/v1/audit-events?account=${MARK}`);
    await police.ask('POST', '/v1/persons/search', { name: MARK });
    await kan.ask('POST', `/v1/tasks/${randomUUID()}/completion`, { answers: { outcome: MARK } });
    const rows = await refusals();
    expect(rows.length).toBeGreaterThanOrEqual(3);
    expect(JSON.stringify(rows)).not.toContain(MARK);
  });

  it('lets nobody fill the store: after so many in a minute one row says that more came', async () => {
    for (let n = 0; n < MOST + 12; n++) {
      expect((await police.ask('GET', '/v1/audit-events')).status).toBe(403);
    }
    const rows = await refusals();
    expect(rows).toHaveLength(MOST + 1);
    expect(rows.at(-1)).toMatchObject({ action: 'refusals-not-recorded', purpose: 'too-many-requests' });
    // Another person's refusals are seen meanwhile.
    await kan.ask('GET', '/v1/audit-events');
    expect((await refusals()).at(-1)).toMatchObject({ username: 'social-kan' });
  });

  it('says nothing of whoever has not signed in, and nothing of an answer that is only wrong', async () => {
    await api.ask('GET', '/v1/audit-events');
    await police.ask('POST', '/v1/reports', {});
    expect(await refusals()).toEqual([]);
  });
});
