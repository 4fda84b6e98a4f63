import { Client, Connection } from '@temporalio/client';
import type { CasePlayer } from '../../apps/dev/src/scenarios/case-player.js';
import { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import { reconcileOnce } from '#temporal/reconcile-once.js';
import { startStack, type Stack } from '#testing/stack.js';
import { reportByPolice } from './police-report.js';

interface Board {
  readonly items: readonly { readonly causes: readonly { readonly params: { readonly fault?: string } }[] }[];
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

  const run = () =>
    reconcileOnce({
      ...process.env,
      DATABASE_URL: stack.databaseUrl,
      SAPHAN_TEMPORAL_ADDRESS: stack.temporalAddress,
      SAPHAN_DATA_DIR: stack.folder,
    });
  const owner = (sql: string, params: readonly unknown[] = []) =>
    withClient(stack.ownerUrl, async (pg) => (await pg.query<object>(sql, [...params])).rows);
  const faultsOf = async (kase: CasePlayer) => {
    const { items } = await (await client.as('social')).get<Board>(`/v1/stuck-cases?caseId=${kase.id}`);
    return items.flatMap(({ causes }) => causes.flatMap(({ params }) => params.fault ?? []));
  };
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

  it('tells its last result in the health details and the metrics', async () => {
    await run();
    const health = (await (await fetch(`${stack.apiUrl}/health`)).json()) as { reconciler: { checked: number } };
    expect(health.reconciler.checked).toBeGreaterThan(0);
    const metrics = await (await fetch(`${stack.apiUrl}/metrics`)).text();
    expect(metrics).toMatch(/saphan_reconcile_differences\{outcome="checked"\} [1-9]/);
  });

  it('is asked for by a schedule of the process engine', async () => {
    const { spec } = await temporal.schedule.getHandle('saphan-reconcile').describe();
    expect(spec.intervals).toHaveLength(1);
  });
});
