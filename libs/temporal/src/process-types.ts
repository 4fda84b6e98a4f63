import type { ProcessKind } from '#domain/facts.js';

/** The workflow type that carries each kind of process, by its exported name. */
export const WORKFLOW_TYPES = {
  case: 'caseWorkflow',
  'service-referral': 'serviceReferralWorkflow',
  return: 'returnWorkflow',
  'follow-up': 'followUpWorkflow',
  track: 'trackWorkflow',
} as const satisfies Record<ProcessKind, string>;

export const FACT_SIGNAL = 'fact';
export const DEFAULT_TASK_QUEUE = 'saphan';
