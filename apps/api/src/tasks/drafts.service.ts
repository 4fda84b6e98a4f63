import { Inject, Injectable } from '@nestjs/common';
import type { RelationKey } from '#access/relation-keys.js';
import { DomainError } from '#domain/errors.js';
import type { Role } from '#domain/roles.js';
import { auditedRead, fieldsOf } from '#persistence/audited-read.js';
import { UnitOfWork, type Tx } from '#persistence/unit-of-work.js';
import { requireMayComplete } from '../http/access.js';
import type { SignedIn } from '../http/request-context.js';

export interface Draft {
  readonly answers: Record<string, unknown>;
  readonly revision: number;
  readonly updatedAt: string;
}

/** A draft belongs to its author. Nothing of it is checked yet: an interview is answered in any order. */
@Injectable()
export class DraftsService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  async find(me: SignedIn, taskId: string): Promise<Draft | null> {
    const attempt = { action: 'read-draft', purpose: 'casework', subjectId: taskId };
    return auditedRead(this.unitOfWork, me, attempt, async (tx, seen) => {
      const [found] = await tx.query<Draft & { caseId: string }>(
        `select d.answers, d.revision, d.updated_at as "updatedAt", t.case_id as "caseId"
         from task_drafts d join tasks t on t.id = d.task_id where d.task_id = $1 and d.account_id = $2`,
        [taskId, me.accountId],
      );
      if (found === undefined) return null;
      const { caseId, ...draft } = found;
      seen({ caseId, fields: fieldsOf(draft.answers) });
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
    await this.requireOpenTask(tx, me, taskId);
    const [saved] =
      seen === null
        ? await tx.query<Draft>(
            `insert into task_drafts (task_id, account_id, answers) values ($1, $2, $3)
             on conflict do nothing returning answers, revision, updated_at as "updatedAt"`,
            [taskId, me.accountId, answers],
          )
        : await this.update(tx, me, taskId, answers, seen);
    if (saved !== undefined) return saved;
    throw new DomainError(seen === null ? 'revision-required' : 'revision-conflict', [
      { path: '/headers/if-match', code: seen === null ? 'revision-required' : 'revision-conflict' },
    ]);
  }

  private update(
    tx: Tx,
    me: SignedIn,
    taskId: string,
    answers: Record<string, unknown>,
    seen: number,
  ): Promise<Draft[]> {
    return tx.query<Draft>(
      `update task_drafts set answers = $3, revision = revision + 1, updated_at = now()
       where task_id = $1 and account_id = $2 and revision = $4
       returning answers, revision, updated_at as "updatedAt"`,
      [taskId, me.accountId, answers, seen],
    );
  }

  private async requireOpenTask(tx: Tx, me: SignedIn, taskId: string): Promise<void> {
    const [task] = await tx.query<{ state: string; roles: Role[]; access: RelationKey[] }>(
      'select state, roles, access from tasks where id = $1',
      [taskId],
    );
    if (task === undefined) throw new DomainError('task-not-found');
    requireMayComplete(me, task);
    if (task.state === 'completed') throw new DomainError('task-already-completed');
    if (task.state === 'cancelled') throw new DomainError('task-cancelled');
  }
}
