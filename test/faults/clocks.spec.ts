import { WorkflowNotFoundError } from '@temporalio/client';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import type { CasePlayer, ShownClock } from '../../apps/dev/src/scenarios/case-player.js';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { dataConverterOf } from '#temporal/data-converter.js';
import { createTemporalClient } from '#temporal/temporal-client.js';
import { vaultOfRun } from '#testing/test-keys.js';
import type { Stack } from '#testing/stack.js';
import { onStack } from '#testing/stack-of-spec.js';
import { reportByPolice } from './police-report.js';

const SECOND_MS = 1_000;
/** Taken in 24 hours less so many seconds ago. */
const endsIn = (seconds: number) => 24 - seconds / 3600;

describe('R06: the 24 hours end exactly once and marked late, whatever is away when they end:', () => {
  let stack: Stack;
  let client: SaphanClient;

  onStack((opened) => void ({ stack, client } = opened));

  const ended = (kase: CasePlayer): Promise<ShownClock> =>
    kase.eventually('the end of the clock', async () => {
      const clock = await kase.clock('s29-custody');
      return clock.state === 'ended' ? clock : undefined;
    });
  const faultsOf = (kase: CasePlayer): Promise<{ kind: string; cleared: boolean }[]> =>
    withClient(stack.ownerUrl, async (pg) => {
      const { rows } = await pg.query<{ kind: string; cleared: boolean }>(
        'select kind, cleared_at is not null as cleared from case_faults where case_id = $1',
        [kase.id],
      );
      return rows;
    });
  const expectOneEnd = async (kase: CasePlayer): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 2 * SECOND_MS));
    const ends = (await kase.timeline()).filter(
      ({ kind, params }) => kind === 'clock-ended' && params.clock === 's29-custody',
    );
    expect(ends).toHaveLength(1);
    expect((await kase.show()).mustDecide).toBe(true);
    expect(await kase.open('decide-custody')).toMatchObject({ mustDecide: true, urgent: true });
  };
  /** Once it runs: the tasks of a report are open before its workflow is started. */
  const workflowOf = async (kase: CasePlayer) => {
    const temporal = createTemporalClient(
      { address: stack.temporalAddress, namespace: 'default' },
      dataConverterOf(vaultOfRun()),
    );
    const handle = temporal.workflow.getHandle(`case:${kase.id}`);
    await kase.eventually('its workflow', () =>
      handle.describe().catch((failure: unknown) => {
        if (!(failure instanceof WorkflowNotFoundError)) throw failure;
        return undefined;
      }),
    );
    return { handle, close: () => temporal.connection.close() };
  };

  it('nothing: the workflow sees it in time and the machinery has no fault', async () => {
    const kase = await reportByPolice(client, endsIn(5));
    await kase.open('decide-custody');
    expect((await ended(kase)).lateByMs).toBeLessThan(1_500);
    await expectOneEnd(kase);
    expect((await faultsOf(kase)).filter(({ cleared }) => !cleared)).toEqual([]);
  }, 60_000);

  it('Temporal: the sweeper sees it within seconds, and the fault is taken back when the workflow is there again', async () => {
    const kase = await reportByPolice(client, endsIn(4));
    await kase.open('decide-custody');
    await stack.stopTemporal();
    const clock = await ended(kase);
    expect(clock.lateByMs).toBeGreaterThan(0);
    expect(clock.lateByMs).toBeLessThan(5 * SECOND_MS);
    expect(await faultsOf(kase)).toEqual([{ kind: 'clock-unseen-by-workflow', cleared: false }]);
    await stack.startTemporal();
    await kase.eventually('the workflow at work', async () =>
      (await faultsOf(kase)).every(({ cleared }) => cleared) ? true : undefined,
    );
    await expectOneEnd(kase);
  }, 120_000);

  it('worker, API and Temporal, all killed', async () => {
    const kase = await reportByPolice(client, endsIn(4));
    await kase.open('decide-custody');
    await Promise.all([stack.killWorker(), stack.killApi(), stack.killTemporal()]);
    await new Promise((resolve) => setTimeout(resolve, 6 * SECOND_MS));
    await stack.startTemporal();
    await Promise.all([stack.startApi(), stack.startWorker()]);
    expect((await ended(kase)).lateByMs).toBeGreaterThan(SECOND_MS);
    await expectOneEnd(kase);
  }, 120_000);

  it('its workflow, which fails its task for ever', async () => {
    const kase = await reportByPolice(client, endsIn(6));
    await kase.open('decide-custody');
    const { handle, close } = await workflowOf(kase);
    // What is no fact cannot be read: every try of the workflow task fails from now on.
    await handle.signal('fact', null);
    expect((await ended(kase)).lateByMs).toBeLessThan(5 * SECOND_MS);
    await expectOneEnd(kase);
    // The watch of workflows may have seen by then that its task fails, or not yet.
    expect(await faultsOf(kase)).toContainEqual({ kind: 'clock-unseen-by-workflow', cleared: false });
    await close();
  }, 60_000);

  it('its workflow, which is missing', async () => {
    const kase = await reportByPolice(client, endsIn(5));
    await kase.open('decide-custody');
    const { handle, close } = await workflowOf(kase);
    await handle.terminate('gone');
    expect((await ended(kase)).lateByMs).toBeLessThan(5 * SECOND_MS);
    await expectOneEnd(kase);
    expect(await faultsOf(kase)).toContainEqual({ kind: 'clock-unseen-by-workflow', cleared: false });
    await close();
  }, 60_000);
});
