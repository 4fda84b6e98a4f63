import { stringify } from 'csv-stringify/browser/esm/sync';
import type { Figure } from './statistics.js';

/**
 * The table as CSV. A cell that a spreadsheet would read as a formula gets a ' before it, and the mark at the start
 * tells Excel that it is UTF-8: without it Thai is unreadable there. Below the table it says who took it along, and when:
 * under the numbers, where a spreadsheet still finds its headings in the first line.
 */
export function csvOf({ rowTitle, columns, rows }: Figure, withheld: string, takenBy: string): string {
  return stringify(
    [
      [rowTitle, ...columns],
      ...rows.map(({ label, cells }) => [label, ...cells.map((cell) => cell ?? withheld)]),
      [],
      [takenBy],
    ],
    { bom: true, escape_formulas: true, record_delimiter: 'windows' },
  );
}
