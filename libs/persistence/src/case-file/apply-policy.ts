import { randomUUID } from 'node:crypto';
import type { Policy } from '#domain/policy.js';
import { moveClock, movedEnd } from '#domain/policy-move.js';
import type { CaseFile } from './case-file.js';

/**
 * Moves the untouched clocks of a case that has just been pinned to another policy. Each move stands with the extensions,
 * so that a clock's end always follows from what was only ever added. Returns how many moved.
 */
export function moveClocksToPolicy(file: CaseFile, from: Policy, approvalId: string): number {
  let moved = 0;
  for (const entry of file.contents.clocks) {
    const end = movedEnd(entry.clock, entry.firstDueAt, from, file.policy);
    if (end === null) continue;
    const previousDueAt = entry.clock.dueAt;
    entry.clock = moveClock(entry.clock, end, file.now);
    entry.firstDueAt = end;
    file.touchClock(entry);
    for (const task of file.contents.tasks) {
      const waits = task.state === 'open' || task.state === 'blocked';
      if (waits && (task.id === entry.taskId || task.dueAt === previousDueAt)) file.setTaskDue(task, end);
    }
    file.writes.insert('clockExtensions', {
      id: randomUUID(),
      clock_id: entry.id,
      case_id: file.id,
      ground: 'policy',
      authority: file.policy.version,
      document: approvalId,
      reason: null,
      previous_due_at: previousDueAt,
      new_due_at: end,
      granted_at: file.now,
      recorded_at: file.now,
      recorded_by: file.actor.accountId,
    });
    file.timeline(
      'clock-moved',
      { clock: entry.clock.key, due: end, clockId: entry.id, before: previousDueAt },
      file.now,
    );
    // Over under the new limit: it ends now, marked late, and never twice.
    file.fireClock(entry, file.now, 'step');
    moved += 1;
  }
  file.timeline('policy-changed', { from: from.version, to: file.policy.version }, file.now);
  file.audit('change-policy', 'casework', file.policy.version, ['policyVersion']);
  return moved;
}
