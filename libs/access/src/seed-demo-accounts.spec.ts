import { ROLES } from '#domain/roles.js';
import { createTestDatabase, type TestDatabase } from '#testing/test-services.js';
import { withClient } from '../../../apps/dev/src/postgres-cluster.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo-accounts.js';
import { verifyPassword } from './passwords.js';
import { seedDemoAccounts } from './seed-demo-accounts.js';

interface AccountRow {
  readonly username: string;
  readonly password_hash: string;
}

describe('the demo accounts', () => {
  let database: TestDatabase;
  const accounts = () =>
    withClient(database.ownerUrl, async (client) => {
      const { rows } = await client.query<AccountRow>('select username, password_hash from accounts order by username');
      return rows;
    });

  beforeAll(async () => {
    database = await createTestDatabase();
  }, 60_000);
  afterAll(() => database.drop());

  it('are never made in production, because their password is public', async () => {
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production';
    try {
      await expect(seedDemoAccounts(database.ownerUrl)).rejects.toThrow(/never made in production/);
    } finally {
      process.env.NODE_ENV = before;
    }
    expect(await accounts()).toEqual([]);
  });

  it('are all there after a start, open with the published password, and stay as they are at the next', async () => {
    await seedDemoAccounts(database.ownerUrl);
    const first = await accounts();
    expect(first.map(({ username }) => username)).toEqual(DEMO_ACCOUNTS.map(({ username }) => username).sort());
    expect(await verifyPassword(first[0]?.password_hash ?? '', DEMO_PASSWORD)).toBe(true);
    await Promise.all([seedDemoAccounts(database.ownerUrl), seedDemoAccounts(database.ownerUrl)]);
    expect(await accounts()).toEqual(first);
  });

  it('play every role, so that each journey can be shown', () => {
    const played = new Set(DEMO_ACCOUNTS.flatMap(({ roles }) => roles));
    expect(ROLES.filter((role) => !played.has(role))).toEqual([]);
  });
});
