import type { DuplicateState } from '#domain/duplicates.js';
import type { Person } from '../api/answers.js';
import type { Words } from '../api/request.js';

/** Two cases that may be one person's, as the API shows them. */
export interface DuplicatePair {
  readonly id: string;
  readonly state: DuplicateState;
  readonly mayDecide: boolean;
  readonly signals: readonly { readonly code: string; readonly label: Words }[];
  readonly followingCaseId: string | null;
  readonly cases: readonly {
    readonly id: string;
    readonly number: string;
    readonly province: string;
    readonly person: Person | null;
  }[];
}

/** Who may be asked whether two cases are one person's. */
export const DUPLICATE_REVIEWERS = ['social-worker', 'supervisor'] as const;
