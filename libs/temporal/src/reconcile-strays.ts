import type { Client } from '@temporalio/client';
import { noteFault } from '#persistence/case-file/case-faults.js';
import type { Casework } from '#persistence/casework.js';
import { RECONCILER, type OutboxRow } from '#persistence/rows.js';
import { askProcess } from './ask-process.js';
import type { FactCourier } from './fact-courier.js';
import { WORKFLOW_TYPES } from './process-types.js';
import { PROCESSES_BY_ID_SQL, UNREAD_FACTS_SQL } from './reconcile.sql.js';
import type { Difference, ReconcileOptions } from './reconcile.js';
import { workflowHealth } from './workflow-health.js';

interface KnownProcess {
  readonly workflowId: string;
  readonly caseId: string;
  readonly state: 'running' | 'ended';
  readonly lastSeq: number;
}

interface Stray {
  readonly workflowId: string;
  /** Null for a workflow of which the record knows nothing at all. */
  readonly process: KnownProcess | null;
}

const PAGE = 200;
/** A process that has just ended takes its workflow along; it is looked at again. */
const LOOK_AGAIN_MS = 1_500;

/**
 * Looks from the process engine's side: workflows that run and that the record has ended or never had. One that only has
 * not read of its end is told again; any other is shown to people and never ended by a machine, which cannot know whose
 * mistake it is.
 */
export async function reconcileStrays(options: ReconcileOptions): Promise<readonly Difference[]> {
  const { client, casework, taskQueue, beat, pageSize = PAGE } = options;
  const types = Object.values(WORKFLOW_TYPES).map((type) => `'${type}'`);
  const query = `ExecutionStatus = 'Running' and TaskQueue = '${taskQueue}' and WorkflowType in (${types.join(', ')})`;
  const suspects: string[] = [];
  let page: string[] = [];
  const sift = async (): Promise<void> => {
    suspects.push(...(await straysAmong(casework, page)).map(({ workflowId }) => workflowId));
    page = [];
    beat?.();
  };
  for await (const { workflowId } of client.workflow.list({ query, pageSize })) {
    page.push(workflowId);
    if (page.length >= pageSize) await sift();
  }
  await sift();
  if (suspects.length > 0) await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));

  const differences: Difference[] = [];
  for (let at = 0; at < suspects.length; at += PAGE) {
    for (const stray of await straysAmong(casework, suspects.slice(at, at + PAGE))) {
      const difference = await judge(options, stray);
      if (difference !== null) differences.push(difference);
      beat?.();
    }
  }
  return differences;
}

async function straysAmong(casework: Casework, workflowIds: readonly string[]): Promise<readonly Stray[]> {
  if (workflowIds.length === 0) return [];
  const known = new Map(
    (
      await casework.unitOfWork.read(RECONCILER, (tx) => tx.query<KnownProcess>(PROCESSES_BY_ID_SQL, [workflowIds]))
    ).map((process) => [process.workflowId, process]),
  );
  return workflowIds
    .filter((workflowId) => known.get(workflowId)?.state !== 'running')
    .map((workflowId) => ({ workflowId, process: known.get(workflowId) ?? null }));
}

async function judge({ client, casework, courier }: ReconcileOptions, stray: Stray): Promise<Difference | null> {
  const { workflowId, process } = stray;
  const { state } = await workflowHealth(client, workflowId);
  if (state === 'missing') return null;
  const told = { workflowId, right: 'record' as const };
  if (process === null) return { ...told, caseId: null, kind: 'workflow-stray', done: 'reported' };
  const { caseId } = process;
  if (state === 'waiting-for-worker') return null;
  if (state === 'working' && (await tellTheRest(client, casework, courier, process)))
    return { ...told, caseId, kind: 'facts-unread', done: 'repaired' };
  await casework.unitOfWork.run(RECONCILER, (tx) => noteFault(tx, { caseId, kind: 'workflow-stray', workflowId }));
  return { ...told, caseId, kind: 'workflow-stray', done: 'on-board' };
}

/** True when there was something that the workflow had not read: its end may be among it. */
async function tellTheRest(
  client: Client,
  casework: Casework,
  courier: FactCourier,
  { workflowId, lastSeq }: KnownProcess,
): Promise<boolean> {
  const live = await askProcess(client, workflowId);
  if (live === 'refused' || live === 'gone' || live.lastSeq >= lastSeq) return false;
  const facts = await casework.unitOfWork.read(RECONCILER, (tx) =>
    tx.query<OutboxRow>(UNREAD_FACTS_SQL, [workflowId, live.lastSeq]),
  );
  for (const row of facts) await courier.deliver(row);
  return facts.length > 0;
}
