import { isUnanswered } from './clock.js';
import { epochMs, isAfter, isBefore, later, plus, type Instant } from './instant.js';
import type { Policy } from './policy.js';
import type { Role } from './roles.js';
import { HASTY_CAUSES, type HastyCause, type WaitCause } from './wait-causes.js';
import {
  causeOfTask,
  guardianWait,
  interpreterWait,
  openTasksOf,
  waitedForSince,
  waitOfTask,
  type Wait,
  type WaitingCase,
  type WaitingTask,
} from './waits-for.js';

/** Why a case is on the board: always one of these rules, never a guess. */
export const STUCK_RULES = [
  'clock-breached',
  'referral-unanswered',
  'quorum-missed',
  'interpreter-missing',
  'guardian-awaited',
  'wait-too-long',
  'no-owner',
  'no-deadline',
  'stage-idle',
  'nothing-open',
  'machinery',
] as const;
export type StuckRule = (typeof STUCK_RULES)[number];

/** A cause that holds, or will hold from `stuckAt` on when nothing happens before. */
export interface StuckCause {
  /** Names the cause within its case; the same for as long as it is the same. */
  readonly key: string;
  readonly cause: WaitCause;
  readonly rule: StuckRule;
  readonly since: Instant;
  readonly stuckAt: Instant;
  /** Who can unblock it. */
  readonly roles: readonly Role[];
  readonly agency: string | null;
  readonly taskId: string | null;
  readonly clockId: string | null;
  readonly workflowId: string | null;
  /** What the sentence says; codes and numbers only. */
  readonly params: Readonly<Record<string, string | number>>;
}

/** Somebody has said, with a reason, that this wait is right until then. */
export interface Hold {
  readonly key: string;
  readonly until: Instant;
  readonly setAt: Instant;
}

const OPERATORS: readonly Role[] = ['administrator'];

/**
 * Every cause for which a case is, or by itself will come to be, on the stuck board. Without "now": what has not
 * happened by `stuckAt` is stuck from that instant, so the board needs nobody to look after it.
 */
export function stuckCauses(kase: WaitingCase, policy: Policy, holds: readonly Hold[] = []): readonly StuckCause[] {
  const causes = kase.status === 'closed' ? [] : [...causesOfAct(kase, policy), ...causesOfTime(kase, policy)];
  return [
    ...causes.map((cause) => withRunningClock(cause, kase, policy)),
    ...breaches(kase, policy),
    ...faults(kase),
  ].map((cause) => held(cause, holds));
}

/** The ground on which a clock that runs meanwhile may be extended. */
const GROUND_OF_WAIT: Readonly<Partial<Record<StuckRule, string>>> = {
  'quorum-missed': 'team-not-complete',
  'interpreter-missing': 'interpreter',
  'guardian-awaited': 'guardian-awaited',
};

/** What runs out next while this is waited for, if more time may be granted for it. What has run out is never extended. */
function withRunningClock(cause: StuckCause, kase: WaitingCase, policy: Policy): StuckCause {
  const ground = GROUND_OF_WAIT[cause.rule];
  if (ground === undefined) return cause;
  const [next] = kase.clocks
    .filter(({ clock }) => clock.state === 'running' && policy.clocks[clock.key].extension?.grounds.includes(ground))
    .toSorted((a, b) => epochMs(a.clock.dueAt) - epochMs(b.clock.dueAt));
  if (next === undefined) return cause;
  return { ...cause, clockId: next.id, params: { ...cause.params, clock: next.clock.key } };
}

/** A hold is of one episode: what begins anew after it is judged anew. */
function held(cause: StuckCause, holds: readonly Hold[]): StuckCause {
  const hold = holds.filter(({ key, setAt }) => key === cause.key && !isBefore(setAt, cause.since)).at(-1);
  return hold === undefined || !mayHold(cause.rule)
    ? cause
    : { ...cause, stuckAt: later(cause.stuckAt, hold.until), params: { ...cause.params, until: hold.until } };
}

/** A clock that has run out is answered or extended on its ground; a fault is mended. Neither is waited for rightly. */
export function mayHold(rule: StuckRule): boolean {
  return rule !== 'clock-breached' && rule !== 'machinery' && rule !== 'nothing-open';
}

/** Ran out, and nobody has answered. */
function breaches(kase: WaitingCase, policy: Policy): readonly StuckCause[] {
  return kase.clocks.flatMap(({ id, workflowId, taskId, clock }) => {
    if (!isUnanswered(clock)) return [];
    const rule = policy.clocks[clock.key];
    const answers = (task: WaitingTask): boolean =>
      taskId === null ? task.key === rule.decidedBy && task.workflowId === workflowId : task.id === taskId;
    const decider =
      kase.tasks.find((task) => (task.state === 'open' || task.state === 'blocked') && answers(task)) ??
      openTasksOf(kase).find(({ key }) => key === 'must-decide');
    // Nobody is asked any more, and no law lets it pass: a target whose task the case no longer needs.
    if (decider === undefined && rule.kind !== 'ceiling') return [];
    const { subject = '', agency = null } = kase.processes.find((process) => process.workflowId === workflowId) ?? {};
    const isReferral = clock.key === 'referral-response';
    return [
      {
        key: `clock:${id}`,
        cause: decider === undefined ? 'person' : causeOfTask(decider.key, kase.codes),
        rule: isReferral ? 'referral-unanswered' : 'clock-breached',
        since: clock.dueAt,
        stuckAt: clock.endedAt ?? clock.dueAt,
        roles: decider?.roles ?? ['supervisor'],
        agency,
        taskId: decider?.id ?? null,
        clockId: id,
        workflowId,
        params: {
          clock: clock.key,
          ...(decider === undefined ? {} : { task: decider.key }),
          ...(isReferral ? { service: subject, receiver: agency ?? '' } : {}),
        },
      },
    ];
  });
}

/** What an act has said: from the act on, it is stuck. */
function causesOfAct(kase: WaitingCase, policy: Policy): readonly StuckCause[] {
  const interpreter = interpreterWait(kase);
  const guardian = guardianWait(kase);
  return [
    ...(interpreter === null
      ? []
      : [causeOf('interpreter-missing', interpreter, interpreter.since, { language: kase.codes.language })]),
    ...(guardian === null ? [] : [causeOf('guardian-awaited', guardian, guardian.since, {})]),
    ...missedQuorum(kase, policy),
  ];
}

function causeOf(rule: StuckRule, wait: Wait, stuckAt: Instant, params: StuckCause['params']): StuckCause {
  const { cause, since, roles, agency, taskId, taskKey } = wait;
  return {
    key: rule,
    cause,
    rule,
    since,
    stuckAt,
    roles,
    agency,
    taskId,
    clockId: null,
    workflowId: null,
    params: { task: taskKey, ...params },
  };
}

/** The team met in vain too often. A new date gives it time again, and no more than that. */
function missedQuorum(kase: WaitingCase, policy: Policy): readonly StuckCause[] {
  if (kase.stage !== 'formal-identification' || kase.codes.mdtInterview !== 'quorum-not-reached') return [];
  const meetings = kase.tasks.filter(({ key, state }) => key === 'mdt-interview' && state === 'completed');
  const inVain = meetings.slice(meetings.findLastIndex(({ outcome }) => outcome === 'held') + 1);
  const [first, last] = [inVain[0]?.settledAt, inVain.at(-1)?.settledAt];
  if (
    first === undefined ||
    last === undefined ||
    first === null ||
    last === null ||
    inVain.length < policy.stuck.quorumMisses.value
  )
    return [];
  const open = openTasksOf(kase).find(({ key }) => key === 'convene-mdt' || key === 'mdt-interview');
  const convened = kase.tasks
    .filter(({ key, state, settledAt }) => key === 'convene-mdt' && state === 'completed' && settledAt !== null)
    .map(({ settledAt }) => settledAt ?? last)
    .filter((at) => isAfter(at, last))
    .at(-1);
  return [
    {
      key: 'quorum-missed',
      cause: 'quorum',
      rule: 'quorum-missed',
      since: first,
      stuckAt: convened === undefined ? last : plus(convened, policy.stuck.waitAtMost.values.quorum),
      roles: ['mdt-chair', 'social-worker'],
      agency: null,
      taskId: open?.id ?? null,
      clockId: null,
      workflowId: null,
      params: { misses: inVain.length, quorum: policy.mdtQuorum.value },
    },
  ];
}

/** What will have lasted too long. */
function causesOfTime(kase: WaitingCase, policy: Policy): readonly StuckCause[] {
  const open = openTasksOf(kase);
  const pressing = open.filter(({ checklist }) => checklist !== 'standing');
  const progressAt = lastProgress(kase);
  if (pressing.length === 0 && !kase.clocks.some(({ clock }) => clock.state === 'running')) {
    return [nothingOpen(policy, progressAt)];
  }
  return [
    ...open.flatMap((task) => tooLong(kase, task, policy)),
    ...longest(pressing.filter(isUnowned)).map((task) => {
      const { since, taskKey } = { since: waitedForSince(task) ?? progressAt, taskKey: task.key };
      const wait = { ...waitOfTask(kase, task), cause: 'no-owner' as const, taskKey };
      return causeOf('no-owner', wait, plus(since, policy.stuck.noOwnerAfter.value), {});
    }),
    ...longest(pressing.filter(({ dueAt, plannedAt }) => dueAt === null && plannedAt === null)).map((task) => {
      const wait = { ...waitOfTask(kase, task), cause: 'no-deadline' as const };
      return causeOf('no-deadline', wait, plus(wait.since, policy.stuck.noDeadlineAfter.value), {});
    }),
    ...idle(kase, pressing, policy, progressAt),
  ];
}

/** A referral's task is its receiver's, whoever there takes it. */
function isUnowned({ assigneeId, checklist }: WaitingTask): boolean {
  return assigneeId === null && checklist !== 'service-referral';
}

function longest(tasks: readonly WaitingTask[]): readonly WaitingTask[] {
  const [first] = [...tasks].sort((a, b) => ((waitedForSince(a) ?? '') < (waitedForSince(b) ?? '') ? -1 : 1));
  return first === undefined ? [] : [first];
}

function isHasty(cause: WaitCause): cause is HastyCause {
  return HASTY_CAUSES.some((hasty) => hasty === cause);
}

/** A task that waits for somebody else, and that no clock watches. */
function tooLong(kase: WaitingCase, task: WaitingTask, policy: Policy): readonly StuckCause[] {
  const wait = waitOfTask(kase, task);
  const isSaidAlready =
    wait.cause === 'quorum' || (task.key === 'ask-consent' && kase.codes.consent === 'guardian-pending');
  if (task.dueAt !== null || !isHasty(wait.cause) || isSaidAlready) return [];
  const stuckAt = plus(wait.since, policy.stuck.waitAtMost.values[wait.cause]);
  return [{ ...causeOf('wait-too-long', wait, stuckAt, {}), key: `wait:${task.id}` }];
}

/** Acts count, notes do not: when the stage began, or when a task of the case was last done. */
function lastProgress(kase: WaitingCase): Instant {
  return kase.tasks
    .filter(({ state, settledAt }) => state === 'completed' && settledAt !== null)
    .reduce((last, { settledAt }) => later(last, settledAt ?? last), kase.stageSince);
}

function idle(
  kase: WaitingCase,
  pressing: readonly WaitingTask[],
  policy: Policy,
  progressAt: Instant,
): readonly StuckCause[] {
  const { stage } = kase;
  const [task] = longest(pressing);
  if (stage === 'closed' || task === undefined) return [];
  const after = plus(progressAt, policy.stuck.stageIdleAfter.values[stage]);
  const wait = { ...waitOfTask(kase, task), since: progressAt };
  // Nothing is idle before the day for which its next task is planned.
  return [causeOf('stage-idle', wait, later(after, waitedForSince(task) ?? after), { stage })];
}

function nothingOpen(policy: Policy, progressAt: Instant): StuckCause {
  return {
    key: 'nothing-open',
    cause: 'system-fault',
    rule: 'nothing-open',
    since: progressAt,
    stuckAt: plus(progressAt, policy.stuck.nothingOpenAfter.value),
    roles: OPERATORS,
    agency: null,
    taskId: null,
    clockId: null,
    workflowId: null,
    params: {},
  };
}

function faults(kase: WaitingCase): readonly StuckCause[] {
  return kase.faults.map(faultCause);
}

/** A fault of the machinery on the board; also of a case that cannot be opened. */
export function faultCause({ kind, workflowId, since }: WaitingCase['faults'][number]): StuckCause {
  return {
    key: `fault:${kind}:${workflowId ?? ''}`,
    cause: 'system-fault',
    rule: 'machinery',
    since,
    stuckAt: since,
    roles: OPERATORS,
    agency: null,
    taskId: null,
    clockId: null,
    workflowId,
    params: { fault: kind },
  };
}
