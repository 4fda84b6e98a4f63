import pg from 'pg';

/** One row that a transaction wrote or took away. */
export interface RowWrite {
  readonly table: string;
  readonly op: 'INSERT' | 'UPDATE' | 'DELETE';
  readonly values: Readonly<Record<string, unknown>>;
  /** The primary key of a row that was there before. */
  readonly key: Readonly<Record<string, unknown>>;
}

export interface RecordedStep {
  /** The completed task, when the transaction is one to be measured; what happened in between has none. */
  readonly taskId: string | null;
  readonly writes: readonly RowWrite[];
}

/**
 * Not part of a step: who is signed in and how often they ask, and the mark of delivery, which comes after the acknowledgement. The queue of the
 * audit is filled by a trigger, for the reference as well, and the seals are made behind everybody.
 */
const LEFT_OUT = [
  'schema_migrations',
  'accounts',
  'sessions',
  'rate_limits',
  'task_drafts',
  'audit_unsealed',
  'audit_seals',
  'step_recording',
];

const INSTALL = `
  create table step_recording (id bigint generated always as identity, tx xid8 not null, tbl text not null,
    op text not null, old jsonb, new jsonb);
  create function record_step() returns trigger language plpgsql security definer as $$
    begin
      insert into step_recording (tx, tbl, op, old, new) values (pg_current_xact_id(), tg_table_name, tg_op,
        case when tg_op <> 'INSERT' then to_jsonb(old) end, case when tg_op <> 'DELETE' then to_jsonb(new) end);
      return null;
    end $$;`;

type Values = Readonly<Record<string, unknown>>;

type RecordedRow = { readonly id: number; readonly tx: string; readonly tbl: string } & (
  | { readonly op: 'INSERT'; readonly old: null; readonly new: Values }
  | { readonly op: 'UPDATE'; readonly old: Values; readonly new: Values }
  | { readonly op: 'DELETE'; readonly old: Values; readonly new: null }
);

interface ColumnRow {
  readonly table: string;
  readonly column: string;
  readonly generated: boolean;
  readonly isKey: boolean;
}

/**
 * Writes down what the product writes while a journey is played, row by row, so that the reference program writes the
 * very same rows: the comparison stays fair whatever the product will write one day.
 */
export async function recordSteps(
  ownerUrl: string,
  play: () => Promise<{ readonly completedTaskIds: ReadonlySet<string> }>,
): Promise<readonly RecordedStep[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const columns = await readColumns(client);
    const tables = [...new Set(columns.map(({ table }) => table))].filter((table) => !LEFT_OUT.includes(table));
    await client.query(INSTALL);
    for (const table of tables) {
      await client.query(
        `create trigger record_step after insert or update or delete on ${table} for each row execute function record_step()`,
      );
    }
    const { completedTaskIds } = await play();
    for (const table of tables) await client.query(`drop trigger record_step on ${table}`);
    const { rows } = await client.query<RecordedRow>(
      `select id::int, tx::text, tbl, op, old, new from step_recording where tbl <> 'outbox' or op = 'INSERT' order by id`,
    );
    await client.query('drop function record_step; drop table step_recording');
    const transactions = Map.groupBy(rows, ({ tx }) => tx);
    return [...transactions.values()]
      .sort((a, b) => lastId(a) - lastId(b))
      .map((written) => stepOf(written, columns, completedTaskIds));
  } finally {
    await client.end();
  }
}

async function readColumns(client: pg.Client): Promise<readonly ColumnRow[]> {
  const { rows } = await client.query<ColumnRow>(
    `select c.relname as table, a.attname as column, a.attidentity <> '' as generated,
       exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any (i.indkey)) as "isKey"
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
     order by c.oid, a.attnum`,
  );
  return rows;
}

/** A step may wait for another's lock after its first row: what it wrote last says which of them came first. */
function lastId(written: readonly RecordedRow[]): number {
  return written.at(-1)?.id ?? 0;
}

function stepOf(
  written: readonly RecordedRow[],
  columns: readonly ColumnRow[],
  completedTaskIds: ReadonlySet<string>,
): RecordedStep {
  const fact = written.find(({ tbl, op }) => tbl === 'facts' && op === 'INSERT');
  const taskId = typeof fact?.new?.task_id === 'string' ? fact.new.task_id : null;
  const order = [...new Set(columns.map(({ table }) => table))];
  const rank = ({ tbl, op }: RecordedRow): number => {
    // One statement a row: rows that others refer to come first, as the tables were created. The product claims the
    // idempotency key before everything and completes it after everything.
    if (tbl === 'idempotency_keys') return op === 'INSERT' ? -1 : Number.MAX_SAFE_INTEGER;
    return order.indexOf(tbl);
  };
  const ordered = [...written].sort((a, b) => rank(a) - rank(b));
  return {
    taskId: taskId !== null && completedTaskIds.has(taskId) ? taskId : null,
    writes: ordered.map((row) =>
      writeOf(
        row,
        columns.filter(({ table }) => table === row.tbl),
      ),
    ),
  };
}

/** Only what is not empty, and of an update only what changed: the reference is given no needless work. */
function writeOf(written: RecordedRow, columns: readonly ColumnRow[]): RowWrite {
  const { tbl: table, op } = written;
  const pick = (row: Values, wanted: (column: ColumnRow) => boolean): Values =>
    Object.fromEntries(columns.filter(wanted).map(({ column }) => [column, row[column]]));
  const keyOf = (row: Values) => pick(row, ({ isKey }) => isKey);
  if (written.op === 'DELETE') return { table, op, key: keyOf(written.old), values: {} };
  const row = written.new;
  if (written.op === 'INSERT') {
    return { table, op, key: {}, values: pick(row, ({ column, generated }) => !generated && row[column] !== null) };
  }
  const { old } = written;
  const isChanged = ({ column, isKey }: ColumnRow) =>
    !isKey && JSON.stringify(row[column]) !== JSON.stringify(old[column]);
  return { table, op, key: keyOf(row), values: pick(row, isChanged) };
}
