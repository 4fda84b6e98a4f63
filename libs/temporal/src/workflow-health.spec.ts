import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { workflowHealth } from './workflow-health.js';

interface Described {
  readonly status?: string;
  readonly activities?: readonly { readonly attempt: number }[];
  readonly task?: { readonly attempt: number; readonly scheduledMsAgo?: number; readonly isTaken?: boolean };
}

/** A process engine that says one thing of every workflow. */
function engineSaying(described: Described | Error): Client {
  const { status = 'RUNNING', activities = [], task } = described instanceof Error ? {} : described;
  const scheduled = (Date.now() - (task?.scheduledMsAgo ?? 0)) / 1000;
  const describe = () =>
    described instanceof Error
      ? Promise.reject(described)
      : Promise.resolve({
          status: { name: status },
          raw: {
            pendingActivities: activities,
            pendingWorkflowTask:
              task === undefined
                ? null
                : {
                    attempt: task.attempt,
                    originalScheduledTime: { seconds: Math.floor(scheduled) },
                    startedTime: task.isTaken === true ? {} : null,
                  },
          },
        });
  return {
    withDeadline: (_: number, work: () => Promise<unknown>) => work(),
    workflow: { getHandle: () => ({ describe }) },
  } as unknown as Client;
}

describe('what the process engine says of a workflow', () => {
  it.each<[string, Described | Error, object]>([
    ['waits for a fact', {}, { state: 'working' }],
    ['is not known', new WorkflowNotFoundError('gone', 'case:1', undefined), { state: 'missing' }],
    ['was terminated', { status: 'TERMINATED' }, { state: 'missing' }],
    ['has a task that nobody has taken yet', { task: { attempt: 1 } }, { state: 'waiting-for-worker' }],
    ['has a task that is tried a second time just now', { task: { attempt: 2 } }, { state: 'waiting-for-worker' }],
    [
      'has a task that killed its worker',
      { task: { attempt: 2, scheduledMsAgo: 12_000 } },
      { state: 'failing', attempt: 2 },
    ],
    ['has a task that fails again and again', { task: { attempt: 7 } }, { state: 'failing', attempt: 7 }],
    [
      'has a task whose commit has been tried for half a minute, in heartbeats',
      { task: { attempt: 1, scheduledMsAgo: 25_000, isTaken: true } },
      { state: 'failing', attempt: 1 },
    ],
    [
      'has a task that has waited for a worker for as long',
      { task: { attempt: 1, scheduledMsAgo: 25_000 } },
      { state: 'waiting-for-worker' },
    ],
    ['has an activity that is tried for the first time', { activities: [{ attempt: 1 }] }, { state: 'working' }],
    ['has an activity that was tried four times', { activities: [{ attempt: 4 }] }, { state: 'waiting-for-worker' }],
    [
      'has an activity that fails again and again',
      { activities: [{ attempt: 1 }, { attempt: 5 }] },
      { state: 'failing', attempt: 5 },
    ],
  ])('that %s', async (_, described, health) => {
    expect(await workflowHealth(engineSaying(described), 'case:1')).toEqual(health);
  });

  it('is not guessed when it says nothing', async () => {
    await expect(workflowHealth(engineSaying(new Error('away')), 'case:1')).rejects.toThrow('away');
  });
});
