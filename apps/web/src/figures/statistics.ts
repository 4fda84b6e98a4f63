import type { ClockKey } from '#domain/clock.js';
import type { PublishedTable } from '#domain/figures/small-cells.js';
import type { Duration } from '#domain/figures/figures.js';
import type { Stage } from '#domain/stages.js';
import type { Words } from '../api/request.js';

/** What `GET /v1/statistics` answers; null where a figure is withheld. */
export interface Statistics {
  readonly year: number;
  readonly months: readonly string[];
  readonly smallestShown: number;
  readonly funnel: readonly { readonly stage: Stage; readonly label: Words; readonly table: PublishedTable }[];
  readonly stageTimes: readonly {
    readonly stage: Stage;
    readonly label: Words;
    readonly country: Duration;
    readonly provinces: readonly (Duration & { readonly province: string })[];
  }[];
  readonly clocks: readonly { readonly key: ClockKey; readonly label: Words; readonly table: PublishedTable }[];
  readonly referrals: {
    readonly labels: Readonly<Record<string, Words | null>>;
    readonly answers: PublishedTable;
    readonly times: readonly {
      readonly service: string;
      readonly medianHours: number | null;
      readonly p90Hours: number | null;
    }[];
  };
}

export type Cell = number | null;
export type Grouping = 'total' | 'province' | 'month';

/** A figure as its table, its chart and its CSV show it. */
export interface Figure {
  readonly rowTitle: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly Cell[] }[];
}

/** The whole of a table, or of the one province that was asked for: its totals stay the country's. */
export function totalOf({ total, rowTotals }: PublishedTable, province: string): Cell {
  return province === '' ? total : (rowTotals[0] ?? (rowTotals.length === 0 ? 0 : null));
}

/** By column, of the country or of the one province. */
export function columnsOf({ columns, columnTotals, cells, rows }: PublishedTable, province: string): readonly Cell[] {
  if (province === '') return columnTotals;
  return rows.length === 0 ? columns.map(() => 0) : (cells[0] ?? []);
}

export function rowTotalOf({ rows, rowTotals }: PublishedTable, row: string): Cell {
  const at = rows.indexOf(row);
  return at < 0 ? 0 : (rowTotals[at] ?? null);
}

/** A sum with a withheld part is withheld: shown, it would tell of that part. */
export function sumOf(cells: readonly Cell[]): Cell {
  return cells.reduce<Cell>((sum, cell) => (sum === null || cell === null ? null : sum + cell), 0);
}

/** Clocks kept and run out stand side by side, as `2026-10/kept`. */
export function resultOf(
  table: PublishedTable,
  cells: readonly Cell[],
  result: 'kept' | 'ran-out',
  month?: string,
): Cell {
  return sumOf(
    cells.filter((_, at) => {
      const [ofMonth, ofResult] = (table.columns[at] ?? '').split('/');
      return ofResult === result && (month === undefined || ofMonth === month);
    }),
  );
}
