import { CaseworkBench } from '#testing/casework-bench.js';
import type { PlayedCase } from '#testing/played-case.js';
import { plus } from '#domain/instant.js';
import { bringTo, expectFired, screen } from './journey.js';

const ALL = [50, 75, 90, 100];
const HOUR_MS = 3_600_000;
const LIMIT_MS = 30_000;
const SHELTER = 'children-and-family-home';

let bench: CaseworkBench;
beforeAll(async () => {
  bench = await CaseworkBench.open();
}, 90_000);
afterAll(() => bench.close());

async function after(kase: PlayedCase, duration: string): Promise<void> {
  await bench.sleep(duration);
  await kase.settle();
}

/** Taken in by a patrol some hours before anybody typed it. */
async function takenIn(hoursAgo: number): Promise<PlayedCase> {
  return bench.report({ custody: { startedAt: await bench.ago(hoursAgo), placeType: SHELTER } });
}

describe('the 24 hours of s.29', () => {
  it(
    'count from the minute in which she was taken in, warn at 50, 75 and 90 %, and end once in a decision to take',
    async () => {
      const startedAt = await bench.ago(3);
      const kase = await bench.report({ custody: { startedAt, placeType: SHELTER } });
      const custody = await kase.clock('s29-custody');
      expect(custody).toMatchObject({ startedAt, dueAt: plus(startedAt, 'PT24H') });
      await after(kase, 'PT16H');
      expectFired(await kase.clockEvents('s29-custody'), custody, [50, 75]);
      expect(await kase.row()).toMatchObject({ mustDecide: false });
      await after(kase, 'PT30H');
      expectFired(await kase.clockEvents('s29-custody'), custody, ALL);
      expect(await kase.openTask('decide-custody')).toMatchObject({
        urgent: true,
        mustDecide: true,
        dueAt: custody.dueAt,
      });
      expect(await kase.row()).toMatchObject({ stage: 'report', mustDecide: true });
      await after(kase, 'P10D');
      expect(await kase.clockEvents('s29-custody')).toHaveLength(4);
    },
    LIMIT_MS,
  );

  it(
    'that were over before anybody typed them end at once, late by what they were late',
    async () => {
      const kase = await takenIn(25);
      const [end, ...others] = await kase.clockEvents('s29-custody');
      expect(others).toEqual([]);
      expect(end?.threshold).toBe(100);
      expect((end?.lateByMs ?? 0) / HOUR_MS).toBeCloseTo(1, 2);
      expect(await kase.openTask('decide-custody')).toMatchObject({ mustDecide: true });
      await after(kase, 'P2D');
      expect(await kase.clockEvents('s29-custody')).toHaveLength(1);
    },
    LIMIT_MS,
  );

  it(
    'are taken over by the court for at most seven days, counted from the earlier instant',
    async () => {
      const inTime = await takenIn(1);
      const late = await takenIn(1);
      for (const kase of [inTime, late]) await kase.complete('decide-custody', { outcome: 'petition-court' });
      await bench.sleep('PT20H');
      await inTime.complete('record-court-order');
      await after(late, 'PT20H');
      await late.complete('record-court-order');

      const early = await inTime.clock('s29-court-extension');
      expect(Date.parse(early.startedAt)).toBeLessThan(Date.parse((await inTime.clock('s29-custody')).dueAt));
      expect(early.dueAt).toBe(plus(early.startedAt, 'P7D'));
      const extension = await late.clock('s29-court-extension');
      const custody = await late.clock('s29-custody');
      expect(extension).toMatchObject({ startedAt: custody.dueAt, dueAt: plus(custody.dueAt, 'P7D') });

      await after(late, 'P9D');
      expectFired(await late.clockEvents('s29-court-extension'), extension, ALL);
      expect(await late.openTask('decide-custody')).toMatchObject({ urgent: true, mustDecide: true });
      // The petition had stopped the first clock in time.
      expect(custody).toMatchObject({ state: 'stopped', stopReason: 'petition-court' });
    },
    LIMIT_MS,
  );

  it(
    'go on beside the screening, and she stays afterwards only by her recorded consent',
    async () => {
      const kase = await takenIn(2);
      await bringTo(kase, 'preliminary-screening');
      await screen(kase, { outcome: 'cannot-tell-yet', ground: 'reflection' });
      expect(await kase.stage()).toBe('temporary-protection');
      await expect(
        kase.complete('decide-custody', { outcome: 'consent-based-stay', consentRecorded: false }),
      ).rejects.toThrow('consent-missing');
      await kase.complete('decide-custody', { outcome: 'consent-based-stay', consentRecorded: true });
      expect(await kase.stage()).toBe('recovery-reflection');
      expect((await kase.clock('s29-custody')).state).toBe('stopped');
      await after(kase, 'P3D');
      expect((await kase.clockEvents('s29-custody')).map(({ threshold }) => threshold)).not.toContain(100);
    },
    LIMIT_MS,
  );
});

describe('a clock', () => {
  it(
    'that has been extended warns anew and ends at its new end only',
    async () => {
      const kase = await bench.report();
      await bringTo(kase, 'recovery-reflection');
      await kase.complete('offer-reflection');
      await after(kase, 'P40D');
      const before = await kase.clock('nrm-reflection');
      expectFired(await kase.clockEvents('nrm-reflection'), before, [50, 75]);
      const newEnd = plus(before.dueAt, 'P20D');
      await kase.extend('nrm-reflection', newEnd, 'person-asks');
      expect(await kase.clock('nrm-reflection')).toMatchObject({ dueAt: newEnd, revision: 1 });
      expect(await kase.openTask('decide-readiness')).toMatchObject({ dueAt: newEnd });

      await after(kase, 'P10D');
      expect((await kase.clockEvents('nrm-reflection')).map(({ threshold }) => threshold)).toEqual([50, 75]);
      await after(kase, 'P20D');
      const events = (await kase.clockEvents('nrm-reflection')).slice(2);
      expect(events.map(({ threshold, revision }) => [threshold, revision])).toEqual(ALL.map((share) => [share, 1]));
      expect(events.at(-1)?.dueAt).toBe(newEnd);
    },
    LIMIT_MS,
  );

  it(
    'of 45 days to reflect and one of 15 days to the interview stop and end each on its own',
    async () => {
      const kase = await bench.report();
      await bringTo(kase, 'recovery-reflection');
      await kase.complete('offer-reflection');
      await after(kase, 'P5D');
      await kase.complete('decide-readiness', { outcome: 'not-ready', reasons: 'She cannot sleep' });
      expect(await kase.stage()).toBe('recovery-reflection');
      await kase.complete('decide-readiness');
      expect(await kase.clock('nrm-reflection')).toMatchObject({ state: 'stopped', stopReason: 'ready' });
      expect(await kase.clock('nrm-before-interview')).toMatchObject({ state: 'running' });
      await after(kase, 'P11D');
      const interview = await kase.clock('nrm-before-interview');
      expectFired(await kase.clockEvents('nrm-before-interview'), interview, ALL);
      expect(await kase.clockEvents('nrm-reflection')).toEqual([]);
      // Now there is a task that decides: no other opens.
      expect(await kase.openKeys()).toContain('convene-mdt');
    },
    LIMIT_MS,
  );

  it(
    'is not begun for reflection when she waives it',
    async () => {
      const kase = await bench.report();
      await bringTo(kase, 'formal-identification');
      expect((await kase.clocks()).map(({ key }) => key)).not.toContain('nrm-reflection');
      expect(await kase.clock('nrm-before-interview')).toMatchObject({ state: 'running' });
    },
    LIMIT_MS,
  );

  it(
    'stops with the answer that was in time although it was typed after the end',
    async () => {
      const kase = await takenIn(1);
      await after(kase, 'PT24H');
      expect(await kase.row()).toMatchObject({ mustDecide: true });
      await kase.complete('decide-custody', { outcome: 'release', decidedAt: await bench.ago(3) });
      expect(await kase.row()).toMatchObject({ mustDecide: false });
      expect(await kase.clock('s29-custody')).toMatchObject({ state: 'ended', stopReason: 'release' });
    },
    LIMIT_MS,
  );
});
