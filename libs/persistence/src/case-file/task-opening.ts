import { randomUUID } from 'node:crypto';
import type { ChecklistName } from '#domain/checklists.js';
import type { ClockKey } from '#domain/clock.js';
import type { Instant } from '#domain/instant.js';
import type { Policy } from '#domain/policy.js';
import type { TaskKey } from '#domain/task-keys.js';
import type { TaskTemplate } from '#domain/task-template.js';
import type { ClockOfCase, LockedCase, TaskOfCase } from '../rows.js';
import { provinceOf } from './case-standing.js';

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
  /** The one agency that is asked. */
  readonly agency?: string;
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

/** A task as it is first written; who may see it is reckoned when the change is written. */
export function newTask(
  row: LockedCase,
  template: TaskTemplate,
  opening: TaskOpening,
  { state, position, dueAt }: Pick<TaskOfCase, 'state' | 'position' | 'dueAt'>,
): TaskOfCase {
  return {
    id: randomUUID(),
    workflowId: opening.workflowId,
    checklist: opening.checklist,
    key: template.key,
    position,
    subject: opening.subject ?? '',
    cause: opening.cause,
    state,
    roles: opening.roles ?? template.roles,
    province: provinceOf(row, template),
    agency: opening.agency ?? null,
    assigneeId: opening.assigneeId ?? null,
    access: [],
    clockKey: opening.clockKey ?? null,
    completedBy: null,
    outcome: null,
    urgent: opening.urgent ?? false,
    mustDecide: false,
    openedAt: state === 'open' ? row.now : null,
    plannedAt: opening.plannedAt ?? null,
    dueAt,
    settledAt: null,
  };
}
