import { randomUUID } from 'node:crypto';
import { extendClock } from '#domain/clock.js';
import { DomainError } from '#domain/errors.js';
import { isAfter, plus, type Instant } from '#domain/instant.js';
import type { Role } from '#domain/roles.js';
import type { ClockOfCase } from '../rows.js';
import type { CaseFile } from './case-file.js';
import { overtakeEnd, recordClockEvent } from './clock-events.js';

export interface ClockExtensionOrder {
  readonly ground: string;
  readonly authority: string;
  readonly document: string;
  readonly reason?: string | undefined;
  readonly newDueAt: Instant;
  readonly grantedAt: Instant;
  readonly roles: readonly Role[];
}

/** Moves a clock's end as far as the policy's rule for it allows: by whom, on what ground, until when at the latest. */
export function extendCaseClock(file: CaseFile, clockId: string, order: ClockExtensionOrder): ClockOfCase {
  const entry = file.requireClock(clockId);
  const rule = file.policy.clocks[entry.clock.key].extension;
  if (rule === undefined) throw new DomainError('clock-not-extendable');
  if (!order.roles.some((role) => rule.grantedBy.includes(role))) throw new DomainError('not-permitted');
  if (!rule.grounds.includes(order.ground)) {
    throw new DomainError(
      'clock-extension-ground-not-allowed',
      [{ path: '/ground', code: 'clock-extension-ground-not-allowed', params: { allowed: rule.grounds.join(', ') } }],
      { allowed: rule.grounds.join(', ') },
    );
  }
  if (isAfter(order.grantedAt, file.now)) {
    throw new DomainError('instant-in-the-future', [{ path: '/grantedAt', code: 'instant-in-the-future' }]);
  }
  const { state, dueAt: previousDueAt } = entry.clock;
  const { newDueAt, grantedAt } = order;
  const latestDueAt = plus(entry.firstDueAt, rule.maximum);
  const { clock, events } = extendClock(entry.clock, { newDueAt, latestDueAt, grantedAt, now: file.now });
  entry.clock = clock;
  file.touchClock(entry);
  if (state === 'ended') overtakeEnd(file, entry, previousDueAt);
  for (const task of file.contents.tasks) {
    const waits = task.state === 'open' || task.state === 'blocked';
    if (waits && (task.id === entry.taskId || task.dueAt === previousDueAt)) file.setTaskDue(task, order.newDueAt);
  }
  file.writes.insert('clockExtensions', {
    id: randomUUID(),
    clock_id: clockId,
    case_id: file.id,
    ground: order.ground,
    authority: order.authority,
    document: order.document,
    reason: order.reason ?? null,
    previous_due_at: previousDueAt,
    new_due_at: order.newDueAt,
    granted_at: order.grantedAt,
    recorded_at: file.now,
    recorded_by: file.actor.accountId,
  });
  file.timeline(
    'clock-extended',
    { clock: entry.clock.key, due: order.newDueAt, ground: order.ground, clockId, before: previousDueAt },
    order.grantedAt,
  );
  events.forEach((event) => recordClockEvent(file, entry, event, 'step'));
  const given = order.reason === undefined ? [] : ['reason'];
  file.audit('extend-clock', 'casework', clockId, ['dueAt', 'ground', 'authority', 'document', ...given]);
  return entry;
}
