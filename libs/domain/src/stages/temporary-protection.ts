import { custodyStartClocks, refusesPlace } from '../custody.js';
import { isInCustody } from '../case-codes.js';
import type { ProcessCodes } from '../process-codes.js';
import type { Stage } from '../stages.js';
import { textOf, violated, type Checklist, type TaskTemplate } from '../task-template.js';

/** s.29 ¶1: a competent official takes a person into protection; the 24 hours run from that minute. */
export const ADMIT_TO_PROTECTION: TaskTemplate = {
  key: 'admit-to-protection',
  roles: ['police-officer', 'social-worker'],
  outcomes: ['admitted', 'not-needed'],
  happenedAt: 'startedAt',
  onlyIf: (codes) => codes.custody === 'none',
  refuses: ({ outcome, answers }, { codes }) => {
    if (isInCustody(codes)) return [violated('outcome', 'custody-running')];
    if (codes.custody === 'ended') return [violated('outcome', 'custody-used')];
    if (outcome === 'not-needed') {
      return textOf(answers, 'reasons').trim() === '' ? [violated('reasons', 'reasons-missing')] : [];
    }
    return refusesPlace(answers.placeType, '/answers/placeType');
  },
  changes: (codes, { outcome, at }) =>
    outcome === 'admitted' ? { ...codes, custody: 'running', custodyStartedAt: at } : codes,
  clocks: ({ outcome, at }) => (outcome === 'admitted' ? custodyStartClocks(at) : []),
  tells: 'custodyStarted',
};

/** Stage 2 · Temporary protection (คุ้มครองชั่วคราว, s.29): at most 24 hours, seven days more by court order. */
export const TEMPORARY_PROTECTION: Checklist = { tasks: [ADMIT_TO_PROTECTION] };

/** How custody ended, and what the screening had said, show the way. */
export function afterProtection(custodyOutcome: string | undefined, codes: ProcessCodes): Stage {
  if (codes.screening === 'no-indication') return 'closure';
  if (codes.screening === 'indication') return 'recovery-reflection';
  return custodyOutcome === 'release' ? 'preliminary-screening' : 'recovery-reflection';
}
