import { plus, type Instant, type IsoDuration } from './instant.js';

/** What was lost: secrecy, correctness, or the data itself (PDPC notification on breaches, B.E. 2565). */
export const BREACH_CATEGORIES = ['confidentiality', 'integrity', 'availability'] as const;
export type BreachCategory = (typeof BREACH_CATEGORIES)[number];

/** PDPA s.37 (4): to the Office without delay, within 72 hours of becoming aware. */
export const OFFICE_WITHIN: IsoDuration = 'PT72H';
/** Later only with reasons, and at most 15 days after becoming aware (PDPC notification). */
export const LATE_NOTICE_WITHIN: IsoDuration = 'P15D';

export interface BreachDue {
  readonly officeDueAt: Instant;
  readonly officeLateUntilAt: Instant;
}

export function breachDue(discoveredAt: Instant): BreachDue {
  return { officeDueAt: plus(discoveredAt, OFFICE_WITHIN), officeLateUntilAt: plus(discoveredAt, LATE_NOTICE_WITHIN) };
}
