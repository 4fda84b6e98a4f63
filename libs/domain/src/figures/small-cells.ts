/**
 * Cells below this are not published (CTDC's k = 11): in a province with one victim a month, a number is a person.
 * Zero may be shown, because it tells of nobody.
 */
export const SMALLEST_SHOWN = 11;

export interface CountTable {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Counts by row, then column. */
  readonly cells: readonly (readonly number[])[];
}

/** Null where a figure is withheld, in the body as in the totals. */
export interface PublishedTable {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly cells: readonly (readonly (number | null)[])[];
  readonly rowTotals: readonly (number | null)[];
  readonly columnTotals: readonly (number | null)[];
  readonly total: number | null;
}

/** A table with its totals as a last row and a last column, and what of it is withheld. */
interface Grid {
  readonly values: readonly (readonly number[])[];
  readonly withheld: boolean[][];
}

/**
 * Withholds every small cell, and as many more as keep it from being reckoned back from the totals. Whoever filters must
 * filter what this returns: two tables of one population withheld apart could be subtracted from each other.
 */
export function publish({ rows, columns, cells }: CountTable): PublishedTable {
  const values = withTotals(cells, columns.length);
  const grid: Grid = { values, withheld: values.map((row) => row.map((count) => count > 0 && count < SMALLEST_SHOWN)) };
  for (const cell of withheldCells(grid)) if (!isOnACycle(grid, cell)) closeCycle(grid, cell);
  const shown = values.map((row, r) => row.map((count, c) => (grid.withheld[r]?.[c] === true ? null : count)));
  const last = columns.length;
  return {
    rows,
    columns,
    cells: shown.slice(0, -1).map((row) => row.slice(0, last)),
    rowTotals: shown.slice(0, -1).map((row) => row[last] ?? null),
    columnTotals: (shown.at(-1) ?? []).slice(0, last),
    total: shown.at(-1)?.[last] ?? null,
  };
}

function withTotals(cells: readonly (readonly number[])[], columns: number): number[][] {
  const body = cells.map((row) => [...row, row.reduce((sum, count) => sum + count, 0)]);
  const totals = Array.from({ length: columns + 1 }, (_, column) =>
    body.reduce((sum, row) => sum + (row[column] ?? 0), 0),
  );
  return [...body, totals];
}

interface Cell {
  readonly row: number;
  readonly column: number;
}

/**
 * Rows and columns are the nodes of a graph, withheld cells its edges: a cell can be reckoned from the totals exactly
 * when its edge lies on no cycle, because only on one can other withheld cells take up a change of it (Gusfield 1988).
 */
function isOnACycle(grid: Grid, cell: Cell): boolean {
  const others = withheldCells(grid).filter(({ row, column }) => row !== cell.row || column !== cell.column);
  const rows = new Set([cell.row]);
  const columns = new Set<number>();
  for (let grew = true; grew;) {
    grew = false;
    for (const { row, column } of others) {
      if (rows.has(row) === columns.has(column)) continue;
      rows.add(row);
      columns.add(column);
      grew = true;
    }
  }
  return columns.has(cell.column);
}

/** Withholds the three other corners of the least telling rectangle: the shortest cycle that the cell can lie on. */
function closeCycle({ values, withheld }: Grid, { row, column }: Cell): void {
  let best: { readonly corners: readonly Cell[]; readonly cost: number } | null = null;
  for (const r of values.keys()) {
    for (const c of (values[0] ?? []).keys()) {
      if (r === row || c === column) continue;
      const corners = [
        { row: r, column: c },
        { row: r, column },
        { row, column: c },
      ].filter((corner) => withheld[corner.row]?.[corner.column] !== true);
      const cost = corners.reduce((sum, corner) => sum + costOf(values, corner), 0);
      if (best === null || cost < best.cost) best = { corners, cost };
    }
  }
  for (const corner of best?.corners ?? []) withheld[corner.row]?.splice(corner.column, 1, true);
}

/** Small counts are lost more lightly than large ones; totals last; a zero hides little and is taken only at need. */
function costOf(values: Grid['values'], { row, column }: Cell): number {
  const count = values[row]?.[column] ?? 0;
  const isTotal = row === values.length - 1 || column === (values[0]?.length ?? 0) - 1;
  return (isTotal ? 1e9 : 0) + (count === 0 ? 1e12 : count);
}

function withheldCells({ withheld }: Grid): Cell[] {
  return withheld.flatMap((line, row) => line.flatMap((hidden, column) => (hidden ? [{ row, column }] : [])));
}

interface Cell {
  readonly row: number;
  readonly column: number;
}
