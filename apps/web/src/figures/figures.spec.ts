import { publishCounts, rowsOf } from '#domain/figures/figures.js';
import { csvOf } from './csv.js';
import { columnsOf, resultOf, sumOf, totalOf } from './statistics.js';

describe('a figure as a file', () => {
  const csv = csvOf(
    {
      rowTitle: 'Province',
      columns: ['=1+1', '+66', '-2', '@SUM(A1)'],
      rows: [
        { label: '\tTab', cells: [12, null, 0, 40] },
        { label: '\rReturn', cells: [] },
      ],
    },
    'withheld',
    '=Somebody, today',
  );

  it('begins with the mark by which Excel reads Thai', () => {
    expect(csv.startsWith('\uFEFF')).toBe(true);
  });

  it('holds no cell that a spreadsheet would run (S17)', () => {
    expect(csv.split('\r\n')[0]).toBe(`\uFEFFProvince,'=1+1,'+66,'-2,'@SUM(A1)`);
    expect(csv).toContain(`'\tTab`);
    expect(csv).toContain(`'\rReturn`);
  });

  it('says below the table who took it along', () => {
    expect(csv.endsWith(`\r\n\r\n"'=Somebody, today"\r\n`)).toBe(true);
  });

  it('says of what is withheld that it is, and never leaves it empty or zero', () => {
    expect(csv).toContain('12,withheld,0,40');
  });
});

describe('what a figure is put together from', () => {
  const table = publishCounts(
    [
      { row: '12', column: '2026-01/kept', count: 20 },
      { row: '12', column: '2026-01/ran-out', count: 30 },
      { row: '71', column: '2026-02/kept', count: 3 },
    ],
    ['12', '71'],
    ['2026-01/kept', '2026-01/ran-out', '2026-02/kept', '2026-02/ran-out'],
  );

  it('is the country’s without a province, and the province’s with one', () => {
    expect(columnsOf(table, '')).toBe(table.columnTotals);
    const one = rowsOf(table, '12');
    expect(columnsOf(one, '12')).toEqual(one.cells[0]);
    expect(totalOf(one, '12')).toBe(one.rowTotals[0]);
    expect(totalOf(rowsOf(table, '50'), '50')).toBe(0);
  });

  it('is withheld where a part is', () => {
    expect(sumOf([20, 30])).toBe(50);
    expect(sumOf([20, null])).toBeNull();
    expect(resultOf(table, [20, 30, null, null], 'kept')).toBeNull();
    expect(resultOf(table, [20, 30, null, null], 'ran-out', '2026-01')).toBe(30);
  });
});
