import { CUSTODY } from './custody.js';
import type { ProcessKind } from './facts.js';
import { STANDING } from './standing-acts.js';
import { ASSISTANCE } from './stages/assistance.js';
import { CLOSURE } from './stages/closure.js';
import { FOLLOW_UP } from './stages/follow-up.js';
import { FORMAL_IDENTIFICATION } from './stages/formal-identification.js';
import { PRELIMINARY_SCREENING } from './stages/preliminary-screening.js';
import { RECEPTION } from './stages/reception.js';
import { RECOVERY_REFLECTION } from './stages/recovery-reflection.js';
import { REINTEGRATION } from './stages/reintegration.js';
import { REPORT, RESCUE } from './stages/report.js';
import { RETURN_OF_A_FOREIGNER, RETURN_OF_A_THAI } from './stages/return.js';
import { RIGHTS_AND_CHOICES } from './stages/rights-and-choices.js';
import { TEMPORARY_PROTECTION } from './stages/temporary-protection.js';
import type { Stage } from './stages.js';
import type { TaskKey } from './task-keys.js';
import { stopsClock, textOf, violated, type Checklist, type TaskTemplate } from './task-template.js';
import { COMPENSATION_TRACK, JUSTICE_TRACK, STAY_TRACK } from './tracks.js';

/** Opened when a clock has run out and no task that decides is open: software never decides about a person. */
const MUST_DECIDE: Checklist = {
  tasks: [
    {
      key: 'must-decide',
      roles: ['supervisor', 'social-worker'],
      outcomes: ['decided'],
      clocks: ({ at, clockKey }) => (clockKey === undefined ? [] : [stopsClock(clockKey, at, 'decided')]),
    },
  ],
};

/** What a receiver answers, and what the sender does when she declines. */
const SERVICE_REFERRAL: Checklist = {
  tasks: [
    {
      key: 'answer-referral',
      roles: ['shelter-staff', 'ngo-worker', 'social-worker'],
      outcomes: ['accepted', 'declined'],
      clockOnOpening: 'referral-response',
      tells: 'referralAnswered',
      endsProcess: ({ outcome }) => outcome === 'accepted',
      // At once: whoever declines must leave the sender something to do.
      opens: ({ outcome }) => (outcome === 'declined' ? ['reroute-referral'] : []),
      refuses: ({ outcome, answers }) =>
        outcome === 'declined' && textOf(answers, 'reason').trim() === ''
          ? [violated('reason', 'reasons-missing')]
          : [],
    },
    {
      key: 'reroute-referral',
      roles: ['social-worker'],
      outcomes: ['rerouted', 'no-longer-needed'],
      tells: 'referralRerouted',
      endsProcess: () => true,
    },
  ],
};

export const CHECKLISTS = {
  report: REPORT,
  rescue: RESCUE,
  reception: RECEPTION,
  'preliminary-screening': PRELIMINARY_SCREENING,
  'temporary-protection': TEMPORARY_PROTECTION,
  custody: CUSTODY,
  'recovery-reflection': RECOVERY_REFLECTION,
  'formal-identification': FORMAL_IDENTIFICATION,
  'rights-and-choices': RIGHTS_AND_CHOICES,
  assistance: ASSISTANCE,
  'return-of-a-thai': RETURN_OF_A_THAI,
  'return-of-a-foreigner': RETURN_OF_A_FOREIGNER,
  reintegration: REINTEGRATION,
  'follow-up': FOLLOW_UP,
  closure: CLOSURE,
  standing: STANDING,
  'must-decide': MUST_DECIDE,
  'service-referral': SERVICE_REFERRAL,
  'track-justice': JUSTICE_TRACK,
  'track-compensation': COMPENSATION_TRACK,
  'track-stay': STAY_TRACK,
} as const satisfies Record<string, Checklist>;
export type ChecklistName = keyof typeof CHECKLISTS;

/** The checklist that a stage opens; stages carried by a workflow of their own, and the end, open none. */
export const STAGE_CHECKLIST = {
  report: 'report',
  reception: 'reception',
  'preliminary-screening': 'preliminary-screening',
  'temporary-protection': 'temporary-protection',
  'recovery-reflection': 'recovery-reflection',
  'formal-identification': 'formal-identification',
  'rights-and-choices': 'rights-and-choices',
  assistance: 'assistance',
  return: null,
  reintegration: 'reintegration',
  'follow-up': null,
  closure: 'closure',
  closed: null,
} as const satisfies Record<Stage, ChecklistName | null>;

/** The process of its own that a stage starts and waits for. */
export const STAGE_PROCESS = { return: 'return', 'follow-up': 'follow-up' } as const satisfies Partial<
  Record<Stage, ProcessKind>
>;

export function checklistOf(name: ChecklistName): Checklist {
  return CHECKLISTS[name];
}

/** Throws for a task that is not of the checklist: a programming error, never a person's. */
export function templateOf(name: ChecklistName, key: TaskKey): TaskTemplate {
  const template = checklistOf(name).tasks.find((candidate) => candidate.key === key);
  if (template === undefined) throw new Error(`No task ${key} in checklist ${name}`);
  return template;
}

/** Tasks that one person is asked by name: nobody else sees them in her inbox, drafts or answers them. */
export const PERSONAL_TASKS: readonly TaskKey[] = Object.values<Checklist>(CHECKLISTS)
  .flatMap(({ tasks }) => tasks)
  .filter(({ personal }) => personal === true)
  .map(({ key }) => key);

/** Roles that hold any checklist's task of that key. */
export function rolesFor(key: TaskKey): readonly string[] {
  return [
    ...new Set(
      Object.values<Checklist>(CHECKLISTS)
        .flatMap(({ tasks }) => tasks)
        .filter((template) => template.key === key)
        .flatMap(({ roles }) => roles),
    ),
  ];
}
