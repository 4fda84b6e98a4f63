import { historyToJSON, type History } from '@temporalio/common/lib/proto-utils.js';
import { WorkflowNotFoundError, type Payload } from '@temporalio/common';
import type { Vault } from '#privacy/vault.js';
import { EncryptingCodec } from '#temporal/payload-codec.js';
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

/** All that can be read in a history by somebody who has the keys and decodes its payloads. */
export async function readableText(history: History, vault: Vault): Promise<string> {
  const codec = new EncryptingCodec(vault);
  const payloads: Payload[] = [];
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
    if ('metadata' in value && 'data' in value) payloads.push(value as Payload);
    for (const part of Object.values(value)) collect(part);
  };
  collect(history);
  const decoded = await codec.decode(payloads.filter(({ metadata }) => metadata?.encoding !== undefined));
  return [historyToJSON(history), ...decoded.map(({ data }) => Buffer.from(data ?? []).toString('utf8'))].join('\n');
}
