import type { DraftState } from '#domain/drafts/merge-draft.js';
import type { Instant } from '#domain/instant.js';
import type { Answers } from '#domain/task-template.js';
import type { Place } from '#privacy/vault.js';
import { dataKeySql, findCipher, getCipher, type DataKeyJson } from './data-keys.js';
import type { Tx } from './unit-of-work.js';

/** A draft as it lies in the store. */
export interface StoredDraft extends DraftState {
  readonly authorId: string;
  readonly author: string;
  readonly authorUsername: string;
  readonly formVersion: number;
  readonly updatedAt: Instant;
}

interface DraftRow extends Omit<StoredDraft, 'answers'> {
  readonly answers: Buffer;
  readonly caseId: string;
  readonly dataKey: DataKeyJson | null;
}

/**
 * The drafts of a task that are open to an account: her own first, then what was handed to her and, where the task is
 * assigned to her, whatever others have begun.
 */
export async function readDrafts(tx: Tx, taskId: string, accountId: string, lock = false): Promise<StoredDraft[]> {
  const rows = await tx.query<DraftRow>(
    `select d.account_id as "authorId", a.display_name as author, a.username as "authorUsername", d.answers, d.revision,
       d.fields, d.form_version as "formVersion", d.updated_at as "updatedAt",
       t.case_id as "caseId", ${dataKeySql('case', 't.case_id')} as "dataKey"
     from task_drafts d join accounts a on a.id = d.account_id join tasks t on t.id = d.task_id
     where d.task_id = $1 and (d.account_id = $2 or $2 = any (d.shared_with) or t.assignee_id = $2)
     order by d.account_id = $2 desc, d.updated_at desc ${lock ? 'for update of d' : ''}`,
    [taskId, accountId],
  );
  const [first] = rows;
  const cipher = first === undefined ? null : await findCipher(tx, 'case', first.caseId, first.dataKey);
  // Once the case has been erased there is nothing to go on with.
  if (cipher === null) return [];
  return rows.map(({ dataKey: _, caseId: __, answers, ...draft }) => ({
    ...draft,
    answers: cipher.open<Answers>(placeOf(taskId, draft.authorId), answers) ?? {},
  }));
}

function placeOf(taskId: string, authorId: string): Place {
  return { column: 'task_drafts.answers', row: `${taskId}/${authorId}` };
}

async function sealedAnswers(tx: Tx, { taskId, caseId, authorId, draft }: DraftWrite): Promise<Buffer | null> {
  const [row] = await tx.query<{ key: DataKeyJson | null }>(`select ${dataKeySql('case', '$1::uuid')} as key`, [
    caseId,
  ]);
  const cipher = await getCipher(tx, 'case', caseId, row?.key ?? null);
  return cipher.seal(placeOf(taskId, authorId), draft.answers);
}

export interface DraftWrite {
  readonly taskId: string;
  readonly caseId: string;
  readonly authorId: string;
  readonly draft: DraftState;
  readonly changed: readonly string[];
}

/** False when somebody with the same account was quicker. */
export async function insertDraft(tx: Tx, { draft, ...write }: DraftWrite, formVersion: number): Promise<boolean> {
  const { taskId, authorId } = write;
  const inserted = await tx.query(
    `insert into task_drafts (task_id, account_id, answers, revision, fields, form_version)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning 1`,
    [taskId, authorId, await sealedAnswers(tx, { draft, ...write }), draft.revision, draft.fields, formVersion],
  );
  if (inserted.length === 0) return false;
  await recordChanges(tx, { draft, ...write });
  return true;
}

/** Under the lock of `readDrafts`. */
export async function updateDraft(tx: Tx, write: DraftWrite): Promise<void> {
  const { taskId, authorId, draft } = write;
  await tx.query(
    `update task_drafts set answers = $3, revision = $4, fields = $5, updated_at = now()
     where task_id = $1 and account_id = $2`,
    [taskId, authorId, await sealedAnswers(tx, write), draft.revision, draft.fields],
  );
  await recordChanges(tx, write);
}

async function recordChanges(tx: Tx, { taskId, caseId, authorId, draft, changed }: DraftWrite): Promise<void> {
  const lines = changed.flatMap((field) => {
    const mark = draft.fields[field];
    return mark === undefined ? [] : [{ field, cleared: mark.cleared === true, by: mark.by, at: mark.at }];
  });
  await tx.query(
    `insert into draft_changes (task_id, case_id, author_id, revision, field, cleared, changed_by, changed_at)
     select $1, $2, $3, $4, r.field, r.cleared, r.by, r.at
     from jsonb_to_recordset($5::jsonb) as r(field text, cleared boolean, by uuid, at timestamptz)`,
    [taskId, caseId, authorId, draft.revision, JSON.stringify(lines)],
  );
}

export async function shareDraft(tx: Tx, taskId: string, authorId: string, withAccount: string): Promise<boolean> {
  const shared = await tx.query(
    `update task_drafts set shared_with = array_append(array_remove(shared_with, $3), $3)
     where task_id = $1 and account_id = $2 returning 1`,
    [taskId, authorId, withAccount],
  );
  return shared.length > 0;
}

/**
 * Takes away what is being sent: the sender's own draft and those open to her. Others keep theirs. Own one first. Once the
 * task is done nothing is sent any more, and nothing is taken.
 */
export function takeDrafts(
  tx: Tx,
  taskId: string,
  accountId: string,
): Promise<{ formVersion: number; own: boolean }[]> {
  return tx.query(
    `with taken as (delete from task_drafts d using tasks t where t.id = d.task_id and d.task_id = $1 and t.state = 'open'
       and (d.account_id = $2 or $2 = any (d.shared_with) or t.assignee_id = $2)
       returning d.form_version, d.account_id = $2 as own, d.updated_at)
     select form_version as "formVersion", own from taken order by own desc, updated_at desc`,
    [taskId, accountId],
  );
}

export interface DraftChangeLine {
  readonly draftOf: string;
  readonly revision: number;
  readonly field: string;
  readonly cleared: boolean;
  readonly by: string;
  readonly at: Instant;
}

/** Who answered what when, in every draft of a task; without the answers. */
export function readDraftChanges(tx: Tx, taskId: string): Promise<DraftChangeLine[]> {
  return tx.query<DraftChangeLine>(
    `select o.display_name as "draftOf", c.revision, c.field, c.cleared, a.display_name as by, c.changed_at as at
     from draft_changes c join accounts o on o.id = c.author_id join accounts a on a.id = c.changed_by
     where c.task_id = $1 order by c.changed_at, c.revision, c.field`,
    [taskId],
  );
}

/** That somebody has begun, and when she last wrote: from the ledger, which knows no answer. Sent drafts are not shown. */
export function readDraftAuthors(
  tx: Tx,
  taskId: string,
): Promise<{ authorId: string; author: string; updatedAt: Instant }[]> {
  return tx.query(
    `select c.author_id as "authorId", a.display_name as author, max(c.changed_at) as "updatedAt"
     from draft_changes c join accounts a on a.id = c.author_id join tasks t on t.id = c.task_id
     where c.task_id = $1 and t.state in ('open', 'blocked') group by 1, 2 order by 3 desc`,
    [taskId],
  );
}

/** Names for the marks of a draft. */
export async function namesOf(tx: Tx, accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ id: string; name: string }>(
    'select id, display_name as name from accounts where id = any ($1)',
    [accountIds],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
