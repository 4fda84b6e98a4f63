import type { CaseCodes } from '../case-codes.js';
import { startsClock, stopsClock, textOf, violated, type Checklist } from '../task-template.js';

/** Stage 3 · Recovery and reflection (ฟื้นฟูและไตร่ตรอง): offered to every potential victim, hers to accept or waive. */
export const RECOVERY_REFLECTION: Checklist = {
  tasks: [
    {
      key: 'offer-reflection',
      roles: ['social-worker', 'shelter-staff'],
      outcomes: ['accepted', 'waived'],
      happenedAt: 'answeredAt',
      changes: (codes, { outcome }) => ({ ...codes, reflection: outcome as NonNullable<CaseCodes['reflection']> }),
      // NRM B.E. 2565: at most 15 days until the interview; 45 days to reflect, when she takes them.
      clocks: ({ outcome, at }) => [
        startsClock('nrm-before-interview', at),
        ...(outcome === 'accepted' ? [startsClock('nrm-reflection', at)] : []),
      ],
      tells: 'reflectionAnswered',
    },
    {
      key: 'health-and-safety-plan',
      roles: ['social-worker', 'shelter-staff'],
      outcomes: ['planned'],
      after: ['offer-reflection'],
    },
    {
      key: 'decide-readiness',
      roles: ['social-worker', 'shelter-staff'],
      outcomes: ['ready', 'not-ready'],
      after: ['offer-reflection'],
      onlyIf: (codes) => codes.reflection === 'accepted',
      refuses: ({ outcome, answers }) =>
        outcome === 'not-ready' && textOf(answers, 'reasons').trim() === ''
          ? [violated('reasons', 'reasons-missing')]
          : [],
      clocks: ({ outcome, at }) => (outcome === 'ready' ? [stopsClock('nrm-reflection', at, outcome)] : []),
      tells: 'readinessDecided',
    },
  ],
};
