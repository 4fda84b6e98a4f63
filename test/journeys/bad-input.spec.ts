import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import { CasePlayer, type ReportReceipt } from '../../apps/dev/src/scenarios/case-player.js';
import { SaphanClient, type Problem } from '../../apps/dev/src/scenarios/saphan-client.js';
import { startStack, type Stack } from '#testing/stack.js';

const HOUR_MS = 3_600_000;
const tomorrow = () => new Date(Date.now() + 24 * HOUR_MS).toISOString();

describe('bad input is refused in Thai and English, and changes nothing', () => {
  let stack: Stack;
  let client: SaphanClient;
  let kase: CasePlayer;
  let cookie: string;
  let consentTask: string;
  let doneTask: string;

  const report = (changes: object = {}) => ({
    channel: 'police',
    province: '12',
    happenedAt: new Date(Date.now() - HOUR_MS).toISOString(),
    dangerNow: false,
    reporterConsents: true,
    persons: [{ nationality: 'TH', language: 'th', ageStatement: 'adult' }],
    ...changes,
  });
  const person = (changes: object) => report({ persons: [{ nationality: 'TH', language: 'th', ...changes }] });

  beforeAll(async () => {
    stack = await startStack();
    client = new SaphanClient(stack.apiUrl);
    const receipt = await (await client.as('police')).post<ReportReceipt>('/v1/reports', report());
    kase = new CasePlayer(client, receipt.cases[0]?.id ?? '');
    const triage = await kase.open('triage-report');
    doneTask = triage.id;
    await kase.complete('social', triage.id, { outcome: 'accept' });
    await kase.do('social', 'tell-rights');
    consentTask = (await kase.open('ask-consent')).id;
    cookie = await signIn('social');
  }, 120_000);
  afterAll(() => stack.stop());

  async function signIn(username: string): Promise<string> {
    const response = await fetch(`${stack.apiUrl}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: 'saphan-demo' }),
    });
    return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  }

  /** Rows of everything that a step could write. A refusal leaves its own row on the audit, and nothing else. */
  async function stored(): Promise<string> {
    const tables = [
      'incidents',
      'persons',
      'cases',
      'facts',
      'clocks',
      'timeline_events',
      'outbox',
      'idempotency_keys',
    ];
    return withClient(stack.ownerUrl, async (pg) => {
      const sql = tables.map((table) => `select '${table}' as t, count(*)::int as n from ${table}`).join(' union all ');
      const { rows } = await pg.query(
        `${sql} union all select 'open tasks', count(*)::int from tasks where state = 'open'
         union all select 'what was done', count(*)::int from audit_events where decision = 'allowed'`,
      );
      return JSON.stringify(rows);
    });
  }

  async function refused(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Problem> {
    const before = await stored();
    const response = await fetch(stack.apiUrl + path, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const problem = (await response.json()) as Problem;
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(response.status).toBe(problem.status);
    expect(problem.status).toBeGreaterThanOrEqual(400);
    expect(problem.status).toBeLessThan(500);
    expect(problem.details.th).toMatch(/[\u0E00-\u0E7F]/);
    expect(problem.details.en).toMatch(/[A-Za-z]/);
    expect(await stored()).toBe(before);
    return problem;
  }

  const errorsOf = ({ errors }: Problem) => errors.map(({ path, code }) => `${path} ${code}`);

  it.each<[string, () => object, string]>([
    ['an unknown field', () => report({ colour: 'red' }), '/colour field-unknown'],
    ['an unknown field of a person', () => person({ isVictim: true }), '/persons/0/isVictim field-unknown'],
    ['a wrong type', () => report({ dangerNow: 'no' }), '/dangerNow field-wrong-type'],
    ['a missing consent', () => report({ reporterConsents: undefined }), '/reporterConsents consent-missing'],
    ['a consent that is not given', () => report({ reporterConsents: false }), '/reporterConsents consent-missing'],
    [
      'somebody born tomorrow',
      () => person({ bornOn: tomorrow().slice(0, 10) }),
      '/persons/0/bornOn birth-date-in-the-future',
    ],
    ['30 February', () => person({ bornOn: '1990-02-30' }), '/persons/0/bornOn date-invalid'],
    ['an incident tomorrow', () => report({ happenedAt: tomorrow() }), '/happenedAt instant-in-the-future'],
    [
      'custody in the future',
      () => person({ custody: { startedAt: tomorrow(), placeType: 'shelter' } }),
      '/persons/0/custody/startedAt instant-in-the-future',
    ],
    [
      'a bed in a police cell',
      () => person({ custody: { startedAt: new Date().toISOString(), placeType: 'police-cell' } }),
      '/persons/0/custody/placeType bed-in-a-cell-refused',
    ],
    ['an invalid Thai ID', () => person({ nationalId: '1101700230709' }), '/persons/0/nationalId thai-id-invalid'],
    ['no persons', () => report({ persons: [] }), '/persons field-not-a-valid-value'],
    ['an unknown policy', () => report({ policyVersion: 'th-nrm-2600' }), '/policyVersion policy-unknown'],
  ])('a report with %s', async (_what, body, error) => {
    expect(errorsOf(await refused('/v1/reports', body()))).toContain(error);
  });

  it.each<[string, object, string]>([
    [
      'without its seven answers',
      { answers: { outcome: 'given', givenBy: 'person' } },
      '/answers/toldRetention consent-missing',
    ],
    [
      'with a field that the form does not know',
      { answers: { outcome: 'given', shoeSize: 38 } },
      '/answers/shoeSize field-unknown',
    ],
    [
      'with a wrong type',
      { answers: { outcome: 'given', toldPurpose: 'yes' } },
      '/answers/toldPurpose consent-missing',
    ],
    [
      'with an outcome that there is not',
      { answers: { outcome: 'perhaps' } },
      '/answers/outcome field-not-a-valid-value',
    ],
    ['that happens tomorrow', { occurredAt: tomorrow(), answers: {} }, '/occurredAt instant-in-the-future'],
    ['without answers', {}, '/answers field-missing'],
    ['with a field beside its answers', { answers: {}, state: 'completed' }, '/state field-unknown'],
  ])('a consent %s', async (_what, body, error) => {
    expect(errorsOf(await refused(`/v1/tasks/${consentTask}/completion`, body))).toContain(error);
  });

  it('an unknown task', async () => {
    const { code, status } = await refused('/v1/tasks/00000000-0000-4000-8000-000000000000/completion', {
      answers: {},
    });
    expect([code, status]).toEqual(['task-not-found', 404]);
  });

  it('an id that is none', async () => {
    expect((await refused('/v1/tasks/1/completion', { answers: {} })).status).toBe(404);
  });

  it('a task already done', async () => {
    const { code, status } = await refused(`/v1/tasks/${doneTask}/completion`, { answers: { outcome: 'accept' } });
    expect([code, status]).toEqual(['task-already-completed', 409]);
  });

  it('a task that waits for another', async () => {
    const blocked = (await kase.tasks()).find(({ key }) => key === 'decide-screening');
    expect((await refused(`/v1/tasks/${blocked?.id ?? ''}/completion`, { answers: {} })).code).toBe(
      'task-not-yet-open',
    );
  });

  it('a stage that does not allow the step', async () => {
    const { code, status } = await refused(`/v1/cases/${kase.id}/tasks`, { key: 'record-new-facts' });
    expect([code, status]).toEqual(['stage-does-not-allow', 409]);
  });

  it('a repeated idempotency key with another body; the same body gets the first answer again', async () => {
    const session = await client.as('police');
    const first = await session.post<ReportReceipt>('/v1/reports', report({ place: 'Here' }), {
      idempotencyKey: 'twice',
    });
    const before = await stored();
    const body = { ...report({ place: 'Here' }) };
    const police = await signIn('police');
    const other = await refused(
      '/v1/reports',
      { ...body, place: 'There' },
      { cookie: police, 'idempotency-key': 'twice' },
    );
    expect([other.code, other.status]).toEqual(['idempotency-key-reused', 422]);
    expect(await stored()).toBe(before);
    expect(first.cases).toHaveLength(1);
  });

  it('a body of 5 MB', async () => {
    const { code, status } = await refused('/v1/reports', report({ narrative: 'x'.repeat(5_000_000) }));
    expect([code, status]).toEqual(['payload-too-large', 413]);
  });

  it('broken JSON', async () => {
    const { code, status } = await refused('/v1/reports', '{"channel": "police",');
    expect([code, status]).toEqual(['json-broken', 400]);
  });

  it('another media type', async () => {
    expect((await refused('/v1/reports', 'channel=police', { 'content-type': 'text/plain' })).status).toBe(415);
  });

  it('nobody who has not signed in, and no role that may not', async () => {
    expect((await refused('/v1/reports', report(), { cookie: '' })).status).toBe(401);
    expect((await refused('/v1/reports', report(), { cookie: await signIn('auditor') })).status).toBe(403);
    expect(
      (await refused(`/v1/tasks/${consentTask}/completion`, { answers: {} }, { cookie: await signIn('admin') })).status,
    ).toBe(403);
  });

  it("a page of another site that uses the person's cookie", async () => {
    expect((await refused('/v1/reports', report(), { origin: 'https://elsewhere.example' })).status).toBe(403);
  });
});
