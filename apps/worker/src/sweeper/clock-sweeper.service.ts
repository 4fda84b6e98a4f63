import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { describeFailure } from '#observability/logger.js';
import { clearFault, noteFault } from '#persistence/case-file/case-faults.js';
import { Casework } from '#persistence/casework.js';
import { SWEEPER_ACTOR } from '#persistence/rows.js';
import { LOGGER } from '#temporal/casework.providers.js';
import { Rounds } from '../rounds.js';

export interface SweeperOptions {
  /** How long a workflow's own timer has a due clock to itself. */
  readonly graceMs: number;
  readonly everyMs?: number;
  /** Cases of one transaction, and transactions at once: measured, docs/decisions/0020. */
  readonly batch?: number;
  readonly lanes?: number;
  /** How long a case that the store refuses is left alone. */
  readonly refusedForMs?: number;
  /** Gives back the connections, when the last sweep has ended. */
  readonly close?: () => Promise<void>;
}
export const SWEEPER_OPTIONS = Symbol('SweeperOptions');
/** Casework on connections of its own: a person's step or a workflow's commit must not keep the watchman waiting. */
export const SWEEPER_CASEWORK = Symbol('SweeperCasework');

const EVERY_MS = 250;
const BATCH = 100;
const LANES = 2;
const REFUSED_FOR_MS = 30_000;

/**
 * The second watchman: commits the warnings and ends that are due in any case whatever its workflow does. Whoever comes
 * first writes; the case's row lock makes it once.
 */
@Injectable()
export class ClockSweeper implements OnApplicationShutdown {
  private readonly rounds: Rounds;
  /** Cases that could not be committed, and until when they are left alone. */
  private readonly refused = new Map<string, number>();

  constructor(
    @Inject(SWEEPER_CASEWORK) private readonly casework: Casework,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(SWEEPER_OPTIONS) private readonly options: SweeperOptions,
  ) {
    const everyMs = options.everyMs ?? EVERY_MS;
    this.rounds = new Rounds(everyMs, () => this.sweep(), { logger, message: 'clock sweep failed' });
  }

  start(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
    await this.options.close?.();
  }

  /** Goes on until nothing is due any more; returns how many cases were seen to. */
  async sweep(): Promise<number> {
    const lanes = Array.from({ length: this.options.lanes ?? LANES }, () => this.lane());
    const counts = await Promise.all(lanes);
    return counts.reduce((sum, count) => sum + count, 0);
  }

  private async lane(): Promise<number> {
    const limit = this.options.batch ?? BATCH;
    for (let seen = 0; ;) {
      const cases = await this.commitBatch(limit);
      seen += cases;
      if (cases < limit || this.rounds.isStopped) return seen;
    }
  }

  private async commitBatch(limit: number): Promise<number> {
    try {
      return (await this.commitDue(limit)).length;
    } catch (failure) {
      // One case of the batch cannot be written: each by itself, so that it holds up nobody else.
      this.logger.warn(describeFailure(failure), 'a batch of due clocks was refused; each case is tried by itself');
      return this.commitEach(limit);
    }
  }

  private async commitEach(limit: number): Promise<number> {
    let seen = 0;
    for (; seen < limit && !this.rounds.isStopped; seen += 1) {
      let caseId = '';
      try {
        if ((await this.commitDue(1, ([locked = '']) => (caseId = locked))).length === 0) break;
      } catch (failure) {
        // Without a case, the store itself is away: the next round tries again.
        if (caseId === '') throw failure;
        await this.refuse(caseId, failure);
      }
    }
    return seen;
  }

  private commitDue(limit: number, onLocked: (caseIds: readonly string[]) => void = () => undefined) {
    const due = { graceMs: this.options.graceMs, limit, except: this.stillRefused(), onLocked };
    return this.casework.changeDueCases(due, SWEEPER_ACTOR, (file) => {
      clearFault(file, 'clock-not-committed', null);
      for (const entry of file.contents.clocks) file.fireClock(entry, file.now, 'sweeper');
    });
  }

  private async refuse(caseId: string, failure: unknown): Promise<void> {
    this.refused.set(caseId, Date.now() + (this.options.refusedForMs ?? REFUSED_FOR_MS));
    this.logger.error({ ...describeFailure(failure), caseId }, 'a due clock cannot be committed');
    await this.casework.unitOfWork.run(SWEEPER_ACTOR, (tx) =>
      noteFault(tx, { caseId, kind: 'clock-not-committed', workflowId: null }),
    );
  }

  private stillRefused(): string[] {
    for (const [caseId, until] of this.refused) if (until <= Date.now()) this.refused.delete(caseId);
    return [...this.refused.keys()];
  }
}
