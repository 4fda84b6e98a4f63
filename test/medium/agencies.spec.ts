import { TestApi, type Browser } from './test-api.js';

const POLICE = 'police-nonthaburi';

describe('what an agency decides for its people', () => {
  let api: TestApi;
  let admin: Browser;

  const decide = (agency: string, body: object, by = admin) => by.ask('PUT', `/v1/agencies/${agency}/settings`, body);
  const keepsOffline = async (name: string) =>
    (await (await api.signedIn(name)).ask('GET', '/v1/me')).body.keepsOffline;

  beforeAll(async () => {
    api = await TestApi.open();
    admin = await api.signedIn('admin');
  }, 60_000);
  afterAll(() => api.close(), 60_000);

  it('lets devices keep what waits until somebody decides otherwise, then those of that agency keep nothing', async () => {
    expect(await keepsOffline('police')).toBe(true);
    const decided = await decide(POLICE, { keepsOffline: false });
    expect(decided).toMatchObject({ status: 200, body: { agency: POLICE, keepsOffline: false } });
    expect(await keepsOffline('police')).toBe(false);
    expect(await keepsOffline('social')).toBe(true);
    const { body } = await admin.ask('GET', '/v1/agencies');
    const items = body.items as readonly { readonly agency: string; readonly keepsOffline: boolean }[];
    expect(items.length).toBeGreaterThan(5);
    expect(items.filter((item) => !item.keepsOffline).map(({ agency }) => agency)).toEqual([POLICE]);
    await decide(POLICE, { keepsOffline: true });
    expect(await keepsOffline('police')).toBe(true);
  });

  it('stands on the audit: who decided it, of which agency', async () => {
    await decide('hotline-1300', { keepsOffline: false });
    await decide('hotline-1300', { keepsOffline: true });
    const rows = await api.sql(
      `select e.action, a.username, e.fields from audit_events e join accounts a on a.id = e.account_id
       where e.subject_id = 'hotline-1300' order by e.id`,
    );
    const row = { username: 'admin', fields: ['keepsOffline'] };
    expect(rows).toEqual([
      { action: 'agency.offline-ended', ...row },
      { action: 'agency.offline-allowed', ...row },
    ]);
  });

  it.each(['police', 'social', 'auditor'])('is not for %s to decide', async (name) => {
    const by = await api.signedIn(name);
    expect(await decide(POLICE, { keepsOffline: false }, by)).toMatchObject({ status: 403, code: 'not-permitted' });
    expect(await by.ask('GET', '/v1/agencies')).toMatchObject({ status: 403 });
  });

  it('is known to who refers: where somebody can answer, and none whose only account is closed', async () => {
    const social = await api.signedIn('social');
    const receivers = async () => {
      const { body } = await social.ask('GET', '/v1/agencies/receivers');
      return body.items as readonly {
        readonly agency: string;
        readonly provinces: string[];
        readonly roles: string[];
      }[];
    };
    expect(await receivers()).toEqual([
      { agency: 'ngo-legal-aid', provinces: [], roles: ['ngo-worker'] },
      { agency: 'psdhs-kanchanaburi', provinces: ['71'], roles: ['social-worker'] },
      { agency: 'psdhs-nonthaburi', provinces: ['12'], roles: ['social-worker'] },
      { agency: 'shelter-nonthaburi', provinces: ['12'], roles: ['shelter-staff'] },
    ]);
    await api.sql(`update accounts set disabled_at = now() where username = 'ngo'`);
    expect((await receivers()).map(({ agency }) => agency)).not.toContain('ngo-legal-aid');
    await api.sql(`update accounts set disabled_at = null where username = 'ngo'`);
    for (const name of ['police', 'ngo', 'auditor']) {
      const by = await api.signedIn(name);
      expect(await by.ask('GET', '/v1/agencies/receivers')).toMatchObject({ status: 403 });
    }
  });

  it('is decided of agencies that somebody works at, in so many words', async () => {
    for (const agency of ['no-such-agency', 'No%00Code', 'a'.repeat(90)]) {
      expect(await decide(agency, { keepsOffline: false })).toMatchObject({ status: 404, code: 'agency-not-found' });
    }
    expect((await decide(POLICE, {})).status).toBe(422);
    expect((await decide(POLICE, { keepsOffline: 'no' })).status).toBe(422);
  });
});
