import type { CaseCodes } from '#domain/case-codes.js';
import type { BilingualText } from '#domain/policy.js';
import type { Stage } from '#domain/stages.js';
import type { TaskKey } from '#domain/task-keys.js';
import { TASK_LABELS } from '#domain/texts/code-labels.js';
import { stuckSentence, WAIT_CAUSE_LABELS } from '#domain/texts/stuck-texts.js';
import type { WaitCause } from '#domain/wait-causes.js';
import { waitsFor, type Wait } from '#domain/waits-for.js';
import type { TaskView } from '../http/task-view.js';

interface ShownClock {
  readonly key: string;
  readonly dueAt: string;
  readonly state: string;
  readonly stoppedAt: string | null;
  readonly basis: BilingualText | null;
  readonly confidence: string | null;
  readonly decidedBy: TaskKey | null;
  readonly title: BilingualText;
}

interface ShownCase {
  readonly stage: Stage;
  readonly stageSince: string;
  readonly status: string;
  readonly codes: CaseCodes;
}

/** What a case waits for: whom, since when, under which rule, and the act that unblocks it. */
export interface WaitView {
  readonly cause: WaitCause;
  readonly causeLabel: BilingualText;
  readonly what: BilingualText;
  readonly sentence: BilingualText;
  readonly roles: readonly string[];
  readonly assignee: string | null;
  readonly province: string | null;
  readonly since: string | null;
  readonly dueAt: string | null;
  readonly mustDecide: boolean;
  readonly rule: {
    readonly clock: string;
    readonly title: BilingualText;
    readonly basis: BilingualText | null;
    readonly confidence: string | null;
  } | null;
  /** `open-act`: nobody is asked yet; the act is to be opened on the case first. */
  readonly unblockedBy: {
    readonly action: 'complete-task' | 'open-act';
    readonly taskId: string | null;
    readonly key: string;
  };
}

export function waitsForOf(
  kase: ShownCase,
  tasks: readonly TaskView[],
  clocks: readonly ShownClock[],
): readonly WaitView[] {
  const waiting = {
    ...kase,
    status: kase.status === 'closed' ? ('closed' as const) : ('open' as const),
    tasks: tasks.map((task) => ({ ...task, workflowId: '', assigneeId: task.assignee })),
    clocks: [],
    processes: [],
    faults: [],
  };
  return waitsFor(waiting).map((wait) => viewOf(wait, tasks, clocks));
}

function viewOf(wait: Wait, tasks: readonly TaskView[], clocks: readonly ShownClock[]): WaitView {
  const { cause, since, roles, taskId, taskKey } = wait;
  const task = tasks.find(({ id }) => id === taskId);
  const clock = clockOf(task, clocks);
  const told = { ...wait, rule: 'wait-too-long' as const, params: { task: taskKey } };
  return {
    cause,
    causeLabel: WAIT_CAUSE_LABELS[cause],
    what: task?.title ?? TASK_LABELS[taskKey],
    sentence: { th: stuckSentence(told, 'th'), en: stuckSentence(told, 'en') },
    roles,
    assignee: task?.assignee ?? null,
    province: task?.province ?? null,
    since,
    dueAt: task?.dueAt ?? null,
    mustDecide: task?.mustDecide ?? false,
    rule:
      clock === undefined
        ? null
        : { clock: clock.key, title: clock.title, basis: clock.basis, confidence: clock.confidence },
    unblockedBy: { action: taskId === null ? 'open-act' : 'complete-task', taskId, key: taskKey },
  };
}

/** Two clocks may end at the same instant: the one that this task decides comes first. */
function clockOf(task: TaskView | undefined, clocks: readonly ShownClock[]): ShownClock | undefined {
  const atThatInstant = clocks.filter(({ dueAt, stoppedAt }) => dueAt === task?.dueAt && stoppedAt === null);
  return atThatInstant.find(({ decidedBy }) => decidedBy === task?.key) ?? atThatInstant[0];
}
