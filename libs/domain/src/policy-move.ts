import { epochMs, legalDayOf, plus, type Instant, type LegalDay } from './instant.js';
import type { Clock, ClockKey, Threshold } from './clock.js';
import { THRESHOLDS, thresholdAt } from './clock.js';
import { dueAtOf, type Policy } from './policy.js';

/** Their ends were given by an order or a plan, not by a limit: no policy moves them. */
const GIVEN: readonly ClockKey[] = ['s29-court-extension', 'follow-up'];

/**
 * Where another policy would put the end of a running clock; null where it stays. Only untouched clocks move: one that was
 * extended has an end that somebody granted, and one that has ended or was stopped never runs again. What a policy alone
 * has moved before is untouched: a change can be taken back.
 */
export function movedEnd(clock: Clock, policyDueAt: Instant, from: Policy, to: Policy): Instant | null {
  const { key, state, startedAt, dueAt } = clock;
  if (state !== 'running' || dueAt !== policyDueAt || GIVEN.includes(key)) return null;
  for (const limitedBy of [plainly, urgently, renewed]) {
    if (limitedBy(from, key, startedAt) !== dueAt) continue;
    const end = limitedBy(to, key, startedAt);
    return end === dueAt ? null : end;
  }
  return null;
}

type LimitedBy = (policy: Policy, key: ClockKey, startedAt: Instant) => Instant;

const plainly: LimitedBy = (policy, key, startedAt) => dueAtOf(policy, key, startedAt);
const urgently: LimitedBy = (policy, key, startedAt) => dueAtOf(policy, key, startedAt, true);
const renewed: LimitedBy = (policy, key, startedAt) => {
  const { limit, renewalLimit = limit } = policy.clocks[key];
  return plus(startedAt, renewalLimit);
};

/**
 * Moves the end of a running clock by a change of policy. Warnings that were given and are still due by the new end are
 * not given again; those that lie ahead again are.
 */
export function moveClock(clock: Clock, newDueAt: Instant, now: Instant): Clock {
  if (clock.state !== 'running') return clock;
  const moved: Clock = {
    ...clock,
    dueAt: newDueAt,
    revision: clock.revision + 1,
    revisedAt: clock.startedAt,
    fired: [],
  };
  const isPast = (threshold: Threshold): boolean => epochMs(thresholdAt(moved, threshold)) <= epochMs(now);
  return { ...moved, fired: THRESHOLDS.filter((threshold) => clock.fired.includes(threshold) && isPast(threshold)) };
}

export interface PolicyDifference {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** Every value that differs, by its JSON pointer. */
export function policyDifferences(from: unknown, to: unknown, path = ''): readonly PolicyDifference[] {
  if (!isTable(from) || !isTable(to)) {
    return isSame(from, to) ? [] : [{ path, from: from ?? null, to: to ?? null }];
  }
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return keys.flatMap((key) => policyDifferences(from[key], to[key], `${path}/${key}`));
}

/** The store keeps no order of keys. */
function isSame(from: unknown, to: unknown): boolean {
  if (Array.isArray(from) && Array.isArray(to)) {
    return from.length === to.length && from.every((item, index) => isSame(item, to[index]));
  }
  return isTable(from) && isTable(to) ? policyDifferences(from, to).length === 0 : from === to;
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy with the values at those pointers changed; a pointer that leads nowhere is told by its index. */
export function withChanges(
  document: unknown,
  changes: readonly { readonly path: string; readonly value: unknown }[],
): { readonly document: unknown; readonly unknown: readonly number[] } {
  const copy = structuredClone(document);
  const unknown: number[] = [];
  changes.forEach(({ path, value }, index) => {
    const keys = path.split('/').slice(1);
    const last = keys.pop() ?? '';
    const place = keys.reduce<unknown>(
      (at, key) => (isTable(at) && Object.hasOwn(at, key) ? at[key] : undefined),
      copy,
    );
    if (isTable(place) && Object.hasOwn(place, last)) (place as Record<string, unknown>)[last] = value;
    else unknown.push(index);
  });
  return { document: copy, unknown };
}

const DAY_MS = 86_400_000;

/** The Monday, in Bangkok, of the week in which an instant lies; what is over is needed this week. */
export function weekOf(at: Instant, now: Instant): LegalDay {
  const day = legalDayOf(epochMs(at) < epochMs(now) ? now : at);
  const ms = Date.parse(day);
  return new Date(ms - ((new Date(ms).getUTCDay() + 6) % 7) * DAY_MS).toISOString().slice(0, 10);
}
