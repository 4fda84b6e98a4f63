import { lacksInterpreter, type CaseCodes } from '../case-codes.js';
import type { Violation } from '../errors.js';
import { isAfter, parseInstant } from '../instant.js';
import type { Stage } from '../stages.js';
import {
  isTrue,
  startsClock,
  stopsClock,
  textOf,
  violated,
  type Act,
  type ActContext,
  type Checklist,
} from '../task-template.js';

export const VICTIM_FINDINGS = ['victim-s6', 'victim-s6-1'] as const;
export const NEGATIVE_FINDINGS = ['other-labour-violation', 'not-a-victim'] as const;

export function isVictimFinding(finding: string | undefined): boolean {
  return VICTIM_FINDINGS.some((victim) => victim === finding);
}

export function isNegativeFinding(finding: string | undefined): boolean {
  return NEGATIVE_FINDINGS.some((negative) => negative === finding);
}

/**
 * What each finding must rest on. s.6: act, means and purpose; under 18 the means are not needed. s.6/1: forced labour
 * or services, without recruitment. Cooperation with the police is no input to any of it (GUIDE §8.2).
 */
function refusesFinding({ outcome, answers, now }: Act, { codes }: ActContext): readonly Violation[] {
  const violations: Violation[] = [];
  const requireFound = (field: string): void => {
    if (answers[field] !== 'found') violations.push(violated(field, 'finding-not-supported'));
  };
  if (textOf(answers, 'reasons').trim() === '') violations.push(violated('reasons', 'reasons-missing'));
  switch (outcome) {
    case 'victim-s6':
      requireFound('act');
      requireFound('purpose');
      if (!codes.child) requireFound('means');
      break;
    case 'victim-s6-1':
      requireFound('forcedLabour');
      break;
    case 'more-time': {
      if (textOf(answers, 'moreTimeGround').trim() === '') violations.push(violated('moreTimeGround', 'field-missing'));
      const until = parseInstant(textOf(answers, 'moreTimeUntil'));
      if (until === null) violations.push(violated('moreTimeUntil', 'field-missing'));
      else if (!isAfter(until, now)) violations.push(violated('moreTimeUntil', 'date-invalid'));
      break;
    }
    case 'not-a-victim':
      if (lacksInterpreter(codes)) violations.push(violated('outcome', 'interpreter-needed'));
      if (
        (codes.child ? ['act', 'purpose'] : ['act', 'means', 'purpose']).every(
          (element) => answers[element] === 'found',
        )
      ) {
        violations.push(violated('outcome', 'finding-not-supported'));
      }
      break;
    default:
      break;
  }
  return violations;
}

/** Stage 4 · Formal identification (คัดแยก) by the multidisciplinary team (ทีมสหวิชาชีพ). */
export const FORMAL_IDENTIFICATION: Checklist = {
  tasks: [
    { key: 'convene-mdt', roles: ['social-worker', 'mdt-chair'], outcomes: ['convened'] },
    {
      key: 'mdt-interview',
      roles: ['mdt-chair', 'mdt-member'],
      outcomes: ['held', 'quorum-not-reached'],
      after: ['convene-mdt'],
      happenedAt: 'heldAt',
      refuses: ({ outcome, answers }, { policy }) => {
        const present = Array.isArray(answers.membersPresent) ? answers.membersPresent.length : 0;
        const quorum = policy.mdtQuorum.value;
        return outcome === 'held' && present < quorum
          ? [violated('membersPresent', 'finding-not-supported', { quorum })]
          : [];
      },
      changes: (codes, { outcome }) => ({
        ...codes,
        mdtRounds: codes.mdtRounds + 1,
        mdtInterview: outcome === 'held' ? 'held' : 'quorum-not-reached',
      }),
      clocks: ({ outcome, at }) =>
        outcome === 'held'
          ? [stopsClock('nrm-before-interview', at, 'interview-held'), startsClock('mdt-result', at)]
          : [],
      tells: 'mdtInterviewEnded',
    },
    {
      key: 'mdt-finding',
      roles: ['mdt-chair'],
      outcomes: ['victim-s6', 'victim-s6-1', 'other-labour-violation', 'not-a-victim', 'more-time'],
      after: ['mdt-interview'],
      onlyIf: (codes) => codes.mdtInterview === 'held',
      happenedAt: 'decidedAt',
      refuses: refusesFinding,
      changes: (codes, { outcome, answers }) => ({
        ...codes,
        finding: outcome as NonNullable<CaseCodes['finding']>,
        forcedCriminality: isTrue(answers, 'forcedCriminality'),
      }),
      clocks: ({ outcome, at }) => [
        stopsClock('mdt-result', at, outcome),
        // s.34: told of the right to compensation at the first opportunity after identification.
        ...(isVictimFinding(outcome) ? [startsClock('rights-compensation', at)] : []),
      ],
      tells: 'findingRecorded',
    },
  ],
};

export const MDT_ROUND = ['convene-mdt', 'mdt-interview', 'mdt-finding'] as const;

export function afterFinding(outcome: string): Stage | 'more-time' {
  if (outcome === 'more-time') return 'more-time';
  return isVictimFinding(outcome) ? 'rights-and-choices' : 'closure';
}
