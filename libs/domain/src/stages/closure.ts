import { isInCustody, type CaseCodes } from '../case-codes.js';
import { CASE_OUTCOMES } from '../stages.js';
import { isTrue, textOf, violated, type Checklist } from '../task-template.js';
import { isNegativeFinding, NEGATIVE_FINDINGS } from './formal-identification.js';

/** A negative screening or finding that nothing has overturned since. */
export function isNegative(codes: CaseCodes): boolean {
  return codes.exit === undefined && (codes.screening === 'no-indication' || isNegativeFinding(codes.finding));
}

/** Stage 10 · Closure: proposed by the owner, approved by somebody else. */
export const CLOSURE: Checklist = {
  tasks: [
    {
      // GUIDE §8.6: reasons, the right to a new screening, and another route.
      key: 'tell-negative-result',
      roles: ['social-worker', 'labour-inspector', 'mdt-chair'],
      outcomes: ['told'],
      happenedAt: 'toldAt',
      onlyIf: isNegative,
      refuses: ({ answers }) => [
        ...(isTrue(answers, 'rescreeningRightTold')
          ? []
          : [violated('rescreeningRightTold', 'rescreening-right-not-told')]),
        ...(textOf(answers, 'reasons').trim() === '' ? [violated('reasons', 'reasons-missing')] : []),
      ],
    },
    {
      key: 'propose-closure',
      roles: ['social-worker'],
      outcomes: CASE_OUTCOMES,
      after: ['tell-negative-result'],
      refuses: ({ outcome, answers }, { codes }) => [
        ...(textOf(answers, 'reasons').trim() === '' ? [violated('reasons', 'reasons-missing')] : []),
        ...(codes.exit !== undefined && outcome !== codes.exit ? [violated('outcome', 'field-not-a-valid-value')] : []),
        ...(isNegative(codes) && outcome === 'reintegrated' ? [violated('outcome', 'field-not-a-valid-value')] : []),
        // A negative outcome only for whom it was decided, and so told with reasons before (GUIDE §8.6).
        ...(!isNegative(codes) && NEGATIVE_FINDINGS.some((negative) => negative === outcome)
          ? [violated('outcome', 'field-not-a-valid-value')]
          : []),
        // No file is closed on a person still held under s.29; of a duplicate the custody runs on in the other case.
        ...(isInCustody(codes) && outcome !== 'duplicate' ? [violated('outcome', 'custody-running')] : []),
      ],
    },
    {
      key: 'approve-closure',
      roles: ['supervisor'],
      outcomes: ['approved', 'rejected'],
      after: ['propose-closure'],
      refuses: ({ actorId }, { completedBy }) =>
        completedBy('propose-closure') === actorId ? [violated('outcome', 'four-eyes-required')] : [],
      // A duplicate's custody runs on in the other case: reopened, this one must not wait for a decision nobody is asked.
      changes: (codes, { outcome }) =>
        outcome === 'approved' && isInCustody(codes) ? { ...codes, custody: 'ended' } : codes,
      tells: 'closureAnswered',
    },
  ],
};

export const CLOSURE_ROUND = ['propose-closure', 'approve-closure'] as const;
