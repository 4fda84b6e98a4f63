import { stringify } from 'csv-stringify/browser/esm/sync';
import type { Figure } from './statistics.js';

/**
 * The table as CSV. A cell that a spreadsheet would read as a formula gets a ' before it, and the mark at the start
 * tells Excel that it is UTF-8: without it Thai is unreadable there.
 */
export function csvOf({ rowTitle, columns, rows }: Figure, withheld: string): string {
  return stringify(
    [[rowTitle, ...columns], ...rows.map(({ label, cells }) => [label, ...cells.map((cell) => cell ?? withheld)])],
    { bom: true, escape_formulas: true, record_delimiter: 'windows' },
  );
}
