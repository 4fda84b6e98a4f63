import { TestApi, type Browser } from './test-api.js';

describe('a session (S12)', () => {
  let api: TestApi;
  let me: Browser;

  beforeAll(async () => {
    api = await TestApi.open();
  }, 60_000);
  afterAll(() => api.close());
  beforeEach(async () => {
    await api.sql('delete from sessions');
    me = await api.signedIn('social');
  });

  const isOver = async (browser: Browser) => {
    const { status, code } = await browser.ask('GET', '/v1/me');
    expect({ status, code }).toEqual({ status: 401, code: 'not-signed-in' });
  };
  const copyOf = (browser: Browser) => Object.assign(api.browser(), { cookie: browser.cookie });

  it('comes as a cookie that scripts, other sites and plain HTTP never see', async () => {
    const { headers, text } = await api.browser().signIn('social');
    expect(headers['set-cookie']).toMatch(
      /^__Host-saphan_session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(text).not.toContain(String(headers['set-cookie']).slice(23, 60));
  });

  it('is stored as a hash of 256 random bits, never itself', async () => {
    const token = me.cookie.split('=')[1] ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const [stored] = await api.sql<{ row: string }>('select to_jsonb(s)::text as row from sessions s');
    expect(stored?.row).not.toContain(token);
    const byHash = await api.sql(`select 1 from sessions where token_hash = sha256($1::bytea)`, [Buffer.from(token)]);
    expect(byHash).toHaveLength(1);
  });

  it('is new at every sign-in, also when the browser brought one (fixation)', async () => {
    const before = me.cookie;
    await me.signIn('social');
    expect(me.cookie).not.toBe(before);
  });

  it('ends at once when she signs out, and the browser is told to forget', async () => {
    const copy = copyOf(me);
    const { status, headers } = await me.ask('DELETE', '/v1/session');
    expect(status).toBe(204);
    expect(headers['clear-site-data']).toBe('"cache", "cookies", "storage"');
    await isOver(copy);
  });

  it('ends after twelve hours, however busy', async () => {
    await api.sql(`update sessions set expires_at = now() - interval '1 second'`);
    await isOver(me);
    await me.signIn('social');
    const [limits] = await api.sql<{ hours: number }>(
      'select extract(epoch from max(expires_at - created_at))::int / 3600 as hours from sessions',
    );
    expect(limits?.hours).toBe(12);
  });

  it('ends after an hour without a touch, and a touch keeps it', async () => {
    await api.sql(`update sessions set last_seen_at = now() - interval '59 minutes'`);
    expect((await me.ask('GET', '/v1/me')).status).toBe(200);
    const [seen] = await api.sql<{ fresh: boolean }>(
      `select last_seen_at > now() - interval '1 minute' as fresh from sessions`,
    );
    expect(seen?.fresh).toBe(true);
    await api.sql(`update sessions set last_seen_at = now() - interval '61 minutes'`);
    await isOver(me);
  });

  it('is kept by nothing that an open page asks by itself (ASVS 7.3.1)', async () => {
    await api.sql(`update sessions set last_seen_at = now() - interval '59 minutes'`);
    const isFresh = async () =>
      (await api.sql<{ fresh: boolean }>(`select last_seen_at > now() - interval '1 minute' as fresh from sessions`))[0]
        ?.fresh;
    expect((await me.ask('GET', '/v1/me', undefined, { 'saphan-unattended': '1' })).status).toBe(200);
    expect((await me.ask('GET', '/v1/events')).status).toBe(200);
    expect(await isFresh()).toBe(false);
    await me.ask('GET', '/v1/me');
    expect(await isFresh()).toBe(true);
    await api.sql(`update sessions set last_seen_at = now() - interval '61 minutes'`);
    await isOver(me);
  });

  it('ends at once when the account is disabled, which cannot sign in then', async () => {
    await api.sql(`update accounts set disabled_at = now() where username = 'social'`);
    await isOver(me);
    expect((await api.browser().signIn('social')).code).toBe('sign-in-failed');
    await api.sql(`update accounts set disabled_at = null where username = 'social'`);
  });

  it('has the roles that the account has now, not those it signed in with', async () => {
    await api.sql(`update accounts set roles = '{auditor}' where username = 'social'`);
    expect((await me.ask('GET', '/v1/me')).body.roles).toEqual(['auditor']);
    expect((await me.ask('GET', '/v1/cases')).status).toBe(403);
    await api.sql(`update accounts set roles = '{social-worker,supervisor}' where username = 'social'`);
  });

  it('is listed to its owner with device and times, and to nobody else', async () => {
    const phone = api.browser('198.51.100.7');
    await phone.ask(
      'POST',
      '/v1/session',
      { username: 'social', password: 'saphan-demo' },
      {
        'user-agent': 'Mozilla/5.0 (Linux; Android 14; Mobile) Gecko/20.0 Firefox/140.0',
      },
    );
    await api.signedIn('police');
    const { body } = await me.ask('GET', '/v1/sessions');
    const sessions = body.sessions as { device: string; current: boolean; createdAt: string; lastSeenAt: string }[];
    expect(sessions.map(({ device, current }) => ({ device, current }))).toEqual([
      { device: 'Firefox, Android', current: false },
      { device: 'lightMyRequest', current: true },
    ]);
    expect(Object.keys(sessions[0] ?? {}).sort()).toEqual(
      ['createdAt', 'current', 'device', 'expiresAt', 'id', 'lastSeenAt', 'method'].sort(),
    );
  });

  it('can be ended from another device, at once; another person’s cannot', async () => {
    const lost = await api.signedIn('social');
    const other = await api.signedIn('police');
    const idOf = async (browser: Browser) => {
      const { body } = await browser.ask('GET', '/v1/sessions');
      return (body.sessions as { id: string; current: boolean }[]).find(({ current }) => current)?.id ?? '';
    };
    expect((await me.ask('DELETE', `/v1/sessions/${await idOf(lost)}`)).status).toBe(204);
    await isOver(lost);
    expect((await me.ask('DELETE', `/v1/sessions/${await idOf(other)}`)).code).toBe('session-not-found');
    expect((await other.ask('GET', '/v1/me')).status).toBe(200);
  });

  it('ends everywhere with one word, and nobody else’s does', async () => {
    const elsewhere = await api.signedIn('social');
    const other = await api.signedIn('police');
    expect((await me.ask('DELETE', '/v1/sessions')).status).toBe(204);
    await isOver(elsewhere);
    await isOver(me);
    expect((await other.ask('GET', '/v1/me')).status).toBe(200);
  });

  it('gets a new token when she shows again who she is; the old one is worth nothing', async () => {
    const old = copyOf(me);
    await api.sql(`update sessions set strong_at = now() - interval '11 minutes'`);
    expect((await me.ask('POST', '/v1/me/totp')).code).toBe('step-up-required');
    expect((await me.ask('POST', '/v1/session/step-up', { password: 'wrong' })).code).toBe('proof-wrong');
    expect((await me.ask('POST', '/v1/session/step-up', { password: 'saphan-demo' })).status).toBe(204);
    expect(me.cookie).not.toBe(old.cookie);
    await isOver(old);
    expect((await me.ask('POST', '/v1/me/totp')).status).toBe(201);
    await api.sql('delete from account_totps');
  });

  it('is no bearer token: a machine has its own', async () => {
    const bearer = { authorization: `Bearer ${me.cookie.split('=')[1] ?? ''}` };
    expect((await api.ask('GET', '/v1/me', { headers: bearer })).status).toBe(401);
  });

  it('tells her what she may do', async () => {
    const { body } = await me.ask('GET', '/v1/me');
    expect(body).toMatchObject({
      username: 'social',
      agency: 'psdhs-nonthaburi',
      province: '12',
      roles: ['social-worker', 'supervisor'],
      mfa: { enrolled: false, required: false, missing: false },
    });
    expect(body.permissions).toContain('case.read');
    expect(body.permissions).not.toContain('referral.nothing');
  });
});
