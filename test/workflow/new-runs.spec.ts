import type { WorkflowClientInterceptor } from '@temporalio/client';
import { CaseworkBench } from '#testing/casework-bench.js';
import { recordRuns } from '#testing/history-recorder.js';
import { plus } from '#domain/instant.js';
import { getForm } from '#policy/forms.js';
import { bringTo, expectFired, LAO_WOMAN } from './journey.js';

const LIMIT_MS = 90_000;
const ALL = [50, 75, 90, 100];
/** Enough for a stage to read its facts again, few enough for several new runs in each. */
const NEW_RUN_AFTER_EVENTS = 30;

/** Makes every workflow begin a new run early, where the server would suggest one only after thousands of events. */
const shortRuns: WorkflowClientInterceptor = {
  signalWithStart: ({ options, ...input }, next) =>
    next({
      ...input,
      options: { ...options, args: [{ ...(options.args[0] as object), newRunAfterEvents: NEW_RUN_AFTER_EVENTS }] },
    }),
};

let bench: CaseworkBench;
beforeAll(async () => {
  bench = await CaseworkBench.open({ clientInterceptors: [shortRuns] });
}, 90_000);
afterAll(() => bench.close());

describe('a new run in the middle of a stage', () => {
  it(
    'loses no fact, no clock and no task, and asks nothing twice',
    async () => {
      const kase = await bench.report({ custody: { startedAt: await bench.ago(1), placeType: 'shelter' } });
      await bench.sleep('PT30H');
      await kase.settle();
      expectFired(await kase.clockEvents('s29-custody'), await kase.clock('s29-custody'), ALL);
      await kase.complete('decide-custody', { outcome: 'consent-based-stay', consentRecorded: true });
      await bringTo(kase, 'formal-identification');
      for (let round = 0; round < 6; round += 1) {
        await kase.complete('convene-mdt');
        await kase.complete('mdt-interview', { outcome: 'quorum-not-reached', membersPresent: [] });
      }
      await bench.sleep('P16D');
      await kase.settle();
      expectFired(await kase.clockEvents('nrm-before-interview'), await kase.clock('nrm-before-interview'), ALL);
      await kase.complete('convene-mdt');
      await kase.complete('mdt-interview');
      await kase.complete('mdt-finding', {
        outcome: 'more-time',
        moreTimeGround: 'evidence-awaited',
        moreTimeUntil: plus(await bench.now(), 'P7D'),
      });
      await bringTo(kase, 'closed');

      const tasks = await kase.tasks();
      expect(tasks.filter(({ key }) => key === 'convene-mdt')).toHaveLength(8);
      expect(await kase.stages()).toEqual([
        'report',
        'preliminary-screening',
        'recovery-reflection',
        'formal-identification',
        'rights-and-choices',
        'assistance',
        'return',
        'reintegration',
        'follow-up',
        'closure',
        'closed',
      ]);
      const runs = await recordRuns(bench, kase);
      const ofCase = runs.filter(({ workflowId }) => workflowId === kase.workflowId);
      // Ten stages are ten runs; the others began in the middle of one.
      expect(ofCase.length).toBeGreaterThan(13);
      for (const { history } of runs) expect(history.events?.length).toBeLessThan(200);
    },
    LIMIT_MS,
  );

  it(
    'R11: five years of weekly steps beside a case keep its deadlines exact and its histories short',
    async () => {
      const started = Date.now();
      const kase = await bench.report(LAO_WOMAN);
      await bringTo(kase, 'assistance');
      await kase.act('revise-choices', { cooperation: 'yes' });
      await kase.complete('permit-to-stay');
      for (let week = 0; week < 5 * 52; week += 1) {
        const step = await kase.untilOpen('follow-justice-case');
        await kase.completeWith(step, getForm('follow-justice-case').example, { settle: false });
        await bench.sleep('P7D');
        const permit = week % 4 === 0 ? await kase.openTask('permit-to-stay') : undefined;
        if (permit?.mustDecide === true) await kase.complete('permit-to-stay');
      }
      await kase.untilOpen('follow-justice-case');
      await kase.settle();
      const permits = (await kase.clocks()).filter(({ key }) => key === 'stay-permit');
      expect(permits).toHaveLength(4);
      const events = await kase.clockEvents('stay-permit');
      for (const [index, permit] of permits.slice(0, 3).entries()) {
        expect(permit.dueAt).toBe(plus(permit.startedAt, index === 0 ? 'P2Y' : 'P1Y'));
        expectFired(
          events.filter(({ clockId }) => clockId === permit.id),
          permit,
          ALL,
        );
      }
      expect((await kase.tasks()).filter(({ key }) => key === 'follow-justice-case')).toHaveLength(5 * 52 + 1);
      for (const { history } of await recordRuns(bench, kase)) expect(history.events?.length).toBeLessThan(200);
      expect(Date.now() - started).toBeLessThan(60_000);
    },
    LIMIT_MS,
  );
});
