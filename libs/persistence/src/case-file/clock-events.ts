import { isUnanswered, type ClockEvent, type Watchman } from '#domain/clock.js';
import { isUrgentStep, ladderOf, stepCode } from '#domain/escalation.js';
import { plus, type Instant } from '#domain/instant.js';
import type { ClockOfCase, TaskOfCase } from '../rows.js';
import type { CaseFile } from './case-file.js';
import { raiseFault } from './case-faults.js';

/** Notes a warning or an end, once each, for the record, the timeline and the people who decide. */
export function recordClockEvent(file: CaseFile, entry: ClockOfCase, event: ClockEvent, seenBy: Watchman): void {
  const { key, dueAt } = entry.clock;
  file.writes.insert('clockEvents', {
    clock_id: entry.id,
    revision: event.revision,
    threshold: event.threshold,
    case_id: file.id,
    due_at: event.dueAt,
    fired_at: event.firedAt,
    late_by_ms: event.lateByMs,
    seen_by: seenBy,
  });
  orderEscalations(file, entry, event);
  if (event.threshold === 100) {
    const late = Math.round(event.lateByMs / 1000);
    file.timeline('clock-ended', { clock: key, due: event.dueAt, late }, event.firedAt);
    mustDecide(file, entry);
    if (seenBy === 'sweeper') raiseFault(file, 'clock-unseen-by-workflow', entry.workflowId, { clock: key });
  } else {
    file.timeline('clock-warning', { clock: key, threshold: event.threshold, due: dueAt }, event.firedAt);
  }
}

/** The steps of the ladder that this event begins; whoever answers the clock before one is due stops it. */
function orderEscalations(file: CaseFile, { id, clock }: ClockOfCase, event: ClockEvent): void {
  for (const step of ladderOf(file.policy, clock.key).filter(({ at }) => at === event.threshold)) {
    file.writes.insert('escalations', {
      clock_id: id,
      revision: event.revision,
      step: stepCode(step),
      case_id: file.id,
      threshold: event.threshold,
      rungs: step.to,
      urgent: isUrgentStep(file.policy, clock.key, event.threshold),
      due_at: step.after === undefined ? event.firedAt : plus(event.firedAt, step.after),
    });
  }
}

/**
 * More time had been granted before the end, and was typed after it. The end stays on the ledger as what was seen then;
 * what it asked for is asked no more, unless another clock that ran out asks for it too.
 */
export function overtakeEnd(file: CaseFile, entry: ClockOfCase, dueAt: Instant): void {
  const { id, clock } = entry;
  file.timeline('clock-end-overtaken', { clock: clock.key, due: dueAt, clockId: id }, file.now);
  for (const task of file.contents.tasks) {
    if (task.key === 'must-decide' && task.cause === causeOf(id, clock.revision - 1)) file.cancelTask(task.id);
  }
  const others = file.contents.clocks.filter((other) => other !== entry && isUnanswered(other.clock));
  for (const task of file.contents.tasks.filter(
    (candidate) => candidate.mustDecide && decides(file, entry, candidate),
  )) {
    if (task.state !== 'open' || others.some((other) => decides(file, other, task))) continue;
    task.mustDecide = false;
    task.urgent = isShort(file, entry);
    file.touchTask(task);
  }
}

/** An urgent referral or question keeps its mark: its limit was the short one. */
function isShort(file: CaseFile, { clock, firstDueAt }: ClockOfCase): boolean {
  const { urgentLimit } = file.policy.clocks[clock.key];
  return urgentLimit !== undefined && plus(clock.startedAt, urgentLimit) === firstDueAt;
}

/** Of each end its own: after one that was overtaken the next is asked about again. */
function causeOf(clockId: string, revision: number): string {
  return `clock:${clockId}:${revision}`;
}

function decides(file: CaseFile, { clock, taskId, workflowId }: ClockOfCase, task: TaskOfCase): boolean {
  return taskId === null
    ? task.key === file.policy.clocks[clock.key].decidedBy && task.workflowId === workflowId
    : task.id === taskId;
}

/** GUIDE §3: a clock that runs out puts the case in *must decide* and escalates; it never decides. */
function mustDecide(file: CaseFile, entry: ClockOfCase): void {
  const { id, clock, workflowId } = entry;
  const deciders = file.contents.tasks.filter((task) => task.state === 'open' && decides(file, entry, task));
  for (const task of deciders) {
    task.urgent = true;
    task.mustDecide = true;
    file.touchTask(task);
  }
  if (deciders.length > 0 || file.policy.clocks[clock.key].kind !== 'ceiling') return;
  file.openTasks(['must-decide'], {
    workflowId,
    checklist: 'must-decide',
    cause: causeOf(id, clock.revision),
    clockKey: clock.key,
    urgent: true,
  });
  file.timeline('must-decide', { clock: clock.key }, file.now);
}
