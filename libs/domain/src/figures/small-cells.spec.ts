import fc from 'fast-check';
import { publish, SMALLEST_SHOWN, type PublishedTable } from './small-cells.js';

const names = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const tableOf = (cells: readonly (readonly number[])[]) => ({
  rows: names('r', cells.length),
  columns: names('c', cells[0]?.length ?? 0),
  cells,
});

/**
 * What a reader with the totals can reckon: solves the sums of every row and column for the withheld figures and
 * returns those with exactly one solution.
 */
function reckonedBack(table: PublishedTable): number {
  const grid = [
    ...table.cells.map((row, r) => [...row, table.rowTotals[r] ?? null]),
    [...table.columnTotals, table.total],
  ];
  const unknowns = grid.flatMap((row, r) => row.flatMap((shown, c) => (shown === null ? [`${r},${c}`] : [])));
  const lines = [
    ...grid.map((row, r) => row.map((_, c) => [r, c] as const)),
    ...(grid[0] ?? []).map((_, c) => grid.map((_, r) => [r, c] as const)),
  ];
  const equations: number[][] = lines.map((line) =>
    unknowns.map((unknown) => {
      const at = line.findIndex(([r, c]) => `${r},${c}` === unknown);
      return at < 0 ? 0 : at === line.length - 1 ? -1 : 1;
    }),
  );
  let rank = 0;
  for (let column = 0; column < unknowns.length; column += 1) {
    const pivot = equations.findIndex((row, index) => index >= rank && Math.abs(row[column] ?? 0) > 1e-9);
    if (pivot < 0) continue;
    equations.splice(rank, 0, ...equations.splice(pivot, 1));
    const lead = equations[rank] ?? [];
    const scale = lead[column] ?? 1;
    for (let at = 0; at < lead.length; at += 1) lead[at] = (lead[at] ?? 0) / scale;
    equations.forEach((row, index) => {
      const factor = row[column] ?? 0;
      if (index === rank || factor === 0) return;
      for (let at = 0; at < row.length; at += 1) row[at] = (row[at] ?? 0) - factor * (lead[at] ?? 0);
    });
    rank += 1;
  }
  return equations.filter((row) => row.filter((value) => Math.abs(value) > 1e-9).length === 1).length;
}

const counts = fc.integer({ min: 1, max: 6 }).chain((rows) =>
  fc.integer({ min: 1, max: 6 }).chain((columns) =>
    fc.array(
      fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 14 }), fc.nat(200)), {
        minLength: columns,
        maxLength: columns,
      }),
      { minLength: rows, maxLength: rows },
    ),
  ),
);

describe('figures that are published (S25)', () => {
  it('shows no count from one to ten, in the body or in a total', () => {
    fc.assert(
      fc.property(counts, (cells) => {
        const { cells: body, rowTotals, columnTotals, total } = publish(tableOf(cells));
        for (const shown of [...body.flat(), ...rowTotals, ...columnTotals, total]) {
          expect(shown === null || shown === 0 || shown >= SMALLEST_SHOWN).toBe(true);
        }
      }),
    );
  });

  it('lets nobody reckon a withheld figure back from the totals', () => {
    fc.assert(fc.property(counts, (cells) => expect(reckonedBack(publish(tableOf(cells)))).toBe(0)));
  });

  it('shows nothing that is not so', () => {
    fc.assert(
      fc.property(counts, (cells) => {
        const published = publish(tableOf(cells));
        published.cells.forEach((row, r) =>
          row.forEach((shown, c) => expect(shown === null || shown === cells[r]?.[c]).toBe(true)),
        );
      }),
    );
  });

  it('withholds nothing where every figure is large enough', () => {
    const table = tableOf([
      [20, 30],
      [40, 0],
    ]);
    expect(publish(table)).toMatchObject({
      cells: table.cells,
      rowTotals: [50, 40],
      columnTotals: [60, 30],
      total: 90,
    });
  });

  it('hides one small figure behind three larger ones, because one alone could be subtracted', () => {
    const { cells } = publish(
      tableOf([
        [3, 20, 30],
        [40, 50, 60],
      ]),
    );
    expect(cells).toEqual([
      [null, null, 30],
      [null, null, 60],
    ]);
  });

  it('would be caught by the attack if it hid only the small figure itself', () => {
    expect(
      reckonedBack({
        ...tableOf([[3, 20]]),
        cells: [
          [null, 20],
          [40, 50],
        ],
        rowTotals: [23, 90],
        columnTotals: [43, 70],
        total: 113,
      }),
    ).toBe(1);
  });
});
