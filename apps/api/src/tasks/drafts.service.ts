import { Inject, Injectable } from '@nestjs/common';
import type { RelationKey } from '#access/relation-keys.js';
import {
  EMPTY_DRAFT,
  entriesOf,
  mergeDraft,
  type DraftChange,
  type FieldConflict,
} from '#domain/drafts/merge-draft.js';
import { PERSONAL_TASKS } from '#domain/checklists.js';
import { DomainError, refuseWhenViolated } from '#domain/errors.js';
import type { Instant } from '#domain/instant.js';
import type { Role } from '#domain/roles.js';
import type { TaskKey } from '#domain/task-keys.js';
import type { Answers } from '#domain/task-template.js';
import { recordAudit } from '#persistence/audit-entry.js';
import { auditedRead, fieldsOf } from '#persistence/audited-read.js';
import {
  insertDraft,
  namesOf,
  readDraftChanges,
  readDrafts,
  shareDraft,
  updateDraft,
  type DraftChangeLine,
  type StoredDraft,
} from '#persistence/drafts.js';
import { UnitOfWork, type Tx } from '#persistence/unit-of-work.js';
import { FormLibrary } from '#policy/form-library.js';
import type { Form } from '#policy/form.js';
import { requireMayComplete } from '../http/access.js';
import type { SignedIn } from '../http/request-context.js';

/** Answers that are not sent yet, and whose each of them is. */
export interface Draft {
  readonly author: string;
  readonly mine: boolean;
  readonly answers: Answers;
  readonly revision: number;
  readonly formVersion: number;
  readonly updatedAt: Instant;
  readonly fields: Readonly<Record<string, { by: string; at: Instant; revision: number; cleared?: true }>>;
}

export interface DraftConflict {
  readonly conflicts: readonly FieldConflict[];
  readonly draft: Draft;
}

const FIELD_NAME = /^[A-Za-z0-9/~._-]{2,200}$/;

interface OpenTask {
  readonly key: TaskKey;
  readonly caseId: string;
  readonly now: Instant;
}

export interface SaveOptions {
  /** The revision that the writer has seen; null for the first. */
  readonly seen: number | null;
  /** Whose draft, by username; default: one's own, else the one that was handed over. */
  readonly author?: string | undefined;
}

/**
 * A draft belongs to its author; others see that there is one. It is open to whom she hands it, and to whom the task is
 * assigned. Nothing of it is checked yet: an interview is answered in any order.
 */
@Injectable()
export class DraftsService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(FormLibrary) private readonly forms: FormLibrary,
  ) {}

  async find(me: SignedIn, taskId: string): Promise<Draft | null> {
    const attempt = { action: 'read-draft', purpose: 'casework', subjectId: taskId } as const;
    return auditedRead(this.unitOfWork, me, attempt, async (tx, seen) => {
      const [found] = await readDrafts(tx, taskId, me.accountId);
      if (found === undefined) return null;
      const [task] = await tx.query<{ caseId: string }>('select case_id as "caseId" from tasks where id = $1', [
        taskId,
      ]);
      seen({ caseId: task?.caseId ?? null, fields: fieldsOf(found.answers) });
      return this.view(tx, me, found);
    });
  }

  /** Merges what was changed. Where the same answer was changed by another meanwhile, nothing is saved. */
  save(me: SignedIn, taskId: string, answers: Answers, { seen, author }: SaveOptions): Promise<Draft | DraftConflict> {
    return this.unitOfWork.run(me, async (tx) => {
      const task = await this.requireOpenTask(tx, me, taskId);
      const drafts = await readDrafts(tx, taskId, me.accountId, true);
      const stored = author === undefined ? drafts[0] : drafts.find(({ authorUsername }) => authorUsername === author);
      this.requireKnownFields(task.key, stored?.formVersion, answers);
      const change = { answers, base: seen ?? 0, by: me.accountId, at: task.now };
      if (stored !== undefined) return this.change(tx, me, { taskId, task, stored, change, seen });
      if (author !== undefined && author !== me.username) throw new DomainError('draft-belongs-to-another');
      return this.begin(tx, me, { taskId, task, change, seen });
    });
  }

  /** Whose each answer is stands in the clear, by the names of the questions: nothing else may come in as a name. */
  private requireKnownFields(key: TaskKey, version: number | undefined, answers: Answers): void {
    const form = version === undefined ? this.forms.current(key) : this.forms.of(key, version);
    const unknown = entriesOf(answers)
      .map(([field]) => field)
      .filter((field) => !isNameOfA(form, field));
    refuseWhenViolated(unknown.map((field) => ({ path: `/answers${field}`, code: 'field-unknown' })));
  }

  private async begin(
    tx: Tx,
    me: SignedIn,
    { taskId, task, change, seen }: { taskId: string; task: OpenTask; change: DraftChange; seen: number | null },
  ): Promise<Draft> {
    if (seen !== null) throw revisionProblem('revision-conflict');
    const merged = mergeDraft(EMPTY_DRAFT, change);
    if ('conflicts' in merged) throw new Error('An empty draft conflicts with nothing');
    const { draft, changed } = merged;
    const write = { taskId, caseId: task.caseId, authorId: me.accountId, draft, changed };
    if (!(await insertDraft(tx, write, this.forms.current(task.key).version)))
      throw revisionProblem('revision-required');
    return this.own(tx, me, taskId);
  }

  private async change(
    tx: Tx,
    me: SignedIn,
    work: { taskId: string; task: OpenTask; stored: StoredDraft; change: DraftChange; seen: number | null },
  ): Promise<Draft | DraftConflict> {
    const { taskId, task, stored, change, seen } = work;
    if (seen === null) throw revisionProblem('revision-required');
    if (seen > stored.revision) throw revisionProblem('revision-conflict');
    const merged = mergeDraft(stored, change);
    if ('conflicts' in merged) return this.conflict(tx, me, stored, merged.conflicts);
    const { draft, changed } = merged;
    if (changed.length > 0) {
      await updateDraft(tx, { taskId, caseId: task.caseId, authorId: stored.authorId, draft, changed });
    }
    return this.view(tx, me, { ...stored, ...draft, updatedAt: task.now });
  }

  private async conflict(
    tx: Tx,
    me: SignedIn,
    stored: StoredDraft,
    conflicts: readonly FieldConflict[],
  ): Promise<DraftConflict> {
    const names = await namesOf(
      tx,
      conflicts.map(({ by }) => by),
    );
    return {
      conflicts: conflicts.map((one) => ({ ...one, by: names.get(one.by) ?? '' })),
      draft: await this.view(tx, me, stored),
    };
  }

  /** Gives another person of the task's roles a hand in one's draft: she reads and writes it, the author stays. */
  handOver(me: SignedIn, taskId: string, username: string): Promise<{ readonly handedTo: string }> {
    return this.unitOfWork.run(me, async (tx) => {
      const task = await this.requireOpenTask(tx, me, taskId);
      if (PERSONAL_TASKS.includes(task.key)) throw new DomainError('opinion-is-personal');
      const [receiver] = await tx.query<{ id: string; displayName: string }>(
        `select a.id, a.display_name as "displayName" from accounts a, tasks t
         where a.username = $1 and a.disabled_at is null and t.id = $2 and a.roles && t.roles`,
        [username, taskId],
      );
      if (receiver === undefined) {
        throw new DomainError('field-not-a-valid-value', [{ path: '/to', code: 'field-not-a-valid-value' }]);
      }
      if (!(await shareDraft(tx, taskId, me.accountId, receiver.id))) throw new DomainError('draft-belongs-to-another');
      await recordAudit(tx, me, [
        { action: 'hand-over-draft', purpose: 'casework', caseId: task.caseId, subjectId: taskId },
      ]);
      return { handedTo: receiver.displayName };
    });
  }

  /** Who answered what when; without the answers, so that the team may see it. */
  history(me: SignedIn, taskId: string): Promise<readonly DraftChangeLine[]> {
    const attempt = { action: 'read-draft-history', purpose: 'casework', subjectId: taskId } as const;
    return auditedRead(this.unitOfWork, me, attempt, async (tx, seen) => {
      const task = await this.requireTask(tx, me, taskId);
      seen({ caseId: task.caseId, fields: ['draft-history'] });
      return readDraftChanges(tx, taskId);
    });
  }

  private async own(tx: Tx, me: SignedIn, taskId: string): Promise<Draft> {
    const stored = (await readDrafts(tx, taskId, me.accountId)).find(({ authorId }) => authorId === me.accountId);
    if (stored === undefined) throw new DomainError('task-not-found');
    return this.view(tx, me, stored);
  }

  private async view(tx: Tx, me: SignedIn, stored: StoredDraft): Promise<Draft> {
    const { authorId, author, answers, revision, formVersion, updatedAt } = stored;
    const names = await namesOf(tx, [...new Set(Object.values(stored.fields).map(({ by }) => by))]);
    const fields = Object.fromEntries(
      Object.entries(stored.fields).map(([field, mark]) => [field, { ...mark, by: names.get(mark.by) ?? '' }]),
    );
    return { author, mine: authorId === me.accountId, answers, revision, formVersion, updatedAt, fields };
  }

  private async requireOpenTask(tx: Tx, me: SignedIn, taskId: string): Promise<OpenTask> {
    const task = await this.requireTask(tx, me, taskId);
    if (task.state === 'completed') throw new DomainError('task-already-completed');
    if (task.state === 'cancelled') throw new DomainError('task-cancelled');
    return task;
  }

  private async requireTask(tx: Tx, me: SignedIn, taskId: string): Promise<OpenTask & { readonly state: string }> {
    const [task] = await tx.query<
      OpenTask & { state: string; roles: Role[]; assigneeId: string | null; access: RelationKey[] }
    >(
      'select state, roles, assignee_id as "assigneeId", access, key, case_id as "caseId", clock_timestamp() as now from tasks where id = $1',
      [taskId],
    );
    if (task === undefined) throw new DomainError('task-not-found');
    requireMayComplete(me, task);
    return task;
  }
}

function isNameOfA({ schema }: Form, field: string): boolean {
  const [, name = ''] = field.split('/');
  return Object.hasOwn(schema.properties, name) && FIELD_NAME.test(field);
}

function revisionProblem(code: 'revision-conflict' | 'revision-required'): DomainError {
  return new DomainError(code, [{ path: '/headers/if-match', code }]);
}
