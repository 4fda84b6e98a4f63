import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { systemSubject } from '#domain/subject.js';
import { describeFailure } from '#observability/logger.js';
import type { OutboxRow } from '#persistence/rows.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { LOGGER } from '#temporal/casework.providers.js';
import { FactCourier } from '#temporal/fact-courier.js';
import { Rounds } from '../rounds.js';

/** How long the fast path has a fact to itself, and how long a claimed fact is left to its relay. */
const FAST_PATH_MS = 1_000;
const CLAIM_MS = 3_000;
const SWEEP_EVERY_MS = 1_000;
const BATCH = 200;

const CLAIM_SQL = `
  with claimed as (
    update outbox set attempted_at = now() where id in (
      select id from outbox
      where delivered_at is null
        and created_at < now() - make_interval(secs => $1)
        and (attempted_at is null or attempted_at < now() - make_interval(secs => $2))
      order by id limit $3 for update skip locked)
    returning id, workflow_id, case_id, fact)
  select o.id, o.workflow_id as "workflowId", o.case_id as "caseId", o.fact, c.stage, c.province,
    c.policy_version as policy
  from claimed o join cases c on c.id = o.case_id order by o.id`;

/** Brings to the workflows what the fast path could not: after an outage, a crash, a lost connection. */
@Injectable()
export class OutboxRelay implements OnApplicationShutdown {
  private readonly rounds: Rounds;

  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(FactCourier) private readonly courier: FactCourier,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.rounds = new Rounds(SWEEP_EVERY_MS, () => this.sweep(), { logger, message: 'outbox sweep failed' });
  }

  start(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
    await this.courier.settle();
  }

  /** One round; returns how many facts were delivered. */
  async sweep(): Promise<number> {
    const rows = await this.unitOfWork.run(systemSubject('relay'), (tx) =>
      tx.query<OutboxRow>(CLAIM_SQL, [FAST_PATH_MS / 1000, CLAIM_MS / 1000, BATCH]),
    );
    const byWorkflow = Map.groupBy(rows, ({ workflowId }) => workflowId);
    const delivered = await Promise.all([...byWorkflow.values()].map((facts) => this.deliverInSequence(facts)));
    return delivered.reduce((sum, count) => sum + count, 0);
  }

  private async deliverInSequence(facts: readonly OutboxRow[]): Promise<number> {
    let count = 0;
    for (const row of facts) {
      try {
        await this.courier.deliver(row);
        count += 1;
      } catch (failure) {
        this.logger.warn({ ...describeFailure(failure), workflowId: row.workflowId }, 'fact not delivered yet');
        return count;
      }
    }
    return count;
  }
}
