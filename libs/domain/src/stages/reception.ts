import type { Stage } from '../stages.js';
import { startsClock, textOf, violated, type Checklist } from '../task-template.js';
import { TELL_RIGHTS } from './shared-tasks.js';

/** Stage 0x · Reception of a national rescued abroad. The foreign finding is evidence only, never a Thai determination. */
export const RECEPTION: Checklist = {
  tellsEnd: true,
  tasks: [
    {
      key: 'plan-reception',
      roles: ['consular-officer', 'social-worker'],
      outcomes: ['planned'],
    },
    {
      key: 'receive-at-airport',
      roles: ['social-worker', 'police-officer'],
      outcomes: ['received', 'did-not-arrive'],
      after: ['plan-reception'],
      happenedAt: 'arrivedAt',
      refuses: ({ outcome, answers }) =>
        outcome === 'did-not-arrive' && textOf(answers, 'reasons').trim() === ''
          ? [violated('reasons', 'reasons-missing')]
          : [],
      changes: (codes, { outcome }) => (outcome === 'did-not-arrive' ? { ...codes, rightsTold: true } : codes),
      // s.33: rights and timeframes are told from the first contact on.
      clocks: ({ outcome, at }) => (outcome === 'received' ? [startsClock('rights-assistance', at)] : []),
      tells: ({ outcome }) => (outcome === 'did-not-arrive' ? 'receptionEnded' : null),
    },
    { ...TELL_RIGHTS, after: ['receive-at-airport'] },
  ],
};

export function afterReception(outcome: string | undefined): Stage {
  return outcome === 'did-not-arrive' ? 'closure' : 'preliminary-screening';
}
