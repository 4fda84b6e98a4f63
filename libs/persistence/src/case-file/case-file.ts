import { randomUUID } from 'node:crypto';
import type { CaseCodes } from '#domain/case-codes.js';
import { templateOf, type ChecklistName } from '#domain/checklists.js';
import {
  fireDue,
  isUnanswered,
  startClock,
  stopClock,
  type ClockKey,
  type ClockSnapshot,
  type Watchman,
} from '#domain/clock.js';
import { processId, type Fact, type ProcessKind } from '#domain/facts.js';
import type { Instant } from '#domain/instant.js';
import { dueAtOf, type Policy } from '#domain/policy.js';
import { keysOf, openingOf, type ChecklistTask } from '#domain/step.js';
import type { TaskKey } from '#domain/task-keys.js';
import type { AuditAction } from '#domain/texts/audit-texts.js';
import type { TimelineKind } from '#domain/texts/timeline-texts.js';
import type { ClockOrder } from '#domain/task-template.js';
import { auditRowOf } from '../audit-entry.js';
import type { Actor, CaseContents, ClockOfCase, LockedCase, OutboxRow, ProcessOfCase, TaskOfCase } from '../rows.js';
import type { Tx } from '../unit-of-work.js';
import { CaseChanges } from './case-changes.js';
import { caseColumns, snapshotOf } from './case-columns.js';
import { CaseWrites } from './case-writes.js';
import { recordClockEvent } from './clock-events.js';
import { renewAccess } from './case-standing.js';
import { putStuckRows } from './stuck-rows.js';
import { tellReceivers, type EndedShare } from './tell-receivers.js';
import { dueOnOpening, newTask, type TaskOpening } from './task-opening.js';

/**
 * A case opened for a change under its row lock: what it holds, and what the change will write. Every act on a case,
 * a person's or a workflow's, goes through one of these, so steps of one case happen one after the other.
 */
export class CaseFile {
  readonly writes: CaseWrites;
  private readonly changes = new CaseChanges();
  private readonly told: OutboxRow[] = [];
  readonly endedShares: EndedShare[] = [];
  private position: number;

  constructor(
    readonly row: LockedCase,
    readonly contents: CaseContents,
    readonly policy: Policy,
    readonly actor: Actor,
  ) {
    this.writes = new CaseWrites(contents.cipher);
    this.position = contents.tasks.reduce((highest, task) => Math.max(highest, task.position), 0);
  }

  get id(): string {
    return this.row.id;
  }

  get now(): Instant {
    return this.row.now;
  }

  get caseProcessId(): string {
    return processId('case', this.row.id);
  }

  process(workflowId: string): ProcessOfCase {
    const found = this.contents.processes.find((process) => process.workflowId === workflowId);
    if (found === undefined) throw new Error(`Case ${this.id} has no process ${workflowId}`);
    return found;
  }

  task(taskId: string): TaskOfCase | undefined {
    return this.contents.tasks.find(({ id }) => id === taskId);
  }

  /** The tasks of one checklist of one process, as the domain sees them. */
  checklistTasks(workflowId: string, checklist: ChecklistName): ChecklistTask[] {
    return this.contents.tasks
      .filter((task) => task.workflowId === workflowId && task.checklist === checklist)
      .map(({ id, key, state, position }) => ({ id, key, state, order: position }));
  }

  setCodes(codes: CaseCodes): void {
    this.row.codes = codes;
  }

  openTasks(keys: readonly TaskKey[], opening: TaskOpening): readonly TaskOfCase[] {
    const { workflowId, checklist, cause, subject = '' } = opening;
    const known = this.contents.tasks.some(
      (task) =>
        task.workflowId === workflowId &&
        task.checklist === checklist &&
        task.cause === cause &&
        task.subject === subject &&
        keys.includes(task.key),
    );
    if (known) return [];
    return openingOf(checklist, keys, this.row.codes).map(({ key, state }) => {
      const template = templateOf(checklist, key);
      this.position += 1;
      const task = newTask(this.row, template, opening, {
        state,
        position: this.position,
        dueAt: dueOnOpening(key, workflowId, this.contents.clocks, this.policy),
      });
      this.contents.tasks.push(task);
      this.changes.tasks.add(task);
      if (state === 'open') this.startOpeningClock(task, opening.urgent ?? false);
      return task;
    });
  }

  openChecklist(checklist: ChecklistName, workflowId: string, cause: string): readonly TaskOfCase[] {
    return this.openTasks(keysOf(checklist), { workflowId, checklist, cause });
  }

  private startOpeningClock(task: TaskOfCase, urgent: boolean): void {
    const key = templateOf(task.checklist, task.key).clockOnOpening;
    if (key !== undefined) this.startClockAt(key, task.workflowId, this.now, { task, urgent });
  }

  unblockTask(taskId: string): void {
    const task = this.requireTask(taskId);
    task.state = 'open';
    task.openedAt = this.now;
    this.changes.tasks.touch(task);
    this.startOpeningClock(task, false);
  }

  completeTask(task: TaskOfCase, outcome: string): void {
    task.state = 'completed';
    task.outcome = outcome;
    task.completedBy = this.actor.accountId;
    task.settledAt = this.now;
    this.changes.tasks.touch(task);
  }

  cancelTask(taskId: string): void {
    const task = this.requireTask(taskId);
    if (task.state !== 'open' && task.state !== 'blocked') return;
    task.state = 'cancelled';
    task.settledAt = this.now;
    this.changes.tasks.touch(task);
    for (const { id, clock } of this.contents.clocks.filter((candidate) => candidate.taskId === taskId)) {
      if (clock.state === 'running') this.stopClockById(id, this.now, 'task-cancelled');
    }
  }

  assignTask(task: TaskOfCase, assigneeId: string | null): void {
    task.assigneeId = assigneeId;
    this.changes.tasks.touch(task);
  }

  private requireTask(taskId: string): TaskOfCase {
    const task = this.task(taskId);
    if (task === undefined) throw new Error(`Case ${this.id} has no task ${taskId}`);
    return task;
  }

  startProcess(kind: ProcessKind, subjectId: string, subject = '', agency: string | null = null): string {
    const workflowId = processId(kind, subjectId);
    const known = this.contents.processes.find((process) => process.workflowId === workflowId);
    if (known) {
      known.state = 'running';
      known.endedAt = null;
      known.appliedSeq = known.lastSeq;
      this.changes.processes.touch(known);
      return workflowId;
    }
    const process: ProcessOfCase = {
      workflowId,
      kind,
      subject,
      agency,
      state: 'running',
      lastSeq: 0,
      appliedSeq: 0,
      endedAt: null,
    };
    this.contents.processes.push(process);
    this.changes.processes.add(process);
    return workflowId;
  }

  endProcess(workflowId: string): void {
    const process = this.process(workflowId);
    process.state = 'ended';
    process.endedAt = this.now;
    this.changes.processes.touch(process);
  }

  markApplied(workflowId: string, seq: number): void {
    const process = this.process(workflowId);
    process.appliedSeq = Math.max(process.appliedSeq, seq);
    this.changes.processes.touch(process);
  }

  orderClocks(orders: readonly ClockOrder[], workflowId: string): void {
    for (const order of orders) {
      if (order.order === 'start') {
        const { dueAt, urgent } = order;
        this.startClockAt(order.key, workflowId, order.at, {
          ...(dueAt === undefined ? {} : { dueAt }),
          ...(urgent === undefined ? {} : { urgent }),
        });
      } else {
        const unstopped = this.contents.clocks.filter(
          ({ clock }) => clock.key === order.key && clock.stoppedAt === undefined,
        );
        for (const { id } of unstopped) this.stopClockById(id, order.at, order.reason);
      }
    }
  }

  /** A clock that is already over when it is recorded ends at once, marked late, before any workflow sees it. */
  startClockAt(
    key: ClockKey,
    workflowId: string,
    at: Instant,
    options: { dueAt?: Instant; urgent?: boolean; task?: TaskOfCase } = {},
  ): ClockOfCase {
    const dueAt = options.dueAt ?? dueAtOf(this.policy, key, at, options.urgent);
    const entry: ClockOfCase = {
      id: randomUUID(),
      workflowId,
      taskId: options.task?.id ?? null,
      firstDueAt: dueAt,
      clock: startClock(key, at, dueAt),
    };
    this.contents.clocks.push(entry);
    this.changes.clocks.add(entry);
    if (options.task) this.setTaskDue(options.task, dueAt);
    const decider = this.policy.clocks[key].decidedBy;
    for (const task of this.contents.tasks) {
      if (
        task.key === decider &&
        task.workflowId === workflowId &&
        task.state !== 'completed' &&
        options.task === undefined
      ) {
        this.setTaskDue(task, dueAt);
      }
    }
    this.timeline('clock-started', { clock: key, due: dueAt }, at);
    this.fireClock(entry, this.now, 'step');
    return entry;
  }

  setTaskDue(task: TaskOfCase, dueAt: Instant): void {
    task.dueAt = dueAt;
    this.touchTask(task);
  }

  touchTask(task: TaskOfCase): void {
    this.changes.tasks.touch(task);
  }

  private stopClockById(clockId: string, at: Instant, reason: string): void {
    const entry = this.requireClock(clockId);
    const { clock, events } = stopClock(entry.clock, at, reason, this.now);
    if (clock === entry.clock) return;
    entry.clock = clock;
    this.touchClock(entry);
    events.forEach((event) => recordClockEvent(this, entry, event, 'step'));
    this.timeline('clock-stopped', { clock: clock.key, outcome: reason }, at);
  }

  stopTaskClocks(taskId: string, at: Instant, reason: string): void {
    for (const { id, clock } of this.contents.clocks.filter((candidate) => candidate.taskId === taskId)) {
      if (clock.stoppedAt === undefined) this.stopClockById(id, at, reason);
    }
  }

  stopProcessClocks(workflowId: string, at: Instant, reason: string): void {
    for (const { id, clock } of this.contents.clocks.filter((candidate) => candidate.workflowId === workflowId)) {
      if (clock.stoppedAt === undefined) this.stopClockById(id, at, reason);
    }
  }

  requireClock(clockId: string): ClockOfCase {
    const entry = this.contents.clocks.find(({ id }) => id === clockId);
    if (entry === undefined) throw new Error(`Case ${this.id} has no clock ${clockId}`);
    return entry;
  }

  touchClock(entry: ClockOfCase): void {
    this.changes.clocks.touch(entry);
  }

  /** Fires what is due; the row lock makes each threshold happen once, whoever comes first. */
  fireClock(entry: ClockOfCase, at: Instant, seenBy: Watchman): void {
    const { clock, events } = fireDue(entry.clock, at);
    if (events.length === 0) return;
    entry.clock = clock;
    this.touchClock(entry);
    events.forEach((event) => recordClockEvent(this, entry, event, seenBy));
  }

  /** Puts the next fact of a workflow's sequence into the outbox, with the clocks that it must watch. */
  tell(workflowId: string, fact: Omit<Fact, 'seq' | 'clocks'>): void {
    const process = this.process(workflowId);
    process.lastSeq += 1;
    this.changes.processes.touch(process);
    const clocks = this.changedSnapshots(workflowId);
    this.told.push({
      workflowId,
      caseId: this.id,
      fact: { seq: process.lastSeq, ...fact, ...(clocks.length === 0 ? {} : { clocks }) },
      stage: this.row.stage,
      province: this.row.province,
      policy: this.policy.version,
    });
  }

  /** Started or extended clocks must reach the workflow that arms the timer, also when no other fact does. */
  tellClockChanges(): void {
    for (const process of this.contents.processes) {
      if (process.state === 'ended' || this.told.some(({ workflowId }) => workflowId === process.workflowId)) continue;
      if (this.changedSnapshots(process.workflowId).some(({ state }) => state === 'running')) {
        this.tell(process.workflowId, { kind: 'clocksChanged', at: this.now });
      }
    }
  }

  private changedSnapshots(workflowId: string): ClockSnapshot[] {
    return this.changes.clocks.all.filter((entry) => entry.workflowId === workflowId).map(snapshotOf);
  }

  /** What the workflow must watch now. */
  runningClocks(workflowId: string): ClockSnapshot[] {
    return this.contents.clocks
      .filter((entry) => entry.workflowId === workflowId && entry.clock.state === 'running')
      .map(snapshotOf);
  }

  timeline(kind: TimelineKind, params: Readonly<Record<string, string | number>>, happenedAt: Instant): void {
    this.writes.insert('timeline', {
      case_id: this.id,
      kind,
      params,
      happened_at: happenedAt,
      recorded_at: this.now,
      actor_id: this.actor.accountId,
      agency: this.actor.agency,
    });
  }

  audit(action: AuditAction, purpose: string, subjectId: string | null = null, fields: readonly string[] = []): void {
    this.writes.insert(
      'audit',
      auditRowOf(this.actor, this.now, { action, purpose, caseId: this.id, subjectId, fields }),
    );
  }

  /** Writes everything in one statement and returns the facts to deliver once the transaction has committed. */
  async flush(tx: Tx): Promise<readonly OutboxRow[]> {
    const told = this.seal();
    await this.writes.flush(tx);
    await tellReceivers(tx, this, this.endedShares);
    return told;
  }

  /** Puts all that has changed into the writes, and nothing when nothing has: a watchman who came second writes nothing. */
  seal(): readonly OutboxRow[] {
    const mustDecide = this.contents.clocks.some(
      ({ clock }) => isUnanswered(clock) && this.policy.clocks[clock.key].kind === 'ceiling',
    );
    this.tellClockChanges();
    for (const task of renewAccess(this.row, this.contents.tasks)) this.touchTask(task);
    this.changes.putInto(this);
    putStuckRows(this);
    if (this.told.length === 0 && this.writes.isEmpty && this.row.must_decide === mustDecide) return [];
    for (const { workflowId, caseId, fact } of this.told) {
      this.writes.insert('outbox', { workflow_id: workflowId, case_id: caseId, seq: fact.seq, fact });
    }
    this.row.must_decide = mustDecide;
    this.writes.update('cases', caseColumns(this.row));
    return this.told;
  }
}
