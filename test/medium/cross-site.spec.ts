import { declaredRoutes } from '../architecture/api-surface.js';
import { TestApi, type Browser, type Method } from './test-api.js';

const ID = '00000000-0000-4000-8000-000000000000';

describe('a page of another site (S15)', () => {
  let api: TestApi;
  let victim: Browser;

  beforeAll(async () => {
    api = await TestApi.open();
    victim = await api.signedIn('admin');
  }, 60_000);
  afterAll(() => api.close());

  const routes = declaredRoutes().map(({ route }) => {
    const [method = '', path = ''] = route.split(' ');
    return [method, path.replaceAll('{id}', ID)] as [Method, string];
  });
  const unsafe = routes.filter(([method]) => method !== 'GET');
  /** What the two routes that take a form answer her: one finds no file in it, the other is for reporters. */
  const ANSWERS_TO_A_FORM = [
    ['/documents', 422],
    ['/report-photos', 403],
  ] as const;

  /** Every row of every table but the audit, which tells of reads as well. */
  const stored = async () => {
    const tables = await api.sql<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
       and relname not in ('rate_limits', 'audit_events', 'audit_unsealed', 'audit_seals') order by 1`,
    );
    const counts = tables.map(
      ({ name }) =>
        `select '${name}' as t, md5(coalesce(string_agg(r::text, ',' order by r::text), '')) as h from ${name} r`,
    );
    return api.sql(counts.join(' union all '));
  };

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a file, a sandbox or a redirect', { origin: 'null' }],
    ['the same name on another port', { origin: 'http://localhost:8080' }],
    ['another site in a browser that says so', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour of the same domain', { 'sec-fetch-site': 'same-site' }],
  ])('from %s changes nothing with a signed-in person’s cookie', async (_, headers) => {
    const before = await stored();
    for (const [method, url] of unsafe) {
      const { status, code } = await victim.ask(method, url, {}, headers);
      expect({ method, url, status, code }).toEqual({ method, url, status: 403, code: 'not-permitted' });
    }
    expect(await stored()).toEqual(before);
    expect((await victim.ask('GET', '/v1/me')).status).toBe(200);
  });

  it.each([
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'text/plain;charset=UTF-8',
  ])('cannot send a form as %s, even when no header tells where it comes from', async (type) => {
    const before = await stored();
    for (const [method, url] of unsafe.filter(([verb]) => verb === 'POST')) {
      const { status } = await victim.ask(method, url, '{"username":"x"}', { 'content-type': type });
      // Every browser says where a form comes from, which the first test holds.
      const taken = type.startsWith('multipart/') ? ANSWERS_TO_A_FORM.find(([end]) => url.endsWith(end)) : undefined;
      expect({ url, status }).toEqual({ url, status: taken?.[1] ?? 415 });
    }
    expect(await stored()).toEqual(before);
  });

  it('is allowed nothing by CORS: no answer names an origin', async () => {
    for (const [method, url] of routes) {
      const { headers } = await victim.ask(method, url, method === 'GET' ? undefined : {}, {
        origin: 'https://evil.example',
      });
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
    const preflight = await api.app.inject({
      method: 'OPTIONS',
      url: '/v1/session',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('can make a browser look at an address, and looking writes nothing', async () => {
    await api.sql('update sessions set last_seen_at = now()');
    const before = await stored();
    for (const [, url] of routes.filter(([method]) => method === 'GET')) await victim.ask('GET', url);
    expect(await stored()).toEqual(before);
  });

  it('is not the console: a request of its own origin is answered', async () => {
    const own = { origin: 'http://localhost', host: 'localhost', 'sec-fetch-site': 'same-origin' };
    const { status } = await api.ask('POST', '/v1/session', {
      body: { username: 'social', password: 'saphan-demo' },
      headers: own,
    });
    expect(status).toBe(201);
  });
});
