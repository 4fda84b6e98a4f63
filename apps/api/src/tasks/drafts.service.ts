import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '#domain/errors.js';
import type { Role } from '#domain/roles.js';
import { auditedRead, fieldsOf } from '#persistence/audited-read.js';
import { dataKeySql, findCipher, getCipher, type DataKeyJson } from '#persistence/data-keys.js';
import { UnitOfWork, type Tx } from '#persistence/unit-of-work.js';
import type { Place, RecordCipher } from '#privacy/vault.js';
import type { SignedIn } from '../http/request-context.js';

export interface Draft {
  readonly answers: Record<string, unknown>;
  readonly revision: number;
  readonly updatedAt: string;
}

type DraftRow = Omit<Draft, 'answers'> & { readonly answers: Buffer };

interface TaskKeyRow {
  readonly caseId: string;
  readonly dataKey: DataKeyJson | null;
}

/** A draft belongs to its author. Nothing of it is checked yet: an interview is answered in any order. */
@Injectable()
export class DraftsService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  async find(me: SignedIn, taskId: string): Promise<Draft | null> {
    const attempt = { action: 'read-draft', purpose: 'casework', subjectId: taskId };
    return auditedRead(this.unitOfWork, me, attempt, async (tx, seen) => {
      const [row] = await tx.query<DraftRow & TaskKeyRow>(
        `select d.answers, d.revision, d.updated_at as "updatedAt", t.case_id as "caseId",
           ${dataKeySql('case', 't.case_id')} as "dataKey"
         from task_drafts d join tasks t on t.id = d.task_id where d.task_id = $1 and d.account_id = $2`,
        [taskId, me.accountId],
      );
      if (row === undefined) return null;
      const cipher = await findCipher(tx, 'case', row.caseId, row.dataKey);
      if (cipher === null) return null;
      const draft = opened(cipher, placeOf(me, taskId), row);
      seen({ caseId: row.caseId, fields: fieldsOf(draft.answers) });
      return draft;
    });
  }

  /** Saves over the revision that the author has seen; another window's newer one is never overwritten unseen. */
  save(me: SignedIn, taskId: string, answers: Record<string, unknown>, seen: number | null): Promise<Draft> {
    return this.unitOfWork.run(me, (tx) => this.saveIn(tx, me, taskId, answers, seen));
  }

  private async saveIn(
    tx: Tx,
    me: SignedIn,
    taskId: string,
    answers: Record<string, unknown>,
    seen: number | null,
  ): Promise<Draft> {
    const cipher = await this.openTaskCipher(tx, me, taskId);
    const place = placeOf(me, taskId);
    const sealed = cipher.seal(place, answers);
    const [saved] =
      seen === null
        ? await tx.query<DraftRow>(
            `insert into task_drafts (task_id, account_id, answers) values ($1, $2, $3)
             on conflict do nothing returning answers, revision, updated_at as "updatedAt"`,
            [taskId, me.accountId, sealed],
          )
        : await this.update(tx, me, taskId, sealed, seen);
    if (saved !== undefined) return opened(cipher, place, saved);
    throw new DomainError(seen === null ? 'revision-required' : 'revision-conflict', [
      { path: '/headers/if-match', code: seen === null ? 'revision-required' : 'revision-conflict' },
    ]);
  }

  private update(tx: Tx, me: SignedIn, taskId: string, sealed: Buffer | null, seen: number): Promise<DraftRow[]> {
    return tx.query<DraftRow>(
      `update task_drafts set answers = $3, revision = revision + 1, updated_at = now()
       where task_id = $1 and account_id = $2 and revision = $4
       returning answers, revision, updated_at as "updatedAt"`,
      [taskId, me.accountId, sealed, seen],
    );
  }

  /** What seals a draft of a task that is open to her. */
  private async openTaskCipher(tx: Tx, me: SignedIn, taskId: string): Promise<RecordCipher> {
    const [task] = await tx.query<TaskKeyRow & { state: string; roles: Role[] }>(
      `select t.state, t.roles, t.case_id as "caseId", ${dataKeySql('case', 't.case_id')} as "dataKey"
       from tasks t where t.id = $1`,
      [taskId],
    );
    if (task === undefined) throw new DomainError('task-not-found');
    if (!me.roles.some((role) => task.roles.includes(role))) throw new DomainError('not-permitted');
    if (task.state === 'completed') throw new DomainError('task-already-completed');
    if (task.state === 'cancelled') throw new DomainError('task-cancelled');
    return getCipher(tx, 'case', task.caseId, task.dataKey);
  }
}

function placeOf({ accountId }: SignedIn, taskId: string): Place {
  return { column: 'task_drafts.answers', row: `${taskId}/${accountId}` };
}

function opened(cipher: RecordCipher, place: Place, { answers, revision, updatedAt }: DraftRow): Draft {
  return { answers: cipher.open<Draft['answers']>(place, answers) ?? {}, revision, updatedAt };
}
