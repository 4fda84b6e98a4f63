import type { Stage } from '../stages.js';
import { textOf, violated, type Checklist } from '../task-template.js';

/** Stage 6 · Assistance and protection (คุ้มครองสวัสดิภาพ, s.33). Referrals run beside it as workflows of their own. */
export const ASSISTANCE: Checklist = {
  tasks: [
    { key: 'assess-needs', roles: ['social-worker', 'shelter-staff'], outcomes: ['assessed'] },
    {
      key: 'match-shelter',
      roles: ['social-worker'],
      outcomes: ['matched', 'no-place'],
      onlyIf: (codes) => codes.choices.shelter === 'yes',
    },
    { key: 'request-fund', roles: ['social-worker'], outcomes: ['requested', 'not-needed'], after: ['assess-needs'] },
    {
      key: 'decide-assistance',
      roles: ['social-worker'],
      outcomes: ['return', 'stay'],
      after: ['assess-needs', 'request-fund', 'match-shelter'],
      refuses: ({ answers }) =>
        textOf(answers, 'reasons').trim() === '' ? [violated('reasons', 'reasons-missing')] : [],
      tells: 'assistanceDecided',
    },
  ],
};

export function afterAssistance(outcome: string): Stage {
  return outcome === 'return' ? 'return' : 'reintegration';
}
