import type { Words } from '../api/request.js';

export const ENTRY_KINDS = ['task', 'visit', 'clock', 'warning', 'sitting'] as const;

/** One thing on one day: codes and instants, nothing of anybody. */
export interface CalendarEntry {
  readonly kind: (typeof ENTRY_KINDS)[number];
  readonly at: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly title: Words;
  readonly taskId: string | null;
  readonly confidence: 'V' | 'V2' | 'P' | null;
  readonly percent: number | null;
}

export interface CalendarAnswer {
  readonly items: readonly CalendarEntry[];
  readonly isComplete: boolean;
}
