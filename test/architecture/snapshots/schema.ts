import { withClient } from '../../../apps/dev/src/postgres-cluster.js';
import { APP_ROLE } from '../../../apps/dev/src/database-roles.js';
import { createTestDatabase } from '#testing/test-services.js';

interface TableRow {
  readonly name: string;
  readonly lines: readonly string[];
  readonly indexes: readonly string[];
  readonly rights: string;
}

const TABLES_SQL = `
  select c.relname as name,
    array(
      select '  ' || quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
        || case when a.attnotnull then ' not null' else '' end
        || case when a.attidentity = 'a' then ' generated always as identity' else '' end
        || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum)
    || array(
      select '  constraint ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid)
      from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n'
      order by array_position(array['p', 'u', 'c', 'f']::"char"[], k.contype), k.conname) as lines,
    array(
      select pg_get_indexdef(i.indexrelid) || ';' from pg_index i join pg_class x on x.oid = i.indexrelid
      where i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
      order by x.relname) as indexes,
    array_to_string(array(
      select r from unnest(array['select', 'insert', 'update', 'delete', 'truncate']) r
      where has_table_privilege($1, c.oid, r)), ', ') as rights
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname`;

/** The schema as PostgreSQL understood the migrations, with what the application role may do to each table. */
export async function readSchema(ownerUrl: string): Promise<string> {
  const { rows } = await withClient(ownerUrl, (client) => client.query<TableRow>(TABLES_SQL, [APP_ROLE]));
  return rows.map(tableText).join('\n');
}

export async function schemaListing(): Promise<string> {
  const database = await createTestDatabase();
  try {
    const head = '-- Made by `npm run sync` from a migrated database; a test fails when it differs. Do not edit.';
    return `${head}\n\n${await readSchema(database.ownerUrl)}`;
  } finally {
    await database.drop();
  }
}

function tableText({ name, lines, indexes, rights }: TableRow): string {
  const body = `-- The application may: ${rights || 'nothing'}.\ncreate table ${name} (\n${lines.join(',\n')}\n);`;
  return [body, ...indexes, ''].join('\n');
}
