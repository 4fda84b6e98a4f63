import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { systemSubject } from '#domain/subject.js';
import { removeAbandonedUploads } from '#persistence/documents/uploads.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { LOGGER } from '#temporal/casework.providers.js';
import { Rounds } from '../rounds.js';

const EVERY_MS = 600_000;

/** Documents that began to come and never came whole do not stay. */
@Injectable()
export class AbandonedUploads implements OnApplicationShutdown {
  private readonly rounds: Rounds;

  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(LOGGER) logger: Logger,
  ) {
    const message = 'abandoned uploads not removed yet';
    this.rounds = new Rounds(EVERY_MS, () => removeAbandonedUploads(this.unitOfWork, systemSubject('keys')), {
      logger,
      message,
    });
  }

  start(): void {
    this.rounds.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }
}
