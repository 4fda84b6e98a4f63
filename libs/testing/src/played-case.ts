import { templateOf, type ChecklistName } from '#domain/checklists.js';
import type { ClockKey } from '#domain/clock.js';
import { processId } from '#domain/facts.js';
import type { Instant } from '#domain/instant.js';
import type { Stage } from '#domain/stages.js';
import type { StandingAct } from '#domain/standing-acts.js';
import type { Answers } from '#domain/task-template.js';
import type { TaskKey } from '#domain/task-keys.js';
import { completeTask, requireOpenTask } from '#persistence/case-file/complete-task.js';
import { extendCaseClock } from '#persistence/case-file/extend-clock.js';
import { checkAnswers, getForm } from '#policy/forms.js';
import type { CaseSummary } from '#workflows/case/case.messages.js';
import { StandingActsService } from '../../../apps/api/src/cases/standing-acts.service.js';
import { actorOf } from '../../../apps/api/src/http/actor.js';
import { ReferralsService } from '../../../apps/api/src/referrals/referrals.service.js';
import type { ServiceReferralDto } from '../../../apps/api/src/referrals/dto/referral.dto.js';
import type { CaseworkBench, Person } from './casework-bench.js';

export interface TaskRow {
  readonly id: string;
  readonly key: TaskKey;
  readonly checklist: ChecklistName;
  readonly workflowId: string;
  readonly state: string;
  readonly subject: string;
  readonly urgent: boolean;
  readonly mustDecide: boolean;
  readonly dueAt: Instant | null;
}

export interface ClockRow {
  readonly id: string;
  readonly key: ClockKey;
  readonly workflowId: string;
  readonly state: string;
  readonly startedAt: Instant;
  readonly dueAt: Instant;
  readonly revision: number;
  readonly stopReason: string | null;
  readonly lateByMs: number | null;
}

export interface ClockEventRow {
  readonly clockId: string;
  readonly key: ClockKey;
  readonly threshold: number;
  readonly revision: number;
  readonly dueAt: Instant;
  readonly firedAt: Instant;
  readonly lateByMs: number;
}

interface ProcessRow {
  readonly workflowId: string;
  readonly state: 'running' | 'ended';
  readonly lastSeq: number;
}

export interface CompletionOptions {
  readonly by?: Person;
  /** Which of several open tasks of that key: a visit's month, a referral's id. */
  readonly of?: string;
  /** False: not waited until the workflows have moved. */
  readonly settle?: boolean;
}

const SETTLE_LIMIT_MS = 20_000;

/** One case on the bench: what people do with it, and what stands in its record. */
export class PlayedCase {
  constructor(
    private readonly bench: CaseworkBench,
    readonly id: string,
  ) {}

  get workflowId(): string {
    return processId('case', this.id);
  }

  /** Completes the open task of that key, with its form's example changed by `answers`. It happens now unless said. */
  async complete(key: TaskKey, answers: Answers = {}, options: CompletionOptions = {}): Promise<void> {
    const task = await this.openTask(key, options.of);
    const { happenedAt } = templateOf(task.checklist, key);
    const example = Object.entries(getForm(key).example).filter(([field]) => field !== happenedAt);
    await this.completeWith(task.id, { ...Object.fromEntries(example), ...answers }, options);
  }

  async completeWith(taskId: string, answers: Answers, options: CompletionOptions = {}): Promise<void> {
    const { by = 'social', settle = true } = options;
    await this.bench.casework.change('task', taskId, actorOf(this.bench.people[by]), (file) => {
      const task = requireOpenTask(file, taskId);
      const formViolations = checkAnswers(task.key, answers);
      completeTask(file, task, { answers, formVersion: getForm(task.key).version, formViolations });
    });
    if (settle) await this.settle();
  }

  /** Opens and completes an act that every stage must bear. */
  async act(key: StandingAct, answers: Answers = {}, options: CompletionOptions = {}): Promise<void> {
    await this.openStanding(key);
    await this.complete(key, answers, options);
  }

  async openStanding(key: StandingAct): Promise<void> {
    await new StandingActsService(this.bench.casework).open(this.bench.people.social, this.id, key, null);
  }

  async refer(referral: Partial<ServiceReferralDto> = {}): Promise<string> {
    const service = new ReferralsService(this.bench.unitOfWork, this.bench.casework);
    const { id } = await service.create(
      this.bench.people.social,
      this.id,
      {
        service: 'legal-aid',
        receiverAgency: 'ngo-legal-aid',
        purpose: 'A lawyer',
        sharedFields: ['name'],
        consent: { given: true },
        ...referral,
      },
      null,
    );
    await this.settle();
    return id;
  }

  async extend(
    key: ClockKey,
    newDueAt: Instant,
    ground: string,
    options: CompletionOptions & { readonly grantedAt?: Instant } = {},
  ): Promise<void> {
    const clock = await this.clock(key);
    const me = this.bench.people.supervisor;
    await this.bench.casework.change('clock', clock.id, actorOf(me), (file) => {
      extendCaseClock(file, clock.id, {
        ground,
        authority: 'Head of the provincial office',
        document: 'Memo 1/2569',
        newDueAt,
        grantedAt: options.grantedAt ?? file.now,
        roles: me.roles,
      });
    });
    if (options.settle !== false) await this.settle();
  }

  async tasks(): Promise<TaskRow[]> {
    return this.bench.query<TaskRow>(
      `select id, key, checklist, workflow_id as "workflowId", state, subject, urgent, must_decide as "mustDecide",
         due_at as "dueAt" from tasks where case_id = $1 order by position`,
      [this.id],
    );
  }

  async openKeys(): Promise<TaskKey[]> {
    return (await this.tasks()).filter(({ state }) => state === 'open').map(({ key }) => key);
  }

  async openTask(key: TaskKey, of?: string): Promise<TaskRow> {
    const tasks = await this.tasks();
    const isMeant = (task: TaskRow) => of === undefined || task.subject === of || task.workflowId.endsWith(of);
    const task = tasks.find((candidate) => candidate.key === key && candidate.state === 'open' && isMeant(candidate));
    if (task !== undefined) return task;
    const known = tasks.map(({ key: other, state }) => `${other} ${state}`).join(', ');
    throw new Error(`No open ${key} in stage ${await this.stage()}: ${known}`);
  }

  /** The open task of that key, once it is there: for a process of its own, beside which nothing is to be waited for. */
  async untilOpen(key: TaskKey): Promise<string> {
    const deadline = Date.now() + SETTLE_LIMIT_MS;
    for (;;) {
      const [task] = await this.bench.query<{ id: string }>(
        `select id from tasks where case_id = $1 and key = $2 and state = 'open'`,
        [this.id, key],
      );
      if (task !== undefined) return task.id;
      if (Date.now() > deadline) throw new Error(`Nobody opens ${key} in case ${this.id}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  async row(): Promise<{ stage: Stage; stageNo: number; status: string; outcome: string | null; mustDecide: boolean }> {
    const [row] = await this.bench.query<Awaited<ReturnType<PlayedCase['row']>>>(
      'select stage, stage_no as "stageNo", status, outcome, must_decide as "mustDecide" from cases where id = $1',
      [this.id],
    );
    if (row === undefined) throw new Error(`No case ${this.id}`);
    return row;
  }

  async stage(): Promise<Stage> {
    return (await this.row()).stage;
  }

  /** Every stage that the case has been in, in order. */
  async stages(): Promise<string[]> {
    const rows = await this.bench.query<{ kind: string; params: { stage?: string } }>(
      `select kind, params from timeline_events
       where case_id = $1 and kind in ('case-reported', 'stage-entered', 'case-closed') order by id`,
      [this.id],
    );
    const named = { 'case-reported': 'report', 'case-closed': 'closed' } as Record<string, string>;
    return rows.map(({ kind, params }) => named[kind] ?? params.stage ?? '');
  }

  async clocks(): Promise<ClockRow[]> {
    return this.bench.query<ClockRow>(
      `select id, key, workflow_id as "workflowId", state, started_at as "startedAt", due_at as "dueAt", revision,
         stop_reason as "stopReason", late_by_ms::float8 as "lateByMs" from clocks where case_id = $1
       order by recorded_at, key`,
      [this.id],
    );
  }

  /** The latest clock of that key. */
  async clock(key: ClockKey): Promise<ClockRow> {
    const clock = (await this.clocks()).filter((candidate) => candidate.key === key).at(-1);
    if (clock === undefined) throw new Error(`The case has no clock ${key}`);
    return clock;
  }

  async clockEvents(key?: ClockKey): Promise<ClockEventRow[]> {
    return this.bench.query<ClockEventRow>(
      `select k.id as "clockId", k.key, e.threshold, e.revision, e.due_at as "dueAt", e.fired_at as "firedAt",
         e.late_by_ms::float8 as "lateByMs"
       from clock_events e join clocks k on k.id = e.clock_id
       where e.case_id = $1 and ($2::text is null or k.key = $2) order by e.fired_at, k.key, e.threshold`,
      [this.id, key ?? null],
    );
  }

  async timelineKinds(): Promise<string[]> {
    const rows = await this.bench.query<{ kind: string }>(
      'select kind from timeline_events where case_id = $1 order by id',
      [this.id],
    );
    return rows.map(({ kind }) => kind);
  }

  processes(): Promise<ProcessRow[]> {
    return this.bench.query<ProcessRow>(
      `select workflow_id as "workflowId", state, last_seq as "lastSeq" from processes where case_id = $1
       order by started_at, workflow_id`,
      [this.id],
    );
  }

  summary(): Promise<CaseSummary> {
    return this.bench.client.workflow.getHandle(this.workflowId).query<CaseSummary>('caseSummary');
  }

  async isRunning(workflowId: string = this.workflowId): Promise<boolean> {
    const { status } = await this.bench.client.workflow.getHandle(workflowId).describe();
    return status.name === 'RUNNING';
  }

  /** Waits until no workflow of the case has anything left to do before somebody acts or time passes. */
  async settle(): Promise<void> {
    const deadline = Date.now() + SETTLE_LIMIT_MS;
    for (let before = ''; ;) {
      await this.bench.factCourier.settle();
      const processes = await this.processes();
      for (const { workflowId } of processes) await this.bench.settleWorkflow(workflowId, deadline);
      const after = JSON.stringify(await this.processes());
      if (after === before) return;
      before = after;
    }
  }
}
