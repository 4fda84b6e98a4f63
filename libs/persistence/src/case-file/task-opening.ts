import type { ChecklistName } from '#domain/checklists.js';
import type { ClockKey } from '#domain/clock.js';
import type { Instant } from '#domain/instant.js';
import type { TaskOfCase } from '../rows.js';

/** What opens tasks in a case, and with what about them. */
export interface TaskOpening {
  readonly workflowId: string;
  readonly checklist: ChecklistName;
  /** What opens it; repeated with the same cause it opens nothing. */
  readonly cause: string;
  readonly subject?: string;
  readonly plannedAt?: Instant;
  readonly clockKey?: ClockKey;
  readonly roles?: TaskOfCase['roles'];
  readonly urgent?: boolean;
}
