import type { DataSource } from 'typeorm';
import { createDataSource } from '#persistence/data-source.js';
import { ENTITIES } from '#persistence/entities/index.js';
import { createTestDatabase, type TestDatabase } from '#testing/test-services.js';

interface ColumnRow {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly key: boolean;
}

const COLUMNS_SQL = `
  select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type,
    not a.attnotnull as nullable,
    exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p' and a.attnum = any (k.conkey)) as key
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migrations'`;

const TYPE_NAMES: Readonly<Record<string, string>> = { timestamptz: 'timestamp with time zone' };

function line({ table, column, type, nullable, key }: ColumnRow): string {
  return `${table}.${column} ${type}${nullable ? '' : ' not null'}${key ? ' primary key' : ''}`;
}

function declaredColumns(source: DataSource): readonly ColumnRow[] {
  return source.entityMetadatas.flatMap(({ tableName, columns }) =>
    columns.map((column) => {
      const type = typeof column.type === 'string' ? column.type : column.type.name;
      return {
        table: tableName,
        column: column.databaseName,
        type: `${TYPE_NAMES[type] ?? type}${column.isArray ? '[]' : ''}`,
        nullable: column.isNullable,
        key: column.isPrimary,
      };
    }),
  );
}

describe('the entities', () => {
  let database: TestDatabase;
  let source: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    source = await createDataSource({ url: database.appUrl, poolSize: 1 }).initialize();
  }, 60_000);
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  it('say of every table what the migrations made: names, types, what may be empty, keys', async () => {
    const made = await source.query<ColumnRow[]>(COLUMNS_SQL);
    expect(declaredColumns(source).map(line).sort()).toEqual(made.map(line).sort());
  });

  it('each read what is stored, as the application role', async () => {
    for (const { target } of source.entityMetadatas) await source.getRepository(target).find({ take: 1 });
    expect(source.entityMetadatas).toHaveLength(ENTITIES.length);
  });

  it('never load or save anything by themselves: no relation, no cascade, no subscriber', () => {
    expect(source.entityMetadatas.filter(({ relations }) => relations.length > 0)).toEqual([]);
    expect(source.subscribers).toEqual([]);
    expect(source.options.synchronize).toBe(false);
  });
});
