import type { ChecklistName } from '#domain/checklists.js';
import type { ClockSnapshot } from '#domain/clock.js';
import type { Fact, FactKind } from '#domain/facts.js';
import type { Instant } from '#domain/instant.js';
import type { TaskKey } from '#domain/task-keys.js';

/** Where a run that carries nothing starts from: the record, not the history. */
export interface LoadedProcess {
  readonly caseId: string;
  readonly state: 'running' | 'ended';
  readonly appliedSeq: number;
  /** Facts since then, in sequence: read again by the revived run, whose activities commit each only once. */
  readonly unread: readonly Fact[];
  readonly clocks: readonly ClockSnapshot[];
}

export interface TasksToOpen {
  readonly workflowId: string;
  readonly checklist: ChecklistName;
  readonly keys: readonly TaskKey[];
  /** The fact that asks for them; repeated, it opens nothing. */
  readonly causeSeq: number;
  /**
   * Nothing before the cause matters any more: a later run reads on from it. For a process that goes on for years and
   * whose open tasks tell all; without it, a new run would do each of its steps again.
   */
  readonly readsOn?: boolean;
}

/** The port that every process workflow owns and the worker implements. Each method is one transaction. */
export interface ProcessActivities {
  loadProcess(workflowId: string): Promise<LoadedProcess>;
  /** Commits warnings and ends that are due at the workflow's instant; returns what still runs. */
  commitDueClocks(due: { workflowId: string; at: Instant }): Promise<readonly ClockSnapshot[]>;
  openTasks(tasks: TasksToOpen): Promise<readonly ClockSnapshot[]>;
  /** Ends the process and tells its case, in one commit. */
  reportToCase(report: { workflowId: string; kind: FactKind; outcome: string }): Promise<void>;
}
