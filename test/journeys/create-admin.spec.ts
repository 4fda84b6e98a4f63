import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../../apps/dev/src/project-root.js';
import { TestApi } from '../medium/test-api.js';

const PASSWORD = 'seven-herons-on-a-wire';
const CODE = /until .+: ([2-9a-z]{5}(?:-[2-9a-z]{5}){3})/;

describe('the first administrator', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await TestApi.open();
  }, 60_000);
  afterAll(() => api.close());

  const run = (...args: string[]): { code: number | null; said: string } => {
    const dist = path.join(projectRoot(), 'dist/apps/dev/src');
    const { NODE_OPTIONS: _, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', path.join(dist, 'print-sentences.js'), path.join(dist, 'create-admin.js'), ...args],
      { env: { ...env, NODE_ENV: 'production', DATABASE_URL: api.database.appUrl }, encoding: 'utf8' },
    );
    return { code: status, said: stdout + stderr };
  };
  const accounts = (username: string) =>
    api.sql(`select password_hash as "passwordHash", roles, demo from accounts where username = $1`, [username]);

  it('is not made while there is one, unless another is asked for', async () => {
    const refused = run('--username', 'keeper', '--agency', 'datip');
    expect(refused.code).not.toBe(0);
    expect(refused.said).toContain('--another');
    expect(await accounts('keeper')).toEqual([]);
    expect(run('--username', 'keeper', '--agency', 'datip', '--another').code).toBe(0);
    expect(await accounts('keeper')).toEqual([{ passwordHash: null, roles: ['administrator'], demo: false }]);
  });

  it('is made where nobody is left, and opens her account once with the code, which is stored as a hash', async () => {
    await api.sql(`update accounts set disabled_at = now() where 'administrator' = any (roles)`);
    const { code, said } = run('--username', 'first.one', '--agency', 'datip', '--name', 'The first');
    expect(code).toBe(0);
    const [, activation = ''] = CODE.exec(said) ?? [];
    const [stored] = await api.sql<{ all: string }>(`select json_agg(a)::text as all from account_activations a`);
    expect(stored?.all).not.toContain(activation.replaceAll('-', ''));
    const activate = () =>
      api.ask('POST', '/v1/activation', { body: { username: 'first.one', code: activation, password: PASSWORD } });
    expect((await activate()).status).toBe(204);
    expect((await activate()).code).toBe('activation-invalid');
    const browser = api.browser();
    expect((await browser.signIn('first.one', PASSWORD)).status).toBe(201);
    expect((await browser.ask('GET', '/v1/me')).body).toMatchObject({ roles: ['administrator'], agency: 'datip' });
    // Administrators set up a second factor before anything else.
    expect((await browser.ask('GET', '/v1/accounts')).code).toBe('second-factor-not-set-up');
  });

  it('leaves a row on the audit, in the name of no person', async () => {
    const rows = await api.sql(
      `select account_id as "accountId", purpose, decision from audit_events where action = 'account.created-on-the-server'`,
    );
    expect(rows).toEqual([
      { accountId: null, purpose: 'accounts', decision: 'allowed' },
      { accountId: null, purpose: 'accounts', decision: 'allowed' },
    ]);
  });

  it.each([
    [['--username', 'Two Words', '--agency', 'datip'], '--username NAME'],
    [['--username', 'fine', '--agency', ''], '--agency CODE'],
    [['--username', 'first.one', '--agency', 'datip', '--another'], 'already'],
  ])('says what to do when it is asked wrongly: %j', (args, words) => {
    const { code, said } = run(...args);
    expect(code).not.toBe(0);
    expect(said).toContain(words);
    expect(said).not.toMatch(/\n\s+at /);
  });
});
