import { isInCustody, startScreeningAnew } from './case-codes.js';
import { custodyStartClocks } from './custody.js';
import type { Stage } from './stages.js';
import { STAGES } from './stages.js';
import { ARRANGE_INTERPRETER, ASK_CONSENT } from './stages/preliminary-screening.js';
import { WITHDRAW_CONSENT } from './consent.js';
import { REVISE_CHOICES } from './stages/rights-and-choices.js';
import { ADMIT_TO_PROTECTION } from './stages/temporary-protection.js';
import type { TaskKey } from './task-keys.js';
import { stopsClock, textOf, violated, type Checklist } from './task-template.js';

/** Acts that no stage waits for and every stage must bear: she leaves, new facts come, a choice changes. */
export const STANDING: Checklist = {
  tasks: [
    {
      key: 'record-exit',
      roles: ['social-worker', 'shelter-staff'],
      outcomes: ['withdrew', 'left', 'deceased'],
      happenedAt: 'exitedAt',
      changes: (codes, { outcome }) => ({
        ...codes,
        exit: outcome as 'withdrew' | 'left' | 'deceased',
        custody: isInCustody(codes) ? 'ended' : codes.custody,
      }),
      clocks: ({ at, outcome }) => [
        stopsClock('s29-custody', at, outcome),
        stopsClock('s29-court-extension', at, outcome),
      ],
      tells: 'exitRecorded',
    },
    {
      key: 'record-new-facts',
      roles: ['social-worker', 'hotline-officer', 'police-officer', 'labour-inspector'],
      outcomes: ['recorded'],
      refuses: ({ answers }) =>
        textOf(answers, 'reasons').trim() === '' ? [violated('reasons', 'reasons-missing')] : [],
      changes: startScreeningAnew,
      tells: 'newFactsRecorded',
    },
    REVISE_CHOICES,
    // Nobody was found, or the guardian was not there: it is asked again when somebody is, whatever the stage.
    ARRANGE_INTERPRETER,
    // s.33: whoever is asked knows her rights first.
    { ...ASK_CONSENT, onlyIf: ({ rightsTold }) => rightsTold },
    WITHDRAW_CONSENT,
    {
      ...ADMIT_TO_PROTECTION,
      outcomes: ['admitted'],
      changes: (codes, { at }) => ({ ...codes, custody: 'running', custodyStartedAt: at }),
      clocks: ({ at }) => custodyStartClocks(at),
    },
    {
      key: 'ask-partner-agency',
      roles: ['social-worker', 'consular-officer', 'police-officer', 'mdt-chair'],
      outcomes: ['asked'],
      opens: () => ['record-partner-answer'],
    },
    {
      key: 'record-partner-answer',
      roles: ['social-worker', 'consular-officer', 'police-officer', 'mdt-chair'],
      outcomes: ['answered', 'not-answered'],
      clockOnOpening: 'liaison-response',
    },
  ],
};

const OPEN_STAGES = STAGES.filter((stage) => stage !== 'closed');
const BEFORE_CLOSURE = OPEN_STAGES.filter((stage) => stage !== 'closure');

/** While she is to be heard. */
const HEARD = [
  'preliminary-screening',
  'temporary-protection',
  'recovery-reflection',
  'formal-identification',
  'rights-and-choices',
  'assistance',
] as const;

/** Which standing acts a person may open, by the stage of the case. */
export const STANDING_ACTS = {
  'record-exit': BEFORE_CLOSURE,
  'record-new-facts': ['closure', 'closed'],
  'revise-choices': ['assistance', 'return', 'reintegration', 'follow-up'],
  // Also of a closed case: what was shared with a receiver is still there.
  'withdraw-consent': STAGES,
  'admit-to-protection': [
    'report',
    'reception',
    'preliminary-screening',
    'recovery-reflection',
    'formal-identification',
  ],
  'arrange-interpreter': HEARD,
  'ask-consent': HEARD,
  'ask-partner-agency': BEFORE_CLOSURE,
} as const satisfies Partial<Record<TaskKey, readonly Stage[]>>;
export type StandingAct = keyof typeof STANDING_ACTS;

export function isStandingAct(key: string): key is StandingAct {
  return Object.hasOwn(STANDING_ACTS, key);
}

export function mayOpenStandingAct(key: StandingAct, stage: Stage): boolean {
  return (STANDING_ACTS[key] as readonly Stage[]).includes(stage);
}
