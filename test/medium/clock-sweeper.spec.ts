import pino from 'pino';
import { Casework } from '#persistence/casework.js';
import { createDataSource } from '#persistence/data-source.js';
import { PROCESS_ACTOR } from '#persistence/rows.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { getPolicy } from '#policy/load-policy.js';
import { ProcessActivitiesService } from '../../apps/worker/src/activities/process-activities.service.js';
import { ClockSweeper, type SweeperOptions } from '../../apps/worker/src/sweeper/clock-sweeper.service.js';
import { openTestStore, takenIntoProtection, type TestStore } from './test-store.js';

const HOUR_MS = 3_600_000;

interface Seen {
  readonly threshold: number;
  readonly seenBy: string;
  readonly lateByMs: number;
}

describe('the sweeper, which looks after the clocks of all cases', () => {
  let store: TestStore;
  const sweepers: ClockSweeper[] = [];
  /** The database's time, moved on: the sweeper takes no other. */
  let aheadMs = 0;

  const sweeperOf = async (options: Partial<SweeperOptions> = {}): Promise<ClockSweeper> => {
    const source = await createDataSource({ url: store.database.appUrl, poolSize: 3 }).initialize();
    const casework = new Casework({
      unitOfWork: new UnitOfWork(source, () => Promise.resolve(new Date(Date.now() + aheadMs).toISOString())),
      policies: (version) => getPolicy(version),
      courier: () => undefined,
    });
    const close = () => source.destroy();
    const sweeper = new ClockSweeper(casework, pino({ level: 'silent' }), { graceMs: 1_000, close, ...options });
    sweepers.push(sweeper);
    return sweeper;
  };
  const eventsOf = (caseId: string, key = 's29-custody') =>
    store.asOwner<Seen>(
      `select e.threshold, e.seen_by as "seenBy", e.late_by_ms::float8 as "lateByMs" from clock_events e
       join clocks k on k.id = e.clock_id where e.case_id = $1 and k.key = $2 order by e.fired_at, e.threshold`,
      [caseId, key],
    );
  const faultsOf = (caseId: string) =>
    store.asOwner<{ kind: string; workflow: string | null; cleared: boolean }>(
      `select kind, workflow_id as workflow, cleared_at is not null as cleared from case_faults where case_id = $1`,
      [caseId],
    );

  beforeEach(async () => {
    store = await openTestStore();
    aheadMs = 0;
  });
  afterEach(async () => {
    for (const sweeper of sweepers.splice(0)) await sweeper.onApplicationShutdown();
    await store.close();
  });

  it('leaves a clock to its own workflow as long as that may still come', async () => {
    const caseId = await store.report(takenIntoProtection(13));
    const sweeper = await sweeperOf({ graceMs: 2 * HOUR_MS });
    const before = await eventsOf(caseId);
    await sweeper.sweep();
    expect(await eventsOf(caseId)).toEqual(before);
  });

  it('warns and ends once each what no workflow comes for, marked late, and says that the machinery is at fault', async () => {
    const caseId = await store.report(takenIntoProtection(13));
    const sweeper = await sweeperOf();
    expect(await eventsOf(caseId)).toMatchObject([{ threshold: 50, seenBy: 'step' }]);
    aheadMs = 6 * HOUR_MS;
    await sweeper.sweep();
    expect((await eventsOf(caseId)).at(-1)).toMatchObject({ threshold: 75, seenBy: 'sweeper' });
    expect(await faultsOf(caseId)).toEqual([]);
    aheadMs = 13 * HOUR_MS;
    await sweeper.sweep();
    await sweeper.sweep();
    const events = await eventsOf(caseId);
    expect(events.map(({ threshold }) => threshold)).toEqual([50, 75, 100]);
    expect((events.at(-1)?.lateByMs ?? 0) / HOUR_MS).toBeCloseTo(2, 1);
    expect(await faultsOf(caseId)).toContainEqual({
      kind: 'clock-unseen-by-workflow',
      workflow: `case:${caseId}`,
      cleared: false,
    });
  });

  it('takes the fault back when the workflow is seen at work again', async () => {
    const caseId = await store.report(takenIntoProtection(13));
    const sweeper = await sweeperOf();
    aheadMs = 13 * HOUR_MS;
    await sweeper.sweep();
    const activities = new ProcessActivitiesService(store.casework);
    const at = new Date(Date.now() + aheadMs).toISOString();
    await activities.commitDueClocks({ workflowId: `case:${caseId}`, at });
    expect(await faultsOf(caseId)).toMatchObject([{ kind: 'clock-unseen-by-workflow', cleared: true }]);
    expect((await eventsOf(caseId)).filter(({ threshold }) => threshold === 100)).toHaveLength(1);
  });

  it('ends each clock of a rescued night exactly once, however many sweepers and workflows come at the same moment', async () => {
    const persons = Array.from({ length: 60 }, () => takenIntoProtection(23).persons ?? []).flat();
    await store.report({ persons });
    const workflows = await store.asOwner<{ id: string }>('select workflow_id as id from processes');
    aheadMs = 2 * HOUR_MS;
    const at = new Date(Date.now() + aheadMs).toISOString();
    const activities = new ProcessActivitiesService(store.casework);
    const watchmen = await Promise.all([sweeperOf({ batch: 7 }), sweeperOf({ batch: 13 })]);
    await Promise.all([
      ...watchmen.map((sweeper) => sweeper.sweep()),
      ...workflows.map(({ id }) => activities.commitDueClocks({ workflowId: id, at })),
    ]);
    const [ends] = await store.asOwner<{ count: number; clocks: number }>(
      `select count(*)::int as count, count(distinct clock_id)::int as clocks from clock_events e
       join clocks k on k.id = e.clock_id where e.threshold = 100 and k.key = 's29-custody'`,
    );
    expect(ends).toEqual({ count: 60, clocks: 60 });
    const [running] = await store.asOwner<{ count: number }>(
      `select count(*)::int as count from clocks where key = 's29-custody' and state = 'running'`,
    );
    expect(running?.count).toBe(0);
  });

  it('is not held up by a case that the store refuses: the others end, and that one is marked until it can be written', async () => {
    const broken = await store.report(takenIntoProtection(23));
    const sound = await Promise.all([1, 2, 3].map(() => store.report(takenIntoProtection(23))));
    await store.asOwner(`update cases set policy_version = 'lost' where id = $1`, [broken]);
    const sweeper = await sweeperOf({ refusedForMs: 300 });
    aheadMs = 2 * HOUR_MS;
    await sweeper.sweep();
    for (const caseId of sound) expect((await eventsOf(caseId)).at(-1)?.threshold).toBe(100);
    expect(await faultsOf(broken)).toEqual([{ kind: 'clock-not-committed', workflow: null, cleared: false }]);
    await store.asOwner(`update cases set policy_version = 'th-nrm-2565' where id = $1`, [broken]);
    await new Promise((resolve) => setTimeout(resolve, 400));
    await sweeper.sweep();
    expect((await eventsOf(broken)).at(-1)?.threshold).toBe(100);
    expect(await faultsOf(broken)).toContainEqual({ kind: 'clock-not-committed', workflow: null, cleared: true });
  });

  it('does not wait for a case that somebody works on: she sees the clock herself', async () => {
    const held = await store.report(takenIntoProtection(23));
    const free = await store.report(takenIntoProtection(23));
    const sweeper = await sweeperOf();
    aheadMs = 2 * HOUR_MS;
    await store.casework.change('case', held, PROCESS_ACTOR, async () => {
      await sweeper.sweep();
    });
    expect((await eventsOf(held)).map(({ threshold }) => threshold)).not.toContain(100);
    expect((await eventsOf(free)).at(-1)?.threshold).toBe(100);
  });
});
