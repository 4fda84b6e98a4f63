import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { systemSubject } from '#domain/subject.js';
import { findDuplicates } from '#persistence/find-duplicates.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { LOGGER } from '#temporal/casework.providers.js';
import { Rounds } from '../rounds.js';

const EVERY_MS = 3_000;

/** Looks whether whoever was reported or screened is known already, and lays pairs before people. */
@Injectable()
export class DuplicateFinder implements OnApplicationShutdown {
  private readonly rounds: Rounds;

  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.rounds = new Rounds(EVERY_MS, () => this.look(), { logger, message: 'duplicates not looked for yet' });
  }

  start(): void {
    this.rounds.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  private async look(): Promise<void> {
    const proposed = await findDuplicates(this.unitOfWork, systemSubject('matcher'));
    if (proposed > 0) this.logger.info({ proposed }, 'pairs of cases laid before people');
  }
}
