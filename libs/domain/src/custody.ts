import type { Violation } from './errors.js';
import { isAfter, isBefore, plus, type Instant } from './instant.js';
import { courtExtensionStart } from './policy.js';
import {
  isTrue,
  startsClock,
  stopsClock,
  textOf,
  violated,
  type Act,
  type ActContext,
  type Checklist,
  type ClockOrder,
} from './task-template.js';

/** Places in which a person may be protected under s.29. */
export const PROTECTION_PLACES = ['children-and-family-home', 'shelter', 'hospital', 'other-safe-place'] as const;
/** Known places that the law refuses: s.29 allows no detention cell (GUIDE §8.1). */
export const REFUSED_PLACES = ['police-cell', 'immigration-detention', 'prison'] as const;

/** Whatever is not a known safe place is refused; a cell is refused by its own name. */
export function refusesPlace(placeType: unknown, path: string): readonly Violation[] {
  if (PROTECTION_PLACES.some((place) => place === placeType)) return [];
  if (REFUSED_PLACES.some((place) => place === placeType)) return [{ path, code: 'bed-in-a-cell-refused' }];
  return [{ path, code: placeType === undefined ? 'field-missing' : 'field-not-a-valid-value' }];
}

/** The two clocks that run from the first minute of protection, back-dated to it. */
export function custodyStartClocks(startedAt: Instant): readonly ClockOrder[] {
  return [startsClock('s29-custody', startedAt), startsClock('s29-notify', startedAt)];
}

/** The court may extend by no more than seven days (s.29 ¶2). */
export const COURT_EXTENSION_DAYS = 7;

function refusesCustodyDecision({ outcome, answers }: Act, { codes }: ActContext): readonly Violation[] {
  if (codes.custody !== 'running' && codes.custody !== 'petitioned' && codes.custody !== 'court-extended') {
    return [violated('outcome', 'custody-not-running')];
  }
  if (outcome === 'petition-court' && codes.custody !== 'running') return [violated('outcome', 'stage-does-not-allow')];
  // After custody a person stays only by recorded consent, or a child on a child-protection ground (GUIDE §3).
  if (outcome === 'consent-based-stay') {
    const byGround = codes.child && textOf(answers, 'childProtectionGround').trim() !== '';
    if (!isTrue(answers, 'consentRecorded') && !byGround) return [violated('consentRecorded', 'consent-missing')];
  }
  return [];
}

function custodyDecisionClocks({ outcome, at }: Act): readonly ClockOrder[] {
  const stops = [stopsClock('s29-custody', at, outcome)];
  return outcome === 'petition-court' ? stops : [...stops, stopsClock('s29-court-extension', at, outcome)];
}

function refusesCourtOrder({ outcome, answers, at }: Act, { codes }: ActContext): readonly Violation[] {
  if (codes.custody !== 'petitioned') return [violated('outcome', 'custody-not-running')];
  const violations: Violation[] = [];
  const days = Number(answers.days);
  if (outcome === 'granted' && !(days >= 1)) violations.push(violated('days', 'field-missing'));
  if (outcome === 'granted' && days > COURT_EXTENSION_DAYS) {
    violations.push(violated('days', 'court-order-too-long', { maximum: COURT_EXTENSION_DAYS }));
  }
  if (codes.custodyStartedAt !== undefined && isBefore(at, codes.custodyStartedAt)) {
    violations.push(violated('orderedAt', 'date-invalid'));
  }
  return violations;
}

function courtOrderClocks({ outcome, answers, at }: Act, { policy, dueAtOf }: ActContext): readonly ClockOrder[] {
  if (outcome !== 'granted') return [];
  const start = courtExtensionStart(policy, at, dueAtOf('s29-custody') ?? at);
  const days = Math.min(Number(answers.days), COURT_EXTENSION_DAYS);
  // The order may shorten the limit, never lengthen it; a demonstration policy scales it with the rest.
  const longest = plus(start, policy.clocks['s29-court-extension'].limit);
  const ordered = plus(start, `P${days}D`);
  return [startsClock('s29-court-extension', start, isAfter(ordered, longest) ? longest : ordered)];
}

/**
 * Stage 2's own acts, opened the moment custody starts, whatever the stage: at the report, when a patrol has already
 * taken the person in; at screening; or on entering temporary protection.
 */
export const CUSTODY: Checklist = {
  tasks: [
    {
      key: 'notify-superior',
      roles: ['police-officer', 'social-worker'],
      outcomes: ['notified'],
      happenedAt: 'notifiedAt',
      clocks: ({ at }) => [stopsClock('s29-notify', at, 'notified')],
    },
    {
      key: 'decide-custody',
      roles: ['police-officer', 'social-worker'],
      outcomes: ['release', 'petition-court', 'consent-based-stay'],
      happenedAt: 'decidedAt',
      refuses: refusesCustodyDecision,
      changes: (codes, { outcome }) => ({ ...codes, custody: outcome === 'petition-court' ? 'petitioned' : 'ended' }),
      clocks: custodyDecisionClocks,
      // In the same commit, not by the workflow: nothing may hold up a person whose 24 hours run.
      opens: ({ outcome }) => (outcome === 'petition-court' ? ['record-court-order'] : []),
      tells: 'custodyDecided',
    },
    {
      key: 'record-court-order',
      roles: ['police-officer', 'social-worker'],
      outcomes: ['granted', 'refused'],
      happenedAt: 'orderedAt',
      refuses: refusesCourtOrder,
      changes: (codes, { outcome }) => ({ ...codes, custody: outcome === 'granted' ? 'court-extended' : 'petitioned' }),
      clocks: courtOrderClocks,
      opens: () => ['decide-custody'],
      tells: 'courtOrderRecorded',
    },
  ],
};

export const CUSTODY_OPENING_TASKS = ['notify-superior', 'decide-custody'] as const;
