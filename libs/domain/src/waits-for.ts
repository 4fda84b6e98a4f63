import { lacksInterpreter, type CaseCodes } from './case-codes.js';
import { rolesFor, templateOf, type ChecklistName } from './checklists.js';
import type { CaseFaultKind } from './case-faults.js';
import type { Clock } from './clock.js';
import { later, type Instant } from './instant.js';
import type { Role } from './roles.js';
import type { Stage } from './stages.js';
import type { TaskState } from './step.js';
import type { TaskKey } from './task-keys.js';
import type { WaitCause } from './wait-causes.js';

/** What the completion of each task depends on. A task that names nobody else waits for the person who does it. */
const TASK_CAUSES = {
  'triage-report': 'person',
  'rescue-person': 'person',
  'plan-reception': 'person',
  'receive-at-airport': 'person',
  'tell-rights': 'person',
  'arrange-interpreter': 'interpreter',
  'ask-consent': 'consent',
  'health-and-safety-check': 'person',
  'labour-screening': 'person',
  'screening-interview': 'person',
  'decide-screening': 'person',
  'second-read-screening': 'person',
  'admit-to-protection': 'person',
  'notify-superior': 'person',
  'decide-custody': 'person',
  'record-court-order': 'court',
  'offer-reflection': 'person',
  'health-and-safety-plan': 'person',
  'decide-readiness': 'person',
  'convene-mdt': 'person',
  'mdt-interview': 'person',
  'give-mdt-opinion': 'person',
  'mdt-finding': 'person',
  'tell-negative-result': 'person',
  'tell-rights-s34': 'person',
  'tell-rights-s41': 'person',
  'flag-to-prosecutor': 'person',
  'record-choices': 'person',
  'assess-needs': 'person',
  'match-shelter': 'agency',
  'request-fund': 'agency',
  'decide-assistance': 'person',
  'answer-referral': 'agency',
  'reroute-referral': 'person',
  'assess-home': 'return-arrangement',
  'return-home': 'return-arrangement',
  'prove-nationality': 'document',
  'trace-family': 'return-arrangement',
  'assess-return-risk': 'return-arrangement',
  'arrange-travel-document': 'document',
  'hand-over': 'return-arrangement',
  'plan-reintegration': 'person',
  'follow-up-visit': 'person',
  'case-management-meeting': 'agency',
  'follow-justice-case': 'court',
  'claim-compensation': 'court',
  'permit-to-stay': 'agency',
  'propose-closure': 'person',
  'approve-closure': 'person',
  'must-decide': 'person',
  'record-exit': 'person',
  'record-new-facts': 'person',
  'revise-choices': 'person',
  'withdraw-consent': 'person',
  'ask-partner-agency': 'person',
  'record-partner-answer': 'agency',
} as const satisfies Record<TaskKey, WaitCause>;

/** A task as a wait sees it. */
export interface WaitingTask {
  readonly id: string;
  readonly workflowId: string;
  readonly checklist: ChecklistName;
  readonly key: TaskKey;
  readonly state: TaskState;
  readonly roles: readonly Role[];
  readonly assigneeId: string | null;
  readonly openedAt: Instant | null;
  readonly plannedAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly settledAt: Instant | null;
  readonly outcome: string | null;
}

/** What the board must know of a case; codes, ids and instants only. */
export interface WaitingCase {
  readonly stage: Stage;
  readonly stageSince: Instant;
  readonly status: 'open' | 'closed';
  readonly codes: CaseCodes;
  readonly tasks: readonly WaitingTask[];
  readonly clocks: readonly {
    readonly id: string;
    readonly workflowId: string;
    readonly taskId: string | null;
    readonly clock: Clock;
  }[];
  readonly processes: readonly {
    readonly workflowId: string;
    readonly subject: string;
    readonly state: 'running' | 'ended';
    /** Who is asked: a referral's receiver. */
    readonly agency: string | null;
  }[];
  readonly faults: readonly {
    readonly kind: CaseFaultKind;
    readonly workflowId: string | null;
    readonly since: Instant;
  }[];
}

/** One thing that a case waits for. */
export interface Wait {
  readonly cause: WaitCause;
  readonly since: Instant;
  readonly roles: readonly Role[];
  /** The agency whose answer it is. */
  readonly agency: string | null;
  readonly taskKey: TaskKey;
  /** The open task by which it ends; null when that task has to be opened anew. */
  readonly taskId: string | null;
}

export function causeOfTask(key: TaskKey, codes: CaseCodes): WaitCause {
  const forTheTeam = key === 'convene-mdt' || key === 'mdt-interview';
  return forTheTeam && codes.mdtInterview === 'quorum-not-reached' ? 'quorum' : TASK_CAUSES[key];
}

/** A planned visit is waited for from its day, not from the day on which it was planned. */
export function waitedForSince(task: Pick<WaitingTask, 'openedAt' | 'plannedAt'>): Instant | null {
  if (task.openedAt === null) return null;
  return task.plannedAt === null ? task.openedAt : later(task.openedAt, task.plannedAt);
}

export function openTasksOf(kase: WaitingCase): readonly WaitingTask[] {
  return kase.tasks.filter(({ state, openedAt }) => state === 'open' && openedAt !== null);
}

/** The last time that a task of that key ended in that way, if nothing of that key has been asked for since. */
export function lastSettled(kase: WaitingCase, key: TaskKey, outcome: string): WaitingTask | undefined {
  return kase.tasks.filter((task) => task.key === key && task.state === 'completed' && task.outcome === outcome).at(-1);
}

/** An interpreter was sought and none was found; she cannot be heard until one is there. */
export function interpreterWait(kase: WaitingCase): Wait | null {
  if (kase.status === 'closed' || kase.stage === 'closure' || !lacksInterpreter(kase.codes)) return null;
  if (kase.codes.interpreter !== 'none') return null;
  return codeWait(kase, 'interpreter', 'arrange-interpreter', 'not-available');
}

/** A child's consent waits for her guardian. */
export function guardianWait(kase: WaitingCase): Wait | null {
  if (kase.status === 'closed' || kase.stage === 'closure' || kase.codes.consent !== 'guardian-pending') return null;
  return codeWait(kase, 'consent', 'ask-consent', 'guardian-pending');
}

function codeWait(kase: WaitingCase, cause: WaitCause, key: TaskKey, outcome: string): Wait {
  const open = openTasksOf(kase).find((task) => task.key === key);
  const asked = lastSettled(kase, key, outcome);
  return {
    cause,
    since: asked?.settledAt ?? open?.openedAt ?? kase.stageSince,
    roles: open?.roles ?? (rolesFor(key) as readonly Role[]),
    agency: null,
    taskKey: key,
    taskId: open?.id ?? null,
  };
}

/** What a case waits for now: its open tasks, and what its facts say is missing though nobody is asked for it. */
export function waitsFor(kase: WaitingCase): readonly Wait[] {
  const ofTasks = openTasksOf(kase)
    .filter(({ checklist, key }) => checklist !== 'standing' || templateOf(checklist, key).clockOnOpening !== undefined)
    .map((task) => waitOfTask(kase, task));
  const missing = [interpreterWait(kase), guardianWait(kase)].filter((wait) => wait?.taskId === null);
  return [...ofTasks, ...missing.filter((wait) => wait !== null)];
}

export function waitOfTask(kase: WaitingCase, task: WaitingTask): Wait {
  return {
    cause: causeOfTask(task.key, kase.codes),
    since: waitedForSince(task) ?? kase.stageSince,
    roles: task.roles,
    agency: kase.processes.find(({ workflowId }) => workflowId === task.workflowId)?.agency ?? null,
    taskKey: task.key,
    taskId: task.id,
  };
}
