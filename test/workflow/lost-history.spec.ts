import { CaseworkBench } from '#testing/casework-bench.js';
import type { PlayedCase } from '#testing/played-case.js';
import { WORKFLOW_TYPES } from '#temporal/process-types.js';
import { parseProcessId } from '#domain/facts.js';
import { assist, bringTo, expectFired, LAO_WOMAN, screen } from './journey.js';

const LIMIT_MS = 40_000;

let bench: CaseworkBench;
beforeAll(async () => {
  bench = await CaseworkBench.open();
}, 90_000);
afterEach(() => bench.startWorker());
afterAll(() => bench.close());

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

describe('when Temporal has lost a case', () => {
  it(
    'a start with nothing but its id takes it up at its stage with its clocks',
    async () => {
      const kase = await bench.report();
      await bringTo(kase, 'recovery-reflection');
      await kase.complete('offer-reflection');
      await bench.sleep('P30D');
      await kase.settle();
      const summary = await kase.summary();
      expect(summary.clocks.map(({ key }) => key)).toEqual(['nrm-reflection']);
      await loseHistories(kase);
      await reviveAll(kase);
      expect(await kase.summary()).toMatchObject({
        stage: 'recovery-reflection',
        stageNo: summary.stageNo,
        clocks: summary.clocks,
      });
      await bench.sleep('P16D');
      await kase.settle();
      expectFired(await kase.clockEvents('nrm-reflection'), await kase.clock('nrm-reflection'), [50, 75, 90, 100]);
      await kase.complete('decide-readiness');
      expect(await kase.stage()).toBe('formal-identification');
    },
    LIMIT_MS,
  );

  it(
    'facts that had been delivered and not been read are not lost',
    async () => {
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
    },
    LIMIT_MS,
  );

  it(
    'the next fact revives it as well',
    async () => {
      const kase = await bench.report();
      await bringTo(kase, 'assistance');
      await loseHistories(kase);
      await assist(kase, 'stay');
      expect(await kase.stage()).toBe('reintegration');
    },
    LIMIT_MS,
  );

  it(
    'a custody that was released, after a petition, in the lost history still shows the way',
    async () => {
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
    },
    LIMIT_MS,
  );

  it(
    'so do its tracks, referrals, return and visits',
    async () => {
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
    },
    LIMIT_MS,
  );
});
