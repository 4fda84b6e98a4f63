import type { ProcessCodes } from '../process-codes.js';
import type { Stage } from '../stages.js';
import { textOf, violated, type Checklist } from '../task-template.js';

/** Stage 0 · Report (รับแจ้งเหตุ): is anyone in danger now, is it known already, is it ours? */
export const REPORT: Checklist = {
  tasks: [
    {
      key: 'triage-report',
      roles: ['social-worker', 'hotline-officer', 'supervisor'],
      outcomes: ['accept', 'rescue-first', 'duplicate', 'out-of-scope'],
      refuses: ({ outcome, answers }) =>
        outcome !== 'accept' && textOf(answers, 'reasons').trim() === ''
          ? [violated('reasons', 'reasons-missing')]
          : [],
      tells: 'reportTriaged',
    },
  ],
};

/** Opened by the workflow when the triage says that a rescue comes first. */
export const RESCUE: Checklist = {
  tasks: [
    {
      key: 'rescue-person',
      roles: ['police-officer', 'social-worker'],
      outcomes: ['rescued', 'not-found'],
      happenedAt: 'rescuedAt',
      tells: 'rescueEnded',
    },
  ],
};

export function afterTriage(outcome: string, codes: ProcessCodes): Stage | 'rescue-first' {
  switch (outcome) {
    case 'accept':
      return codes.rescuedAbroad ? 'reception' : 'preliminary-screening';
    case 'rescue-first':
      return 'rescue-first';
    default:
      return 'closure';
  }
}

export function afterRescue(outcome: string, codes: ProcessCodes): Stage {
  if (outcome !== 'rescued') return 'closure';
  return codes.rescuedAbroad ? 'reception' : 'preliminary-screening';
}
