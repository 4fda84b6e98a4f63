import { historyToJSON, type History } from '@temporalio/common/lib/proto-utils.js';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { CaseworkBench, RunOfWorkflow } from './casework-bench.js';
import type { PlayedCase } from './played-case.js';

export interface RecordedRun extends RunOfWorkflow {
  readonly history: History;
}

/** Every run of every workflow of a case, oldest first within a workflow. The test server lists none, so the bench does. */
export async function recordRuns(bench: CaseworkBench, kase: PlayedCase): Promise<RecordedRun[]> {
  const workflowIds = (await kase.processes()).map(({ workflowId }) => workflowId);
  const known = [...bench.runs.values()].filter(({ workflowId }) => workflowIds.includes(workflowId));
  const runs = new Map(known.map((run) => [run.runId, run]));
  for (const workflowId of workflowIds) {
    const latest = await findLatestRun(bench, workflowId);
    if (latest !== undefined) runs.set(latest.runId, latest);
  }
  const recorded: RecordedRun[] = [];
  for (const { workflowId, runId } of runs.values()) {
    const history = await bench.client.workflow.getHandle(workflowId, runId).fetchHistory();
    recorded.push({ workflowId, runId, history });
  }
  return recorded;
}

async function findLatestRun(bench: CaseworkBench, workflowId: string): Promise<RunOfWorkflow | undefined> {
  try {
    const { runId } = await bench.client.workflow.getHandle(workflowId).describe();
    return { workflowId, runId };
  } catch (failure) {
    if (failure instanceof WorkflowNotFoundError) return undefined;
    throw failure;
  }
}

/** All that can be read in a history by somebody who decodes its payloads. */
export function readableText(history: History): string {
  const json = historyToJSON(history);
  const texts: string[] = [json];
  JSON.parse(json, (_key, value: unknown) => {
    if (typeof value === 'string') texts.push(Buffer.from(value, 'base64').toString('utf8'));
    return value;
  });
  return texts.join('\n');
}
