/** A table, or the part of one, that a step writes. */
export interface TableShape {
  readonly table: string;
  /** Column → SQL type, as the JSON record is read back; `sealed` is encrypted for its case before it leaves. */
  readonly columns: Readonly<Record<string, string>>;
  readonly replacesBy?: readonly string[];
}

function recordOf(shape: TableShape, param: number): string {
  const columns = Object.entries(shape.columns).map(([name, type]) => `${name} ${type === 'sealed' ? 'bytea' : type}`);
  return `jsonb_to_recordset($${param}::jsonb) as r(${columns.join(', ')})`;
}

export function insertSql(shape: TableShape, part: number, param: number): string {
  const names = Object.keys(shape.columns);
  const { replacesBy } = shape;
  const others = names.filter((name) => !replacesBy?.includes(name));
  const replaces = replacesBy
    ? ` on conflict (${replacesBy.join(', ')}) do update set ${others.map((name) => `${name} = excluded.${name}`).join(', ')}`
    : '';
  const list = names.join(', ');
  return `w${part} as (insert into ${shape.table} (${list}) select ${list} from ${recordOf(shape, param)}${replaces})`;
}

export function removalSql(shape: TableShape, part: number, param: number): string {
  const same = Object.keys(shape.columns).map((name) => `t.${name} = r.${name}`);
  return `w${part} as (delete from ${shape.table} t using ${recordOf(shape, param)} where ${same.join(' and ')})`;
}

export function updateSql(shape: TableShape, part: number, param: number): string {
  const [key, ...rest] = Object.keys(shape.columns);
  const sets = rest.map((name) => `${name} = r.${name}`).join(', ');
  const alsoBump = shape.table === 'cases' ? ', revision = t.revision + 1' : '';
  return `w${part} as (update ${shape.table} t set ${sets}${alsoBump} from ${recordOf(shape, param)} where t.${key} = r.${key})`;
}
