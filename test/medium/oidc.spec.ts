import { jest } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { TestApi, type Browser } from './test-api.js';

const PUBLIC_URL = 'https://saphan.test';
const CALLBACK = '/v1/oidc/callback';

type LoginAccount = (details: object) => undefined;

/** What the spec uses of oidc-provider, which comes without types. */
interface ProviderLibrary {
  readonly default: new (
    issuer: string,
    configuration: object,
  ) => {
    callback(): (...args: never[]) => void;
    readonly Session: { readonly prototype: { loginAccount: LoginAccount } };
  };
}

/** A real OpenID provider, whose people prove themselves with their own name on its development page. */
async function startProvider(
  amr: () => readonly string[],
): Promise<{ readonly issuer: string; readonly server: Server }> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const name = ['oidc', 'provider'].join('-');
  const { default: Provider } = (await import(name)) as ProviderLibrary;
  const provider = new Provider(issuer, {
    clients: [
      { client_id: 'saphan', client_secret: 'only-for-this-test', redirect_uris: [`${PUBLIC_URL}${CALLBACK}`] },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub', 'amr'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['only-for-this-test'] },
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
  });
  // Its development page asks for no second factor; the spec says what it saw.
  const session = provider.Session.prototype;
  session.loginAccount = new Proxy(session.loginAccount, {
    apply: (login: LoginAccount, self, [details]: [object]): undefined => {
      Reflect.apply(login, self, [{ ...details, amr: amr() }]);
    },
  });
  server.on('request', provider.callback() as never);
  return { issuer, server };
}

/** Walks the provider's pages as a browser would, up to the address that it sends the browser back to. */
async function proveAt(location: string, login: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = location;
  let body: URLSearchParams | undefined;
  for (let step = 0; step < 12; step += 1) {
    const response = await fetch(url, {
      redirect: 'manual',
      method: body ? 'POST' : 'GET',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      ...(body ? { body } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const next = response.headers.get('location');
    if (next?.startsWith(PUBLIC_URL)) return next.slice(PUBLIC_URL.length);
    if (next !== null) [url, body] = [new URL(next, url).href, undefined];
    else {
      const [, prompt = 'login'] = /name="prompt" value="(\w+)"/.exec(await response.text()) ?? [];
      body = new URLSearchParams({ prompt, login, password: 'x' });
    }
  }
  throw new Error('The provider never sent the browser back');
}

describe('a sign-in at the person’s own agency (S12)', () => {
  let api: TestApi;
  let issuer: string;
  let server: Server;
  let proofs: readonly string[] = [];

  beforeAll(async () => {
    // The provider says on the console that it is a development one; so it is.
    for (const level of ['info', 'warn'] as const) jest.spyOn(console, level).mockImplementation(() => undefined);
    ({ issuer, server } = await startProvider(() => proofs));
    Object.assign(process.env, {
      SAPHAN_OIDC_ISSUER: issuer,
      SAPHAN_OIDC_CLIENT_ID: 'saphan',
      SAPHAN_OIDC_CLIENT_SECRET: 'only-for-this-test',
      SAPHAN_PUBLIC_URL: PUBLIC_URL,
    });
    api = await TestApi.open();
    await link('social', 'subject-of-social');
  }, 60_000);
  afterAll(async () => {
    jest.restoreAllMocks();
    for (const name of ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET'])
      Reflect.deleteProperty(process.env, `SAPHAN_OIDC_${name}`);
    Reflect.deleteProperty(process.env, 'SAPHAN_PUBLIC_URL');
    await api.close();
    server.closeAllConnections();
    server.close();
  });

  async function link(username: string, subject: string, from = issuer): Promise<void> {
    const admin = await api.signedIn('admin');
    const [account] = await api.sql<{ id: string }>('select id from accounts where username = $1', [username]);
    const { status, text } = await admin.ask('POST', `/v1/accounts/${account?.id ?? ''}/identities`, {
      issuer: from,
      subject,
    });
    if (status !== 201) throw new Error(text);
  }

  async function begin(browser: Browser): Promise<string> {
    const { status, body } = await browser.ask('POST', '/v1/oidc');
    expect(status).toBe(201);
    return String(body.location);
  }

  async function signIn(browser: Browser, subject: string) {
    return browser.ask('GET', await proveAt(await begin(browser), subject));
  }

  it('opens a session for the account that an administrator linked', async () => {
    const browser = api.browser();
    const { status, headers } = await signIn(browser, 'subject-of-social');
    expect(status).toBe(200);
    expect(headers.refresh).toBe('0; url=/');
    expect([headers['set-cookie']].flat().at(-1)).toMatch(/^__Host-saphan_session=[\w-]{43};.*SameSite=Strict/);
    const me = await browser.ask('GET', '/v1/me');
    expect(me.body).toMatchObject({ username: 'social' });
    const { body } = await browser.ask('GET', '/v1/sessions');
    expect((body.sessions as { method: string; current: boolean }[]).find(({ current }) => current)?.method).toBe(
      'oidc',
    );
  });

  it('asks with PKCE, state and nonce, and for nothing but who it is', async () => {
    const asked = new URL(await begin(api.browser())).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('scope')).toBe('openid');
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)).toMatch(/^[\w-]{43}$/);
  });

  it('is refused to somebody whom the agency knows and nobody linked', async () => {
    const { status, code } = await signIn(api.browser(), 'subject-of-a-stranger');
    expect({ status, code }).toEqual({ status: 403, code: 'account-not-linked' });
  });

  it('knows a person by issuer and subject together: the same subject of another issuer is another person', async () => {
    await link('police', 'shared-subject', 'https://other.example');
    expect((await signIn(api.browser(), 'shared-subject')).code).toBe('account-not-linked');
  });

  it('comes back once: a callback that somebody kept is worth nothing', async () => {
    const browser = api.browser();
    const back = await proveAt(await begin(browser), 'subject-of-social');
    const kept = Object.assign(api.browser(), { cookie: browser.cookie });
    expect((await browser.ask('GET', back)).status).toBe(200);
    expect((await kept.ask('GET', back)).code).toBe('sign-in-provider-failed');
  });

  it('comes back to the browser that began it, so that nobody is signed in as somebody else by a link', async () => {
    const thief = api.browser();
    const back = await proveAt(await begin(thief), 'subject-of-social');
    expect((await api.browser().ask('GET', back)).code).toBe('sign-in-provider-failed');
    const victim = api.browser();
    await begin(victim);
    expect((await victim.ask('GET', await proveAt(await begin(thief), 'subject-of-social'))).code).toBe(
      'sign-in-provider-failed',
    );
  });

  it('is refused with a changed state, a changed code, an error of the agency, or too late', async () => {
    for (const spoil of [
      (back: string) => back.replace(/state=[^&]+/, 'state=guessed'),
      (back: string) => back.replace(/code=[^&]+/, 'code=guessed'),
      (back: string) => back.replace(/code=[^&]+/, 'error=access_denied'),
    ]) {
      const browser = api.browser();
      const back = await proveAt(await begin(browser), 'subject-of-social');
      expect((await browser.ask('GET', spoil(back))).code).toBe('sign-in-provider-failed');
    }
    const late = api.browser();
    const back = await proveAt(await begin(late), 'subject-of-social');
    await api.sql(`update oidc_requests set expires_at = now()`);
    expect((await late.ask('GET', back)).code).toBe('sign-in-provider-failed');
  });

  it('of a disabled account opens nothing', async () => {
    await api.sql(`update accounts set disabled_at = now() where username = 'social'`);
    expect((await signIn(api.browser(), 'subject-of-social')).code).toBe('account-not-linked');
    await api.sql(`update accounts set disabled_at = null where username = 'social'`);
  });

  it('of an administrator counts as a second factor when the agency saw one, and not otherwise (S13)', async () => {
    await link('admin', 'subject-of-admin');
    await api.sql(`update accounts set demo = false where username = 'admin'`);
    proofs = ['pwd'];
    const weak = api.browser();
    await signIn(weak, 'subject-of-admin');
    expect((await weak.ask('GET', '/v1/accounts')).code).toBe('second-factor-not-set-up');
    proofs = ['pwd', 'otp'];
    const strong = api.browser();
    await signIn(strong, 'subject-of-admin');
    expect((await strong.ask('GET', '/v1/accounts')).status).toBe(200);
    await api.sql(`update accounts set demo = true where username = 'admin'`);
  });

  it('is not there when nobody set it up', async () => {
    const id = process.env.SAPHAN_OIDC_CLIENT_ID;
    Reflect.deleteProperty(process.env, 'SAPHAN_OIDC_CLIENT_ID');
    expect((await api.browser().ask('POST', '/v1/oidc')).code).toBe('sign-in-provider-absent');
    process.env.SAPHAN_OIDC_CLIENT_ID = id;
  });
});
