import { publish, SMALLEST_SHOWN, type PublishedTable } from './small-cells.js';

/** One count as the store gives it. */
export interface Count {
  readonly row: string;
  readonly column: string;
  readonly count: number;
}

/** Counts as a table of these rows and columns, published. */
export function publishCounts(
  counts: readonly Count[],
  rows: readonly string[],
  columns: readonly string[],
): PublishedTable {
  const found = new Map(counts.map(({ row, column, count }) => [`${row}\n${column}`, count]));
  return publish({
    rows,
    columns,
    cells: rows.map((row) => columns.map((column) => found.get(`${row}\n${column}`) ?? 0)),
  });
}

/** The rows of a published table that somebody asked for: never a table reckoned anew (see `publish`). */
export function rowsOf(table: PublishedTable, row: string | undefined): PublishedTable {
  if (row === undefined) return table;
  const at = table.rows.indexOf(row);
  const kept = at < 0 ? [] : [at];
  return {
    ...table,
    rows: kept.map((index) => table.rows[index] ?? ''),
    cells: kept.map((index) => table.cells[index] ?? []),
    rowTotals: kept.map((index) => table.rowTotals[index] ?? null),
  };
}

/** How long something took, of so many; null where too few stand behind it. */
export interface Duration {
  readonly count: number | null;
  readonly medianHours: number | null;
  readonly p90Hours: number | null;
}

export function publishDuration(count: number | null, medianHours: number, p90Hours: number): Duration {
  if (count === null || count < SMALLEST_SHOWN) return { count: null, medianHours: null, p90Hours: null };
  return { count, medianHours: tenths(medianHours), p90Hours: tenths(p90Hours) };
}

function tenths(hours: number): number {
  return Math.round(hours * 10) / 10;
}

/** The months of a year of the common era that are over on this legal day, e.g. `2026-10`. */
export function monthsOver(year: number, today: string): readonly string[] {
  return Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`).filter(
    (month) => month < today.slice(0, 7),
  );
}
