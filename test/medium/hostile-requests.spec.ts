import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from '@temporalio/client';
import { DataSource } from 'typeorm';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import { createApi } from '../../apps/api/src/create-api.js';
import { seedDemoAccounts } from '#access/seed-demo-accounts.js';
import { FactCourier } from '#temporal/fact-courier.js';
import { createTestDatabase, type TestDatabase } from '#testing/test-services.js';
import { REPORT } from './test-store.js';

interface Request {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}
/** What is sent, and the statuses that are an answer; anything from 500 on, or a success, is a hole. */
type Row = readonly [what: string, request: (ids: Ids) => Request, statuses: readonly number[]];
interface Ids {
  readonly caseId: string;
  readonly taskId: string;
}

const NUL = '\u0000';
const HALF_A_SURROGATE = '\ud800';
const PERSON = { nationality: 'TH', language: 'th' };
const REFERRAL = {
  service: 'counselling',
  receiverAgency: 'shelter-nonthaburi',
  purpose: 'Counselling',
  sharedFields: ['needs'],
  consent: { given: true },
};
const json = { 'content-type': 'application/json' };

const report = (changes: object) => () => ({ url: '/v1/reports', body: { ...REPORT, ...changes } });
const person = (changes: object) => report({ persons: [{ ...PERSON, ...changes }] });
const referral =
  (changes: object) =>
  ({ caseId }: Ids) => ({ url: `/v1/cases/${caseId}/service-referrals`, body: { ...REFERRAL, ...changes } });
const raw =
  (body: string, headers: Readonly<Record<string, string>> = json) =>
  () => ({ url: '/v1/reports', body, headers });
const cursor = (values: readonly string[]) => Buffer.from(JSON.stringify(values)).toString('base64url');

const HELD: readonly Row[] = [
  ['a prototype in the body', raw('{"__proto__":{"admin":true}}'), [400]],
  ['a constructor in the body', raw('{"constructor":{"prototype":{"admin":true}}}'), [400]],
  ['half a body', raw('{'), [400]],
  ['an empty body', raw(''), [400]],
  ['a body of brackets', raw('['.repeat(100_000)), [400]],
  ['a number that is none', raw('{"channel":NaN}'), [400]],
  ['a megabyte and more', raw(JSON.stringify('x'.repeat(1_100_000))), [413]],
  ['nothing but null', raw('null'), [422]],
  ['a list in place of a report', raw('[]'), [422]],
  ['one name twice', raw('{"channel":"x","channel":"y"}'), [400]],
  ['a person that is null', report({ persons: [null] }), [422]],
  ['a person that is a word', report({ persons: ['x'] }), [422]],
  ['persons that are no list', report({ persons: { 0: PERSON } }), [422]],
  ['a custody that is a list', person({ custody: [] }), [422]],
  ['a policy that nobody knows', report({ policyVersion: '__proto__' }), [422]],
  ['a consent that is a word', referral({ consent: 'yes' }), [422]],
  ['a consent that is null', referral({ consent: null }), [422]],
  ['a consent that was refused', referral({ consent: { given: false } }), [422]],
  ['one question twice', () => ({ method: 'GET', url: '/v1/cases?number=a&number=b' }), [422]],
  ['a cursor that is no cursor', () => ({ method: 'GET', url: '/v1/cases?cursor=%7B%7D' }), [422]],
  [
    'answers that are a list',
    ({ taskId }) => ({ url: `/v1/tasks/${taskId}/completion`, body: { answers: [] } }),
    [422],
  ],
  [
    'the page of another site',
    () => ({ url: '/v1/reports', body: REPORT, headers: { origin: 'https://evil.example' } }),
    [403],
  ],
  ['the page of no site', () => ({ url: '/v1/reports', body: REPORT, headers: { origin: 'null' } }), [403]],
  ['a consent that is an empty list', referral({ consent: [] }), [422]],
  ['no consent at all', referral({ consent: undefined }), [422]],
  ['a custody that is null', person({ custody: null }), [422]],
  ['a rescue abroad that is null', report({ rescuedAbroad: null }), [422]],
  ['a name with a NUL', person({ givenName: `a${NUL}b` }), [422]],
  ['half a surrogate pair', report({ narrative: `a${HALF_A_SURROGATE}b` }), [422]],
  ['a user name with a NUL', () => ({ url: '/v1/session', body: { username: NUL, password: 'x' } }), [401, 422]],
  ['a question with a NUL', () => ({ method: 'GET', url: '/v1/cases?number=%00' }), [200, 422]],
  [
    'a draft with a NUL',
    ({ taskId }) => ({ method: 'PUT', url: `/v1/tasks/${taskId}/draft`, body: { answers: { reasons: NUL } } }),
    [422],
  ],
  [
    'a cursor of somebody’s own making',
    () => ({ method: 'GET', url: `/v1/cases?cursor=${cursor(['x', 'y'])}` }),
    [422],
  ],
  ['an origin that is no address', () => ({ url: '/v1/reports', body: REPORT, headers: { origin: 'foo' } }), [403]],
  ['the year zero', report({ happenedAt: '0000-01-01T00:00:00Z' }), [422]],
  ['a form of a web page', raw('channel=police', { 'content-type': 'application/x-www-form-urlencoded' }), [415]],
  ['plain text', raw('channel=police', { 'content-type': 'text/plain' }), [415]],
];

describe('the API answers with a reason, and without an effect, to (S15, S35)', () => {
  let database: TestDatabase;
  let api: NestFastifyApplication;
  let cookie = '';
  let ids: Ids;

  const send = ({ method = 'POST', url, body, headers = {} }: Request) =>
    api.inject({
      method,
      url,
      headers: { cookie, ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    });
  const countOfRows = async () => {
    const counts = ['cases', 'service_referrals', 'task_drafts'].map((table) => `(select count(*) from ${table})`);
    const { rows } = await withClient(database.ownerUrl, (client) =>
      client.query<{ counts: string }>(`select array[${counts.join(', ')}]::text as counts`),
    );
    return rows[0]?.counts;
  };
  beforeAll(async () => {
    database = await createTestDatabase();
    await seedDemoAccounts(database.ownerUrl);
    Object.assign(process.env, { DATABASE_URL: database.appUrl, SAPHAN_LOG_LEVEL: 'silent', SAPHAN_EMBEDDED: '1' });
    api = await createApi();
    const signedIn = await send({ url: '/v1/session', body: { username: 'social', password: 'saphan-demo' } });
    cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
    const receipt: { cases: { id: string }[] } = (await send({ url: '/v1/reports', body: REPORT })).json();
    const caseId = receipt.cases[0]?.id ?? '';
    const tasks: { items: { id: string }[] } = (await send({ method: 'GET', url: `/v1/cases/${caseId}/tasks` })).json();
    ids = { caseId, taskId: tasks.items[0]?.id ?? '' };
  }, 60_000);

  afterAll(async () => {
    await api.close();
    // There is no Temporal: what it was to be told is given up after five seconds.
    await api.get(FactCourier).settle();
    await api.get(Client).connection.close();
    await api.get(DataSource).destroy();
    await database.drop();
  }, 60_000);

  const expectAnAnswer = async (request: (ids: Ids) => Request, statuses: readonly number[]) => {
    const before = await countOfRows();
    const { statusCode, headers } = await send(request(ids));
    expect(statuses).toContain(statusCode);
    if (statusCode < 400) return;
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(await countOfRows()).toBe(before);
  };

  it.each(HELD)('%s', (_, request, statuses) => expectAnAnswer(request, statuses));
});
