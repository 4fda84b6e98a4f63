/**
 * What can be wrong with the machinery of a case, never with a person's work. A fault puts the case on the stuck board
 * as *system fault* until it is cleared.
 */
export const CASE_FAULT_KINDS = [
  /** A clock ran out and its own workflow did not come: wedged, behind or missing. */
  'clock-unseen-by-workflow',
  /** The store refuses what is due in this case; the sweeper tries again. */
  'clock-not-committed',
  /** Temporal tries a workflow's task again and again: its code refuses the history, or kills its worker. */
  'workflow-task-failing',
  /** The process engine has no running workflow for a process that the record says is running. */
  'workflow-missing',
  /** A workflow runs that the record has ended, or never had: its case is closed, or it is nobody's. */
  'workflow-stray',
  /** A workflow refuses to say what it knows, or answers what no process of ours answers: it is not the one it should be. */
  'workflow-not-answering',
  /** A committed fact has reached no workflow for a minute. */
  'fact-undelivered',
  /** The workflow has read facts that the record does not have. */
  'record-behind-workflow',
  /** A clock's row does not follow from its start, its extensions and its moves: it was changed from outside. */
  'clock-row-altered',
  /** A case's stage does not follow from its timeline: its row was changed from outside. */
  'stage-row-altered',
  /** A task's state does not follow from the facts: its row was changed from outside. */
  'task-row-altered',
] as const;
export type CaseFaultKind = (typeof CASE_FAULT_KINDS)[number];
