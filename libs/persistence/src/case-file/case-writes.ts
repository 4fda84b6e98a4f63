import type { RecordCipher } from '#privacy/vault.js';
import type { Tx } from '../unit-of-work.js';
import { INSERTS, UPDATES, type InsertTarget, type RowOf, type UpdateTarget } from './case-tables.js';
import { STUCK_REMOVALS } from './stuck-tables.js';
import { insertSql, removalSql, updateSql, type TableShape } from './write-sql.js';

export type RemovalTarget = keyof typeof STUCK_REMOVALS;

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
  private readonly removals = new Map<RemovalTarget, PendingRow[]>();

  constructor(private readonly cipher: CipherSource) {}

  insert<Target extends InsertTarget>(target: Target, row: RowOf<(typeof INSERTS)[Target]>): void {
    put(this.inserts, target, [{ row, cipher: this.cipher }]);
  }

  update<Target extends UpdateTarget>(target: Target, row: RowOf<(typeof UPDATES)[Target]>): void {
    put(this.updates, target, [{ row, cipher: this.cipher }]);
  }

  remove<Target extends RemovalTarget>(target: Target, row: RowOf<(typeof STUCK_REMOVALS)[Target]>): void {
    put(this.removals, target, [{ row, cipher: this.cipher }]);
  }

  get isEmpty(): boolean {
    return this.inserts.size === 0 && this.updates.size === 0 && this.removals.size === 0;
  }

  /** Takes over what another change would write, so that several cases are written by one statement. */
  takeFrom(other: CaseWrites): void {
    for (const [target, rows] of other.inserts) put(this.inserts, target, rows);
    for (const [target, rows] of other.updates) put(this.updates, target, rows);
    for (const [target, rows] of other.removals) put(this.removals, target, rows);
    other.clear();
  }

  private clear(): void {
    this.inserts.clear();
    this.updates.clear();
    this.removals.clear();
  }

  async flush(tx: Tx): Promise<void> {
    const parts: string[] = [];
    const params: string[] = [];
    const add = async (
      shape: TableShape,
      rows: readonly PendingRow[],
      sqlOf: (shape: TableShape, part: number, param: number) => string,
    ): Promise<void> => {
      params.push(JSON.stringify(await sealed(shape, rows)));
      parts.push(sqlOf(shape, parts.length, params.length));
    };
    for (const [target, rows] of this.inserts) await add(INSERTS[target], rows, insertSql);
    for (const [target, rows] of this.updates) await add(UPDATES[target], rows, updateSql);
    for (const [target, rows] of this.removals) await add(STUCK_REMOVALS[target], rows, removalSql);
    this.clear();
    if (parts.length > 0) tx.send(`with ${parts.join(',\n')} select 1`, params);
  }
}

function put<Target>(into: Map<Target, PendingRow[]>, target: Target, rows: readonly PendingRow[]): void {
  into.set(target, [...(into.get(target) ?? []), ...rows]);
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
