import type { BilingualText } from '#domain/policy.js';
import type { TaskView } from '../http/task-view.js';

interface ShownClock {
  readonly key: string;
  readonly dueAt: string;
  readonly state: string;
  readonly stoppedAt: string | null;
  readonly basis: string | null;
  readonly confidence: string | null;
  readonly title: BilingualText;
}

/** What a case waits for: whom, since when, under which rule, and the act that unblocks it. */
export interface WaitsFor {
  readonly what: BilingualText;
  readonly roles: readonly string[];
  readonly assignee: string | null;
  readonly province: string;
  readonly since: string | null;
  readonly dueAt: string | null;
  readonly mustDecide: boolean;
  readonly rule: {
    readonly clock: string;
    readonly title: BilingualText;
    readonly basis: string | null;
    readonly confidence: string | null;
  } | null;
  readonly unblockedBy: { readonly action: 'complete-task'; readonly taskId: string; readonly key: string };
}

export function waitsForOf(tasks: readonly TaskView[], clocks: readonly ShownClock[]): readonly WaitsFor[] {
  return tasks
    .filter(({ state, checklist }) => state === 'open' && checklist !== 'standing')
    .map((task) => {
      const clock = clocks.find(({ dueAt, stoppedAt }) => dueAt === task.dueAt && stoppedAt === null);
      return {
        what: task.title,
        roles: task.roles,
        assignee: task.assignee,
        province: task.province,
        since: task.openedAt,
        dueAt: task.dueAt,
        mustDecide: task.mustDecide,
        rule:
          clock === undefined
            ? null
            : { clock: clock.key, title: clock.title, basis: clock.basis, confidence: clock.confidence },
        unblockedBy: { action: 'complete-task', taskId: task.id, key: task.key },
      };
    });
}
