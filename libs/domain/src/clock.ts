import { DomainError } from './errors.js';
import { earlier, epochMs, isAfter, isBefore, later, partWay, type Instant } from './instant.js';

export const CLOCK_KEYS = [
  's29-custody',
  's29-court-extension',
  's29-notify',
  'nrm-before-interview',
  'nrm-reflection',
  'rights-assistance',
  'rights-compensation',
  'referral-response',
  'mdt-result',
  'mdt-reconvene',
  'liaison-response',
  'family-tracing',
  'stay-permit',
  'case-management-meeting',
  'follow-up',
] as const;
export type ClockKey = (typeof CLOCK_KEYS)[number];

/** Share of the time run at which a warning is due, in percent; 100 is the end itself. */
export const THRESHOLDS = [50, 75, 90, 100] as const;
export type Threshold = (typeof THRESHOLDS)[number];

export type ClockState = 'running' | 'ended' | 'stopped';

/**
 * Who saw that a clock was due: the commit of a person's act, the case's own durable timer, or the sweeper that looks
 * after all clocks whatever state their workflows are in.
 */
export type Watchman = 'step' | 'workflow' | 'sweeper';

/**
 * A statutory or product clock (DESIGN §1.7). `ended` means that it ran out; an act that comes later is kept as
 * `stoppedAt`. What has ended never runs again, unless more time had been granted before its end (docs/decisions/0039).
 */
export interface Clock {
  readonly key: ClockKey;
  readonly startedAt: Instant;
  readonly dueAt: Instant;
  /** Counts extensions: warnings are due once in each. */
  readonly revision: number;
  /** The instant from which the warnings of this revision are reckoned. */
  readonly revisedAt: Instant;
  readonly fired: readonly Threshold[];
  readonly state: ClockState;
  readonly endedAt?: Instant;
  readonly stoppedAt?: Instant;
  readonly stopReason?: string;
}

/** What a workflow carries of a running clock: enough to arm its timer, nothing to reckon with. */
export interface ClockSnapshot {
  readonly id: string;
  readonly key: ClockKey;
  readonly state: ClockState;
  readonly dueAt: Instant;
  /** The next warning or the end; absent when nothing is due any more. */
  readonly nextAt?: Instant;
}

export interface ClockEvent {
  readonly threshold: Threshold;
  readonly revision: number;
  readonly dueAt: Instant;
  readonly firedAt: Instant;
  readonly lateByMs: number;
}

export function startClock(key: ClockKey, startedAt: Instant, dueAt: Instant): Clock {
  return { key, startedAt, dueAt, revision: 0, revisedAt: startedAt, fired: [], state: 'running' };
}

/** When a threshold of the present revision falls due. */
export function thresholdAt(clock: Pick<Clock, 'revisedAt' | 'dueAt'>, threshold: Threshold): Instant {
  return threshold === 100 ? clock.dueAt : partWay(clock.revisedAt, clock.dueAt, threshold / 100);
}

/** The thresholds of the present revision that have not been seen yet. */
export function pendingThresholds(clock: Pick<Clock, 'state' | 'fired'>): readonly Threshold[] {
  return clock.state === 'running' ? THRESHOLDS.filter((threshold) => !clock.fired.includes(threshold)) : [];
}

/** The next instant at which something must be seen, or null when nothing is due any more. */
export function nextInstant(clock: Clock): Instant | null {
  return pendingThresholds(clock)
    .map((threshold) => thresholdAt(clock, threshold))
    .reduce<Instant | null>((first, at) => (first === null ? at : earlier(first, at)), null);
}

/**
 * Fires all that is due at `now`, each once. When the end is due, the warnings that were missed are not sent after it:
 * a start and a due notice never arrive together (SORMAS #4334).
 */
export function fireDue(clock: Clock, now: Instant): { clock: Clock; events: readonly ClockEvent[] } {
  const due = pendingThresholds(clock).filter((threshold) => !isBefore(now, thresholdAt(clock, threshold)));
  const last = due.at(-1);
  if (last === undefined) return { clock, events: [] };
  const event: ClockEvent = {
    threshold: last,
    revision: clock.revision,
    dueAt: thresholdAt(clock, last),
    firedAt: now,
    lateByMs: epochMs(now) - epochMs(thresholdAt(clock, last)),
  };
  const fired = [...clock.fired, ...due];
  const next: Clock = last === 100 ? { ...clock, fired, state: 'ended', endedAt: now } : { ...clock, fired };
  return { clock: next, events: [event] };
}

/**
 * The act that the clock waited for. The instant of the act counts, not of its arrival: an act after the due instant
 * that arrives before the watchman ends the clock first, so that a breach is never lost; an act that was in time but
 * arrives after the end is kept beside the end.
 */
export function stopClock(
  clock: Clock,
  at: Instant,
  reason: string,
  now: Instant,
): { clock: Clock; events: readonly ClockEvent[] } {
  if (clock.state === 'stopped' || clock.stoppedAt !== undefined) return { clock, events: [] };
  if (clock.state === 'ended') return { clock: { ...clock, stoppedAt: at, stopReason: reason }, events: [] };
  if (isAfter(at, clock.dueAt)) {
    // A recorder's clock that runs a little behind must not leave an answered clock running.
    const fired = fireDue(clock, later(at, now));
    return { clock: { ...fired.clock, stoppedAt: at, stopReason: reason }, events: fired.events };
  }
  return { clock: { ...clock, state: 'stopped', stoppedAt: at, stopReason: reason }, events: [] };
}

export interface Extension {
  readonly newDueAt: Instant;
  readonly latestDueAt: Instant;
  readonly grantedAt: Instant;
  readonly now: Instant;
}

/**
 * Moves the end of a clock. Warnings start anew over the time that is left from the grant. The instant of the grant
 * counts, not of its arrival: a grant after the due instant comes too late also when the watchman has not been there yet;
 * one that was in time but is heard of after the end overtakes it, and the clock runs on to its new end. What is due by
 * then is seen at once, and an act that has answered meanwhile answers the new span.
 */
export function extendClock(
  clock: Clock,
  { newDueAt, latestDueAt, grantedAt, now }: Extension,
): { clock: Clock; events: readonly ClockEvent[] } {
  const { endedAt: _, stoppedAt, stopReason = '', ...rest } = clock;
  const answered = clock.state === 'stopped' || (stoppedAt !== undefined && isAfter(grantedAt, stoppedAt));
  if (clock.state !== 'stopped' && isAfter(grantedAt, clock.dueAt)) {
    throw new DomainError('clock-already-ended', [{ path: '', code: 'clock-already-ended' }]);
  }
  if (answered) throw new DomainError('clock-not-running', [{ path: '', code: 'clock-not-running' }]);
  if (!isAfter(newDueAt, clock.dueAt)) {
    throw new DomainError('clock-extension-not-later', [{ path: '/newDueAt', code: 'clock-extension-not-later' }]);
  }
  if (isAfter(newDueAt, latestDueAt)) {
    const params = { latest: latestDueAt };
    throw new DomainError(
      'clock-extension-beyond-maximum',
      [{ path: '/newDueAt', code: 'clock-extension-beyond-maximum', params }],
      params,
    );
  }
  const extended: Clock = {
    ...rest,
    state: 'running',
    dueAt: newDueAt,
    revision: clock.revision + 1,
    revisedAt: grantedAt,
    fired: [],
  };
  return stoppedAt === undefined ? fireDue(extended, now) : stopClock(extended, stoppedAt, stopReason, now);
}

/** Ran out and no act has answered it yet: the case must decide. */
export function isUnanswered(clock: Clock): boolean {
  return clock.state === 'ended' && clock.stoppedAt === undefined;
}
