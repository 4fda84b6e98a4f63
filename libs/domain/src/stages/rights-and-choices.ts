import { CHOICE_KINDS, type CaseCodes, type ChoiceAnswer } from '../case-codes.js';
import { stopsClock, type Act, type Checklist, type TaskTemplate } from '../task-template.js';

/** Each choice is her own and separate from the others; each can change (GUIDE §2 stage 5). */
function withChoices(codes: CaseCodes, { answers }: Act): CaseCodes {
  const chosen = CHOICE_KINDS.filter((kind) => answers[kind] !== undefined).map(
    (kind) => [kind, answers[kind] as ChoiceAnswer] as const,
  );
  return { ...codes, choices: { ...codes.choices, ...Object.fromEntries(chosen) } };
}

/** Stage 5 · Rights and choices: told under s.34 and s.41 before she is asked to choose. */
export const RIGHTS_AND_CHOICES: Checklist = {
  tellsEnd: true,
  tasks: [
    {
      key: 'tell-rights-s34',
      roles: ['social-worker', 'mdt-chair', 'mdt-member'],
      outcomes: ['told'],
      happenedAt: 'toldAt',
      clocks: ({ at }) => [stopsClock('rights-compensation', at, 'rights-told')],
    },
    {
      key: 'tell-rights-s41',
      roles: ['social-worker', 'mdt-chair', 'mdt-member'],
      outcomes: ['told'],
      happenedAt: 'toldAt',
    },
    {
      // s.41 names illegal entry, false documents, prostitution and work without permit, not forced scams.
      key: 'flag-to-prosecutor',
      roles: ['social-worker', 'mdt-chair', 'police-officer'],
      outcomes: ['flagged'],
      onlyIf: (codes) => codes.forcedCriminality,
    },
    {
      key: 'record-choices',
      roles: ['social-worker'],
      outcomes: ['recorded'],
      after: ['tell-rights-s34', 'tell-rights-s41'],
      changes: withChoices,
    },
  ],
};

export const REVISE_CHOICES: TaskTemplate = {
  key: 'revise-choices',
  roles: ['social-worker'],
  outcomes: ['revised'],
  changes: withChoices,
  tells: 'choicesRevised',
};

/** The parallel tracks that a person's choices and nationality open. None of them gates a service. */
export const TRACKS = ['justice', 'compensation', 'stay'] as const;
export type Track = (typeof TRACKS)[number];

export function tracksFor(codes: CaseCodes): readonly Track[] {
  return TRACKS.filter((track) => {
    switch (track) {
      case 'justice':
        return codes.choices.cooperation === 'yes';
      case 'compensation':
        return codes.choices.compensation === 'yes';
      case 'stay':
        return !codes.thai;
    }
  });
}
