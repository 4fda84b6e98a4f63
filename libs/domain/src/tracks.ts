import { plus } from './instant.js';
import type { Checklist, ClockOrder } from './task-template.js';
import { startsClock, stopsClock, textOf, violated } from './task-template.js';

/** Justice: case number, advance testimony (s.31), verdict. Never an input to identification or services. */
export const JUSTICE_TRACK: Checklist = {
  tasks: [
    {
      key: 'follow-justice-case',
      roles: ['social-worker', 'police-officer'],
      outcomes: ['progress', 'ended'],
      tells: 'trackProgressed',
      endsProcess: ({ outcome }) => outcome === 'ended',
    },
  ],
};

/** Compensation: s.34, s.35 and unpaid wages. */
export const COMPENSATION_TRACK: Checklist = {
  tasks: [
    {
      key: 'claim-compensation',
      roles: ['social-worker', 'labour-inspector', 'ngo-worker'],
      outcomes: ['progress', 'ended'],
      tells: 'trackProgressed',
      endsProcess: ({ outcome }) => outcome === 'ended',
    },
  ],
};

/** Permission to stay and work (s.37; Cabinet resolution 13 Dec 2559): two years, then one year at a time. */
export const STAY_TRACK: Checklist = {
  tasks: [
    {
      key: 'permit-to-stay',
      roles: ['social-worker'],
      outcomes: ['granted', 'refused', 'ended'],
      happenedAt: 'decidedAt',
      refuses: ({ outcome, answers }) =>
        outcome === 'refused' && textOf(answers, 'reasons').trim() === ''
          ? [violated('reasons', 'reasons-missing')]
          : [],
      changes: (codes, { outcome }) =>
        outcome === 'granted' ? { ...codes, stayPermits: codes.stayPermits + 1 } : codes,
      clocks: ({ at, outcome }, { codes, policy }): readonly ClockOrder[] => {
        const stop = stopsClock('stay-permit', at, outcome);
        if (outcome !== 'granted') return [stop];
        const { limit, renewalLimit } = policy.clocks['stay-permit'];
        return [
          stop,
          startsClock('stay-permit', at, plus(at, codes.stayPermits === 0 ? limit : (renewalLimit ?? limit))),
        ];
      },
      tells: 'trackProgressed',
      endsProcess: ({ outcome }) => outcome !== 'granted',
    },
  ],
};
