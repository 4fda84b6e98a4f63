import type { Instant } from '../instant.js';
import type { Answers } from '../task-template.js';

/** Whose an answer is: by which revision it came, from whom and when. Kept for a cleared answer too. */
export interface FieldMark {
  readonly revision: number;
  readonly by: string;
  readonly at: Instant;
  readonly cleared?: true;
}

/** Answers that have not been sent, with the mark of each. Fields are JSON pointers; a list of things with ids is one a thing. */
export interface DraftState {
  readonly answers: Answers;
  readonly revision: number;
  readonly fields: Readonly<Record<string, FieldMark>>;
}

export interface DraftChange {
  /** Only what was changed; null clears. In a list of things with ids: only the changed things. */
  readonly answers: Answers;
  /** The revision that the writer has seen. */
  readonly base: number;
  readonly by: string;
  readonly at: Instant;
}

/** One field that somebody else changed after the writer had seen it. Nothing is overwritten: both values are shown. */
export interface FieldConflict {
  readonly field: string;
  readonly yours: unknown;
  readonly theirs: unknown;
  readonly by: string;
  readonly at: Instant;
}

export type MergedDraft =
  | { readonly conflicts: readonly FieldConflict[] }
  | { readonly draft: DraftState; readonly changed: readonly string[] };

export const EMPTY_DRAFT: DraftState = { answers: {}, revision: 0, fields: {} };

type Entry = readonly [field: string, value: unknown];

/** Merges what was changed into a draft, field by field. All of it or, where one field conflicts, nothing. */
export function mergeDraft(draft: DraftState, { answers, base, by, at }: DraftChange): MergedDraft {
  const current = new Map(entriesOf(draft.answers));
  const sent = entriesOf(answers)
    .flatMap((entry) => ofWholeList(entry, current))
    .filter(([field, value]) => !isSame(current.get(field) ?? null, value));
  const conflicts = sent.flatMap(([field, yours]): readonly FieldConflict[] => {
    const mark = draft.fields[field];
    return mark !== undefined && mark.revision > base
      ? [{ field, yours, theirs: current.get(field) ?? null, by: mark.by, at: mark.at }]
      : [];
  });
  if (conflicts.length > 0) return { conflicts };
  if (sent.length === 0) return { draft, changed: [] };
  const revision = draft.revision + 1;
  const fields = { ...draft.fields };
  for (const [field, value] of sent) {
    fields[field] = { revision, by, at, ...(value === null ? { cleared: true as const } : {}) };
    if (value === null) {
      current.delete(field);
    } else {
      current.delete(listOf(field));
      current.set(field, value);
    }
  }
  return { draft: { answers: answersOf(current), revision, fields }, changed: sent.map(([field]) => field) };
}

/** A list that is cleared as a whole is cleared thing by thing; an empty one says nothing of things that are there. */
function ofWholeList([field, value]: Entry, current: ReadonlyMap<string, unknown>): readonly Entry[] {
  const inside = [...current.keys()].filter((known) => known.startsWith(`${field}/`));
  if (inside.length === 0) return [[field, value]];
  return value === null ? inside.map((known) => [known, null]) : [];
}

function listOf(field: string): string {
  return field.slice(0, field.indexOf('/', 1));
}

/** Every answer by itself. Null in a change means: cleared. */
export function entriesOf(answers: Answers): readonly Entry[] {
  return Object.entries(answers).flatMap(([name, value]): readonly Entry[] => {
    const path = `/${escaped(name)}`;
    if (isListOfThings(value)) return value.map((thing) => [`${path}/${escaped(thing.id)}`, thingOrNull(thing)]);
    if (isPlain(value)) return Object.entries(value).map(([inner, one]) => [`${path}/${escaped(inner)}`, one ?? null]);
    return [[path, value ?? null]];
  });
}

function answersOf(entries: ReadonlyMap<string, unknown>): Answers {
  const answers = new Map<string, unknown>();
  for (const [field, value] of entries) {
    const [name = '', inner] = field.slice(1).split('/').map(unescaped);
    const known = answers.get(name);
    if (inner === undefined) answers.set(name, value);
    else if (isListOfThings([value])) answers.set(name, [...(Array.isArray(known) ? (known as unknown[]) : []), value]);
    else answers.set(name, { ...(isPlain(known) ? known : {}), [inner]: value });
  }
  return Object.fromEntries(answers);
}

/** `{ "id": …, "removed": true }` takes a thing out of its list. */
function thingOrNull(thing: { readonly id: string; readonly removed?: unknown }): unknown {
  return thing.removed === true ? null : thing;
}

function isListOfThings(value: unknown): value is readonly { readonly id: string }[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((item) => isPlain(item) && typeof item.id === 'string')
  );
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescaped(name: string): string {
  return name.replaceAll('~1', '/').replaceAll('~0', '~');
}
