import { TestApi, type Browser, type Method } from './test-api.js';

/** Small enough to reach, set as whoever runs a server sets them. */
const LIMITS = { SAPHAN_LIMIT_REPORTS: '3', SAPHAN_LIMIT_SEARCH: '4' };
const REPORT = {
  channel: 'police',
  province: '12',
  dangerNow: false,
  reporterConsents: true,
  persons: [{ nationality: 'TH', language: 'th' }],
};

describe('reports and searches of one account (S22)', () => {
  let api: TestApi;

  beforeAll(async () => {
    Object.assign(process.env, LIMITS);
    api = await TestApi.open();
    for (const name of Object.keys(LIMITS)) Reflect.deleteProperty(process.env, name);
  }, 60_000);
  afterAll(() => api.close(), 60_000);
  beforeEach(() => api.sql('delete from rate_limits'));

  const report = (by: Browser) =>
    by.ask('POST', '/v1/reports', { ...REPORT, happenedAt: new Date(Date.now() - 60_000).toISOString() });

  it('are taken up to so many a minute, then refused with how long to wait, and nothing is made of the refused', async () => {
    const police = await api.signedIn('police');
    const answers = [];
    for (let n = 0; n < 5; n += 1) answers.push(await report(police));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 429, 429]);
    const [refused] = answers.slice(-1);
    expect(refused).toMatchObject({ code: 'too-many-requests' });
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused?.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(await api.sql('select 1 from cases')).toHaveLength(3);
  });

  it('of another account are taken all the same', async () => {
    const [police, consular] = [await api.signedIn('police'), await api.signedIn('consular')];
    for (let n = 0; n < 4; n += 1) await report(police);
    expect((await report(police)).status).toBe(429);
    expect((await report(consular)).status).toBe(201);
  });

  it.each([
    ['GET', '/v1/cases', undefined],
    ['POST', '/v1/persons/search', { name: 'สมหญิง' }],
  ] as [Method, string, object | undefined][])(
    'are counted over %s %s, from whatever device',
    async (method, url, body) => {
      const devices = [await api.signedIn('social'), await api.signedIn('social', '198.51.100.7')];
      const statuses: number[] = [];
      for (let n = 0; n < 6; n += 1)
        statuses.push((await (devices[n % 2] ?? devices[0])?.ask(method, url, body))?.status ?? 0);
      expect(statuses.map((status) => (status < 300 ? 'taken' : status))).toEqual([
        'taken',
        'taken',
        'taken',
        'taken',
        429,
        429,
      ]);
    },
  );

  it('are counted together: who lists cases has fewer searches left', async () => {
    const social = await api.signedIn('social');
    for (let n = 0; n < 4; n += 1) await social.ask('GET', '/v1/cases');
    expect((await social.ask('POST', '/v1/persons/search', { name: 'สมหญิง' })).code).toBe('too-many-requests');
  });

  it('come in pages of two hundred at most', async () => {
    const social = await api.signedIn('social');
    expect(await social.ask('GET', '/v1/cases?limit=201')).toMatchObject({ status: 422 });
    expect(await social.ask('GET', '/v1/cases?limit=200')).toMatchObject({ status: 200 });
  });
});
