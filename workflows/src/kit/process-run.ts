import {
  condition,
  continueAsNew,
  allHandlersFinished,
  isCancellation,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
  type LocalActivityOptions,
} from '@temporalio/workflow';
import type { ClockSnapshot } from '#domain/clock.js';
import type { Fact, FactKind } from '#domain/facts.js';
import { epochMs, instantOf, type Instant } from '#domain/instant.js';
import { DueTimer } from './due-timer.js';
import { FactInbox } from './fact-inbox.js';
import type { LoadedProcess, ProcessActivities, TasksToOpen } from './process.activities.js';
import { factSignal, processSummary, type ProcessSummary, type Waiting } from './process.messages.js';

/**
 * Short commits run as local activities: half the messages of normal ones (measured, DESIGN §1). Tried for half a minute,
 * and no longer: what fails for good must fail the workflow's task, where the watch sees it and the server's pauses grow,
 * and not fill the history with a heartbeat every few seconds (R17).
 */
export const LOCAL_COMMIT = {
  startToCloseTimeout: '20 seconds',
  scheduleToCloseTimeout: '30 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '5 seconds', nonRetryableErrorTypes: ['DomainError'] },
} satisfies LocalActivityOptions;

export interface ProcessInput {
  /** Started by the very commit that opened the process; a revived or continued run is not. */
  readonly fresh?: boolean;
  /** Tests make a new run come early; the server suggests one only after thousands of events. */
  readonly newRunAfterEvents?: number;
}

const activities = proxyLocalActivities<ProcessActivities>(LOCAL_COMMIT);

/**
 * A refusal by the store of what the process decided is a fault of the code, never a person's: the workflow task fails
 * and is tried again after a repair, where a failed workflow would be lost.
 */
export async function committed<T>(commit: Promise<T>): Promise<T> {
  try {
    return await commit;
  } catch (failure) {
    if (isCancellation(failure)) throw failure;
    throw new Error('The store refused what the process decided', { cause: failure });
  }
}

/** What a run of any process has: its facts in sequence, its clocks, its one timer. */
export class ProcessRun {
  readonly inbox = new FactInbox();
  private readonly timer = new DueTimer();
  private clocks = new Map<string, ClockSnapshot>();
  private waiting: Waiting | null = null;

  readonly workflowId = workflowInfo().workflowId;

  /** Must be created before the first await, so that no signal comes too early. */
  constructor(private readonly input: ProcessInput) {
    setHandler(factSignal, (fact) => this.inbox.receive(fact));
    setHandler(processSummary, () => this.summary());
  }

  /**
   * A process that has just been opened has no record to read beyond its first fact, which came with its start. Null
   * when it did not: then the record is to be loaded.
   */
  firstFact(): Fact | null {
    const first = this.input.fresh === true ? this.inbox.peek() : undefined;
    if (first?.seq !== 1) return null;
    this.watch(first.clocks ?? []);
    return first;
  }

  /** True when the process is to go on; takes up where the record says that it stands. */
  async begin(): Promise<boolean> {
    if (this.firstFact() !== null) return true;
    const { state } = await this.load();
    return state === 'running';
  }

  async load(): Promise<LoadedProcess> {
    const loaded = await committed(activities.loadProcess(this.workflowId));
    this.resume(loaded.appliedSeq, loaded.unread, loaded.clocks);
    return loaded;
  }

  resume(lastSeq: number, unread: readonly Fact[], clocks: readonly ClockSnapshot[]): void {
    unread.forEach((fact) => this.inbox.receive(fact));
    this.inbox.startAfter(lastSeq);
    this.watch(clocks);
  }

  /** From now on exactly these clocks are watched. */
  watch(clocks: readonly ClockSnapshot[]): void {
    this.clocks = new Map(clocks.filter(({ state }) => state === 'running').map((clock) => [clock.id, clock]));
  }

  get watched(): readonly ClockSnapshot[] {
    return [...this.clocks.values()];
  }

  /** The next fact, in sequence. Meanwhile every clock that falls due is seen. */
  async nextFact(awaited: readonly FactKind[]): Promise<Fact> {
    this.waiting = { forFacts: awaited, since: this.now };
    while (!this.inbox.hasNext) {
      if (this.isLong) await this.startAfresh();
      this.timer.arm(this.nextDueMs());
      await condition(() => this.inbox.hasNext || this.timer.hasFired);
      if (this.timer.hasFired) await this.commitDueClocks();
    }
    const fact = this.inbox.take();
    fact.clocks?.forEach((clock) => {
      if (clock.state === 'running') this.clocks.set(clock.id, clock);
      else this.clocks.delete(clock.id);
    });
    this.waiting = null;
    return fact;
  }

  /** Waits for one of these facts; others have been committed and need nothing of the process. */
  async fact(...awaited: readonly FactKind[]): Promise<Fact> {
    for (;;) {
      const fact = await this.nextFact(awaited);
      if (awaited.includes(fact.kind)) return fact;
    }
  }

  async openTasks(tasks: Omit<TasksToOpen, 'workflowId'>): Promise<void> {
    this.watch(await committed(activities.openTasks({ workflowId: this.workflowId, ...tasks })));
  }

  async reportToCase(kind: FactKind, outcome: string): Promise<void> {
    await committed(activities.reportToCase({ workflowId: this.workflowId, kind, outcome }));
  }

  private async commitDueClocks(): Promise<void> {
    this.timer.reset();
    this.watch(await committed(activities.commitDueClocks({ workflowId: this.workflowId, at: this.now })));
  }

  /** A long wait with many warnings: a new run reads the record again, and with it the facts of the present stage. */
  private async startAfresh(): Promise<never> {
    await condition(allHandlersFinished);
    return continueAsNew<(input: ProcessInput) => Promise<void>>(this.inputOfNextRun);
  }

  private get isLong(): boolean {
    const { continueAsNewSuggested, historyLength } = workflowInfo();
    return continueAsNewSuggested || historyLength >= (this.input.newRunAfterEvents ?? Infinity);
  }

  /** What a test has asked for holds for every later run. */
  get inputOfNextRun(): ProcessInput {
    const { newRunAfterEvents } = this.input;
    return newRunAfterEvents === undefined ? {} : { newRunAfterEvents };
  }

  get now(): Instant {
    return instantOf(Date.now());
  }

  private nextDueMs(): number | null {
    const next = this.nextClock();
    return next?.nextAt === undefined ? null : epochMs(next.nextAt);
  }

  private nextClock(): ClockSnapshot | undefined {
    return this.watched
      .filter(({ nextAt }) => nextAt !== undefined)
      .sort((a, b) => epochMs(a.nextAt ?? '') - epochMs(b.nextAt ?? ''))[0];
  }

  summary(): ProcessSummary {
    const nextClock = this.nextClock();
    return {
      workflowId: this.workflowId,
      waitsFor: this.waiting === null ? null : { ...this.waiting, ...(nextClock === undefined ? {} : { nextClock }) },
      clocks: this.watched,
      lastSeq: this.inbox.lastSeq,
    };
  }
}
