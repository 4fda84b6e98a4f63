import { proxyActivities } from '@temporalio/workflow';
import type { ReconcileActivities } from './reconcile.activities.js';

/** A normal activity: it lasts as long as there are open cases, and shows with its heartbeat that it is alive. */
const { reconcile } = proxyActivities<ReconcileActivities>({
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '2 minutes',
  retry: { maximumAttempts: 2 },
});

/** Started by a Temporal Schedule. It carries no case and has no facts: what it finds stands in the record. */
export async function reconcileWorkflow(): Promise<void> {
  await reconcile();
}
