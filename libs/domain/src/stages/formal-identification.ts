import { lacksInterpreter, type CaseCodes } from '../case-codes.js';
import type { Violation } from '../errors.js';
import { isAfter, parseInstant, plus } from '../instant.js';
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
import {
  askedForOpinions,
  dissentsFrom,
  isBlank,
  refusesBareElements,
  refusesOpinion,
  refusesSitting,
  refusesTeam,
} from './mdt-sitting.js';

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
function refusesFinding(act: Act, context: ActContext): readonly Violation[] {
  const { outcome, answers } = act;
  const { codes } = context;
  const violations: Violation[] = [];
  const requireFound = (field: string): void => {
    if (answers[field] !== 'found') violations.push(violated(field, 'finding-not-supported'));
  };
  if (isBlank(answers, 'reasons')) violations.push(violated('reasons', 'reasons-missing'));
  violations.push(...refusesBareElements(answers));
  switch (outcome) {
    case 'victim-s6':
      requireFound('act');
      requireFound('purpose');
      if (!codes.child) requireFound('means');
      break;
    case 'victim-s6-1':
      requireFound('forcedLabour');
      break;
    case 'more-time':
      violations.push(...refusesMoreTime(act, context));
      break;
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
  return [...violations, ...refusesSitting(act, context)];
}

/** Time has a ground and an end; a finding is not put off for ever. */
function refusesMoreTime({ answers, at, now }: Act, { policy }: ActContext): readonly Violation[] {
  const ground = isBlank(answers, 'moreTimeGround') ? [violated('moreTimeGround', 'field-missing')] : [];
  const until = parseInstant(textOf(answers, 'moreTimeUntil'));
  if (until === null) return [...ground, violated('moreTimeUntil', 'field-missing')];
  if (!isAfter(until, now)) return [...ground, violated('moreTimeUntil', 'date-invalid')];
  const latest = plus(at, policy.mdtMoreTime.maximum);
  return isAfter(until, latest) ? [...ground, violated('moreTimeUntil', 'more-time-too-long', { latest })] : ground;
}

/** Stage 4 · Formal identification (คัดแยก) by the multidisciplinary team (ทีมสหวิชาชีพ). */
export const FORMAL_IDENTIFICATION: Checklist = {
  tasks: [
    {
      key: 'convene-mdt',
      roles: ['social-worker', 'mdt-chair'],
      outcomes: ['convened'],
      refuses: ({ answers }, { policy }) => refusesTeam(answers, 'members', policy.mdtQuorum),
      clocks: ({ at }) => [stopsClock('mdt-reconvene', at, 'convened')],
    },
    {
      key: 'mdt-interview',
      roles: ['mdt-chair', 'mdt-member'],
      outcomes: ['held', 'quorum-not-reached'],
      after: ['convene-mdt'],
      happenedAt: 'heldAt',
      refuses: ({ outcome, answers }, { policy }) =>
        outcome === 'held' ? refusesTeam(answers, 'membersPresent', policy.mdtQuorum) : [],
      changes: (codes, { outcome }) => ({
        ...codes,
        mdtRounds: codes.mdtRounds + 1,
        mdtInterview: outcome === 'held' ? 'held' : 'quorum-not-reached',
      }),
      clocks: ({ outcome, at }) =>
        outcome === 'held'
          ? [stopsClock('nrm-before-interview', at, 'interview-held'), startsClock('mdt-result', at)]
          : [startsClock('mdt-reconvene', at)],
      asks: ({ outcome, answers }) => ({
        key: 'give-mdt-opinion',
        usernames: outcome === 'held' ? askedForOpinions(answers) : [],
      }),
      tells: 'mdtInterviewEnded',
    },
    {
      // Sealed until every member of the sitting has answered: nobody is led by another's opinion.
      key: 'give-mdt-opinion',
      roles: ['mdt-chair', 'mdt-member', 'social-worker', 'police-officer', 'labour-inspector'],
      outcomes: ['given', 'recused', 'not-given'],
      personal: true,
      refuses: refusesOpinion,
    },
    {
      key: 'mdt-finding',
      roles: ['mdt-chair'],
      outcomes: ['victim-s6', 'victim-s6-1', 'other-labour-violation', 'not-a-victim', 'more-time'],
      after: ['mdt-interview', 'give-mdt-opinion'],
      onlyIf: (codes) => codes.mdtInterview === 'held',
      happenedAt: 'decidedAt',
      refuses: refusesFinding,
      changes: (codes, { outcome, answers }) => ({
        ...codes,
        finding: outcome as NonNullable<CaseCodes['finding']>,
        forcedCriminality: isTrue(answers, 'forcedCriminality'),
      }),
      keeps: ({ outcome, answers }, { sitting }) => ({ dissents: dissentsFrom(outcome, answers, sitting) }),
      clocks: ({ outcome, at, answers }) => [
        stopsClock('mdt-result', at, outcome),
        // More time is not time without end: the next sitting is to be convened by then.
        ...(outcome === 'more-time'
          ? [startsClock('mdt-reconvene', at, parseInstant(textOf(answers, 'moreTimeUntil')) ?? undefined)]
          : []),
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
