import { jest } from '@jest/globals';
import { APP_ROLE } from '../../apps/dev/src/database-roles.js';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import { createDataSource } from '#persistence/data-source.js';
import { migrate } from '#persistence/migrate.js';
import { sqlOf } from '#persistence/sql-file.js';
import { createTestDatabase, type TestDatabase } from '#testing/test-services.js';
import { readSchema } from '../architecture/snapshots/schema.js';

jest.setTimeout(60_000);

/** Each is recorded once. */
const MIGRATIONS = Object.keys(createDataSource({ url: 'postgres://none' }).options.migrations ?? []).length;

describe('the migrations', () => {
  let database: TestDatabase;
  const bringUp = () => migrate({ ownerUrl: database.ownerUrl, appRole: APP_ROLE });
  const bringDown = async () => {
    const source = await createDataSource({ url: database.ownerUrl, poolSize: 1 }).initialize();
    try {
      for (const _ of source.migrations) await source.undoLastMigration({ transaction: 'each' });
    } finally {
      await source.destroy();
    }
  };
  const ask = <Row extends object>(sql: string) =>
    withClient(database.ownerUrl, async (client) => (await client.query<Row>(sql)).rows);

  beforeEach(async () => {
    database = await createTestDatabase({ migrated: false });
  }, 60_000);
  afterEach(async () => {
    jest.restoreAllMocks();
    await database.drop();
  });

  it('make the store from nothing, and again after it was taken back: every table, right and index the same', async () => {
    await bringUp();
    const first = await readSchema(database.ownerUrl);
    expect(first).toContain('create table cases (');
    await bringDown();
    const left = await ask<{ relname: string }>(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'S', 'v')
       and relname not like 'schema_migrations%'`,
    );
    expect(left).toEqual([]);
    await bringUp();
    expect(await readSchema(database.ownerUrl)).toBe(first);
  });

  it('change nothing when they are run again', async () => {
    await bringUp();
    const before = await readSchema(database.ownerUrl);
    await bringUp();
    expect(await readSchema(database.ownerUrl)).toBe(before);
    expect(await ask('select 1 from schema_migrations')).toHaveLength(MIGRATIONS);
  });

  it('run once when two processes start at the same moment', async () => {
    await Promise.all([bringUp(), bringUp()]);
    expect(await ask('select 1 from schema_migrations')).toHaveLength(MIGRATIONS);
  });

  it('carry what a stored policy says of its basis and its source over into both languages, and back', async () => {
    const value = (text: string) => ({ basis: text, source: `\\"basis": "${text}"`, values: ['P1D'], confidence: 'P' });
    const stored = { version: 'th-x', retention: value('ม.29 "s.29"'), clocks: { a: { extension: value('') } } };
    const both = (text: string) => ({ th: text, en: text });
    const inBoth = (from: ReturnType<typeof value>) => ({
      ...from,
      basis: both(from.basis),
      source: both(from.source),
    });
    await withClient(database.ownerUrl, async (client) => {
      const document = async () =>
        (await client.query<{ document: object }>('select document from policies')).rows[0]?.document;
      await client.query('create temp table policies (document jsonb)');
      await client.query('insert into policies values ($1)', [stored]);
      await client.query(sqlOf('0031-basis-in-both-languages.sql'));
      const expected = {
        ...stored,
        retention: inBoth(stored.retention),
        clocks: { a: { extension: inBoth(value('')) } },
      };
      expect(await document()).toEqual(expected);
      await client.query(sqlOf('0031-basis-in-both-languages.sql'));
      expect(await document()).toEqual(expected);
      await client.query(sqlOf('0031-basis-in-both-languages.down.sql'));
      expect(await document()).toEqual(stored);
    });
  });

  it('leave no lock and no connection behind, also after a failure', async () => {
    // TypeORM says it on the console as well.
    jest.spyOn(console, 'log').mockImplementation(() => undefined);
    await ask('create table accounts (in_the_way int)');
    await expect(bringUp()).rejects.toThrow(/already exists/);
    expect(
      await ask(`select 1 from pg_locks where locktype = 'advisory' and database = (
      select oid from pg_database where datname = current_database())`),
    ).toEqual([]);
    expect(await ask(`select 1 from pg_class where relname = 'cases'`)).toEqual([]);
    await ask('drop table accounts');
    await bringUp();
  });
});
