import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { projectRoot } from '../../apps/dev/src/project-root.js';
import type { CasePlayer } from '../../apps/dev/src/scenarios/case-player.js';
import { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import { DEFAULT_TASK_QUEUE } from '#temporal/process-types.js';
import { reconcileOnce } from '#temporal/reconcile-once.js';
import { startStack, type Stack } from '#testing/stack.js';
import { besideAnotherWorker } from './another-worker.js';
import { reportByPolice } from './police-report.js';

interface Board {
  readonly items: readonly { readonly causes: readonly Cause[] }[];
}
interface Cause {
  readonly cause: string;
  readonly sentence: { readonly th: string; readonly en: string };
  readonly actions: readonly { readonly action: string }[];
  readonly params: { readonly fault?: string };
}
interface LastRun {
  readonly finishedAt: string;
  readonly ageSeconds: number;
  readonly checked: number;
  readonly reported: number;
  readonly found: Readonly<Record<string, number>>;
}

describe('R19: the reconciler', () => {
  let stack: Stack;
  let client: SaphanClient;
  let connection: Connection;
  let temporal: Client;

  beforeAll(async () => {
    stack = await startStack();
    client = new SaphanClient(stack.apiUrl);
    connection = await Connection.connect({ address: stack.temporalAddress });
    temporal = new Client({ connection });
  }, 120_000);
  afterAll(async () => {
    await connection.close();
    await stack.stop();
  });

  const environment = (): NodeJS.ProcessEnv => ({
    ...process.env,
    DATABASE_URL: stack.databaseUrl,
    SAPHAN_TEMPORAL_ADDRESS: stack.temporalAddress,
    SAPHAN_DATA_DIR: stack.folder,
  });
  const run = () => reconcileOnce(environment(), { pageSize: 2 });
  const lastRun = async () =>
    ((await (await fetch(`${stack.apiUrl}/health`)).json()) as { reconciler: LastRun }).reconciler;
  const owner = (sql: string, params: readonly unknown[] = []) =>
    withClient(stack.ownerUrl, async (pg) => (await pg.query<object>(sql, [...params])).rows);
  const causesOf = async (kase: CasePlayer) => {
    const { items } = await (await client.as('social')).get<Board>(`/v1/stuck-cases?caseId=${kase.id}`);
    return items.flatMap(({ causes }) => causes);
  };
  const faultsOf = async (kase: CasePlayer) => (await causesOf(kase)).flatMap(({ params }) => params.fault ?? []);
  const kaseOf = async (): Promise<CasePlayer> => {
    const kase = await reportByPolice(client);
    await kase.do('social', 'triage-report', { outcome: 'accept' });
    await kase.reachStage('preliminary-screening');
    return kase;
  };

  it('finds nothing where nothing is wrong', async () => {
    await kaseOf();
    const { checked, differences } = await run();
    expect(checked).toBeGreaterThan(0);
    expect(differences).toEqual([]);
  }, 120_000);

  it('finds a dropped workflow and starts it again from the record, which is right', async () => {
    const kase = await kaseOf();
    await temporal.workflow.getHandle(`case:${kase.id}`).terminate('dropped by the test');
    const { differences, repaired } = await run();
    expect(differences).toEqual([
      { kind: 'workflow-missing', caseId: kase.id, workflowId: `case:${kase.id}`, right: 'record', done: 'repaired' },
    ]);
    expect(repaired).toBe(1);
    await kase.do('social', 'tell-rights');
    expect((await run()).differences).toEqual([]);
  }, 120_000);

  it('finds a flipped row, says that the ledger is right and not the row, and leaves it to people', async () => {
    const kase = await kaseOf();
    await owner(
      `update clocks set due_at = due_at + interval '3 days', next_at = next_at + interval '3 days'
      where case_id = $1 and state = 'running'`,
      [kase.id],
    );
    const { differences } = await run();
    expect(differences).toEqual([
      { kind: 'clock-row-altered', caseId: kase.id, workflowId: null, right: 'ledger', done: 'on-board' },
    ]);
    expect(await faultsOf(kase)).toEqual(['clock-row-altered']);
    await owner(
      `update clocks set due_at = first_due_at, next_at = next_at - interval '3 days'
      where case_id = $1 and state = 'running'`,
      [kase.id],
    );
    expect((await run()).differences).toEqual([]);
    expect(await faultsOf(kase)).toEqual([]);
  }, 120_000);

  it('finds a clock whose row says another state than its ledger of ends, and leaves it to people', async () => {
    const kase = await kaseOf();
    const halt = `update clocks set state = 'ended', next_at = null, ended_at = now() where case_id = $1 and state = 'running'`;
    await owner('create table kept as select * from clocks where case_id = $1'.replace('$1', `'${kase.id}'`));
    await owner(halt, [kase.id]);
    expect((await run()).differences).toEqual([
      { kind: 'clock-row-altered', caseId: kase.id, workflowId: null, right: 'ledger', done: 'on-board' },
    ]);
    await owner(
      `update clocks set state = kept.state, next_at = kept.next_at, ended_at = null from kept where kept.id = clocks.id`,
    );
    await owner('drop table kept');
    expect((await run()).differences).toEqual([]);
  }, 120_000);

  it('sends again what a workflow does not know', async () => {
    const kase = await kaseOf();
    await owner(
      `with told as (update processes set last_seq = last_seq + 1 where workflow_id = $1 returning last_seq)
       insert into outbox (workflow_id, case_id, seq, fact, delivered_at)
       select $1, $2, last_seq, jsonb_build_object('seq', last_seq, 'kind', 'clocksChanged', 'at', now()), now() from told`,
      [`case:${kase.id}`, kase.id],
    );
    expect((await run()).differences).toEqual([
      { kind: 'facts-unread', caseId: kase.id, workflowId: `case:${kase.id}`, right: 'record', done: 'repaired' },
    ]);
    expect((await run()).differences).toEqual([]);
  }, 120_000);

  it('finds the workflow of a case that the record has closed, shows it, and leaves its end to two persons', async () => {
    const kase = await kaseOf();
    const workflowId = `case:${kase.id}`;
    await owner(`update processes set state = 'ended', ended_at = now() where workflow_id = $1`, [workflowId]);
    await owner(`update cases set status = 'closed', stage = 'closed', closed_at = now() where id = $1`, [kase.id]);
    const stray = { kind: 'workflow-stray', caseId: kase.id, workflowId, right: 'record', done: 'on-board' };
    expect((await run()).differences).toEqual([stray]);
    expect((await run()).differences).toEqual([stray]);
    const causes = (await causesOf(kase)).filter(({ params }) => params.fault === 'workflow-stray');
    expect(causes).toHaveLength(1);
    expect(causes[0]).toMatchObject({ cause: 'system-fault' });
    expect(causes[0]?.sentence.en).toContain('a process runs that the record has ended or does not know');
    expect(causes[0]?.sentence.th).toContain('บันทึกว่าสิ้นสุดแล้ว');
    expect(causes[0]?.actions.map(({ action }) => action)).toEqual(['request-reset', 'escalate']);
    const handle = temporal.workflow.getHandle(workflowId);
    expect((await handle.describe()).status.name).toBe('RUNNING');

    const { approvalId } = await (
      await client.as('social')
    ).post<{ approvalId: string }>(`/v1/stuck-cases/${kase.id}/reset`, { reason: 'The case is closed.' });
    const decision = { decision: 'approved', reason: 'Seen: it is closed.' };
    await (await client.as('admin')).post(`/v1/approvals/${approvalId}/decision`, decision);
    expect((await handle.describe()).status.name).toBe('TERMINATED');
    expect(await faultsOf(kase)).toEqual([]);
    expect((await run()).differences).toEqual([]);
  }, 120_000);

  it('finds a workflow that the record does not know, page by page, tells it, and takes it from the board when it is gone', async () => {
    const unknown = [randomUUID(), randomUUID(), randomUUID()].map((id) => `case:${id}`);
    for (const workflowId of unknown) {
      await temporal.workflow.start('caseWorkflow', { workflowId, taskQueue: DEFAULT_TASK_QUEUE, args: [{}] });
    }
    const known = await kaseOf();
    await owner(`update processes set state = 'ended', ended_at = now() where workflow_id = $1`, [`case:${known.id}`]);
    const found = (await run()).differences.filter(({ kind }) => kind === 'workflow-stray');
    expect(
      found
        .filter(({ caseId }) => caseId === null)
        .map(({ workflowId }) => workflowId)
        .sort(),
    ).toEqual([...unknown].sort());
    expect(new Set(found.map(({ done }) => done))).toEqual(new Set(['reported', 'on-board']));
    expect((await lastRun()).found).toMatchObject({ 'workflow-stray': 4 });
    const states = await Promise.all(unknown.map((id) => temporal.workflow.getHandle(id).describe()));
    expect(states.map(({ status }) => status.name)).toEqual(['RUNNING', 'RUNNING', 'RUNNING']);

    for (const id of unknown) await temporal.workflow.getHandle(id).terminate('ended by the test');
    await owner(`update processes set state = 'running', ended_at = null where workflow_id = $1`, [`case:${known.id}`]);
    expect((await run()).differences).toEqual([]);
    expect(await faultsOf(known)).toEqual([]);
  }, 120_000);

  it('reports a workflow that refuses to say how far it has come, and goes on with all others', async () => {
    await besideAnotherWorker(stack.temporalAddress, {}, async (taskQueue) => {
      const kases: CasePlayer[] = [];
      for (const type of ['withoutTheQuery', 'withAFailure', 'withAnotherAnswer']) {
        const kase = await kaseOf();
        const workflowId = `case:${kase.id}`;
        await temporal.workflow.start(type, { workflowId, taskQueue, workflowIdConflictPolicy: 'TERMINATE_EXISTING' });
        kases.push(kase);
      }
      const dropped = await kaseOf();
      await temporal.workflow.getHandle(`case:${dropped.id}`).terminate('dropped by the test');

      const { differences } = await run();
      const refusals = kases.map(({ id }) => ({
        kind: 'workflow-not-answering',
        caseId: id,
        workflowId: `case:${id}`,
        right: 'record',
        done: 'on-board',
      }));
      const missing = {
        kind: 'workflow-missing',
        caseId: dropped.id,
        workflowId: `case:${dropped.id}`,
        right: 'record',
        done: 'repaired',
      };
      expect(differences).toHaveLength(4);
      expect(differences).toEqual(expect.arrayContaining([...refusals, missing]));
      expect((await lastRun()).found).toMatchObject({ 'workflow-not-answering': 3, 'workflow-missing': 1 });
      for (const kase of kases) {
        const [cause, ...others] = await causesOf(kase);
        expect(others).toEqual([]);
        expect(cause).toMatchObject({ cause: 'system-fault', params: { fault: 'workflow-not-answering' } });
        expect(cause?.sentence.en).toContain('its process does not say how far it has come');
        expect(cause?.sentence.th).toContain('ไม่ตอบ');
      }

      // One is begun anew from the record by two persons, the others by hand: then each answers, and leaves the board.
      const [first, ...rest] = kases.map(({ id }) => id);
      const { approvalId } = await (
        await client.as('social')
      ).post<{ approvalId: string }>(`/v1/stuck-cases/${first}/reset`, { reason: 'It is another workflow.' });
      const decision = { decision: 'approved', reason: 'Seen.' };
      await (await client.as('admin')).post(`/v1/approvals/${approvalId}/decision`, decision);
      expect((await Promise.all(kases.map(faultsOf))).map(({ length }) => length)).toEqual([0, 1, 1]);
      for (const id of rest) await temporal.workflow.getHandle(`case:${id}`).terminate('by the test');
      expect((await run()).differences.map(({ kind }) => kind)).toEqual(['workflow-missing', 'workflow-missing']);
      for (const kase of kases) expect(await faultsOf(kase)).toEqual([]);
    });
  }, 180_000);

  it('tells a workflow that has not read of its end the rest of its facts', async () => {
    const kase = await kaseOf();
    const workflowId = `case:${kase.id}`;
    await owner(
      `with told as (update processes set last_seq = last_seq + 1, state = 'ended', ended_at = now()
         where workflow_id = $1 returning last_seq)
       insert into outbox (workflow_id, case_id, seq, fact, delivered_at)
       select $1, $2, last_seq, jsonb_build_object('seq', last_seq, 'kind', 'clocksChanged', 'at', now()), now() from told`,
      [workflowId, kase.id],
    );
    expect((await run()).differences).toEqual([
      { kind: 'facts-unread', caseId: kase.id, workflowId, right: 'record', done: 'repaired' },
    ]);
    await owner(`update processes set state = 'running', ended_at = null where workflow_id = $1`, [workflowId]);
    expect((await run()).differences).toEqual([]);
  }, 120_000);

  it('tells its last result and its age in the health details and the metrics', async () => {
    await run();
    const last = await lastRun();
    expect(last.checked).toBeGreaterThan(0);
    expect(last.ageSeconds).toBeLessThan(30);
    const metrics = await (await fetch(`${stack.apiUrl}/metrics`)).text();
    expect(metrics).toMatch(/saphan_reconcile_differences\{outcome="checked"\} [1-9]/);
    expect(metrics).toMatch(/saphan_reconcile_age_seconds \d/);
  });

  it('runs when the schedule of the process engine says so', async () => {
    const schedule = temporal.schedule.getHandle('saphan-reconcile');
    expect((await schedule.describe()).spec.intervals).toHaveLength(1);
    const before = await lastRun();
    await schedule.trigger();
    const kase = await reportByPolice(client);
    const after = await kase.eventually('a scheduled reconciliation', async () => {
      const last = await lastRun();
      return last.finishedAt > before.finishedAt ? last : undefined;
    });
    expect(after.checked).toBeGreaterThan(0);
  }, 120_000);

  it('runs as a command, and says what it found', async () => {
    const kase = await kaseOf();
    await temporal.workflow.getHandle(`case:${kase.id}`).terminate('dropped by the test');
    const before = await lastRun();
    const { NODE_OPTIONS: _, ...env } = environment();
    const entry = path.join(projectRoot(), 'dist/apps/dev/src/reconcile.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--enable-source-maps', entry], {
      env,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain(`workflow-missing: case:${kase.id}, the record is right, repaired`);
    expect(stdout).toMatch(/\d+ processes compared, 1 differences repaired, 0 put on the stuck board or reported/);
    expect((await lastRun()).finishedAt > before.finishedAt).toBe(true);
  }, 120_000);
});
