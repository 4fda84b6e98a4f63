import { lacksInterpreter, type CaseCodes, type ScreeningOutcome } from '../case-codes.js';
import { isDrawn } from '../draw.js';
import type { Violation } from '../errors.js';
import type { ProcessCodes } from '../process-codes.js';
import type { Stage } from '../stages.js';
import {
  isTrue,
  textOf,
  violated,
  type Act,
  type ActContext,
  type Checklist,
  type TaskTemplate,
} from '../task-template.js';
import { TELL_RIGHTS } from './shared-tasks.js';

/** HTCDS and the guide: seven answers make a consent. */
export const CONSENT_ANSWERS = [
  'agreesToInterview',
  'toldPurpose',
  'toldUse',
  'toldResearchUse',
  'toldRightToAsk',
  'toldRetention',
  'toldWithdrawal',
] as const;

function refusesConsent({ outcome, answers }: Act, { codes }: ActContext): readonly Violation[] {
  const missing = CONSENT_ANSWERS.filter((field) => typeof answers[field] !== 'boolean');
  if (missing.length > 0) return missing.map((field) => violated(field, 'consent-missing'));
  if (outcome === 'given' && !CONSENT_ANSWERS.every((field) => isTrue(answers, field))) {
    const unmet = CONSENT_ANSWERS.filter((field) => !isTrue(answers, field));
    return unmet.map((field) => violated(field, 'consent-missing'));
  }
  // A child consents through a guardian, or an official acts under the duty of care.
  if (outcome === 'given' && codes.child && !['guardian', 'duty-of-care'].includes(textOf(answers, 'givenBy'))) {
    return [violated('givenBy', 'consent-missing')];
  }
  // Nobody agrees to words that she could not understand.
  if (outcome === 'given' && lacksInterpreter(codes)) return [violated('outcome', 'interpreter-needed')];
  return [];
}

const INTERPRETER_AFTER: Readonly<Record<string, CaseCodes['interpreter']>> = { present: 'present', booked: 'needed' };

function decided(codes: CaseCodes, { outcome, answers }: Act): CaseCodes {
  return {
    ...codes,
    screening: outcome as ScreeningOutcome,
    ...(outcome === 'cannot-tell-yet'
      ? { cannotTellGround: textOf(answers, 'ground') as NonNullable<CaseCodes['cannotTellGround']> }
      : {}),
  };
}

function refusesDecision({ outcome, answers }: Act, { codes, advised }: ActContext): readonly Violation[] {
  const violations: Violation[] = [];
  // GUIDE §6: people decide, also otherwise than a score advises; then the record says why.
  if (advised !== undefined && outcome !== advised && textOf(answers, 'differsBecause').trim() === '') {
    violations.push(violated('differsBecause', 'differs-without-reason', { advised }));
  }
  if (textOf(answers, 'reasons').trim() === '') violations.push(violated('reasons', 'reasons-missing'));
  if (outcome === 'cannot-tell-yet' && !['s29', 'reflection'].includes(textOf(answers, 'ground'))) {
    violations.push(violated('ground', 'field-missing'));
  }
  // Custody is used up: the 24 hours are not begun anew by a second admission.
  if (outcome === 'cannot-tell-yet' && textOf(answers, 'ground') === 's29' && codes.custody === 'ended') {
    violations.push(violated('ground', 'custody-used'));
  }
  // Nobody is turned away through words that she could not understand, or while her guardian is awaited.
  if (outcome === 'no-indication' && lacksInterpreter(codes))
    violations.push(violated('outcome', 'interpreter-needed'));
  if (outcome === 'no-indication' && codes.consent === 'guardian-pending') {
    violations.push(violated('outcome', 'consent-missing'));
  }
  return violations;
}

/** Sought at screening, and again whenever one is found. */
export const ARRANGE_INTERPRETER: TaskTemplate = {
  key: 'arrange-interpreter',
  roles: ['social-worker', 'police-officer', 'ngo-worker'],
  outcomes: ['present', 'booked', 'not-available'],
  onlyIf: (codes) => codes.interpreter !== 'not-needed' && codes.interpreter !== 'present',
  changes: (codes, { outcome }) => ({ ...codes, interpreter: INTERPRETER_AFTER[outcome] ?? 'none' }),
  // Booked is not there: whoever books one says later whether he came.
  opens: ({ outcome }) => (outcome === 'booked' ? ['arrange-interpreter'] : []),
};

/** Seven answers make a consent; a child’s waits for a guardian or the duty of care. */
export const ASK_CONSENT: TaskTemplate = {
  key: 'ask-consent',
  roles: ['social-worker', 'police-officer', 'labour-inspector'],
  outcomes: ['given', 'refused', 'guardian-pending'],
  refuses: refusesConsent,
  changes: (codes, { outcome }) => ({ ...codes, consent: outcome as CaseCodes['consent'] }),
};

/**
 * Turning a child away is never one person's word, nor is a share of the other "no indication" decisions, drawn by lot.
 * Help never waits for a reader: an indication, and "cannot tell yet", take effect at once (docs/decisions/0025).
 */
export function needsSecondReader(outcome: string, { codes, policy, caseId }: ActContext): boolean {
  if (outcome !== 'no-indication') return false;
  return codes.child || isDrawn(`${caseId}:${codes.reopened}`, policy.secondReading.share);
}

function refusesSecondReading({ outcome, answers, actorId }: Act, { completedBy }: ActContext): readonly Violation[] {
  if (completedBy('decide-screening') === actorId) return [violated('outcome', 'four-eyes-required')];
  return outcome === 'sent-back' && textOf(answers, 'reasons').trim() === ''
    ? [violated('reasons', 'reasons-missing')]
    : [];
}

function withoutReader({ screeningToRead: _read, ...codes }: CaseCodes): CaseCodes {
  return codes;
}

/** Stage 1 · Preliminary screening (คัดกรองเบื้องต้น). A score advises; the decision is a person's, with reasons. */
export const PRELIMINARY_SCREENING: Checklist = {
  tasks: [
    TELL_RIGHTS,
    ARRANGE_INTERPRETER,
    { ...ASK_CONSENT, after: ['tell-rights', 'arrange-interpreter'] },
    {
      key: 'health-and-safety-check',
      roles: ['social-worker', 'shelter-staff', 'police-officer'],
      outcomes: ['checked'],
      changes: (codes, { answers }) => ({ ...codes, urgentMedicalNeed: isTrue(answers, 'urgentMedicalNeed') }),
    },
    {
      key: 'labour-screening',
      roles: ['labour-inspector', 'social-worker'],
      outcomes: ['recorded'],
      onlyIf: (codes) => codes.route === 'labour',
    },
    {
      key: 'screening-interview',
      roles: ['social-worker', 'police-officer', 'labour-inspector'],
      outcomes: ['held', 'to-be-continued'],
      after: ['ask-consent'],
      onlyIf: (codes) => codes.consent === 'given' && codes.interpreter !== 'none',
      // Each sitting is a fact of its own, with its own interviewers, place and breaks.
      opens: ({ outcome }) => (outcome === 'to-be-continued' ? ['screening-interview'] : []),
    },
    {
      key: 'decide-screening',
      roles: ['social-worker', 'police-officer', 'labour-inspector'],
      outcomes: ['indication', 'no-indication', 'cannot-tell-yet'],
      after: ['health-and-safety-check', 'labour-screening', 'screening-interview'],
      refuses: refusesDecision,
      changes: (codes, act, context) =>
        needsSecondReader(act.outcome, context)
          ? { ...codes, screeningToRead: act.outcome as ScreeningOutcome }
          : decided(codes, act),
      opens: ({ outcome }, context) => (needsSecondReader(outcome, context) ? ['second-read-screening'] : []),
      tells: ({ outcome }, context) => (needsSecondReader(outcome, context) ? null : 'screeningDecided'),
      ground: ({ answers, outcome }) => (outcome === 'cannot-tell-yet' ? textOf(answers, 'ground') : undefined),
    },
    {
      key: 'second-read-screening',
      roles: ['supervisor', 'social-worker'],
      outcomes: ['confirmed', 'sent-back'],
      onlyIf: (codes) => codes.screeningToRead !== undefined,
      refuses: refusesSecondReading,
      changes: (codes, { outcome }) =>
        outcome === 'confirmed' && codes.screeningToRead !== undefined
          ? { ...withoutReader(codes), screening: codes.screeningToRead }
          : withoutReader(codes),
      opens: ({ outcome }) => (outcome === 'sent-back' ? ['decide-screening'] : []),
      tells: ({ outcome }) => (outcome === 'confirmed' ? 'screeningDecided' : null),
      toldOutcome: (_act, { codes }) => codes.screeningToRead ?? '',
    },
  ],
};

/** A person in custody stays under s.29 until its own decision; all others go on by consent. */
export function afterScreening(outcome: string, ground: string | undefined, codes: ProcessCodes): Stage {
  if (codes.inCustody) return 'temporary-protection';
  switch (outcome) {
    case 'indication':
      return 'recovery-reflection';
    case 'no-indication':
      return 'closure';
    default:
      return ground === 's29' ? 'temporary-protection' : 'recovery-reflection';
  }
}
