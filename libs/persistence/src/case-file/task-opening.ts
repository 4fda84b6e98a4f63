import type { ChecklistName } from '#domain/checklists.js';
import type { ClockKey } from '#domain/clock.js';
import type { Instant } from '#domain/instant.js';
import type { Policy } from '#domain/policy.js';
import type { TaskKey } from '#domain/task-keys.js';
import type { ClockOfCase, TaskOfCase } from '../rows.js';

/** What opens tasks in a case, and with what about them. */
export interface TaskOpening {
  readonly workflowId: string;
  readonly checklist: ChecklistName;
  /** What opens it; repeated with the same cause it opens nothing. */
  readonly cause: string;
  readonly subject?: string;
  /** Who alone is asked. */
  readonly assigneeId?: string;
  readonly plannedAt?: Instant;
  readonly clockKey?: ClockKey;
  readonly roles?: TaskOfCase['roles'];
  readonly urgent?: boolean;
}

/** A task that answers a clock of its process which is running already is due when that is. */
export function dueOnOpening(
  key: TaskKey,
  workflowId: string,
  clocks: readonly ClockOfCase[],
  policy: Policy,
): Instant | null {
  const running = clocks.filter(
    ({ clock, taskId, workflowId: of }) => of === workflowId && taskId === null && clock.state === 'running',
  );
  return running.find(({ clock }) => policy.clocks[clock.key].decidedBy === key)?.clock.dueAt ?? null;
}
