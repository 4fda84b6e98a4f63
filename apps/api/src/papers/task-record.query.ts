import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '#domain/errors.js';
import type { DisplayLanguage, Instant } from '#domain/instant.js';
import type { Dissent } from '#domain/stages/mdt-sitting.js';
import type { TaskState } from '#domain/step.js';
import type { TaskKey } from '#domain/task-keys.js';
import { renderFormRecord } from '#documents/form-record.js';
import { auditedRead, fieldsOf } from '#persistence/audited-read.js';
import { readAnswersOfTasks } from '#persistence/case-file/recorded-answers.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { FormLibrary } from '#policy/form-library.js';
import { shownOfCase } from '../http/access.js';
import type { SignedIn } from '../http/request-context.js';

interface CompletedTask {
  readonly key: TaskKey;
  readonly state: TaskState;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly erased: boolean;
  readonly now: Instant;
}

/** What a completed task recorded, as a document: for whoever may read those answers, and each copy names its reader. */
@Injectable()
export class TaskRecordQuery {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(FormLibrary) private readonly forms: FormLibrary,
  ) {}

  async read(me: SignedIn, taskId: string, language: DisplayLanguage): Promise<Buffer> {
    const attempt = { action: 'read-task-record', purpose: 'casework', subjectId: taskId } as const;
    const record = await auditedRead(this.unitOfWork, me, attempt, async (tx, seen) => {
      const [task] = await tx.query<CompletedTask>(
        `select t.key, t.state, t.case_id as "caseId", c.number as "caseNumber", clock_timestamp() as now,
           exists (select from shreddings x where x.owner_kind = 'case' and x.owner_id = c.id) as erased
         from tasks t join cases c on c.id = t.case_id where t.id = $1`,
        [taskId],
      );
      if (task === undefined) throw new DomainError('task-not-found');
      const shown = await shownOfCase(tx, me, task.caseId, 'task-not-found');
      if (!shown.has('story')) throw new DomainError('task-not-found');
      if (task.state !== 'completed') throw new DomainError('task-not-completed');
      if (task.erased) throw new DomainError('personal-data-erased');
      const [recorded] = await readAnswersOfTasks(tx, task.caseId, [taskId]);
      // The store shows an opinion of the team to nobody but its author while another is awaited (0028).
      if (recorded === undefined) throw new DomainError('opinions-sealed');
      seen({ caseId: task.caseId, fields: fieldsOf(recorded.answers) });
      return { ...recorded, caseNumber: task.caseNumber, now: task.now };
    });
    const dissents = (record.answers.dissents ?? []) as readonly Dissent[];
    return renderFormRecord({
      form: this.forms.of(record.key, record.formVersion),
      answers: record.answers,
      caseNumber: record.caseNumber,
      happenedAt: new Date(record.happenedAt).toISOString(),
      completedAt: new Date(record.recordedAt).toISOString(),
      completedBy: `${record.recordedBy}, ${record.recorderAgency}`,
      madeFor: `${me.displayName} (${me.username}, ${me.agency})`,
      madeAt: record.now,
      language,
      dissents,
    });
  }
}
