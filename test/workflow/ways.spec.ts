import { CaseworkBench } from '#testing/casework-bench.js';
import { plus } from '#domain/instant.js';
import type { Stage } from '#domain/stages.js';
import { assist, bringTo, close, expectFired, LAO_WOMAN, RESCUED_ABROAD, screen } from './journey.js';

const LIMIT_MS = 60_000;

let bench: CaseworkBench;
beforeAll(async () => {
  bench = await CaseworkBench.open();
}, 90_000);
afterAll(() => bench.close());

const BEFORE_CLOSURE: readonly Stage[] = [
  'report',
  'reception',
  'preliminary-screening',
  'temporary-protection',
  'recovery-reflection',
  'formal-identification',
  'rights-and-choices',
  'assistance',
  'return',
  'reintegration',
  'follow-up',
];

describe('she may leave at any time', () => {
  it.each(BEFORE_CLOSURE)(
    'from %s the case goes to its closure, and only what goes on beside it is still open',
    async (stage) => {
      const kase = stage === 'reception' ? await bench.report({}, RESCUED_ABROAD) : await bench.report();
      if (stage === 'temporary-protection') {
        await bringTo(kase, 'preliminary-screening');
        await screen(kase, { outcome: 'cannot-tell-yet', ground: 's29' });
        await kase.complete('admit-to-protection');
      } else {
        await bringTo(kase, stage);
      }
      expect(await kase.stage()).toBe(stage);
      await kase.act('record-exit', { outcome: 'left' });
      expect(await kase.stage()).toBe('closure');
      expect(await kase.openKeys()).toEqual(['propose-closure']);
      expect((await kase.clocks()).filter(({ state }) => state === 'running')).toEqual([]);
      await expect(close(kase, 'withdrew')).rejects.toThrow('field-not-a-valid-value');
      await close(kase, 'left');
      expect(await kase.row()).toMatchObject({ stage: 'closed', outcome: 'left' });
      for (const { workflowId } of await kase.processes()) expect(await kase.isRunning(workflowId)).toBe(false);
    },
    LIMIT_MS,
  );
});

describe('a case comes back', () => {
  it(
    'from its closed file on new facts, after years, and its history goes on',
    async () => {
      const kase = await bench.report();
      await bringTo(kase, 'preliminary-screening');
      await screen(kase, { outcome: 'no-indication' });
      await close(kase, 'not-a-victim');
      expect(await kase.isRunning()).toBe(false);
      await bench.sleep('P2Y');
      await kase.act('record-new-facts');
      expect(await kase.row()).toMatchObject({ stage: 'preliminary-screening', status: 'open', outcome: null });
      expect(await kase.isRunning()).toBe(true);
      // Told anew, asked anew: nothing of the first screening is taken for granted.
      await screen(kase);
      await bringTo(kase, 'closed');
      expect(await kase.row()).toMatchObject({ status: 'closed', outcome: 'reintegrated' });
      await kase.act('record-new-facts');
      expect(await kase.stage()).toBe('preliminary-screening');
    },
    LIMIT_MS,
  );

  it(
    'from its closure, before anybody has approved it',
    async () => {
      const kase = await bench.report();
      await kase.complete('triage-report', { outcome: 'out-of-scope', reasons: 'Another ministry' });
      await kase.complete('propose-closure', { outcome: 'out-of-scope' });
      await kase.complete('approve-closure', { outcome: 'rejected', reasons: 'Ask again' }, { by: 'supervisor' });
      expect(await kase.openKeys()).toEqual(['propose-closure']);
      await kase.act('record-new-facts');
      expect(await kase.stage()).toBe('preliminary-screening');
    },
    LIMIT_MS,
  );

  it(
    'from a visit that finds signs of re-trafficking; the visits that were left are planned anew later',
    async () => {
      const kase = await bench.report();
      await bringTo(kase, 'follow-up');
      await bench.sleep('P1M');
      await kase.settle();
      await kase.complete('follow-up-visit', { outcome: 'reopen', reasons: 'A new debt' }, { of: 'P1M' });
      expect(await kase.stage()).toBe('preliminary-screening');
      expect((await kase.clocks()).filter(({ key, state }) => key === 'follow-up' && state === 'running')).toEqual([]);
      expect(await kase.openKeys()).not.toContain('follow-up-visit');
      await bringTo(kase, 'follow-up');
      expect((await kase.openKeys()).filter((key) => key === 'follow-up-visit')).toHaveLength(4);
      await bringTo(kase, 'closed');
    },
    LIMIT_MS,
  );
});

describe('the way home', () => {
  it(
    'stays shut for a Thai whose home is not safe: she is reintegrated where she is',
    async () => {
      const kase = await bench.report();
      await bringTo(kase, 'return');
      await kase.complete('assess-home', { outcome: 'not-safe', exploiterNearby: true });
      expect(await kase.stage()).toBe('reintegration');
      expect((await kase.tasks()).find(({ key }) => key === 'return-home')?.state).toBe('cancelled');
      expect((await kase.tasks()).filter(({ state }) => state === 'open').map(({ key }) => key)).toEqual([
        'plan-reintegration',
      ]);
    },
    LIMIT_MS,
  );

  it(
    'of a foreigner leads over her nationality, her family within 30 days and the risk to the border',
    async () => {
      const kase = await bench.report(LAO_WOMAN);
      await bringTo(kase, 'return');
      const tracing = await kase.clock('family-tracing');
      expect(tracing.dueAt).toBe(plus(tracing.startedAt, 'P30D'));
      await bench.sleep('P31D');
      await kase.settle();
      expectFired(await kase.clockEvents('family-tracing'), tracing, [50, 75, 90, 100]);
      expect(await kase.openTask('trace-family')).toMatchObject({ urgent: true, mustDecide: true });
      await kase.complete('prove-nationality');
      await kase.complete('trace-family', { outcome: 'not-found' });
      await kase.complete('assess-return-risk');
      await kase.complete('arrange-travel-document');
      await kase.complete('hand-over');
      expect(await kase.stage()).toBe('reintegration');
      // Her permission to stay is a track of its own: it has waited for nothing and nothing has waited for it.
      expect(await kase.openKeys()).toContain('permit-to-stay');
      await bringTo(kase, 'follow-up');
      expect(await kase.openKeys()).toContain('case-management-meeting');
    },
    LIMIT_MS,
  );

  it(
    'stays shut for a foreigner at risk',
    async () => {
      const kase = await bench.report(LAO_WOMAN);
      await bringTo(kase, 'return');
      await kase.complete('prove-nationality');
      await kase.complete('trace-family');
      await kase.complete('assess-return-risk', { outcome: 'not-safe', retaliationRisk: 'high' });
      expect(await kase.stage()).toBe('reintegration');
      expect((await kase.tasks()).filter(({ key }) => key === 'hand-over').map(({ state }) => state)).toEqual([
        'cancelled',
      ]);
    },
    LIMIT_MS,
  );
});

describe('what goes on beside the case', () => {
  it(
    'her permission to stay lasts two years, then one at a time, also after the case is closed',
    async () => {
      const kase = await bench.report(LAO_WOMAN);
      await bringTo(kase, 'assistance');
      await kase.complete('permit-to-stay');
      const first = await kase.clock('stay-permit');
      expect(first.dueAt).toBe(plus(first.startedAt, 'P2Y'));
      await assist(kase, 'stay');
      await bringTo(kase, 'follow-up');
      await kase.complete('case-management-meeting');
      // Half a year after each meeting there is another, as long as he is visited.
      const meetings = async () =>
        (await kase.clocks()).filter(({ key }) => key === 'case-management-meeting').map(({ state }) => state);
      expect(await meetings()).toEqual(['stopped', 'running']);
      await bringTo(kase, 'closed');
      expect(await meetings()).toEqual(['stopped', 'stopped']);
      expect(await kase.isRunning()).toBe(false);

      await bench.sleep('P725D');
      await kase.settle();
      expectFired((await kase.clockEvents('stay-permit')).slice(0, 3), first, [50, 75, 90]);
      await bench.sleep('P10D');
      await kase.settle();
      expectFired(await kase.clockEvents('stay-permit'), first, [50, 75, 90, 100]);
      expect(await kase.openTask('permit-to-stay')).toMatchObject({ mustDecide: true });
      await kase.complete('permit-to-stay');
      const second = await kase.clock('stay-permit');
      expect(second.dueAt).toBe(plus(second.startedAt, 'P1Y'));
      await kase.complete('permit-to-stay', { outcome: 'ended' });
      expect((await kase.clock('stay-permit')).state).toBe('stopped');
      expect((await kase.processes()).every(({ state }) => state === 'ended')).toBe(true);
    },
    LIMIT_MS,
  );

  it(
    'a track that she chooses later begins then',
    async () => {
      const kase = await bench.report();
      await bringTo(kase, 'assistance');
      expect(await kase.openKeys()).not.toContain('follow-justice-case');
      await kase.act('revise-choices', { cooperation: 'yes' });
      expect(await kase.openKeys()).toContain('follow-justice-case');
      await kase.complete('follow-justice-case');
      expect(await kase.openKeys()).toContain('follow-justice-case');
      await kase.act('revise-choices', { cooperation: 'yes' });
      expect((await kase.openKeys()).filter((key) => key === 'follow-justice-case')).toHaveLength(1);
    },
    LIMIT_MS,
  );

  it(
    'a referral that is declined comes back to its sender, who finds another receiver',
    async () => {
      const kase = await bench.report();
      await bringTo(kase, 'assistance');
      const first = await kase.refer();
      const clock = await kase.clock('referral-response');
      expect(clock.dueAt).toBe(plus(clock.startedAt, 'PT48H'));
      await bench.sleep('P3D');
      await kase.settle();
      expectFired(await kase.clockEvents('referral-response'), clock, [50, 75, 90, 100]);
      await kase.complete('answer-referral', { outcome: 'declined', reason: 'No lawyer is free' }, { of: first });
      await kase.openTask('reroute-referral', first);
      const second = await kase.refer({ urgent: true, receiverAgency: 'shelter-nonthaburi', replaces: first });
      expect(await kase.isRunning(`service-referral:${first}`)).toBe(false);
      const urgent = await kase.clock('referral-response');
      expect(urgent.dueAt).toBe(plus(urgent.startedAt, 'PT4H'));
      await kase.complete('answer-referral', {}, { of: second });
      expect(await kase.isRunning(`service-referral:${second}`)).toBe(false);
      const states = await bench.query<{ state: string }>(
        'select state from service_referrals where case_id = $1 order by sent_at',
        [kase.id],
      );
      expect(states.map(({ state }) => state)).toEqual(['rerouted', 'accepted']);
      expect(await kase.stage()).toBe('assistance');
    },
    LIMIT_MS,
  );
});
