import type { Tx } from '../unit-of-work.js';
import { INSERTS, UPDATES, type TableShape } from './write-shapes.js';

export type InsertTarget = keyof typeof INSERTS;
export type UpdateTarget = keyof typeof UPDATES;
type Row<Shape extends TableShape> = Partial<Record<keyof Shape['columns'], unknown>>;

/**
 * Collects what one step writes and sends it as a single statement: one round trip, and the foreign keys between the
 * new rows are checked at its end.
 */
export class CaseWrites {
  private readonly inserts = new Map<InsertTarget, Row<TableShape>[]>();
  private readonly updates = new Map<UpdateTarget, Row<TableShape>[]>();

  insert<Target extends InsertTarget>(target: Target, row: Row<(typeof INSERTS)[Target]>): void {
    const rows = this.inserts.get(target);
    if (rows) rows.push(row);
    else this.inserts.set(target, [row]);
  }

  update<Target extends UpdateTarget>(target: Target, row: Row<(typeof UPDATES)[Target]>): void {
    const rows = this.updates.get(target);
    if (rows) rows.push(row);
    else this.updates.set(target, [row]);
  }

  get isEmpty(): boolean {
    return this.inserts.size === 0 && this.updates.size === 0;
  }

  /** Takes over what another change would write, so that several cases are written by one statement. */
  takeFrom(other: CaseWrites): void {
    for (const [target, rows] of other.inserts)
      this.inserts.set(target, [...(this.inserts.get(target) ?? []), ...rows]);
    for (const [target, rows] of other.updates)
      this.updates.set(target, [...(this.updates.get(target) ?? []), ...rows]);
    other.inserts.clear();
    other.updates.clear();
  }

  async flush(tx: Tx): Promise<void> {
    const parts: string[] = [];
    const params: string[] = [];
    for (const [target, rows] of this.inserts) {
      params.push(JSON.stringify(rows));
      parts.push(insertSql(INSERTS[target], parts.length, params.length));
    }
    for (const [target, rows] of this.updates) {
      params.push(JSON.stringify(rows));
      parts.push(updateSql(UPDATES[target], parts.length, params.length));
    }
    this.inserts.clear();
    this.updates.clear();
    if (parts.length > 0) await tx.query(`with ${parts.join(',\n')} select 1`, params);
  }
}

function recordOf(shape: TableShape, param: number): string {
  const columns = Object.entries(shape.columns).map(([name, type]) => `${name} ${type}`);
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
