import { randomUUID } from 'node:crypto';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import { parseProcessId } from '#domain/facts.js';
import { WORKFLOW_TYPES } from './process-types.js';
import { POLICY, PROVINCE, STAGE } from './search-attributes.js';

export interface RunningProcess {
  readonly workflowId: string;
  readonly stage: string;
  readonly province: string;
  readonly policy: string;
}

/** The processes of the record, with what a list of workflows may show of their case. */
export const RUNNING_PROCESS_COLUMNS = `p.workflow_id as "workflowId", c.stage, c.province, c.policy_version as policy`;

function startOptions({ workflowId, stage, province, policy }: RunningProcess, taskQueue: string) {
  const kind = parseProcessId(workflowId)?.kind;
  if (kind === undefined) throw new Error(`Not a process: ${workflowId}`);
  const options = {
    workflowId,
    taskQueue,
    args: [{}],
    ...(kind === 'case'
      ? {
          typedSearchAttributes: [
            { key: STAGE, value: stage },
            { key: PROVINCE, value: province },
            { key: POLICY, value: policy },
          ],
        }
      : {}),
  };
  return { type: WORKFLOW_TYPES[kind], options };
}

/** Starts the workflow of a process that has none; it loads where it stands from the record. False: there is one. */
export async function startIfMissing(client: Client, process: RunningProcess, taskQueue: string): Promise<boolean> {
  const { type, options } = startOptions(process, taskQueue);
  try {
    await client.workflow.start(type, options);
    return true;
  } catch (failure) {
    if (failure instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw failure;
  }
}

/**
 * The way back to the last good point, which is the record: whatever ran is ended, and a new run reads where the case
 * stands. History is disposable, the record is not (DESIGN §1).
 */
export async function restartFromRecord(client: Client, process: RunningProcess, taskQueue: string): Promise<void> {
  const { type, options } = startOptions(process, taskQueue);
  await client.workflow.start(type, { ...options, workflowIdConflictPolicy: 'TERMINATE_EXISTING' });
}

/** Ends a workflow that the record has ended or never had; one that is gone already is as well. */
export async function endStray(client: Client, workflowId: string): Promise<void> {
  try {
    await client.workflow.getHandle(workflowId).terminate('ended by two persons');
  } catch (failure) {
    if (!(failure instanceof WorkflowNotFoundError)) throw failure;
  }
}

/**
 * Tries a failing task again at once: the run goes on from its last task that ended, with all signals since, and is not
 * made to wait out the server's growing pauses. A workflow that is missing is started from the record.
 */
export async function retryWorkflow(client: Client, process: RunningProcess, taskQueue: string): Promise<void> {
  const { workflowId } = process;
  try {
    const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
    const ended = (events ?? []).findLast(
      (event) =>
        isThere(event.workflowTaskCompletedEventAttributes) ||
        isThere(event.workflowTaskFailedEventAttributes) ||
        isThere(event.workflowTaskTimedOutEventAttributes),
    );
    const { status, runId } = await client.workflow.getHandle(workflowId).describe();
    if (status.name === 'RUNNING' && isThere(ended?.eventId)) {
      await client.workflowService.resetWorkflowExecution({
        namespace: client.options.namespace,
        workflowExecution: { workflowId, runId },
        workflowTaskFinishEventId: ended.eventId,
        reason: 'retried by a person',
        requestId: randomUUID(),
      });
      return;
    }
  } catch (failure) {
    if (!(failure instanceof WorkflowNotFoundError)) throw failure;
  }
  await startIfMissing(client, process, taskQueue);
}

function isThere<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}
