import { generate } from 'otplib';
import { TestApi, type Browser } from './test-api.js';

describe('a second factor (S13)', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await TestApi.open();
  }, 60_000);
  afterAll(() => api.close());
  beforeEach(() => api.sql('truncate sign_in_throttles, account_networks, sessions, account_totps, recovery_codes'));

  const codeAt = (secret: string, stepsFromNow = 0) =>
    generate({ secret, epoch: Math.floor(Date.now() / 1000) + stepsFromNow * 30 });
  /** As if the last code had been shown a minute ago. */
  const minuteLater = () => api.sql('update account_totps set last_step = last_step - 2');
  const longAgo = () => api.sql(`update sessions set strong_at = now() - interval '11 minutes'`);

  async function enrolled(username: string) {
    const browser = await api.signedIn(username);
    const { body } = await browser.ask('POST', '/v1/me/totp');
    const secret = String(body.secret);
    const confirmed = await browser.ask('POST', '/v1/me/totp/confirmation', { code: await codeAt(secret) });
    expect(confirmed.status).toBe(201);
    await minuteLater();
    return { browser, secret, recoveryCodes: confirmed.body.recoveryCodes as string[] };
  }

  it('is asked for once it is set up, and tells nothing to who has not the password', async () => {
    const { secret } = await enrolled('social');
    expect((await api.browser().signIn('social')).code).toBe('second-factor-required');
    expect((await api.browser().signIn('social', 'wrong', await codeAt(secret))).code).toBe('sign-in-failed');
    expect((await api.browser().signIn('social', 'saphan-demo', '000000')).code).toBe('proof-wrong');
    const { status } = await api.browser().signIn('social', 'saphan-demo', await codeAt(secret));
    expect(status).toBe(201);
  });

  it('opens once: the same code again, or an older one in its window, is refused', async () => {
    const { secret } = await enrolled('social');
    const [older, code] = [await codeAt(secret, -1), await codeAt(secret)];
    expect((await api.browser().signIn('social', 'saphan-demo', code)).status).toBe(201);
    expect((await api.browser().signIn('social', 'saphan-demo', code)).code).toBe('proof-wrong');
    expect((await api.browser().signIn('social', 'saphan-demo', older)).code).toBe('proof-wrong');
  });

  it('opens once even when two come with it at the same moment', async () => {
    const { secret } = await enrolled('social');
    const code = await codeAt(secret);
    const both = await Promise.all([1, 2, 3, 4].map(() => api.browser().signIn('social', 'saphan-demo', code)));
    expect(both.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('of enrolment does not open again either', async () => {
    const browser = await api.signedIn('social');
    const secret = String((await browser.ask('POST', '/v1/me/totp')).body.secret);
    const code = await codeAt(secret);
    await browser.ask('POST', '/v1/me/totp/confirmation', { code });
    expect((await api.browser().signIn('social', 'saphan-demo', code)).code).toBe('proof-wrong');
  });

  it('is replaced by a recovery code, each once, however it is typed', async () => {
    const { recoveryCodes } = await enrolled('social');
    expect(recoveryCodes).toHaveLength(10);
    const [first = ''] = recoveryCodes;
    const typed = first.toUpperCase().replaceAll('-', ' ');
    expect((await api.browser().signIn('social', 'saphan-demo', typed)).status).toBe(201);
    expect((await api.browser().signIn('social', 'saphan-demo', first)).code).toBe('proof-wrong');
    expect((await api.browser().signIn('social', 'saphan-demo', recoveryCodes[1])).status).toBe(201);
  });

  it('keeps recovery codes as hashes only, and new ones end the old', async () => {
    const { browser, recoveryCodes } = await enrolled('social');
    const [stored] = await api.sql<{ all: string }>(`select json_agg(r)::text as all from recovery_codes r`);
    for (const code of recoveryCodes) expect(stored?.all).not.toContain(code.replaceAll('-', ''));
    const { status, body } = await browser.ask('POST', '/v1/me/recovery-codes');
    expect(status).toBe(201);
    expect((await api.browser().signIn('social', 'saphan-demo', recoveryCodes[0])).code).toBe('proof-wrong');
    const [renewed] = body.recoveryCodes as string[];
    expect((await api.browser().signIn('social', 'saphan-demo', renewed)).status).toBe(201);
  });

  it('cannot be guessed: wrong codes wait like wrong passwords, and the password alone does not wipe them out', async () => {
    await enrolled('social');
    const answers: (string | undefined)[] = [];
    for (let n = 0; n < 5; n += 1) {
      answers.push((await api.browser().signIn('social', 'saphan-demo', '000000')).code);
      if (n < 4) expect((await api.browser().signIn('social')).code).toBe('second-factor-required');
    }
    expect(answers).toEqual(Array.from({ length: 5 }, () => 'proof-wrong'));
    expect((await api.browser().signIn('social', 'saphan-demo', '000000')).code).toBe('too-many-attempts');
  });

  it('is asked for again before an act that matters, and a spent code does not do', async () => {
    const { browser, secret } = await enrolled('social');
    await longAgo();
    expect((await browser.ask('DELETE', '/v1/me/totp')).code).toBe('step-up-required');
    expect((await browser.ask('POST', '/v1/session/step-up', { password: 'saphan-demo' })).code).toBe('proof-wrong');
    const code = await codeAt(secret);
    expect((await browser.ask('POST', '/v1/session/step-up', { code })).status).toBe(204);
    expect((await browser.ask('POST', '/v1/session/step-up', { code })).code).toBe('proof-wrong');
    expect((await browser.ask('DELETE', '/v1/me/totp')).status).toBe(204);
    expect((await api.browser().signIn('social')).status).toBe(201);
  });

  it('ends the sessions that have not shown it', async () => {
    const elsewhere = await api.signedIn('social');
    await enrolled('social');
    expect((await elsewhere.ask('GET', '/v1/me')).status).toBe(401);
  });

  it('cannot be set up twice, nor over one that is in use', async () => {
    const { browser } = await enrolled('social');
    expect((await browser.ask('POST', '/v1/me/totp')).code).toBe('second-factor-enrolled');
  });

  describe('of an administrator', () => {
    let admin: Browser;
    beforeAll(() => api.sql(`update accounts set demo = false where username = 'admin'`));
    afterAll(() => api.sql(`update accounts set demo = true where username = 'admin'`));
    beforeEach(async () => {
      admin = await api.signedIn('admin');
    });

    it('comes first: without it she sees who she is, sets it up, signs out, and nothing else', async () => {
      const { body } = await admin.ask('GET', '/v1/me');
      expect(body.mfa).toEqual({ enrolled: false, required: true, missing: true });
      for (const [method, url] of [
        ['GET', '/v1/cases'],
        ['GET', '/v1/tasks'],
        ['GET', '/v1/sessions'],
      ] as const) {
        const { status, code } = await admin.ask(method, url);
        expect({ url, status, code }).toEqual({ url, status: 403, code: 'second-factor-not-set-up' });
      }
      const secret = String((await admin.ask('POST', '/v1/me/totp')).body.secret);
      await admin.ask('POST', '/v1/me/totp/confirmation', { code: await codeAt(secret) });
      expect((await admin.ask('GET', '/v1/cases')).status).toBe(200);
    });

    it('is asked of nobody in the published demo, and of the demo administrator in production all the same', async () => {
      await api.sql(`update accounts set demo = true where username = 'admin'`);
      expect((await admin.ask('GET', '/v1/cases')).status).toBe(200);
      const before = process.env.NODE_ENV;
      process.env.NODE_ENV = 'production';
      try {
        expect((await admin.ask('GET', '/v1/cases')).code).toBe('second-factor-not-set-up');
      } finally {
        process.env.NODE_ENV = before;
        await api.sql(`update accounts set demo = false where username = 'admin'`);
      }
    });
  });
});
