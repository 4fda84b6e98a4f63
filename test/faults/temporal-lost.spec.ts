import { Client, Connection } from '@temporalio/client';
import type { CasePlayer, ShownClock } from '../../apps/dev/src/scenarios/case-player.js';
import { assist, chooseFreely, close, identify, reflect, screen } from '../../apps/dev/src/scenarios/common-steps.js';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { reportByPolice } from './police-report.js';
import { rebuildWorkflows } from '#temporal/rebuild-workflows.js';
import type { Stack } from '#testing/stack.js';
import { onStack } from '#testing/stack-of-spec.js';

describe("Temporal's database is lost in the middle", () => {
  let stack: Stack;
  let client: SaphanClient;

  onStack((opened) => void ({ stack, client } = opened));

  const report = (custodyHoursAgo?: number) => reportByPolice(client, custodyHoursAgo);

  const clocksOf = async (kase: CasePlayer) =>
    (await kase.clocks()).map(({ id, key, state, dueAt }: ShownClock) => ({ id, key, state, dueAt }));

  it('every case goes on at the right stage with the right clocks after the rebuild', async () => {
    const reported = await report();
    const held = await report(0.5);
    const reflecting = await report();
    for (const kase of [held, reflecting]) {
      await kase.do('social', 'triage-report', { outcome: 'accept' });
      await kase.do('social', 'tell-rights');
      await screen(kase, 'indication');
    }
    await held.reachStage('temporary-protection');
    await reflecting.do('social', 'offer-reflection', { outcome: 'accepted' });
    const followed = await report();
    await walkToFollowUp(followed);
    // Its custody ends six seconds from now, whatever happens to the engine.
    const ending = await report(24 - 6 / 3600);
    await ending.open('decide-custody');

    const before = await Promise.all([reported, held, reflecting, followed].map(clocksOf));
    await stack.deleteTemporalDatabase();
    // Decided while no engine exists at all; the workflow learns of it when it is revived.
    const readiness = await reflecting.open('decide-readiness');
    await reflecting.complete('social', readiness.id, { outcome: 'ready' });
    await stack.startTemporal();
    await stack.killWorker();
    await stack.startWorker();
    const counts = await rebuildWorkflows({
      ...process.env,
      DATABASE_URL: stack.databaseUrl,
      SAPHAN_TEMPORAL_ADDRESS: stack.temporalAddress,
    });
    expect(counts.started + counts.alive).toBeGreaterThanOrEqual(6);
    const again = await rebuildWorkflows({
      ...process.env,
      DATABASE_URL: stack.databaseUrl,
      SAPHAN_TEMPORAL_ADDRESS: stack.temporalAddress,
    });
    expect(again.started).toBe(0);

    await reflecting.reachStage('formal-identification');
    const after = await Promise.all([reported, held, followed].map(clocksOf));
    expect(after).toEqual([before[0], before[1], before[3]]);
    expect((await reported.show()).stage).toBe('report');
    expect((await held.show()).stage).toBe('temporary-protection');
    expect((await followed.show()).stage).toBe('follow-up');

    const clock = await ending.eventually('the end that the revived workflow saw', async () => {
      const custody = await ending.clock('s29-custody');
      return custody.state === 'ended' ? custody : undefined;
    });
    expect(clock.lateByMs).not.toBeNull();

    await held.do('social', 'decide-custody', { outcome: 'release' });
    await held.reachStage('recovery-reflection');
    await reported.do('social', 'triage-report', { outcome: 'accept' });
    await reported.reachStage('preliminary-screening');
    for (const visit of (await followed.tasks()).filter(
      ({ key, state }) => key === 'follow-up-visit' && state === 'open',
    )) {
      await followed.do('social-kan', 'follow-up-visit', { outcome: 'continue' }, visit.subject);
    }
    await close(followed, 'reintegrated');
    const completed = (await followed.tasks()).filter(
      ({ key, state }) => key === 'follow-up-visit' && state === 'completed',
    );
    expect(completed).toHaveLength(4);
  }, 240_000);

  async function walkToFollowUp(kase: CasePlayer): Promise<void> {
    await kase.do('social', 'triage-report', { outcome: 'accept' });
    await kase.do('social', 'tell-rights');
    await screen(kase, 'indication');
    await reflect(kase, 'waived');
    await identify(kase, 'victim-s6');
    await chooseFreely(kase, {});
    await assist(kase, 'stay');
    await kase.do('social', 'plan-reintegration');
    await kase.reachStage('follow-up');
  }

  it('a lost workflow is also revived by the next fact, without a rebuild', async () => {
    const kase = await report();
    await kase.open('triage-report');
    const connection = await Connection.connect({ address: stack.temporalAddress });
    const handle = new Client({ connection }).workflow.getHandle(`case:${kase.id}`);
    await kase.eventually('its workflow', async () => handle.describe().catch(() => undefined));
    await handle.terminate('lost');
    await kase.do('social', 'triage-report', { outcome: 'accept' });
    await kase.reachStage('preliminary-screening');
    await connection.close();
  }, 60_000);
});
