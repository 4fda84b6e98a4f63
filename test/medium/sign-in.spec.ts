import { networkOf } from '../../apps/api/src/session/client.js';
import { TestApi } from './test-api.js';

const STRANGER = '198.51.100.66';
const OFFICE = '203.0.113.10';

describe('a sign-in (S11)', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await TestApi.open();
  }, 60_000);
  afterAll(() => api.close());
  beforeEach(() => api.sql('truncate sign_in_throttles, account_networks, sessions'));

  const attempt = async (username: string, password: string, from = STRANGER) =>
    api.ask('POST', '/v1/session', { body: { username, password }, from });
  const waitedOut = () => api.sql(`update sign_in_throttles set blocked_until = now() - interval '1 second'`);

  it('is told the same of a wrong password, a name that nobody has, a disabled account and one without a password', async () => {
    await api.sql(`update accounts set disabled_at = now() where username = 'ngo'`);
    await api.sql(`update accounts set password_hash = null where username = 'consular'`);
    const told = await Promise.all(
      [
        ['social', 'wrong'],
        ['nobody-at-all', 'wrong'],
        ['ngo', 'saphan-demo'],
        ['consular', ''.padEnd(12, 'x')],
      ].map(async ([username = '', password = '']) => {
        const { status, body, headers } = await attempt(username, password);
        return { status, body: { ...body, requestId: '' }, cookie: headers['set-cookie'] };
      }),
    );
    for (const answer of told) expect(answer).toEqual(told[0]);
    expect(told[0]).toMatchObject({ status: 401, body: { code: 'sign-in-failed' } });
    await api.sql(`update accounts set disabled_at = null where username = 'ngo'`);
  });

  it('takes the same time for a name that exists and one that does not', async () => {
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let n = 0; n < 20; n += 1) {
      // In turn, so that a busy machine slows both alike.
      for (const kind of ['known', 'unknown'] as const) {
        await api.sql('truncate sign_in_throttles');
        const started = performance.now();
        await attempt(kind === 'known' ? 'social' : `nobody-${n}`, 'wrong-password');
        times[kind].push(performance.now() - started);
      }
    }
    const [known, unknown] = [times.known, times.unknown].map((all) => all.sort((a, b) => a - b)[9] ?? 0) as [
      number,
      number,
    ];
    // Hashing alone takes 20 ms or more: an answer without it would stand out by that.
    expect(Math.abs(known - unknown)).toBeLessThan(Math.min(known, unknown) / 2);
  }, 60_000);

  it('has to wait after five wrong passwords, each time twice as long, up to a quarter of an hour', async () => {
    for (let n = 0; n < 5; n += 1) expect((await attempt('social', 'wrong')).status).toBe(401);
    const waits: number[] = [];
    for (let n = 0; n < 7; n += 1) {
      const { status, code, headers } = await attempt('social', 'wrong');
      expect({ status, code }).toEqual({ status: 429, code: 'too-many-attempts' });
      waits.push(Number(headers['retry-after']));
      await waitedOut();
      expect((await attempt('social', 'wrong')).status).toBe(401);
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900]);
  }, 30_000);

  it('with the right password has to wait as well, so that the wait tells nothing', async () => {
    for (let n = 0; n < 5; n += 1) await attempt('social', 'wrong');
    expect((await attempt('social', 'saphan-demo')).status).toBe(429);
    await waitedOut();
    expect((await attempt('social', 'saphan-demo')).status).toBe(201);
  });

  it('of a name that nobody has waits alike', async () => {
    const known: unknown[] = [];
    const unknown: unknown[] = [];
    for (let n = 0; n < 7; n += 1) {
      const [a, b] = [await attempt('social', 'wrong'), await attempt('nobody', 'wrong')];
      known.push([a.status, a.code, a.headers['retry-after']]);
      unknown.push([b.status, b.code, b.headers['retry-after']]);
    }
    expect(unknown).toEqual(known);
  });

  it('is tried a thousand times at once, and no more than five passwords are looked at', async () => {
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => attempt('social', 'wrong')));
    const statuses = answers.map(({ status }) => status);
    // A busy machine may turn some away before they are counted (503); none of them has its password looked at.
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(5);
    expect(statuses.filter((status) => ![401, 429, 503].includes(status))).toEqual([]);
  }, 60_000);

  it('of an officer stays open while a stranger guesses her password from elsewhere', async () => {
    for (let n = 0; n < 20; n += 1) await attempt('social', 'wrong', STRANGER);
    expect((await attempt('social', 'saphan-demo', STRANGER)).status).toBe(429);
    expect((await attempt('social', 'saphan-demo', OFFICE)).status).toBe(201);
  });

  it('stays open for her network even when strangers guess from everywhere', async () => {
    expect((await attempt('social', 'saphan-demo', OFFICE)).status).toBe(201);
    const codes = new Set<number>();
    for (let n = 0; n < 60; n += 1) codes.add((await attempt('social', 'wrong', `100.64.${n}.9`)).status);
    expect(codes).toContain(429);
    expect((await attempt('social', 'saphan-demo', '100.65.1.9')).status).toBe(429);
    expect((await attempt('social', 'saphan-demo', OFFICE)).status).toBe(201);
  }, 60_000);

  it('from one network is slowed down when it tries many names, while others are not', async () => {
    await api.sql(
      `insert into sign_in_throttles select sha256(convert_to('network:' || encode(sha256(convert_to($1, 'utf8')), 'hex'), 'utf8')),
      99, now(), now()`,
      [`network:${networkOf(STRANGER)}`],
    );
    expect((await attempt('name-1', 'wrong')).status).toBe(401);
    expect((await attempt('name-2', 'wrong')).status).toBe(429);
    expect((await attempt('name-2', 'wrong', OFFICE)).status).toBe(401);
  });

  it('takes no other address from a header that anybody can write (S34)', async () => {
    for (let n = 0; n < 5; n += 1) await attempt('social', 'wrong');
    const spoofed = await api.ask('POST', '/v1/session', {
      body: { username: 'social', password: 'wrong' },
      headers: { 'x-forwarded-for': '192.0.2.1', forwarded: 'for=192.0.2.1' },
      from: STRANGER,
    });
    expect(spoofed.status).toBe(429);
  });

  it('of one person on several devices at the same moment opens each of them', async () => {
    // By their hashes some names come before the network's in the store, and some after it.
    for (const name of ['hotline', 'inspector', 'mdt-chair', 'police', 'shelter', 'social']) {
      for (let round = 0; round < 8; round += 1) {
        const answers = await Promise.all(Array.from({ length: 4 }, () => attempt(name, 'saphan-demo', OFFICE)));
        expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
      }
    }
  }, 60_000);

  it('that succeeds forgets the mistakes before it', async () => {
    for (let n = 0; n < 4; n += 1) await attempt('social', 'wrong', OFFICE);
    await attempt('social', 'saphan-demo', OFFICE);
    for (let n = 0; n < 4; n += 1) expect((await attempt('social', 'wrong', OFFICE)).status).toBe(401);
  });
});

describe('the network of an address', () => {
  it.each([
    ['203.0.113.10', '203.0.113.0/24'],
    ['::ffff:203.0.113.10', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::6', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
