import { randomUUID } from 'node:crypto';
import { generate } from 'otplib';
import { TestApi, type Browser } from './test-api.js';

const PASSWORD = 'nine quiet otters on the Mekong';

interface Account {
  readonly id: string;
  readonly revision: number;
}

describe('accounts', () => {
  let api: TestApi;
  let admin: Browser;
  let count = 0;

  beforeAll(async () => {
    api = await TestApi.open();
  }, 60_000);
  afterAll(() => api.close());
  beforeEach(async () => {
    await api.sql('truncate sign_in_throttles, sessions');
    admin = await api.signedIn('admin');
  });

  const idOf = async (username: string) =>
    (await api.sql<{ id: string }>('select id from accounts where username = $1', [username]))[0]?.id ?? '';

  async function make(changes: object = {}): Promise<Account & { readonly username: string }> {
    count += 1;
    const account = {
      username: `officer-${count}`,
      displayName: 'Officer, Chiang Rai',
      agency: 'psdhs-chiang-rai',
      province: '57',
      roles: ['social-worker'],
      ...changes,
    };
    const { status, body, text } = await admin.ask('POST', '/v1/accounts', account);
    if (status !== 201) throw new Error(text);
    return body as unknown as Account & { username: string };
  }
  const activationOf = async ({ id }: Account) =>
    String((await admin.ask('POST', `/v1/accounts/${id}/activation`)).body.code);
  const activate = (username: string, code: string, password = PASSWORD) =>
    api.ask('POST', '/v1/activation', { body: { username, code, password } });
  const change = ({ id, revision }: Account, changes: object) =>
    admin.ask('PATCH', `/v1/accounts/${id}`, changes, { 'if-match': `"${revision}"` });

  async function activated(changes: object = {}) {
    const account = await make(changes);
    await activate(account.username, await activationOf(account));
    const browser = api.browser();
    expect((await browser.signIn(account.username, PASSWORD)).status).toBe(201);
    return { account, browser };
  }

  it('are made by an administrator, who never learns the password (S11)', async () => {
    const account = await make();
    expect((await api.browser().signIn(account.username, '')).status).toBe(422);
    expect((await api.browser().signIn(account.username, PASSWORD)).code).toBe('sign-in-failed');
    const code = await activationOf(account);
    expect((await activate(account.username, code.toUpperCase())).status).toBe(204);
    expect((await api.browser().signIn(account.username, PASSWORD)).status).toBe(201);
    const shown = await admin.ask('GET', `/v1/accounts/${account.id}`);
    expect(shown.text).not.toMatch(/password|hash|argon/i);
  });

  it('open with an activation code once, in its time, for its own name', async () => {
    const account = await make();
    const code = await activationOf(account);
    expect((await activate('social', code)).code).toBe('activation-invalid');
    await api.sql(`update account_activations set expires_at = now() - interval '1 second'`);
    expect((await activate(account.username, code)).code).toBe('activation-invalid');
    const second = await activationOf(account);
    const third = await activationOf(account);
    expect((await activate(account.username, second)).code).toBe('activation-invalid');
    expect((await activate(account.username, third)).status).toBe(204);
    expect((await activate(account.username, third)).code).toBe('activation-invalid');
  });

  it('do not take a password that is short, breached or her own name, and say which', async () => {
    const account = await make({ username: 'wipawee.s' });
    const code = await activationOf(account);
    for (const [password, fault] of [
      ['short', 'password-too-short'],
      ['qwertyuiopqwertyuiop', 'password-breached'],
      ['wipawee.s-wipawee.s', 'password-guessable'],
    ] as const) {
      const { status, body } = await activate(account.username, code, password);
      expect({ status, errors: body.errors }).toMatchObject({
        status: 422,
        errors: [{ path: '/password', code: fault }],
      });
    }
    expect((await activate(account.username, code)).status).toBe(204);
  });

  it('get a new password by activation without losing the second factor (S13)', async () => {
    const { account, browser } = await activated();
    const secret = String((await browser.ask('POST', '/v1/me/totp')).body.secret);
    await browser.ask('POST', '/v1/me/totp/confirmation', { code: await generate({ secret }) });
    const next = 'ten brave herons over Loei town';
    await activate(account.username, await activationOf(account), next);
    expect((await browser.ask('GET', '/v1/me')).status).toBe(401);
    expect((await api.browser().signIn(account.username, next)).code).toBe('second-factor-required');
  });

  it('can be given a new password by their owner, who shows the old one; other devices are signed out', async () => {
    const { account, browser } = await activated();
    const elsewhere = api.browser();
    await elsewhere.signIn(account.username, PASSWORD);
    const newPassword = 'ten brave herons over Loei town';
    const put = (currentPassword: string) => browser.ask('PUT', '/v1/me/password', { currentPassword, newPassword });
    expect((await put('wrong')).code).toBe('proof-wrong');
    expect((await put(PASSWORD)).status).toBe(204);
    expect((await elsewhere.ask('GET', '/v1/me')).status).toBe(401);
    expect((await browser.ask('GET', '/v1/me')).status).toBe(200);
    expect((await api.browser().signIn(account.username, PASSWORD)).code).toBe('sign-in-failed');
    expect((await api.browser().signIn(account.username, newPassword)).status).toBe(201);
  });

  it('lose every session and token at once when they are disabled, and those do not come back (S12)', async () => {
    const { account, browser } = await activated();
    const { body } = await browser.ask('POST', '/v1/machine-tokens', { name: 'm', scopes: ['task.list'], days: 1 });
    const machine = { headers: { authorization: `Bearer ${String(body.token)}` } };
    expect((await api.ask('GET', '/v1/tasks', machine)).status).toBe(200);
    const disabled = await change(account, { disabled: true });
    expect(disabled.status).toBe(200);
    expect((await browser.ask('GET', '/v1/me')).status).toBe(401);
    expect((await api.ask('GET', '/v1/tasks', machine)).status).toBe(401);
    expect((await api.browser().signIn(account.username, PASSWORD)).code).toBe('sign-in-failed');
    await change(disabled.body as unknown as Account, { disabled: false });
    expect((await browser.ask('GET', '/v1/me')).status).toBe(401);
    expect((await api.ask('GET', '/v1/tasks', machine)).status).toBe(401);
    expect((await api.browser().signIn(account.username, PASSWORD)).status).toBe(201);
  });

  it('have the rights that they are given from the next request on, and lose them as fast', async () => {
    const { account, browser } = await activated({ roles: ['auditor'] });
    expect((await browser.ask('GET', '/v1/cases')).status).toBe(403);
    const { body } = await change(account, { roles: ['social-worker'] });
    expect((await browser.ask('GET', '/v1/cases')).status).toBe(200);
    await change(body as unknown as Account, { roles: ['auditor'] });
    expect((await browser.ask('GET', '/v1/cases')).status).toBe(403);
  });

  it('can be signed out by an administrator', async () => {
    const { account, browser } = await activated();
    expect((await admin.ask('DELETE', `/v1/accounts/${account.id}/sessions`)).status).toBe(204);
    expect((await browser.ask('GET', '/v1/me')).status).toBe(401);
  });

  it('of an administrator are not hers to widen, and one cannot shut herself out', async () => {
    const id = await idOf('admin');
    const { body } = await admin.ask('GET', `/v1/accounts/${id}`);
    expect((await change(body as unknown as Account, { roles: ['social-worker'] })).code).toBe('own-account');
    expect((await change(body as unknown as Account, { disabled: true })).code).toBe('own-account');
  });

  it('leave one of two administrators who disable each other at the same moment', async () => {
    const { account, browser: other } = await activated({ roles: ['administrator'] });
    const secret = String((await other.ask('POST', '/v1/me/totp')).body.secret);
    await other.ask('POST', '/v1/me/totp/confirmation', { code: await generate({ secret }) });
    const own = await admin.ask('GET', `/v1/accounts/${await idOf('admin')}`);
    const [a, b] = await Promise.all([
      change(account, { disabled: true }),
      other.ask(
        'PATCH',
        `/v1/accounts/${await idOf('admin')}`,
        { disabled: true },
        { 'if-match': String(own.headers.etag) },
      ),
    ]);
    expect([a.status, b.status].filter((status) => status === 200)).toHaveLength(1);
    await api.sql(`update accounts set disabled_at = null where username = 'admin'`);
  });

  it('have a supervisor who is enabled, another person, and not below them', async () => {
    const head = await make();
    const officer = await make({ supervisorId: head.id });
    for (const supervisorId of [head.id, officer.id, randomUUID()]) {
      expect((await change(head, { supervisorId })).code).toBe('supervisor-not-possible');
    }
    const boss = await make();
    expect((await change(head, { supervisorId: boss.id })).body.supervisor).toBe(boss.username);
    const { body } = await change(officer, { supervisorId: null });
    expect(body.supervisorId).toBeNull();
  });

  it('are changed over the state that was read, never over another administrator’s change', async () => {
    const account = await make();
    expect((await change(account, { agency: 'datip' })).headers.etag).toBe('"2"');
    expect((await change(account, { agency: 'atpd' })).code).toBe('revision-conflict');
    expect((await admin.ask('PATCH', `/v1/accounts/${account.id}`, { agency: 'atpd' })).code).toBe('revision-required');
  });

  it('are there once, however often the request comes', async () => {
    const body = { username: 'twice', displayName: 'T', agency: 'datip', roles: ['auditor'] };
    const key = { 'idempotency-key': randomUUID() };
    const first = await admin.ask('POST', '/v1/accounts', body, key);
    expect((await admin.ask('POST', '/v1/accounts', body, key)).body.id).toBe(first.body.id);
    expect((await admin.ask('POST', '/v1/accounts', body)).code).toBe('account-exists');
  });

  it('are listed page by page', async () => {
    const names: string[] = [];
    let cursor = '';
    do {
      const { body } = await admin.ask('GET', `/v1/accounts?limit=5${cursor && `&cursor=${cursor}`}`);
      names.push(...(body.items as { username: string }[]).map(({ username }) => username));
      cursor = (body.nextCursor as string | null) ?? '';
    } while (cursor);
    const [all] = await api.sql<{ count: number }>('select count(*)::int as count from accounts');
    expect(new Set(names).size).toBe(all?.count);
  });

  it('are nobody’s business but an administrator’s, who has just shown who she is', async () => {
    const account = await make();
    for (const username of ['social', 'auditor', 'police']) {
      const other = await api.signedIn(username);
      expect((await other.ask('GET', '/v1/accounts')).status).toBe(403);
      expect((await other.ask('POST', `/v1/accounts/${account.id}/activation`)).status).toBe(403);
    }
    await api.sql(`update sessions set strong_at = now() - interval '11 minutes'`);
    for (const [method, path, body] of [
      ['POST', '', { username: 'xx', displayName: 'x', agency: 'x', roles: ['auditor'] }],
      ['PATCH', `/${account.id}`, { roles: ['administrator'] }],
      ['POST', `/${account.id}/activation`, undefined],
      ['DELETE', `/${account.id}/totp`, undefined],
      ['POST', `/${account.id}/identities`, { issuer: 'https://x.test', subject: 'x' }],
    ] as const) {
      expect((await admin.ask(method, `/v1/accounts${path}`, body)).code).toBe('step-up-required');
    }
  });

  it('leave each act on the ledger: who, what, whose, which fields, never a value', async () => {
    const account = await make();
    await change(account, { displayName: 'MARKER-NAME' });
    await activationOf(account);
    const rows = await api.sql<{ action: string; fields: string[]; purpose: string }>(
      'select action, fields, purpose from audit_events where subject_id = $1 order by at, id',
      [account.id],
    );
    expect(rows.map(({ action }) => action).sort()).toEqual([
      'account.activation-started',
      'account.changed',
      'account.created',
    ]);
    expect(JSON.stringify(rows)).not.toContain('MARKER-NAME');
  });

  describe('of machines', () => {
    const tokenOf = async (browser: Browser, scopes: string[]) =>
      browser.ask('POST', '/v1/machine-tokens', { name: 'Hotline software', scopes, days: 30 });
    const asMachine = (token: unknown) => ({ headers: { authorization: `Bearer ${String(token)}` } });

    it('may do what their scope says and no more, as the person who let them in', async () => {
      const social = await api.signedIn('social');
      const { body } = await tokenOf(social, ['task.list']);
      expect((await api.ask('GET', '/v1/tasks', asMachine(body.token))).status).toBe(200);
      expect((await api.ask('GET', '/v1/cases', asMachine(body.token))).code).toBe('not-permitted');
      const me = await api.ask('GET', '/v1/me', asMachine(body.token));
      expect(me.body).toMatchObject({ username: 'social', permissions: ['task.list'], mfa: null });
    });

    it('never reach what is a person’s own: sessions, second factor, more tokens', async () => {
      const social = await api.signedIn('social');
      const { body } = await tokenOf(social, ['task.list', 'case.list']);
      for (const [method, url] of [
        ['GET', '/v1/sessions'],
        ['DELETE', '/v1/sessions'],
        ['GET', '/v1/machine-tokens'],
        ['POST', '/v1/me/totp'],
        ['DELETE', '/v1/session'],
      ] as const) {
        expect((await api.ask(method, url, asMachine(body.token))).code).toBe('not-permitted');
      }
    });

    it('get no right that their person has not, and lose what she loses', async () => {
      const { account, browser } = await activated();
      expect((await tokenOf(browser, ['task.list', 'account.manage'])).body.errors).toEqual([
        expect.objectContaining({ path: '/scopes/1', code: 'scope-not-allowed' }),
      ]);
      const { body } = await tokenOf(browser, ['case.list']);
      expect((await api.ask('GET', '/v1/cases', asMachine(body.token))).status).toBe(200);
      await change(account, { roles: ['auditor'] });
      expect((await api.ask('GET', '/v1/cases', asMachine(body.token))).status).toBe(403);
    });

    it('are shut out when time is over or their person says so, and are shown without their token', async () => {
      const social = await api.signedIn('social');
      const [first, second] = [await tokenOf(social, ['task.list']), await tokenOf(social, ['task.list'])];
      const listed = await social.ask('GET', '/v1/machine-tokens');
      expect(listed.text).not.toContain(String(first.body.token));
      const stored = await api.sql<{ row: string }>('select to_jsonb(m)::text as row from machine_tokens m');
      expect(stored.map(({ row }) => row).join()).not.toContain(String(first.body.token));
      expect((await social.ask('DELETE', `/v1/machine-tokens/${String(first.body.id)}`)).status).toBe(204);
      expect((await api.ask('GET', '/v1/tasks', asMachine(first.body.token))).status).toBe(401);
      await api.sql(`update machine_tokens set expires_at = now() where id = $1`, [second.body.id]);
      expect((await api.ask('GET', '/v1/tasks', asMachine(second.body.token))).status).toBe(401);
      const other = await api.signedIn('police');
      expect((await other.ask('DELETE', `/v1/machine-tokens/${String(second.body.id)}`)).code).toBe(
        'machine-token-not-found',
      );
    });
  });
});
