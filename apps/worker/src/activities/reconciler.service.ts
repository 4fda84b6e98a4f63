import { Inject, Injectable } from '@nestjs/common';
import { heartbeat } from '@temporalio/activity';
import { Client } from '@temporalio/client';
import { Casework } from '#persistence/casework.js';
import { taskQueueFrom } from '#temporal/casework.providers.js';
import { FactCourier } from '#temporal/fact-courier.js';
import { reconcile } from '#temporal/reconcile.js';
import type { ReconcileActivities } from '#workflows/reconcile/reconcile.activities.js';

/** The reconciliation as the schedule asks for it. */
@Injectable()
export class ReconcilerService implements ReconcileActivities {
  constructor(
    @Inject(Client) private readonly client: Client,
    @Inject(Casework) private readonly casework: Casework,
    @Inject(FactCourier) private readonly courier: FactCourier,
  ) {}

  async reconcile() {
    const { client, casework, courier } = this;
    const taskQueue = taskQueueFrom(process.env);
    const { checked, repaired, reported } = await reconcile({ client, casework, courier, taskQueue, beat: heartbeat });
    return { checked, repaired, reported };
  }
}
