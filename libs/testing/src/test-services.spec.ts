import { withClient } from '../../../apps/dev/src/postgres-cluster.js';
import { createTestDatabase } from './test-services.js';

const count = (url: string, sql: string) => withClient(url, async (client) => (await client.query(sql)).rowCount);

describe('a test database', () => {
  it('is migrated, its own, and gone after drop', async () => {
    const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    const tables = `SELECT 1 FROM pg_tables WHERE schemaname = 'public'`;
    expect(await count(one.ownerUrl, tables)).toBeGreaterThan(0);
    await withClient(one.ownerUrl, (client) => client.query('CREATE TABLE only_here (id int)'));
    await expect(count(other.ownerUrl, 'SELECT FROM only_here')).rejects.toThrow(/does not exist/);
    await Promise.all([one.drop(), other.drop()]);
    await expect(count(one.ownerUrl, 'SELECT 1')).rejects.toThrow(/does not exist/);
  });

  it('lets the application role in, but not change the schema or pass row level security', async () => {
    const database = await createTestDatabase();
    const role = `SELECT 1 FROM pg_roles WHERE rolname = current_user AND NOT rolsuper AND NOT rolbypassrls`;
    expect(await count(database.appUrl, role)).toBe(1);
    await expect(count(database.appUrl, 'CREATE TABLE mine (id int)')).rejects.toThrow(/permission denied/);
    await database.drop();
  });

  it('splits Thai text into trigrams, which a search for names rests on', async () => {
    const database = await createTestDatabase({ migrated: false });
    const found = await withClient(database.ownerUrl, async (client) => {
      await client.query('CREATE EXTENSION pg_trgm');
      const { rows } = await client.query<{ alike: number }>(`SELECT similarity('สมหญิง ใจดี', 'สมหยิง ใจดี') AS alike`);
      return rows[0]?.alike ?? 0;
    });
    expect(found).toBeGreaterThan(0.4);
    await database.drop();
  });
});
