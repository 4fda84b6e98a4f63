import { CaseworkBench } from '#testing/casework-bench.js';
import { plus } from '#domain/instant.js';

const HOUR_MS = 3_600_000;
const LIMIT_MS = 40_000;

let bench: CaseworkBench;
beforeAll(async () => {
  // Without a cache, because the test server never takes back a task that it has put aside for a cached workflow.
  bench = await CaseworkBench.open({ cachedWorkflows: 0 });
}, 90_000);
afterEach(() => bench.startWorker());
afterAll(() => bench.close());

describe('while no worker is there', () => {
  it(
    'R06: 26 hours of a 24-hour clock pass: it ends once, late by two hours, with no warning after the end',
    async () => {
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
      expect((await kase.timelineKinds()).filter((kind) => kind.startsWith('clock-'))).toEqual([
        'clock-started',
        'clock-ended',
      ]);
      await bench.sleep('P2D');
      await kase.settle();
      expect(await kase.clockEvents('rights-assistance')).toHaveLength(1);
    },
    LIMIT_MS,
  );
});

/** What is done while no worker is there is committed, delivered and read by nobody. */
async function whileNoWorkerIsThere(work: () => Promise<void>): Promise<void> {
  await bench.stopWorker();
  await work();
  await bench.factCourier.settle();
}

const LATER = { settle: false };

describe('what people did while no worker was there', () => {
  it(
    'is read when it comes back, in its sequence',
    async () => {
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
    },
    LIMIT_MS,
  );

  it(
    'does not hold up a closure: a clock was moved while its approval was on its way',
    async () => {
      const kase = await bench.report();
      await kase.act('ask-partner-agency');
      await kase.complete('triage-report', { outcome: 'out-of-scope', reasons: 'Another ministry' });
      await kase.complete('propose-closure', { outcome: 'out-of-scope' });
      await whileNoWorkerIsThere(async () => {
        await kase.complete('approve-closure', {}, { by: 'supervisor', ...LATER });
        const { dueAt } = await kase.clock('liaison-response');
        await kase.extend('liaison-response', plus(dueAt, 'P1D'), 'translation', LATER);
      });
      await bench.startWorker();
      await kase.settle();
      expect(await kase.row()).toMatchObject({ stage: 'closed', status: 'closed' });
      expect(await kase.isRunning()).toBe(false);
      await kase.act('record-new-facts');
      expect(await kase.stage()).toBe('preliminary-screening');
    },
    LIMIT_MS,
  );
});
