import { startScreeningAnew } from '../case-codes.js';
import type { Stage } from '../stages.js';
import { textOf, violated, type Checklist } from '../task-template.js';

/**
 * Stage 9 · Follow-up (ติดตามผล): one task a visit, all opened at once with their planned dates; a visit may be made
 * early, and signs of re-trafficking bring the case back to screening.
 */
export const FOLLOW_UP: Checklist = {
  tellsEnd: true,
  tasks: [
    {
      key: 'follow-up-visit',
      roles: ['social-worker', 'ngo-worker'],
      outcomes: ['continue', 'reopen'],
      happenedAt: 'visitedAt',
      place: 'home-province',
      refuses: ({ outcome, answers }) =>
        outcome === 'reopen' && textOf(answers, 'reasons').trim() === ''
          ? [violated('reasons', 'reasons-missing')]
          : [],
      changes: (codes, { outcome }) => (outcome === 'reopen' ? startScreeningAnew(codes) : codes),
      tells: ({ outcome }) => (outcome === 'reopen' ? 'visitRecorded' : null),
    },
    {
      key: 'case-management-meeting',
      roles: ['social-worker', 'supervisor'],
      outcomes: ['held'],
      happenedAt: 'heldAt',
      onlyIf: (codes) => !codes.thai,
      clockOnOpening: 'case-management-meeting',
      // The next one in half a year, as long as she is visited (GUIDE §3, bilateral procedures).
      opens: (_act, _context, unsettled) => (unsettled.has('follow-up-visit') ? ['case-management-meeting'] : []),
    },
  ],
};

export function afterFollowUp(outcome: string | undefined): Stage {
  return outcome === 'reopen' ? 'preliminary-screening' : 'closure';
}
