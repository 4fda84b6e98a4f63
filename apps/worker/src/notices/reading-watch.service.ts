import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { systemSubject } from '#domain/subject.js';
import { watchReading } from '#persistence/notices/watch-reading.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { DEFAULT_POLICY_VERSION } from '#policy/load-policy.js';
import { LOGGER, POLICIES, policyOf, type Policies } from '#temporal/casework.providers.js';
import { Rounds } from '../rounds.js';

const EVERY_MS = 20_000;

/** Looks whether somebody opens files by the hundred, while it happens. */
@Injectable()
export class ReadingWatch implements OnApplicationShutdown {
  private readonly rounds: Rounds;

  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.rounds = new Rounds(EVERY_MS, () => this.look(), { logger, message: 'watching over reading failed' });
  }

  start(): void {
    this.rounds.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  /** Returns how many people were told. */
  look(): Promise<number> {
    const rules = policyOf(this.policies, DEFAULT_POLICY_VERSION).notices;
    return this.unitOfWork.run(systemSubject('reading-watch'), (tx) => watchReading(tx, rules));
  }
}
