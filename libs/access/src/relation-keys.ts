import type { Role } from '#domain/roles.js';
import type { PersonSubject, Subject } from '#domain/subject.js';
import {
  BLIND_ROLE,
  FIELD_GROUPS,
  HIDDEN_FROM_THE_BLIND,
  isPermitted,
  RELATIONS,
  SYSTEM_SHOWS,
  type CaseAction,
  type FieldGroup,
  type Relation,
} from './permissions.js';

/**
 * A relation as a word that a case carries and a subject holds: `team:psdhs-nonthaburi`. Whoever holds one of the words
 * that a case carries stands in that relation to it. So one comparison decides, in the service and in the store alike.
 */
export type RelationKey = string;

/** Held towards every case. */
const EVERYWHERE = [
  'hotline',
  'national-supervision',
  'administration',
  'oversight',
] as const satisfies readonly Relation[];
export const SYSTEM_KEY = 'system';

/** What of a case decides who stands how to it. */
export interface CaseStanding {
  /** The agency that took it; null while nobody has. */
  readonly agency: string | null;
  readonly province: string;
  readonly homeProvince: string | null;
  readonly reportedBy: string;
  readonly reporterProvince: string | null;
  readonly closed: boolean;
  /** The multidisciplinary team identifies now. */
  readonly identifying: boolean;
  readonly tasks: readonly TaskStanding[];
}

export interface TaskStanding {
  readonly roles: readonly Role[];
  readonly province: string;
  /** The agency that alone is asked. */
  readonly agency: string | null;
  readonly assigneeId: string | null;
  readonly settled: boolean;
  readonly atHome: boolean;
}

/** Those who stand to the case itself, whatever tasks it has. */
function fileKeys(kase: CaseStanding): RelationKey[] {
  const intake = [kase.province, kase.reporterProvince].flatMap((place) => (place === null ? [] : [`intake:${place}`]));
  const open = kase.tasks.filter(({ settled }) => !settled);
  return [
    ...EVERYWHERE,
    SYSTEM_KEY,
    ...(kase.agency === null ? intake : [`team:${kase.agency}`]),
    `supervision:${kase.province}`,
    `reporter:${kase.reportedBy}`,
    ...(kase.identifying ? [`mdt:${kase.province}`] : []),
    ...(kase.homeProvince !== null && open.some(({ atHome }) => atHome) ? [`home:${kase.homeProvince}`] : []),
    ...open.flatMap(({ assigneeId }) => (assigneeId === null ? [] : [`assigned:${assigneeId}`])),
  ];
}

/** Those whom one task asks. They keep seeing it until the case is closed: what they did must not vanish under them. */
function ownKeys(kase: CaseStanding, task: TaskStanding): RelationKey[] {
  if (kase.closed && task.settled) return [];
  const holders: readonly Role[] = RELATIONS.asked.roles;
  const asked =
    task.agency === null
      ? task.roles
          .filter((role) => holders.includes(role))
          .flatMap((role) => [`asked:${role}`, `asked:${role}:${task.province}`])
      : [`receiver:${task.agency}`];
  return [...asked, ...(task.assigneeId === null || task.settled ? [] : [`commissioned:${task.assigneeId}`])];
}

/** The words that a case carries: all of its own and of its tasks. Sorted, so that the same standing is the same text. */
export function caseKeys(kase: CaseStanding): readonly RelationKey[] {
  return sorted([...fileKeys(kase), ...kase.tasks.flatMap((task) => ownKeys(kase, task))]);
}

/** The words that one task carries. */
export function taskKeys(kase: CaseStanding, task: TaskStanding): readonly RelationKey[] {
  return sorted([...fileKeys(kase), ...ownKeys(kase, task)]);
}

function sorted(keys: readonly RelationKey[]): readonly RelationKey[] {
  return [...new Set(keys)].sort();
}

type WordsOf = (me: PersonSubject, roles: readonly Role[]) => readonly RelationKey[];
const inMyProvince =
  (relation: Relation): WordsOf =>
  ({ province }) =>
    province === null ? [] : [`${relation}:${province}`];
const inMyName =
  (relation: Relation): WordsOf =>
  ({ accountId }) => [`${relation}:${accountId}`];
const atMyAgency =
  (relation: Relation): WordsOf =>
  ({ agency }) => [`${relation}:${agency}`];

/** The words that a person holds for a relation, if her roles let her stand in it. */
const WORDS_OF: Readonly<Record<Relation, WordsOf>> = {
  team: atMyAgency('team'),
  intake: inMyProvince('intake'),
  supervision: inMyProvince('supervision'),
  home: inMyProvince('home'),
  mdt: inMyProvince('mdt'),
  assigned: inMyName('assigned'),
  commissioned: inMyName('commissioned'),
  asked: ({ province }, roles) =>
    roles.map((role) => (province === null ? `asked:${role}` : `asked:${role}:${province}`)),
  receiver: atMyAgency('receiver'),
  reporter: inMyName('reporter'),
  emergency: inMyName('emergency'),
  hotline: () => ['hotline'],
  'national-supervision': ({ province }) => (province === null ? ['national-supervision'] : []),
  administration: () => ['administration'],
  oversight: () => ['oversight'],
};

const ALL_RELATIONS = Object.keys(RELATIONS) as Relation[];

function wordsOf(me: PersonSubject, relation: Relation): readonly RelationKey[] {
  const holders: readonly Role[] = RELATIONS[relation].roles;
  const roles = me.roles.filter((role) => holders.includes(role));
  return roles.length === 0 ? [] : WORDS_OF[relation](me, roles);
}

/**
 * What a subject may lay hands on: cases that carry one of these words can be opened for a change. `report.attach` is not
 * among them: it ends, which words do not, so it has a policy of its own.
 */
const CHANGES: readonly CaseAction[] = [
  'task.complete',
  'task.assign',
  'clock.extend',
  'stuck.act',
  'stuck.repair',
  'referral.create',
  'referral.answer',
  'document.add',
  'legal-hold.place',
  'retention.review',
  'subject-request.file',
  'subject-request.decide',
  'duplicate.review',
];

export type KeyRing = Readonly<Record<FieldGroup | 'act' | 'attach', readonly RelationKey[]>>;

/** The words that a subject holds, by what each opens: what row level security compares with. */
export function subjectKeys(subject: Subject): KeyRing {
  const ring = Object.fromEntries(FIELD_GROUPS.map((group) => [group, keysFor(subject, group)]));
  return { ...ring, act: wordsFor(subject, CHANGES), attach: wordsFor(subject, ['report.attach']) } as KeyRing;
}

function keysFor(subject: Subject, group: FieldGroup): readonly RelationKey[] {
  if ('system' in subject) {
    const shown: readonly FieldGroup[] = SYSTEM_SHOWS[subject.system];
    return shown.includes(group) ? [SYSTEM_KEY] : [];
  }
  if (isBlind(subject) && HIDDEN_FROM_THE_BLIND.includes(group)) return [];
  return ALL_RELATIONS.filter((relation) => shows(relation, group)).flatMap((relation) => wordsOf(subject, relation));
}

function wordsFor(subject: Subject, actions: readonly CaseAction[]): readonly RelationKey[] {
  if ('system' in subject) return [SYSTEM_KEY];
  return ALL_RELATIONS.filter((relation) => actions.some((action) => may(relation, action))).flatMap((relation) =>
    wordsOf(subject, relation),
  );
}

function shows(relation: Relation, group: FieldGroup): boolean {
  return (RELATIONS[relation].shows as readonly FieldGroup[]).includes(group);
}

function may(relation: Relation, action: CaseAction): boolean {
  return (RELATIONS[relation].may as readonly CaseAction[]).includes(action);
}

export function isBlind({ roles }: Subject): boolean {
  return (roles as readonly Role[]).includes(BLIND_ROLE);
}

/** How a person stands to what carries these words. */
export function relationsTo(subject: Subject, carried: readonly RelationKey[]): readonly Relation[] {
  if ('system' in subject) return [];
  return ALL_RELATIONS.filter((relation) => wordsOf(subject, relation).some((word) => carried.includes(word)));
}

/** Whether a subject may do this to what she stands to in these relations. No relation, no role, no right. */
export function decide(subject: Subject, relations: readonly Relation[], action: CaseAction): boolean {
  return isPermitted(action, subject.roles) && relations.some((relation) => may(relation, action));
}

/** The groups of fields that these relations show to her. */
export function shownTo(subject: Subject, relations: readonly Relation[]): ReadonlySet<FieldGroup> {
  const hidden = isBlind(subject) ? HIDDEN_FROM_THE_BLIND : [];
  return new Set(
    FIELD_GROUPS.filter((group) => !hidden.includes(group) && relations.some((relation) => shows(relation, group))),
  );
}
