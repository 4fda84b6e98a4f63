import type { RecordCipher } from '#privacy/vault.js';
import type { Tx } from '../unit-of-work.js';
import { INSERTS, UPDATES, type InsertTarget, type RowOf, type TableShape, type UpdateTarget } from './case-tables.js';

/** What seals the personal columns of a row: asked for only when there is something to seal. */
export type CipherSource = () => Promise<RecordCipher>;

interface PendingRow {
  readonly row: RowOf<TableShape>;
  readonly cipher: CipherSource;
}

/**
 * Collects what one step writes and sends it as a single statement: one round trip, and the foreign keys between the
 * new rows are checked at its end. Personal columns leave it sealed.
 */
export class CaseWrites {
  private readonly inserts = new Map<InsertTarget, PendingRow[]>();
  private readonly updates = new Map<UpdateTarget, PendingRow[]>();

  constructor(private readonly cipher: CipherSource) {}

  insert<Target extends InsertTarget>(target: Target, row: RowOf<(typeof INSERTS)[Target]>): void {
    add(this.inserts, target, { row, cipher: this.cipher });
  }

  update<Target extends UpdateTarget>(target: Target, row: RowOf<(typeof UPDATES)[Target]>): void {
    add(this.updates, target, { row, cipher: this.cipher });
  }

  get isEmpty(): boolean {
    return this.inserts.size === 0 && this.updates.size === 0;
  }

  /** Takes over what another change would write, so that several cases are written by one statement. */
  takeFrom(other: CaseWrites): void {
    for (const [target, rows] of other.inserts) for (const row of rows) add(this.inserts, target, row);
    for (const [target, rows] of other.updates) for (const row of rows) add(this.updates, target, row);
    other.inserts.clear();
    other.updates.clear();
  }

  async flush(tx: Tx): Promise<void> {
    const parts: string[] = [];
    const params: string[] = [];
    for (const [target, rows] of this.inserts) {
      params.push(JSON.stringify(await sealed(INSERTS[target], rows)));
      parts.push(insertSql(INSERTS[target], parts.length, params.length));
    }
    for (const [target, rows] of this.updates) {
      params.push(JSON.stringify(await sealed(UPDATES[target], rows)));
      parts.push(updateSql(UPDATES[target], parts.length, params.length));
    }
    this.inserts.clear();
    this.updates.clear();
    if (parts.length > 0) await tx.query(`with ${parts.join(',\n')} select 1`, params);
  }
}

function add<Target>(rows: Map<Target, PendingRow[]>, target: Target, row: PendingRow): void {
  const known = rows.get(target);
  if (known) known.push(row);
  else rows.set(target, [row]);
}

/** The rows as JSON takes them: bytes in hexadecimal, personal values as ciphertext bound to table, column and row. */
async function sealed(shape: TableShape, rows: readonly PendingRow[]): Promise<readonly RowOf<TableShape>[]> {
  const personal = Object.keys(shape.columns).filter((column) => shape.columns[column] === 'sealed');
  const binary = Object.keys(shape.columns).filter((column) => shape.columns[column] === 'bytea');
  if (personal.length + binary.length === 0) return rows.map(({ row }) => row);
  return Promise.all(
    rows.map(async ({ row, cipher }) => {
      const written: Record<string, unknown> = { ...row };
      for (const column of binary) {
        const value = row[column];
        if (Buffer.isBuffer(value)) written[column] = hex(value);
      }
      for (const column of personal) {
        const value = row[column];
        if (value === null || value === undefined) continue;
        const place = { column: `${shape.table}.${column}`, row: String(row.id) } as const;
        written[column] = hex((await cipher()).seal(place, value));
      }
      return written;
    }),
  );
}

function hex(bytes: Buffer | null): string | null {
  return bytes === null ? null : `\\x${bytes.toString('hex')}`;
}

function recordOf(shape: TableShape, param: number): string {
  const columns = Object.entries(shape.columns).map(([name, type]) => `${name} ${type === 'sealed' ? 'bytea' : type}`);
  return `jsonb_to_recordset($${param}::jsonb) as r(${columns.join(', ')})`;
}

function insertSql(shape: TableShape, part: number, param: number): string {
  const names = Object.keys(shape.columns).join(', ');
  return `w${part} as (insert into ${shape.table} (${names}) select ${names} from ${recordOf(shape, param)})`;
}

function updateSql(shape: TableShape, part: number, param: number): string {
  const [key, ...rest] = Object.keys(shape.columns);
  const sets = rest.map((name) => `${name} = r.${name}`).join(', ');
  const alsoBump = shape.table === 'cases' ? ', revision = t.revision + 1' : '';
  return `w${part} as (update ${shape.table} t set ${sets}${alsoBump} from ${recordOf(shape, param)} where t.${key} = r.${key})`;
}
