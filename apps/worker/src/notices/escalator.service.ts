import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { escalateDue } from '#persistence/notices/escalate.js';
import { NOTIFIER } from '#persistence/rows.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { LOGGER, POLICIES, policyOf, type Policies } from '#temporal/casework.providers.js';
import { Rounds } from '../rounds.js';

const EVERY_MS = 500;
const BATCH = 200;

/** Climbs the ladders: whoever a step names is told once, whatever restarts. */
@Injectable()
export class Escalator implements OnApplicationShutdown {
  private readonly rounds: Rounds;

  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.rounds = new Rounds(EVERY_MS, () => this.escalate(), { logger, message: 'escalation failed' });
  }

  start(): void {
    this.rounds.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  /** Goes on until no step is due; returns how many were. */
  async escalate(): Promise<number> {
    for (let steps = 0; ;) {
      const taken = await this.unitOfWork.run(NOTIFIER, async (tx) => {
        await this.policies.readAll(tx);
        return escalateDue(tx, BATCH, (version) => policyOf(this.policies, version));
      });
      steps += taken;
      if (taken < BATCH) return steps;
    }
  }
}
