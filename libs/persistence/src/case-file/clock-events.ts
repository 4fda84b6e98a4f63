import type { ClockEvent, Watchman } from '#domain/clock.js';
import { isUrgentStep, ladderOf, stepCode } from '#domain/escalation.js';
import { plus } from '#domain/instant.js';
import type { ClockOfCase } from '../rows.js';
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

/** GUIDE §3: a clock that runs out puts the case in *must decide* and escalates; it never decides. */
function mustDecide(file: CaseFile, { id, clock, taskId, workflowId }: ClockOfCase): void {
  const rule = file.policy.clocks[clock.key];
  const decides = (task: (typeof file.contents.tasks)[number]): boolean =>
    taskId === null ? task.key === rule.decidedBy && task.workflowId === workflowId : task.id === taskId;
  const deciders = file.contents.tasks.filter((task) => task.state === 'open' && decides(task));
  for (const task of deciders) {
    task.urgent = true;
    task.mustDecide = true;
    file.touchTask(task);
  }
  if (deciders.length > 0 || rule.kind !== 'ceiling') return;
  file.openTasks(['must-decide'], {
    workflowId,
    checklist: 'must-decide',
    cause: `clock:${id}`,
    clockKey: clock.key,
    urgent: true,
  });
  file.timeline('must-decide', { clock: clock.key }, file.now);
}
