/** Whom or what a case can wait for. */
export const WAIT_CAUSES = [
  'person',
  'agency',
  'document',
  'interpreter',
  'court',
  'consent',
  'quorum',
  'return-arrangement',
  'system-fault',
  'no-owner',
  'no-deadline',
] as const;
export type WaitCause = (typeof WAIT_CAUSES)[number];

/** Causes outside the hands of whoever holds the task: they are chased by their own length, not by the stage's. */
export const HASTY_CAUSES = [
  'agency',
  'document',
  'interpreter',
  'court',
  'consent',
  'quorum',
  'return-arrangement',
] as const satisfies readonly WaitCause[];
export type HastyCause = (typeof HASTY_CAUSES)[number];
