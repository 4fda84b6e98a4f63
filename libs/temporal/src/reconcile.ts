import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { CaseFaultKind } from '#domain/case-faults.js';
import { clearFault, noteFault } from '#persistence/case-file/case-faults.js';
import { snapshotOf } from '#persistence/case-file/case-columns.js';
import type { Casework } from '#persistence/casework.js';
import { RECONCILER, type OutboxRow } from '#persistence/rows.js';
import type { FactCourier } from './fact-courier.js';
import { askProcess } from './ask-process.js';
import {
  ALTERED_KINDS,
  alteredRows,
  CLOCKS_OFF_LEDGER_SQL,
  OPEN_FAULTS_SQL,
  PROCESSES_SQL,
  UNREAD_FACTS_SQL,
  type OpenFault,
} from './reconcile.sql.js';
import { reconcileStrays } from './reconcile-strays.js';
import { startIfMissing, type RunningProcess } from './revive-workflow.js';
import { workflowHealth } from './workflow-health.js';

/** One difference between the record and the process engine, which side is right, and what was done. */
export interface Difference {
  readonly kind: CaseFaultKind | 'facts-unread' | 'clocks-not-watched';
  /** Null for a workflow of which the record knows no case. */
  readonly caseId: string | null;
  readonly workflowId: string | null;
  readonly right: 'record' | 'workflow' | 'ledger';
  /** `reported`: told in the result alone, for want of a case to show. */
  readonly done: 'repaired' | 'on-board' | 'reported';
}

export interface Reconciliation {
  readonly id: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly checked: number;
  readonly repaired: number;
  readonly reported: number;
  readonly differences: readonly Difference[];
}

export interface ReconcileOptions {
  readonly client: Client;
  readonly casework: Casework;
  readonly courier: FactCourier;
  readonly taskQueue: string;
  /** So many workflows of the engine's list at once; tests make it small. */
  readonly pageSize?: number;
  /** Called often: a long reconciliation shows that it is alive. */
  readonly beat?: () => void;
}

interface ProcessOfRecord extends RunningProcess {
  readonly caseId: string;
}

const PAGE = 200;
/** People's steps come first: few questions at a time. */
const AT_ONCE = 6;
/** What is on its way looks like a difference; it is looked at again. */
const LOOK_AGAIN_MS = 1_500;

/**
 * Compares every running process, its facts and clocks with its workflow, and the rows with the ledgers that they follow
 * from; then every running workflow with the record. The record is right, unless it contradicts its own ledger: then a person must look, and the case is on the board.
 */
export async function reconcile(options: ReconcileOptions): Promise<Reconciliation> {
  const { casework, beat } = options;
  const startedAt = await now(casework);
  const differences: Difference[] = [];
  let checked = 0;
  for (let after = ''; ;) {
    const page = await casework.unitOfWork.read(RECONCILER, (tx) =>
      tx.query<ProcessOfRecord>(PROCESSES_SQL, [after, PAGE]),
    );
    const queue = [...page];
    const next = async (): Promise<void> => {
      for (let process = queue.shift(); process !== undefined; process = queue.shift()) {
        differences.push(...(await compare(options, process)));
        beat?.();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
    checked += page.length;
    after = page.at(-1)?.workflowId ?? '';
    if (page.length < PAGE) break;
  }
  differences.push(...(await reconcileStrays(options)));
  differences.push(...(await reportAltered(casework)));
  await clearGone(casework, differences);
  const repaired = differences.filter(({ done }) => done === 'repaired').length;
  const result = {
    id: randomUUID(),
    startedAt,
    finishedAt: await now(casework),
    checked,
    repaired,
    reported: differences.length - repaired,
    differences,
  };
  await keep(casework, result);
  return result;
}

async function compare(options: ReconcileOptions, process: ProcessOfRecord): Promise<readonly Difference[]> {
  const { client, casework, courier, taskQueue } = options;
  const { workflowId, caseId } = process;
  const told = { caseId, workflowId, right: 'record' as const };
  const health = await workflowHealth(client, workflowId);
  if (health.state === 'missing') {
    if (!(await isStillRunning(casework, workflowId))) return [];
    await startIfMissing(client, process, taskQueue);
    await casework.change('process', workflowId, RECONCILER, (file) => {
      clearFault(file, 'workflow-missing', workflowId);
      file.timeline('workflow-rebuilt', {}, file.now);
    });
    return [{ ...told, kind: 'workflow-missing', done: 'repaired' }];
  }
  if (health.state !== 'working')
    return health.state === 'failing' ? [await report(casework, { ...told, kind: 'workflow-task-failing' })] : [];

  let found = await gapOf(options, workflowId);
  if (found === null) return [];
  await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  found = await gapOf(options, workflowId);
  if (found === null) return [];
  if (found.kind === 'record-behind-workflow')
    return [await report(casework, { ...told, kind: found.kind, right: 'workflow' })];
  if (found.kind === 'workflow-not-answering') return [await report(casework, { ...told, kind: found.kind })];
  if (found.kind === 'facts-unread') {
    for (const row of found.facts) await courier.deliver(row);
    return [{ ...told, kind: found.kind, done: 'repaired' }];
  }
  // A row that does not follow from its own ledger is not pressed on the workflow: that one may be right.
  const offLedger = await casework.unitOfWork.read(RECONCILER, (tx) => tx.query(CLOCKS_OFF_LEDGER_SQL, [workflowId]));
  if (offLedger.length > 0) return [];
  await casework.change('process', workflowId, RECONCILER, (file) => {
    for (const entry of file.contents.clocks) if (entry.workflowId === workflowId) file.touchClock(entry);
    file.tell(workflowId, { kind: 'clocksChanged', at: file.now });
  });
  return [{ ...told, kind: found.kind, done: 'repaired' }];
}

type Gap =
  | { readonly kind: 'workflow-not-answering' }
  | { readonly kind: 'record-behind-workflow' }
  | { readonly kind: 'facts-unread'; readonly facts: readonly OutboxRow[] }
  | { readonly kind: 'clocks-not-watched' };

/** What the workflow does not know of the record, or knows beyond it; null when both say the same. */
async function gapOf({ client, casework }: ReconcileOptions, workflowId: string): Promise<Gap | null> {
  const live = await askProcess(client, workflowId);
  // What has ended meanwhile is found missing by the next run, if it should not have.
  if (live === 'gone') return null;
  if (live === 'refused') return { kind: 'workflow-not-answering' };
  return casework.unitOfWork.run(RECONCILER, async (tx) => {
    const file = await casework.open(tx, 'process', workflowId, RECONCILER);
    const { state, lastSeq } = file.process(workflowId);
    if (state === 'ended') return null;
    if (live.lastSeq > lastSeq) return { kind: 'record-behind-workflow' };
    if (live.lastSeq < lastSeq) {
      const facts = await tx.query<OutboxRow>(UNREAD_FACTS_SQL, [workflowId, live.lastSeq]);
      return { kind: 'facts-unread', facts };
    }
    const known = new Map(live.clocks.map((clock) => [clock.id, clock.nextAt]));
    const running = file.contents.clocks.filter(
      (entry) => entry.workflowId === workflowId && entry.clock.state === 'running',
    );
    // A clock that has been stopped is not told: watching it costs nothing, and it never ends in the record.
    const differs = running.some((entry) => known.get(entry.id) !== snapshotOf(entry).nextAt);
    return differs ? { kind: 'clocks-not-watched' } : null;
  });
}

/** Rows that were changed from outside contradict what is only ever added to; they are shown to people, and kept. */
async function reportAltered(casework: Casework): Promise<readonly Difference[]> {
  const found = await casework.unitOfWork.read(RECONCILER, alteredRows);
  const differences = [];
  for (const { kind, caseId } of found) {
    differences.push(await report(casework, { kind, caseId, workflowId: null, right: 'ledger' }));
  }
  return differences;
}

/** What only a reconciliation finds, and so only a reconciliation finds no more. */
const FOUND_HERE: readonly CaseFaultKind[] = [
  'workflow-not-answering',
  'record-behind-workflow',
  'workflow-stray',
  ...ALTERED_KINDS,
];

async function clearGone(casework: Casework, found: readonly Difference[]): Promise<void> {
  const noted = await casework.unitOfWork.read(RECONCILER, (tx) => tx.query<OpenFault>(OPEN_FAULTS_SQL, [FOUND_HERE]));
  for (const { caseId, kind, workflowId } of noted) {
    const isFound = found.some(
      (known) => known.kind === kind && known.caseId === caseId && known.workflowId === workflowId,
    );
    if (isFound) continue;
    await casework.change('case', caseId, RECONCILER, (file) => {
      clearFault(file, kind, workflowId);
    });
  }
}

async function report(
  casework: Casework,
  difference: Omit<Difference, 'done' | 'kind' | 'caseId'> & { readonly kind: CaseFaultKind; readonly caseId: string },
): Promise<Difference> {
  const { caseId, kind, workflowId } = difference;
  await casework.unitOfWork.run(RECONCILER, (tx) => noteFault(tx, { caseId, kind, workflowId }));
  return { ...difference, done: 'on-board' };
}

async function isStillRunning(casework: Casework, workflowId: string): Promise<boolean> {
  const rows = await casework.unitOfWork.read(RECONCILER, (tx) =>
    tx.query(`select 1 from processes where workflow_id = $1 and state = 'running'`, [workflowId]),
  );
  return rows.length > 0;
}

async function now(casework: Casework): Promise<string> {
  const [row] = await casework.unitOfWork.read(RECONCILER, (tx) =>
    tx.query<{ now: string }>('select clock_timestamp() as now'),
  );
  if (row === undefined) throw new Error('The store answered no row');
  return row.now;
}

async function keep(casework: Casework, result: Reconciliation): Promise<void> {
  const { id, startedAt, finishedAt, checked, repaired, reported, differences } = result;
  await casework.unitOfWork.run(RECONCILER, (tx) =>
    tx.query(
      `insert into reconciliations (id, started_at, finished_at, checked, repaired, reported, differences)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, startedAt, finishedAt, checked, repaired, reported, JSON.stringify(differences.slice(0, 1_000))],
    ),
  );
}
