import type { DataSource } from 'typeorm';
import { refuseDemoAccounts } from '../../apps/api/src/session/refuse-demo-accounts.js';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import { seedDemoAccounts } from '#access/seed-demo-accounts.js';
import { createDataSource } from '#persistence/data-source.js';
import { createTestDatabase, type TestDatabase } from '#testing/test-services.js';

describe('production (S23)', () => {
  let database: TestDatabase;
  let source: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    await seedDemoAccounts(database.ownerUrl);
    source = await createDataSource({ url: database.appUrl, poolSize: 1 }).initialize();
  }, 60_000);
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  it('does not start while a demo account is open, and starts when all are disabled', async () => {
    await expect(refuseDemoAccounts(source, { NODE_ENV: 'production' })).rejects.toThrow(
      /demo accounts .* disable them/,
    );
    await refuseDemoAccounts(source, { NODE_ENV: 'test' });
    await withClient(database.ownerUrl, (client) => client.query('update accounts set disabled_at = now()'));
    await refuseDemoAccounts(source, { NODE_ENV: 'production' });
  });
});
