import type { RelationKey } from '#access/relation-keys.js';
import type { CaseCodes } from '#domain/case-codes.js';
import type { CaseFaultKind } from '#domain/case-faults.js';
import type { ChecklistName } from '#domain/checklists.js';
import type { Clock, ClockKey } from '#domain/clock.js';
import type { Fact, ProcessKind } from '#domain/facts.js';
import type { Instant } from '#domain/instant.js';
import type { Role } from '#domain/roles.js';
import type { Stage } from '#domain/stages.js';
import { systemSubject, type Subject } from '#domain/subject.js';
import type { Hold } from '#domain/stuck.js';
import type { TaskState } from '#domain/step.js';
import type { RecordCipher } from '#privacy/vault.js';
import type { TaskKey } from '#domain/task-keys.js';

/** Who acts in which request: a person with her session's roles, or a process. */
export type Actor = Subject & { readonly requestId?: string | undefined };

/** The workflows' worker. */
export const PROCESS_ACTOR: Actor = systemSubject('worker');
/** The second watchman, which looks after the clocks of all cases. */
export const SWEEPER_ACTOR: Actor = systemSubject('sweeper');
/** Who sees which workflows cannot go on. */
export const WATCHER: Actor = systemSubject('watcher');
/** Who compares the record with the process engine. */
export const RECONCILER: Actor = systemSubject('reconciler');
/** Who tells people and machines what is due. */
export const NOTIFIER: Actor = systemSubject('notifier');

/** The columns of a case that a change needs, read under its row lock. */
export interface LockedCase {
  readonly id: string;
  readonly number: string;
  stage: Stage;
  stage_no: number;
  stage_since: Instant;
  status: 'open' | 'closed';
  outcome: string | null;
  /** Of the agency that has the case; at first, where it was reported. */
  province: string;
  agency: string | null;
  readonly reported_by: string;
  readonly reporter_province: string | null;
  access: readonly RelationKey[];
  readonly policy_version: string;
  codes: CaseCodes;
  must_decide: boolean;
  closed_at: Instant | null;
  retention_until: string | null;
  readonly now: Instant;
}

export interface TaskOfCase {
  readonly id: string;
  readonly workflowId: string;
  readonly checklist: ChecklistName;
  readonly key: TaskKey;
  readonly position: number;
  readonly subject: string;
  readonly cause: string;
  assigneeId: string | null;
  state: TaskState;
  roles: readonly Role[];
  readonly province: string;
  /** The one agency that is asked, where it is one. */
  readonly agency: string | null;
  access: readonly RelationKey[];
  clockKey: ClockKey | null;
  completedBy: string | null;
  outcome: string | null;
  urgent: boolean;
  mustDecide: boolean;
  openedAt: Instant | null;
  readonly plannedAt: Instant | null;
  dueAt: Instant | null;
  settledAt: Instant | null;
}

export interface ClockOfCase {
  readonly id: string;
  readonly workflowId: string;
  readonly taskId: string | null;
  /** The end that the policy gives, before anybody extends it. */
  firstDueAt: Instant;
  clock: Clock;
}

export interface ProcessOfCase {
  readonly workflowId: string;
  readonly kind: ProcessKind;
  readonly subject: string;
  /** Who is asked: a referral's receiver. */
  readonly agency: string | null;
  state: 'running' | 'ended';
  lastSeq: number;
  appliedSeq: number;
  endedAt: Instant | null;
}

/** A fault of the machinery that is still there. */
export interface FaultOfCase {
  readonly id: string;
  readonly kind: CaseFaultKind;
  readonly workflowId: string | null;
  readonly since: Instant;
}

/** All that belongs to a case, as it was read under its lock. */
export interface CaseContents {
  readonly tasks: TaskOfCase[];
  readonly clocks: ClockOfCase[];
  readonly processes: ProcessOfCase[];
  readonly faults: FaultOfCase[];
  /** Seals her personal data; refuses when it has been erased. */
  readonly cipher: () => Promise<RecordCipher>;
  /** What stands on the board of it, by the digest of each row. */
  readonly stuck: readonly { readonly key: string; readonly digest: string }[];
  readonly holds: Hold[];
}

/** Of a case that is just being opened. */
export function emptyContents(cipher: CaseContents['cipher']): CaseContents {
  return { tasks: [], clocks: [], processes: [], faults: [], stuck: [], holds: [], cipher };
}

/** A committed fact that a workflow is to be told. */
export interface OutboxRow {
  readonly workflowId: string;
  readonly caseId: string;
  readonly fact: Fact;
  readonly stage: Stage;
  readonly province: string;
  readonly policy: string;
}
