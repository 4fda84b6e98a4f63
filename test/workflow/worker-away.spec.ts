import { CaseworkBench } from '#testing/casework-bench.js';
import type { PlayedCase } from '#testing/played-case.js';
import { WORKFLOW_TYPES } from '#temporal/process-types.js';
import { parseProcessId } from '#domain/facts.js';
import { assist, bringTo, expectFired, LAO_WOMAN, screen } from './journey.js';

const HOUR_MS = 3_600_000;
const LIMIT_MS = 40_000;

let bench: CaseworkBench;
beforeAll(async () => {
  // Without a cache, because the test server never takes back a task that it has put aside for a cached workflow.
  bench = await CaseworkBench.open({ cachedWorkflows: 0 });
}, 90_000);
afterAll(() => bench.close());

describe('while no worker is there', () => {
  it('R06: 26 hours of a 24-hour clock pass: it ends once, late by two hours, with no warning after the end', async () => {
    const kase = await bench.report();
    await bench.stopWorker();
    await bench.sleepWithoutWorkers('PT26H');
    await bench.startWorker();
    await kase.settle();
    const events = await kase.clockEvents('rights-assistance');
    expect(events.map(({ threshold }) => threshold)).toEqual([100]);
    expect((events[0]?.lateByMs ?? 0) / HOUR_MS).toBeCloseTo(2, 1);
    const clock = await kase.clock('rights-assistance');
    expect(clock).toMatchObject({ state: 'ended', lateByMs: events[0]?.lateByMs });
    expect((await kase.timelineKinds()).filter((kind) => kind.startsWith('clock-'))).toEqual(['clock-started', 'clock-ended']);
    await bench.sleep('P2D');
    await kase.settle();
    expect(await kase.clockEvents('rights-assistance')).toHaveLength(1);
  }, LIMIT_MS);
});

/** What is done while no worker is there is committed, delivered and read by nobody. */
async function whileNoWorkerIsThere(work: () => Promise<void>): Promise<void> {
  await bench.stopWorker();
  await work();
  await bench.factCourier.settle();
}

const LATER = { settle: false };

/** Temporal has lost everything; every running process is started again with nothing but its id. */
async function loseHistories(kase: PlayedCase): Promise<void> {
  for (const { workflowId } of await kase.processes()) {
    if (await kase.isRunning(workflowId)) await bench.client.workflow.getHandle(workflowId).terminate('lost');
  }
}

async function reviveAll(kase: PlayedCase): Promise<void> {
  for (const { workflowId, state } of await kase.processes()) {
    if (state === 'running') await bench.revive(workflowId, WORKFLOW_TYPES[parseProcessId(workflowId)?.kind ?? 'case']);
  }
  await kase.settle();
}

describe('what people did while no worker was there', () => {
  it('is read when it comes back, in its sequence', async () => {
    const kase = await bench.report({ custody: { startedAt: await bench.ago(1), placeType: 'shelter' } });
    await whileNoWorkerIsThere(async () => {
      await kase.complete('decide-custody', { outcome: 'petition-court' }, LATER);
      await kase.complete('record-court-order', {}, LATER);
      await kase.complete('decide-custody', { outcome: 'release' }, LATER);
      await kase.complete('triage-report', {}, LATER);
      await kase.act('record-exit', {}, LATER);
    });
    expect(await kase.stage()).toBe('report');
    await bench.startWorker();
    await kase.settle();
    expect(await kase.stages()).toEqual(['report', 'preliminary-screening', 'closure']);
  }, LIMIT_MS);

  it('does not hold up a closure: she left while its approval was on its way', async () => {
    const kase = await bench.report();
    await kase.complete('triage-report', { outcome: 'out-of-scope', reasons: 'Another ministry' }, LATER);
    await kase.openStanding('record-exit');
    await kase.settle();
    await kase.complete('propose-closure', { outcome: 'out-of-scope' });
    await whileNoWorkerIsThere(async () => {
      await kase.complete('approve-closure', {}, { by: 'supervisor', ...LATER });
      await kase.complete('record-exit', {}, LATER);
    });
    await bench.startWorker();
    await kase.settle();
    expect(await kase.row()).toMatchObject({ stage: 'closed', status: 'closed' });
    expect(await kase.isRunning()).toBe(false);
    await kase.act('record-new-facts');
    expect(await kase.stage()).toBe('preliminary-screening');
  }, LIMIT_MS);
});

describe('when Temporal has lost a case', () => {
  it('a start with nothing but its id takes it up at its stage with its clocks', async () => {
    const kase = await bench.report();
    await bringTo(kase, 'recovery-reflection');
    await kase.complete('offer-reflection');
    await bench.sleep('P30D');
    await kase.settle();
    const summary = await kase.summary();
    expect(summary.clocks.map(({ key }) => key)).toEqual(['nrm-reflection']);
    await loseHistories(kase);
    await reviveAll(kase);
    expect(await kase.summary()).toMatchObject({ stage: 'recovery-reflection', stageNo: summary.stageNo, clocks: summary.clocks });
    await bench.sleep('P16D');
    await kase.settle();
    expectFired(await kase.clockEvents('nrm-reflection'), await kase.clock('nrm-reflection'), [50, 75, 90, 100]);
    await kase.complete('decide-readiness');
    expect(await kase.stage()).toBe('formal-identification');
  }, LIMIT_MS);

  it('facts that had been delivered and not been read are not lost', async () => {
    const kase = await bench.report();
    await bringTo(kase, 'formal-identification');
    await kase.complete('convene-mdt');
    await kase.complete('mdt-interview', { outcome: 'quorum-not-reached', membersPresent: [] });
    await whileNoWorkerIsThere(async () => {
      await kase.complete('convene-mdt', {}, LATER);
      await kase.complete('mdt-interview', {}, LATER);
      await kase.complete('mdt-finding', {}, LATER);
    });
    await loseHistories(kase);
    await bench.startWorker();
    await reviveAll(kase);
    expect(await kase.stage()).toBe('rights-and-choices');
    // The team's second round was opened once, by whichever run asked first.
    expect((await kase.tasks()).filter(({ key }) => key === 'convene-mdt')).toHaveLength(2);
  }, LIMIT_MS);

  it('the next fact revives it as well', async () => {
    const kase = await bench.report();
    await bringTo(kase, 'assistance');
    await loseHistories(kase);
    await assist(kase, 'stay');
    expect(await kase.stage()).toBe('reintegration');
  }, LIMIT_MS);

  it('a custody that was released, after a petition, in the lost history still shows the way', async () => {
    const kase = await bench.report({ custody: { startedAt: await bench.ago(1), placeType: 'shelter' } });
    await bringTo(kase, 'preliminary-screening');
    await screen(kase, { outcome: 'cannot-tell-yet', ground: 'reflection' });
    await kase.complete('decide-custody', { outcome: 'petition-court' });
    await kase.complete('record-court-order');
    expect(await kase.stage()).toBe('temporary-protection');
    await whileNoWorkerIsThere(() => kase.complete('decide-custody', { outcome: 'release' }, LATER));
    await loseHistories(kase);
    await bench.startWorker();
    await reviveAll(kase);
    // As without the loss: released, and nobody could tell yet, so she is screened again.
    expect(await kase.stage()).toBe('preliminary-screening');
  }, LIMIT_MS);

  it('so do its tracks, referrals, return and visits', async () => {
    const kase = await bench.report(LAO_WOMAN);
    await bringTo(kase, 'assistance');
    const referral = await kase.refer();
    await kase.complete('permit-to-stay');
    await loseHistories(kase);
    await reviveAll(kase);
    await kase.complete('answer-referral', { outcome: 'declined', reason: 'Full' }, { of: referral });
    await loseHistories(kase);
    await reviveAll(kase);
    await kase.complete('reroute-referral', { outcome: 'no-longer-needed' });
    expect(await kase.isRunning(`service-referral:${referral}`)).toBe(false);
    await assist(kase, 'return');
    await kase.complete('prove-nationality');
    await loseHistories(kase);
    await reviveAll(kase);
    await kase.complete('trace-family');
    await kase.complete('assess-return-risk', { outcome: 'not-safe' });
    await kase.complete('plan-reintegration');
    await kase.complete('case-management-meeting');
    await kase.complete('follow-up-visit', {}, { of: 'P1M' });
    await loseHistories(kase);
    await reviveAll(kase);
    await bringTo(kase, 'closed');
    await kase.complete('permit-to-stay', { outcome: 'ended' });
    expect((await kase.processes()).every(({ state }) => state === 'ended')).toBe(true);
    for (const { workflowId } of await kase.processes()) expect(await kase.isRunning(workflowId)).toBe(false);
  }, LIMIT_MS);
});
