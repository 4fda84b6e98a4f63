import { declaredRoutes } from '../architecture/api-surface.js';
import { TestApi, type Browser, type Method } from './test-api.js';

const ID = '00000000-0000-4000-8000-000000000000';
const YEAR_SECONDS = 31_536_000;
/** What tells a thief which hole to look for, or nothing to anybody. */
const TELLTALE = ['server', 'x-powered-by', 'x-aspnet-version', 'via', 'x-runtime'];

describe('every answer', () => {
  let api: TestApi;
  let admin: Browser;

  beforeAll(async () => {
    api = await TestApi.open();
    admin = await api.signedIn('admin');
  }, 60_000);
  afterAll(() => api.close());

  const routes = declaredRoutes().map(({ route }) => {
    const [method = '', path = ''] = route.split(' ');
    return [method, path.replaceAll('{id}', ID)] as [Method, string];
  });
  const others = [
    ['GET', '/'],
    ['GET', '/openapi.json'],
    ['GET', '/assets/none.js'],
    ['GET', '/no/such/page'],
    ['GET', '/%E0%A4%A'],
    ['DELETE', '/v1/reports'],
    ['PUT', '/v1/session'],
  ] as [Method, string][];

  it.each([...routes, ...others])(
    'of %s %s carries the headers that protect who reads it (S14)',
    async (method, url) => {
      for (const browser of [api.browser(), admin]) {
        const { headers } = await browser.ask(method, url, method === 'GET' ? undefined : {}, { accept: 'text/html' });
        if (method === 'DELETE' && url === '/v1/sessions') admin = await api.signedIn('admin');
        const csp = String(headers['content-security-policy']);
        expect(csp).toMatch(/default-src 'none'/);
        expect(csp).toMatch(/frame-ancestors 'none'/);
        expect(csp).not.toMatch(/unsafe-|\*|http:|data:(?! blob:)/);
        expect(Number(/max-age=(\d+)/.exec(String(headers['strict-transport-security']))?.[1])).toBeGreaterThanOrEqual(
          YEAR_SECONDS,
        );
        expect(headers).toMatchObject({
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
          'x-frame-options': 'DENY',
          'cache-control': 'no-store',
          'reporting-endpoints': 'saphan="/v1/browser-reports"',
        });
        expect(headers['permissions-policy']).toMatch(/camera=\(\).*geolocation=\(\).*microphone=\(\)/);
        expect(Object.keys(headers).filter((name) => TELLTALE.includes(name))).toEqual([]);
      }
    },
  );

  it('can be told of by a browser whose policy refused something, and nothing of it is kept but the rule', async () => {
    const report = (type: string, body: unknown) =>
      api.ask('POST', '/v1/browser-reports', { body, headers: { 'content-type': type } });
    const address = 'https://saphan.test/cases/MARKER-1';
    const old = { 'csp-report': { 'document-uri': address, 'effective-directive': 'script-src-elem' } };
    const list = [
      { type: 'csp-violation', url: address, body: { effectiveDirective: 'style-src', sample: 'MARKER-2' } },
    ];
    expect((await report('application/csp-report', old)).status).toBe(204);
    expect((await report('application/reports+json', list)).status).toBe(204);
    expect(
      (await report('application/reports+json', [{ body: { effectiveDirective: 'MARKER-3' } }, null, 7])).status,
    ).toBe(204);
    expect((await report('application/csp-report', { x: 'x'.repeat(20_000) })).status).toBe(413);
    const { text } = await api.ask('GET', '/metrics');
    expect(text).toContain('saphan_browser_reports_total{directive="script-src-elem"} 1');
    expect(text).toContain('saphan_browser_reports_total{directive="style-src"} 1');
    expect(text).toContain('saphan_browser_reports_total{directive="other"} 3');
    expect(text).not.toContain('MARKER');
  });
});

describe('a body (S35)', () => {
  let api: TestApi;
  let lagMs = 0;

  beforeAll(async () => {
    api = await TestApi.open();
  }, 60_000);
  afterAll(() => api.close());

  const nested = (depth: number, open: string, close: string) => `${open.repeat(depth)}1${close.repeat(depth)}`;
  const bodies: readonly (readonly [string, number, string])[] = [
    ['with a name of the prototype', 400, '{"username":"x","password":"x","__proto__":{"roles":["administrator"]}}'],
    ['with a constructor of its own', 400, '{"username":"x","password":"x","constructor":{"prototype":{"a":1}}}'],
    ['with the same name twice', 400, '{"username":"social","username":"admin","password":"x"}'],
    [
      'with the same name twice, once in disguise',
      400,
      '{"username":"social","\\u0075sername":"admin","password":"x"}',
    ],
    ['a thousand objects deep', 400, nested(1_000, '{"a":', '}')],
    ['a thousand lists deep', 400, nested(1_000, '[', ']')],
    ['a hundred thousand lists deep', 400, nested(100_000, '[', ']')],
    ['with a number that is none', 400, '{"username":NaN,"password":"x"}'],
    ['with half a letter', 422, '{"username":"\\ud800","password":"x"}'],
    ['with a zero byte', 422, '{"username":"a\\u0000b","password":"x"}'],
    ['that is empty', 400, ''],
    ['that stops in the middle', 400, '{"username":"x'],
    ['of ten megabytes', 413, `{"username":"${'x'.repeat(10_000_000)}"}`],
  ];

  it.each(bodies)('%s is refused with %i, at once', async (_, expected, body) => {
    let last = performance.now();
    const beat = setInterval(() => {
      lagMs = Math.max(lagMs, performance.now() - last - 5);
      last = performance.now();
    }, 5);
    const { status, headers, text } = await api.ask('POST', '/v1/session', { body });
    clearInterval(beat);
    expect(status).toBe(expected);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(text.length).toBeLessThan(5_000);
    expect(lagMs).toBeLessThan(250);
  });

  it('is the only body that is taken: a query or a second value of it changes nothing (S34)', async () => {
    const { status, code } = await api.ask('POST', '/v1/session?username=admin&password=saphan-demo', { body: {} });
    expect({ status, code }).toEqual({ status: 422, code: 'field-missing' });
  });
});

describe('a failure that nobody foresaw (S29)', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await TestApi.open();
  }, 60_000);
  afterAll(() => api.close());

  it('tells its number and no more: no stack, no SQL, no version, no name of a table', async () => {
    const browser = await api.signedIn('social');
    await api.sql('alter table tasks rename to tasks_away');
    await api.sql('alter table sessions rename column device to device_away');
    const broken = [
      await browser.ask('GET', '/v1/tasks'),
      await api.browser().signIn('social'),
      await browser.ask('GET', '/v1/sessions'),
    ];
    await api.sql('alter table tasks_away rename to tasks');
    await api.sql('alter table sessions rename column device_away to device');
    for (const { status, body, text } of broken) {
      expect({ status, code: body.code }).toEqual({ status: 500, code: 'unexpected' });
      expect(body.requestId).toMatch(/^[0-9a-f-]{36}$/);
      expect(text).not.toMatch(
        /select |insert |relation|column|tasks|sessions|postgres|node_modules|\.[jt]s\b|at \w+ \(|\d+\.\d+\.\d+/i,
      );
    }
  });
});
