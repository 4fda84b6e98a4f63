import { WorkflowNotFoundError, type Client } from '@temporalio/client';

/** What the process engine says of a workflow that the record says is running. */
export type WorkflowHealth =
  | { readonly state: 'working' }
  /** A task of it waits for a worker, or an activity for its next try: it is too early to say more. */
  | { readonly state: 'waiting-for-worker' }
  | { readonly state: 'failing'; readonly attempt: number }
  | { readonly state: 'missing' };

/** A task that fails is tried again at once, and one that kills its worker after ten seconds. */
const FAILED_ATTEMPTS = 3;
const SECOND_ATTEMPT_MS = 8_000;
/**
 * A commit takes milliseconds. Refused, it is tried for half a minute within one task, whose heartbeats are attempts of
 * their own that begin at one again, but keep the time of the first: only that shows it.
 */
const LONGEST_TASK_MS = 20_000;
/** A normal activity is tried so often before anybody is told. */
const ACTIVITY_ATTEMPTS = 5;
const ANSWER_TIMEOUT_MS = 5_000;

export async function workflowHealth(client: Client, workflowId: string): Promise<WorkflowHealth> {
  try {
    const { status, raw } = await client.withDeadline(Date.now() + ANSWER_TIMEOUT_MS, () =>
      client.workflow.getHandle(workflowId).describe(),
    );
    if (status.name !== 'RUNNING') return { state: 'missing' };
    const tries = Math.max(0, ...(raw.pendingActivities ?? []).map(({ attempt }) => attempt ?? 0));
    if (tries >= ACTIVITY_ATTEMPTS) return { state: 'failing', attempt: tries };
    if (tries > 1) return { state: 'waiting-for-worker' };
    const task = raw.pendingWorkflowTask;
    if (task === null || task === undefined) return { state: 'working' };
    const attempt = task.attempt ?? 1;
    const lastsMs = Date.now() - Number(task.originalScheduledTime?.seconds ?? 0) * 1000;
    const isFailing =
      attempt >= FAILED_ATTEMPTS ||
      (attempt > 1 && lastsMs > SECOND_ATTEMPT_MS) ||
      ((task.startedTime ?? null) !== null && lastsMs > LONGEST_TASK_MS);
    return isFailing ? { state: 'failing', attempt } : { state: 'waiting-for-worker' };
  } catch (failure) {
    if (failure instanceof WorkflowNotFoundError) return { state: 'missing' };
    throw failure;
  }
}
