import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { CaseAction } from '#access/permissions.js';
import type { ChecklistName } from '#domain/checklists.js';
import { DomainError } from '#domain/errors.js';
import { isAfter, parseInstant, plus, type Instant } from '#domain/instant.js';
import { mayHold, type StuckCause } from '#domain/stuck.js';
import { mayOpenStandingAct } from '#domain/standing-acts.js';
import type { TaskKey } from '#domain/task-keys.js';
import type { Answers } from '#domain/task-template.js';
import { completeTask } from '#persistence/case-file/complete-task.js';
import type { CaseFile } from '#persistence/case-file/case-file.js';
import { Casework } from '#persistence/casework.js';
import type { TaskOfCase } from '#persistence/rows.js';
import type { Tx } from '#persistence/unit-of-work.js';
import { FormLibrary } from '#policy/form-library.js';
import { checkAgainst } from '#policy/forms.js';
import { requireRight } from '../http/access.js';
import { actorOf } from '../http/actor.js';
import { once, type IdempotencyHeader } from '../http/idempotency.js';
import type { SignedIn } from '../http/request-context.js';
import { assignTask } from '../tasks/assignee.js';
import type {
  CauseActionDto,
  HoldDto,
  InterpreterDto,
  QuorumDateDto,
  ReassignmentDto,
} from './dto/stuck-action.dto.js';
import { tellAboutCause } from './stuck-notices.js';
import { recordAction, requireAction, requireCause, type ActionReceipt } from './stuck-work.js';

/** What people do about a case that does not move. Each act is audited with its reason, in one commit with its effect. */
@Injectable()
export class StuckActionsService {
  constructor(
    @Inject(Casework) private readonly casework: Casework,
    @Inject(FormLibrary) private readonly forms: FormLibrary,
  ) {}

  /** Reminds whoever can unblock it. */
  nudge(me: SignedIn, caseId: string, { key, reason }: CauseActionDto, header: IdempotencyHeader | null) {
    requireAction(me, 'nudge');
    return this.onCase(me, caseId, 'stuck.act', header, async (file, tx) => {
      const cause = requireCause(file, key);
      const receipt = recordAction(file, 'nudge', key, reason);
      file.timeline('case-nudged', {}, file.now);
      const told = await tellAboutCause(tx, file, cause, 'stuck-nudge', receipt.id);
      return { ...receipt, told };
    });
  }

  /** Asks those who supervise. */
  escalate(me: SignedIn, caseId: string, { key, reason }: CauseActionDto, header: IdempotencyHeader | null) {
    requireAction(me, 'escalate');
    return this.onCase(me, caseId, 'stuck.act', header, async (file, tx) => {
      const cause = requireCause(file, key);
      const receipt = recordAction(file, 'escalate', key, reason);
      file.timeline('case-escalated', {}, file.now);
      const told = await tellAboutCause(tx, file, cause, 'stuck-escalated', receipt.id);
      return { ...receipt, told };
    });
  }

  reassign(me: SignedIn, caseId: string, order: ReassignmentDto, header: IdempotencyHeader | null) {
    requireAction(me, 'reassign');
    return this.onCase(me, caseId, 'task.assign', header, async (file, tx) => {
      const { id, assignee } = await assignTask(tx, file, order.taskId, order.assignee);
      return { ...recordAction(file, 'reassign', id, order.reason), assignee };
    });
  }

  /** The wait is right until a date; then it is back on the board by itself. */
  hold(me: SignedIn, caseId: string, { key, until, reason }: HoldDto, header: IdempotencyHeader | null) {
    requireAction(me, 'hold');
    return this.onCase(me, caseId, 'stuck.act', header, (file) => {
      const cause = requireCause(file, key);
      if (!mayHold(cause.rule)) throw new DomainError('hold-not-allowed');
      setHold(file, cause.key, instantAt(until, '/until'), reason);
      return recordAction(file, 'hold', key, reason);
    });
  }

  /** An interpreter is there: the task that sought one is done, or is opened for it. */
  addInterpreter(me: SignedIn, caseId: string, order: InterpreterDto, header: IdempotencyHeader | null) {
    requireAction(me, 'add-interpreter');
    return this.onCase(me, caseId, 'task.complete', header, (file) => {
      const { reason, ...answers } = order;
      const task = openTaskOf(file, 'arrange-interpreter') ?? this.openStanding(file, 'arrange-interpreter');
      this.complete(file, task, { outcome: 'present', ...answers });
      return recordAction(file, 'add-interpreter', task.id, reason);
    });
  }

  /** A new date for the team: the board leaves the case alone until then; the team is convened by its own task. */
  setQuorumDate(me: SignedIn, caseId: string, order: QuorumDateDto, header: IdempotencyHeader | null) {
    requireAction(me, 'set-quorum-date');
    return this.onCase(me, caseId, 'task.complete', header, (file) => {
      const meetingAt = instantAt(order.meetingAt, '/meetingAt');
      const task = openTaskOf(file, 'convene-mdt') ?? openTaskOf(file, 'mdt-interview');
      if (task === undefined) throw new DomainError('stage-does-not-allow', [], { stage: file.row.stage });
      setHold(file, 'quorum-missed', meetingAt, order.reason);
      return recordAction(file, 'set-quorum-date', task.id, order.reason);
    });
  }

  private onCase<T extends ActionReceipt>(
    me: SignedIn,
    caseId: string,
    action: CaseAction,
    header: IdempotencyHeader | null,
    act: (file: CaseFile, tx: Tx) => T | Promise<T>,
  ): Promise<T> {
    return once(this.casework, me, header, async (tx) => {
      const file = await this.casework.open(tx, 'case', caseId, actorOf(me));
      requireRight(me, file.row.access, action, 'case-not-found');
      const result = await act(file, tx);
      return { result, told: await file.flush(tx) };
    });
  }

  private openStanding(file: CaseFile, key: 'arrange-interpreter'): TaskOfCase {
    const standing: ChecklistName = 'standing';
    const [task] = mayOpenStandingAct(key, file.row.stage)
      ? file.openTasks([key], { workflowId: file.caseProcessId, checklist: standing, cause: `act:${randomUUID()}` })
      : [];
    if (task === undefined) throw new DomainError('stage-does-not-allow', [], { stage: file.row.stage });
    return task;
  }

  private complete(file: CaseFile, task: TaskOfCase, answers: Answers): void {
    const form = this.forms.current(task.key);
    completeTask(file, task, { answers, formVersion: form.version, formViolations: checkAgainst(form, answers) });
  }
}

function openTaskOf(file: CaseFile, key: TaskKey): TaskOfCase | undefined {
  return file.contents.tasks.find((task) => task.key === key && task.state === 'open');
}

function setHold(file: CaseFile, key: StuckCause['key'], until: Instant, reason: string): void {
  const latest = plus(file.now, file.policy.stuck.longestHold.value);
  if (!isAfter(until, file.now) || isAfter(until, latest)) {
    throw new DomainError('hold-too-long', [{ path: '/until', code: 'hold-too-long', params: { latest } }], { latest });
  }
  file.contents.holds.push({ key, until, setAt: file.now });
  file.writes.insert('waitHolds', {
    id: randomUUID(),
    case_id: file.id,
    key,
    until,
    reason,
    set_by: file.actor.accountId,
    set_at: file.now,
  });
  file.timeline('wait-held', { due: until }, file.now);
}

function instantAt(text: string, path: string): Instant {
  const at = parseInstant(text);
  if (at === null) throw new DomainError('date-invalid', [{ path, code: 'date-invalid' }]);
  return at;
}
