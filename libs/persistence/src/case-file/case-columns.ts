import { nextInstant, type ClockSnapshot } from '#domain/clock.js';
import type { ClockOfCase, LockedCase, ProcessOfCase, TaskOfCase } from '../rows.js';
import type { CaseFile } from './case-file.js';

/** The mutable columns are written back whole: the row lock is held since they were read. */
export function caseColumns(row: LockedCase) {
  const { id, stage, stage_no, stage_since, status, outcome, codes, must_decide, closed_at, retention_until } = row;
  const { province, agency, access } = row;
  return {
    ...{ id, stage, stage_no, stage_since, status, outcome, codes, must_decide, closed_at, retention_until },
    ...{ province, agency, access },
  };
}

export function newProcessColumns(file: CaseFile, { workflowId, kind, subject, state, lastSeq }: ProcessOfCase) {
  return { workflow_id: workflowId, kind, case_id: file.id, subject, state, last_seq: lastSeq, started_at: file.now };
}

export function processColumns({ workflowId, state, lastSeq, appliedSeq, endedAt }: ProcessOfCase) {
  return { workflow_id: workflowId, state, last_seq: lastSeq, applied_seq: appliedSeq, ended_at: endedAt };
}

export function newTaskColumns(file: CaseFile, task: TaskOfCase) {
  return {
    ...taskColumns(task),
    case_id: file.id,
    workflow_id: task.workflowId,
    checklist: task.checklist,
    key: task.key,
    cause: task.cause,
    subject: task.subject,
    roles: task.roles,
    province: task.province,
    agency: task.agency,
    clock_key: task.clockKey,
    planned_at: task.plannedAt,
    created_at: file.now,
  };
}

export function taskColumns(task: TaskOfCase) {
  const { id, state, urgent, mustDecide, openedAt, dueAt, settledAt, completedBy, outcome, assigneeId, access } = task;
  return {
    id,
    assignee_id: assigneeId,
    access,
    state,
    urgent,
    must_decide: mustDecide,
    opened_at: openedAt,
    due_at: dueAt,
    settled_at: settledAt,
    completed_by: completedBy,
    outcome,
  };
}

export function newClockColumns(file: CaseFile, entry: ClockOfCase) {
  return {
    ...clockColumns(entry),
    case_id: file.id,
    workflow_id: entry.workflowId,
    task_id: entry.taskId,
    key: entry.clock.key,
    policy_version: file.policy.version,
    started_at: entry.clock.startedAt,
    recorded_at: file.now,
  };
}

export function clockColumns({ id, firstDueAt, clock }: ClockOfCase) {
  const { dueAt, revision, revisedAt, fired, state, endedAt, stoppedAt, stopReason } = clock;
  return {
    id,
    first_due_at: firstDueAt,
    due_at: dueAt,
    revision,
    revised_at: revisedAt,
    fired,
    state,
    next_at: nextInstant(clock),
    ended_at: endedAt ?? null,
    late_by_ms: endedAt === undefined ? null : Date.parse(endedAt) - Date.parse(dueAt),
    stopped_at: stoppedAt ?? null,
    stop_reason: stopReason ?? null,
  };
}

/** What the workflow that watches the clock is told of it. */
export function snapshotOf({ id, clock }: ClockOfCase): ClockSnapshot {
  const nextAt = nextInstant(clock);
  return { id, key: clock.key, state: clock.state, dueAt: clock.dueAt, ...(nextAt === null ? {} : { nextAt }) };
}
