import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { systemSubject } from '#domain/subject.js';
import { destroyShreddedKeys } from '#persistence/case-file/shred-case.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { Vault } from '#privacy/vault.js';
import { LOGGER } from '#temporal/casework.providers.js';
import { Rounds } from '../rounds.js';

const EVERY_MS = 10_000;

/** Finishes each shredding: destroys the shred key that a backup of the database would still need, also after a crash. */
@Injectable()
export class ShredKeys implements OnApplicationShutdown {
  private readonly rounds: Rounds;

  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(Vault) private readonly vault: Vault,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.rounds = new Rounds(EVERY_MS, () => this.destroy(), { logger, message: 'shred keys not destroyed yet' });
  }

  start(): void {
    this.rounds.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  private async destroy(): Promise<void> {
    const destroyed = await destroyShreddedKeys(this.unitOfWork, systemSubject('keys'), this.vault);
    if (destroyed > 0) this.logger.info({ destroyed }, 'shred keys destroyed');
  }
}
