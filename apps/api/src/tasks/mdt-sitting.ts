import { rolesFor } from '#domain/checklists.js';
import { DomainError, type Violation } from '#domain/errors.js';
import { seatsOf, type Dissent, type Sitting } from '#domain/stages/mdt-sitting.js';
import type { TaskKey } from '#domain/task-keys.js';
import type { Answers } from '#domain/task-template.js';
import { readSitting } from '#persistence/case-file/read-sitting.js';
import { readAnswersOfTasks, readRecordedAnswers } from '#persistence/case-file/recorded-answers.js';
import type { Tx } from '#persistence/unit-of-work.js';

/** Where a form of the team names accounts. */
const NAMES_ACCOUNTS = { 'convene-mdt': 'members', 'mdt-interview': 'membersPresent' } as const;

function isNaming(key: TaskKey): key is keyof typeof NAMES_ACCOUNTS {
  return Object.hasOwn(NAMES_ACCOUNTS, key);
}

/** The accounts of the members whom the answers name; each must exist and be one that may sit in the team. */
export async function accountsNamedBy(
  tx: Tx,
  key: TaskKey,
  answers: Answers,
): Promise<{ readonly accounts: ReadonlyMap<string, string>; readonly unknown: readonly Violation[] }> {
  if (!isNaming(key)) return { accounts: new Map(), unknown: [] };
  const field = NAMES_ACCOUNTS[key];
  const seats = seatsOf(answers, field);
  const rows = await tx.query<{ id: string; username: string }>(
    'select id, username from accounts where username = any ($1) and disabled_at is null and roles && $2',
    [seats.flatMap(({ username }) => username ?? []), rolesFor('give-mdt-opinion')],
  );
  const accounts = new Map(rows.map(({ id, username }) => [username, id]));
  const unknown = seats.flatMap(({ username }, index): Violation[] =>
    username === undefined || accounts.has(username)
      ? []
      : [{ path: `/answers/${field}/${index}/username`, code: 'field-not-a-valid-value' }],
  );
  return { accounts, unknown };
}

/** Whoever may not read the opinions signs no finding: without them its dissents would be lost. */
export async function getSitting(tx: Tx, caseId: string, findingTaskId: string): Promise<Sitting> {
  const sitting = await readSitting(tx, caseId, findingTaskId);
  if (sitting === null) throw new DomainError('not-permitted');
  return sitting;
}

/**
 * What belongs to a finding beside its form: the opinions as their members wrote them, null while one is still out, and
 * the dissents that were kept when it was signed.
 */
export async function showSitting(tx: Tx, { id, caseId }: { readonly id: string; readonly caseId: string }) {
  const sitting = await readSitting(tx, caseId, id);
  const [finding] = await readAnswersOfTasks(tx, caseId, [id]);
  const dissents = (finding?.answers.dissents ?? null) as readonly Dissent[] | null;
  if (sitting === null) return { sitting, dissents };
  const members = sitting.seats.map(({ name, capacity, username }) => ({ name, capacity, username: username ?? null }));
  const opinions = sitting.opinions.map(({ name, username, outcome, answers }) => ({
    member: name,
    username,
    outcome,
    answers,
  }));
  return { sitting: { members, opinions }, dissents };
}

/**
 * Answers that an interview may begin with: those who were convened last. Nothing is kept until somebody says so; whoever is
 * not shown the story of the case is shown no names.
 */
export async function suggestedFor(tx: Tx, { caseId, state }: { readonly caseId: string; readonly state: string }) {
  if (state !== 'open') return {};
  const convened = (await readRecordedAnswers(tx, caseId, ['convene-mdt'])).at(-1);
  return convened === undefined ? {} : { suggested: { membersPresent: seatsOf(convened.answers, 'members') } };
}
