import { stopsClock, type TaskTemplate } from '../task-template.js';

/** s.33: told of her rights and of the timeframe of each stage, in her language, before anything is asked of her. */
export const TELL_RIGHTS: TaskTemplate = {
  key: 'tell-rights',
  roles: ['social-worker', 'police-officer', 'consular-officer', 'labour-inspector', 'shelter-staff'],
  outcomes: ['told'],
  happenedAt: 'toldAt',
  onlyIf: (codes) => !codes.rightsTold,
  changes: (codes) => ({ ...codes, rightsTold: true }),
  clocks: ({ at }) => [stopsClock('rights-assistance', at, 'rights-told')],
};
