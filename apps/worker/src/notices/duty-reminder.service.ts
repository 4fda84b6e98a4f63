import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { remindOfDuties } from '#persistence/notices/remind-duties.js';
import { NOTIFIER } from '#persistence/rows.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { DEFAULT_POLICY_VERSION } from '#policy/load-policy.js';
import { LOGGER, POLICIES, policyOf, type Policies } from '#temporal/casework.providers.js';
import { Rounds } from '../rounds.js';

const EVERY_MS = 5_000;

/** Keeps the limits of data protection law from running out unseen: the 72 hours of a breach, the 30 days of a request. */
@Injectable()
export class DutyReminder implements OnApplicationShutdown {
  private readonly rounds: Rounds;

  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.rounds = new Rounds(EVERY_MS, () => this.remind(), { logger, message: 'reminding of duties failed' });
  }

  start(): void {
    this.rounds.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  /** Returns how many people were told. */
  remind(): Promise<number> {
    return this.unitOfWork.run(NOTIFIER, (tx) => remindOfDuties(tx, policyOf(this.policies, DEFAULT_POLICY_VERSION)));
  }
}
