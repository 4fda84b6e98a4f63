/**
 * What can be wrong with the machinery of a case, never with a person's work. A fault puts the case on the stuck board
 * as *system fault* until it is cleared.
 */
export const CASE_FAULT_KINDS = [
  /** A clock ran out and its own workflow did not come: wedged, behind or missing. */
  'clock-unseen-by-workflow',
  /** The store refuses what is due in this case; the sweeper tries again. */
  'clock-not-committed',
] as const;
export type CaseFaultKind = (typeof CASE_FAULT_KINDS)[number];
