import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { systemSubject } from '#domain/subject.js';
import { describeFailure } from '#observability/logger.js';
import { destroyShreddedKeys } from '#persistence/case-file/shred-case.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { Vault } from '#privacy/vault.js';
import { LOGGER } from '#temporal/casework.providers.js';

const EVERY_MS = 10_000;

/** Finishes each shredding: destroys the shred key that a backup of the database would still need, also after a crash. */
@Injectable()
export class ShredKeys implements OnApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private working: Promise<void> | null = null;
  private stopped = false;

  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(Vault) private readonly vault: Vault,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.working = destroyShreddedKeys(this.unitOfWork, systemSubject('keys'), this.vault)
        .then((destroyed) => {
          if (destroyed > 0) this.logger.info({ destroyed }, 'shred keys destroyed');
        })
        .catch((failure: unknown) => this.logger.warn(describeFailure(failure), 'shred keys not destroyed yet'))
        .then(() => {
          if (!this.stopped) this.start();
        });
    }, EVERY_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.working;
  }
}
