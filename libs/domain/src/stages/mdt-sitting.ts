import type { Violation } from '../errors.js';
import { isBefore } from '../instant.js';
import type { Policy } from '../policy.js';
import { textOf, violated, type Act, type ActContext, type Answers } from '../task-template.js';

/** One member of the team at one sitting. */
export interface Seat {
  readonly name: string;
  readonly capacity: string;
  /** Who has an account is asked for her own opinion; of the others the chair records it. */
  readonly username?: string;
}

/** What a member with an account has answered, in her own hand. */
export interface Opinion {
  readonly accountId: string;
  readonly username: string;
  readonly name: string;
  readonly outcome: string;
  readonly answers: Answers;
}

/** The sitting that a finding rests on; its opinions are unsealed, because all of them are in. */
export interface Sitting {
  readonly seats: readonly Seat[];
  readonly opinions: readonly Opinion[];
}

/** A member who proposed something else than what was found. */
export interface Dissent {
  readonly member: string;
  readonly proposes: string;
  readonly reasons: string;
}

/** The elements of s.6 and s.6/1 on which everybody gives an opinion, with the answer that holds the reasons. */
export const ELEMENTS = {
  act: 'actReasons',
  means: 'meansReasons',
  purpose: 'purposeReasons',
  forcedLabour: 'forcedLabourReasons',
} as const;
export type Element = keyof typeof ELEMENTS;

export function isBlank(answers: Answers, field: string): boolean {
  return textOf(answers, field).trim() === '';
}

function entriesOf(answers: Answers, field: string): readonly Answers[] {
  const value = answers[field];
  if (!Array.isArray(value)) return [];
  return value.map((entry) => (typeof entry === 'object' && entry !== null ? (entry as Answers) : { name: entry }));
}

/** The earlier version of the form named a member by one line; that line is her capacity as well. */
export function seatsOf(answers: Answers, field: 'members' | 'membersPresent'): readonly Seat[] {
  return entriesOf(answers, field).map((entry) => {
    const username = textOf(entry, 'username').trim();
    return {
      name: textOf(entry, 'name'),
      capacity: textOf(entry, 'capacity') || textOf(entry, 'role') || textOf(entry, 'name'),
      ...(username === '' ? {} : { username }),
    };
  });
}

/** A quorum is so many persons, of so many capacities: five officers of one agency are no team. */
export function hasQuorum(seats: readonly Seat[], { value, capacities }: Policy['mdtQuorum']): boolean {
  return seats.length >= value && new Set(seats.map(({ capacity }) => capacity)).size >= capacities;
}

export function quorumMissed(field: string, { value, capacities }: Policy['mdtQuorum']): Violation {
  return violated(field, 'quorum-not-reached', { quorum: value, capacities });
}

/** Nobody sits on two chairs, nor gives two opinions. */
export function refusesTeam(
  answers: Answers,
  field: 'members' | 'membersPresent',
  quorum: Policy['mdtQuorum'],
): readonly Violation[] {
  const seats = seatsOf(answers, field);
  const twice = seats.flatMap(({ username }, index) =>
    username !== undefined && seats.findIndex((other) => other.username === username) < index
      ? [violated(`${field}/${index}/username`, 'field-not-a-valid-value')]
      : [],
  );
  return [...twice, ...(hasQuorum(seats, quorum) ? [] : [quorumMissed(field, quorum)])];
}

/** The members present who have an account, each asked for her own opinion. */
export function askedForOpinions(answers: Answers): readonly string[] {
  return seatsOf(answers, 'membersPresent').flatMap(({ username }) => username ?? []);
}

/**
 * An opinion is a member's own, on each element, with its reasons; who has a conflict of interest gives none. That a
 * member gave none can be said for her only when the written result is due: until then she is waited for.
 */
export function refusesOpinion(
  { outcome, answers, now }: Act,
  { codes, dueAtOf }: Pick<ActContext, 'codes' | 'dueAtOf'>,
): readonly Violation[] {
  switch (outcome) {
    case 'recused':
      return [
        ...(answers.conflictOfInterest === 'yes' ? [] : [violated('conflictOfInterest', 'field-missing')]),
        ...(isBlank(answers, 'conflictReason') ? [violated('conflictReason', 'reasons-missing')] : []),
      ];
    case 'not-given': {
      const dueAt = dueAtOf('mdt-result');
      return [
        ...(dueAt !== undefined && isBefore(now, dueAt) ? [violated('outcome', 'opinion-still-awaited')] : []),
        ...(isBlank(answers, 'notGivenReason') ? [violated('notGivenReason', 'reasons-missing')] : []),
      ];
    }
    default:
      return [
        ...refusesConflict(answers),
        ...(Object.keys(ELEMENTS) as Element[])
          .filter((element) => !(element === 'means' && codes.child))
          .flatMap((element) => (isBlank(answers, element) ? [violated(element, 'field-missing')] : [])),
        ...refusesBareElements(answers),
        ...(isBlank(answers, 'proposes') ? [violated('proposes', 'field-missing')] : []),
        ...(isBlank(answers, 'reasons') ? [violated('reasons', 'reasons-missing')] : []),
      ];
  }
}

function refusesConflict(answers: Answers): readonly Violation[] {
  if (answers.conflictOfInterest === 'none') return [];
  return [
    violated('conflictOfInterest', answers.conflictOfInterest === 'yes' ? 'conflict-of-interest' : 'field-missing'),
  ];
}

/** Whatever is said of an element carries its own reasons. */
export function refusesBareElements(answers: Answers): readonly Violation[] {
  return Object.entries(ELEMENTS).flatMap(([element, reasons]) =>
    isBlank(answers, element) || !isBlank(answers, reasons) ? [] : [violated(reasons, 'reasons-missing')],
  );
}

/** What the sitting itself does not allow: a team that recusals have made too small, a chair who is a party to it. */
export function refusesSitting(
  { outcome, answers, actorId }: Act,
  { sitting, policy }: Pick<ActContext, 'sitting' | 'policy'>,
): readonly Violation[] {
  if (sitting === undefined) return [];
  const violations: Violation[] = [];
  const recused = sitting.opinions.filter((opinion) => opinion.outcome === 'recused');
  if (recused.some(({ accountId }) => accountId === actorId)) {
    violations.push(violated('outcome', 'conflict-of-interest'));
  }
  const sits = sitting.seats.filter(
    ({ username }) => username === undefined || !recused.some((opinion) => opinion.username === username),
  );
  if (outcome !== 'more-time' && !hasQuorum(sits, policy.mdtQuorum)) {
    violations.push(quorumMissed('outcome', policy.mdtQuorum));
  }
  const recorded = new Set(entriesOf(answers, 'recordedOpinions').map((entry) => textOf(entry, 'member').trim()));
  const unheard = sits.filter(({ username, name }) => username === undefined && !recorded.has(name.trim()));
  if (unheard.length > 0) {
    violations.push(violated('recordedOpinions', 'opinion-missing', { members: unheard.length }));
  }
  return violations;
}

/** Every opinion that differs from the finding, as it was written: derived, so that nobody can leave one out. */
export function dissentsFrom(outcome: string, answers: Answers, sitting: Sitting | undefined): readonly Dissent[] {
  const own = (sitting?.opinions ?? [])
    .filter((opinion) => opinion.outcome === 'given')
    .map(({ name, answers: given }) => dissentOf(name, given));
  const recorded = entriesOf(answers, 'recordedOpinions').map((entry) => dissentOf(textOf(entry, 'member'), entry));
  return [...own, ...recorded].filter(({ proposes }) => proposes !== '' && proposes !== outcome);
}

function dissentOf(member: string, answers: Answers): Dissent {
  return { member, proposes: textOf(answers, 'proposes'), reasons: textOf(answers, 'reasons') };
}
