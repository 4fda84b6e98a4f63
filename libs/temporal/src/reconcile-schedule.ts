import { ScheduleAlreadyRunning, type Client } from '@temporalio/client';

export const RECONCILE_SCHEDULE = 'saphan-reconcile';
const EVERY = '1 hour';

/** One schedule for all workers; whoever comes first makes it. */
export async function scheduleReconciliation(client: Client, taskQueue: string): Promise<void> {
  try {
    await client.schedule.create({
      scheduleId: RECONCILE_SCHEDULE,
      spec: { intervals: [{ every: EVERY }] },
      action: { type: 'startWorkflow', workflowType: 'reconcileWorkflow', workflowId: RECONCILE_SCHEDULE, taskQueue },
      policies: { overlap: 'SKIP' },
    });
  } catch (failure) {
    if (!(failure instanceof ScheduleAlreadyRunning)) throw failure;
  }
}
