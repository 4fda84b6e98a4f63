import { Inject, Injectable } from '@nestjs/common';
import { decide, relationsTo, shownTo } from '#access/relation-keys.js';
import { DomainError } from '#domain/errors.js';
import { auditedRead, fieldsOf } from '#persistence/audited-read.js';
import { completeTask, requireOpenTask } from '#persistence/case-file/complete-task.js';
import type { CaseCodes } from '#domain/case-codes.js';
import { keptAdvice } from '#domain/indicators/advice.js';
import type { CaseFile } from '#persistence/case-file/case-file.js';
import { Casework } from '#persistence/casework.js';
import { readDraftAuthors, readDrafts, takeDrafts } from '#persistence/drafts.js';
import type { TaskOfCase } from '#persistence/rows.js';
import { UnitOfWork, type Tx } from '#persistence/unit-of-work.js';
import { FormLibrary } from '#policy/form-library.js';
import { checkAgainst } from '#policy/forms.js';
import { requireMayComplete, requireRight } from '../http/access.js';
import { shownForm } from './shown-form.js';
import { actorOf } from '../http/actor.js';
import { once, onceOpened, type IdempotencyHeader } from '../http/idempotency.js';
import type { SignedIn } from '../http/request-context.js';
import { TASK_COLUMNS, TASK_FROM, taskView, type TaskRow } from '../http/task-view.js';
import { assignTask } from './assignee.js';
import type { AssignmentDto, CompletionDto } from './dto/task.dto.js';
import { ProcessProgress, type ToldFact } from './process-progress.service.js';
import { ScreeningAdviceService } from './screening-advice.service.js';
import { accountsNamedBy, getSitting, showSitting, suggestedFor } from './mdt-sitting.js';
import { findPartnerQuestion } from './partner-question.js';

export interface CompletionReceipt {
  readonly task: { readonly id: string; readonly key: string; readonly state: string; readonly outcome: string | null };
  readonly case: { readonly id: string; readonly number: string; readonly stage: string; readonly status: string };
  /** What is open in the case right now; the next stage's tasks follow when the process has moved. */
  readonly openTasks: readonly { readonly id: string; readonly key: string; readonly dueAt: string | null }[];
  /** The fact that the workflow was told, when it waited for this act. */
  readonly told: ToldFact | null;
}

const READ_TASK = { action: 'read-task', purpose: 'casework' } as const;

@Injectable()
export class TasksService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(Casework) private readonly casework: Casework,
    @Inject(ProcessProgress) private readonly progress: ProcessProgress,
    @Inject(ScreeningAdviceService) private readonly advice: ScreeningAdviceService,
    @Inject(FormLibrary) private readonly forms: FormLibrary,
  ) {}

  async read(me: SignedIn, id: string) {
    return auditedRead(this.unitOfWork, me, { ...READ_TASK, subjectId: id }, async (tx, seen) => {
      const [row] = await tx.query<TaskRow>(`select ${TASK_COLUMNS} ${TASK_FROM} where t.id = $1`, [id]);
      if (row === undefined) throw new DomainError('task-not-found');
      const shown = shownTo(me, requireRight(me, row.access, 'task.read', 'task-not-found'));
      const child = await isChild(tx, row.caseId);
      const advice = this.advice.isAdvised(row.key) ? { advice: await this.advice.find(tx, row.caseId, child) } : {};
      const sitting = row.key === 'mdt-finding' ? await showSitting(tx, row) : {};
      const suggested = row.key === 'mdt-interview' && shown.has('story') ? await suggestedFor(tx, row) : {};
      const askedPartner = row.key === 'record-partner-answer' ? await findPartnerQuestion(tx, row) : undefined;
      const read = { ...advice, ...sitting, ...suggested, ...(askedPartner ? { askedPartner } : {}) };
      seen({ caseId: row.caseId, fields: ['task', ...fieldsOf(read)] });
      const [draft] = await readDrafts(tx, id, me.accountId);
      const form = draft === undefined ? this.forms.current(row.key) : this.forms.of(row.key, draft.formVersion);
      const others = (await readDraftAuthors(tx, id)).filter(({ authorId }) => authorId !== me.accountId);
      return {
        ...taskView(row, shown.has('story')),
        ...advice,
        ...sitting,
        ...suggested,
        ...(askedPartner === undefined ? {} : { askedPartner }),
        form: shownForm(form, child),
        draftsOfOthers: others.map(({ author, updatedAt }) => ({ author, updatedAt })),
      };
    });
  }

  /** The step of DESIGN §1: authorise, decide, write and acknowledge in one transaction; the process moves afterwards. */
  async complete(
    me: SignedIn,
    taskId: string,
    { answers, occurredAt, formVersion }: CompletionDto,
    header: IdempotencyHeader | null,
    waitSeconds: number,
  ): Promise<CompletionReceipt> {
    const opened = (tx: Tx) =>
      Promise.all([this.casework.open(tx, 'task', taskId, actorOf(me)), takeDrafts(tx, taskId, me.accountId)]);
    const receipt = await onceOpened(this.casework, me, header, opened, async (tx, [file, [sent]]) => {
      const known = file.task(taskId);
      if (known !== undefined) requireMayComplete(me, known, answers.outcome);
      const task = requireOpenTask(file, taskId);
      // In the version that she answered: said by the sender, else that of her draft, else the one in use.
      const form = this.forms.of(task.key, formVersion ?? sent?.formVersion ?? this.forms.current(task.key).version);
      const advice = this.advice.isAdvised(task.key) ? await this.advice.find(tx, file.id, file.row.codes.child) : null;
      const named = await accountsNamedBy(tx, task.key, answers);
      const sitting = task.key === 'mdt-finding' ? await getSitting(tx, file.id, taskId) : undefined;
      completeTask(file, task, {
        answers,
        occurredAt,
        formVersion: form.version,
        formViolations: [...checkAgainst(form, answers), ...named.unknown],
        accounts: named.accounts,
        sitting,
        advice: advice === null ? undefined : keptAdvice(advice),
      });
      const told = await file.flush(tx);
      const fact = told.find(({ workflowId }) => workflowId === task.workflowId);
      return {
        result: receiptOf(
          me,
          file,
          task,
          fact === undefined ? null : { workflowId: fact.workflowId, seq: fact.fact.seq },
        ),
        told,
      };
    });
    if (waitSeconds === 0 || receipt.told === null) return receipt;
    await this.progress.waitUntilRead(receipt.told, waitSeconds);
    return { ...receipt, ...(await this.unitOfWork.read(me, (tx) => currentState(tx, receipt))) };
  }

  async assign(me: SignedIn, taskId: string, { assignee }: AssignmentDto, header: IdempotencyHeader | null) {
    return once(this.casework, me, header, async (tx) => {
      const file = await this.casework.open(tx, 'task', taskId, actorOf(me));
      requireRight(me, file.task(taskId)?.access ?? [], 'task.assign', 'task-not-found');
      const result = await assignTask(tx, file, taskId, assignee);
      return { result, told: await file.flush(tx) };
    });
  }
}

function receiptOf(me: SignedIn, file: CaseFile, task: TaskOfCase, told: ToldFact | null): CompletionReceipt {
  const { id, number, stage, status } = file.row;
  return {
    task: { id: task.id, key: task.key, state: task.state, outcome: task.outcome },
    case: { id, number, stage, status },
    openTasks: file.contents.tasks
      .filter(({ state, access }) => state === 'open' && decide(me, relationsTo(me, access), 'task.read'))
      .map((open) => ({ id: open.id, key: open.key, dueAt: open.dueAt })),
    told,
  };
}

/** As far as it is still hers to see: with her task a person's part in a case may end. */
async function currentState(
  tx: Tx,
  receipt: CompletionReceipt,
): Promise<Pick<CompletionReceipt, 'case' | 'openTasks'>> {
  const [kase] = await tx.query<CompletionReceipt['case']>(
    'select id, number, stage, status from cases where id = $1',
    [receipt.case.id],
  );
  if (kase === undefined) return { case: receipt.case, openTasks: [] };
  const openTasks = await tx.query<CompletionReceipt['openTasks'][number]>(
    `select id, key, due_at as "dueAt" from tasks where case_id = $1 and state = 'open' order by position`,
    [receipt.case.id],
  );
  return { case: kase, openTasks };
}

async function isChild(tx: Tx, caseId: string): Promise<boolean> {
  const [kase] = await tx.query<{ codes: CaseCodes }>('select codes from cases where id = $1', [caseId]);
  return kase?.codes.child ?? false;
}
