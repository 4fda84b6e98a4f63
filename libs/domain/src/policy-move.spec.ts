import fc from 'fast-check';
import { extendClock, fireDue, isUnanswered, startClock, stopClock, type Clock, type ClockEvent } from './clock.js';
import { DomainError } from './errors.js';
import { instantOf, plus } from './instant.js';
import { FIXTURE_POLICY } from './policy.fixture.js';
import { moveClock, movedEnd, policyDifferences, weekOf, withChanges } from './policy-move.js';

const START = Date.parse('2026-11-16T03:00:00.000Z');
const HOUR = 3_600_000;
const at = (hours: number) => instantOf(START + hours * HOUR);
const withLimit = (limit: string) => ({
  ...FIXTURE_POLICY,
  clocks: { ...FIXTURE_POLICY.clocks, 'mdt-result': { ...FIXTURE_POLICY.clocks['mdt-result'], limit } },
});

describe('a clock under another policy', () => {
  it('moves when nobody has touched it, by the new limit from the same start', () => {
    const clock = startClock('mdt-result', at(0), at(168));
    expect(movedEnd(clock, at(168), FIXTURE_POLICY, withLimit('P3D'))).toBe(at(72));
    expect(movedEnd(clock, at(168), FIXTURE_POLICY, FIXTURE_POLICY)).toBeNull();
  });

  it('stays when it was extended, was stopped, has ended, or its end was ordered', () => {
    const clock = startClock('mdt-result', at(0), at(168));
    const order = { newDueAt: at(200), latestDueAt: at(400), grantedAt: at(1), now: at(1) };
    const extended = extendClock(clock, order).clock;
    const ended = fireDue(clock, at(169)).clock;
    const stopped = stopClock(clock, at(2), 'found', at(2)).clock;
    for (const touched of [extended, ended, stopped]) {
      expect(movedEnd(touched, at(168), FIXTURE_POLICY, withLimit('P3D'))).toBeNull();
    }
    const ordered = startClock('s29-court-extension', at(0), at(168));
    expect(movedEnd(ordered, at(168), FIXTURE_POLICY, withLimit('P3D'))).toBeNull();
  });

  it('moves again when only a policy has moved it, so that a change can be taken back', () => {
    const moved = moveClock(startClock('mdt-result', at(0), at(168)), at(72), at(1));
    expect(movedEnd(moved, at(72), withLimit('P3D'), FIXTURE_POLICY)).toBe(at(168));
  });

  it('moves an urgent referral by the urgent limit and a renewed permit by that of the renewal', () => {
    const limits = { 'referral-response': { urgentLimit: 'PT2H' }, 'stay-permit': { renewalLimit: 'P2D' } };
    const clocks = { ...FIXTURE_POLICY.clocks };
    for (const key of ['referral-response', 'stay-permit'] as const) clocks[key] = { ...clocks[key], ...limits[key] };
    const to = { ...FIXTURE_POLICY, clocks };
    const end = (key: 'referral-response' | 'stay-permit', dueAt: string) =>
      movedEnd(startClock(key, at(0), dueAt), dueAt, FIXTURE_POLICY, to);
    expect(end('referral-response', at(4))).toBe(at(2));
    expect(end('referral-response', at(48))).toBeNull();
    expect(end('stay-permit', plus(at(0), 'P1Y'))).toBe(at(48));
    expect(end('stay-permit', plus(at(0), 'P2Y'))).toBeNull();
    // An end that follows from no limit was given by somebody.
    expect(end('referral-response', at(7))).toBeNull();
  });

  it('gives no warning twice that is still due, and gives again what lies ahead again', () => {
    const warned = fireDue(startClock('mdt-result', at(0), at(100)), at(80)).clock;
    expect(warned.fired).toEqual([50, 75]);
    expect(moveClock(warned, at(140), at(80)).fired).toEqual([50]);
  });

  it('fired, extended, moved and stopped in every order: never two ends, never none', () => {
    const step = fc.record({
      hours: fc.integer({ min: 1, max: 40 }),
      act: fc.constantFrom('fire' as const, 'extend' as const, 'move' as const, 'stop' as const),
      by: fc.integer({ min: -90, max: 90 }),
      late: fc.constantFrom(0, 0, 10, 50),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        let clock: Clock = startClock('mdt-result', at(0), at(100));
        const events: ClockEvent[] = [];
        let now = 0;
        for (const { hours, act, by, late } of steps) {
          now += hours;
          if (act === 'fire') fire();
          else if (act === 'move') {
            fire();
            clock = moveClock(clock, at(now + by), at(now));
            fire();
          } else if (act === 'stop') {
            const stopped = stopClock(clock, at(now), 'done', at(now));
            clock = stopped.clock;
            events.push(...stopped.events);
          } else {
            try {
              const order = {
                newDueAt: at(now + by),
                latestDueAt: at(1_000),
                grantedAt: at(Math.max(0, now - late)),
                now: at(now),
              };
              const extended = extendClock(clock, order);
              clock = extended.clock;
              events.push(...extended.events);
            } catch (refusal) {
              expect(refusal).toBeInstanceOf(DomainError);
            }
          }
        }
        now += 10_000;
        fire();
        function fire(): void {
          const fired = fireDue(clock, at(now));
          clock = fired.clock;
          events.push(...fired.events);
        }
        const ends = events.filter(({ threshold }) => threshold === 100);
        expect(clock.state).not.toBe('running');
        expect(new Set(ends.map(({ revision }) => revision)).size).toBe(ends.length);
        expect(ends.some(({ revision }) => revision === clock.revision)).toBe(clock.state === 'ended');
        expect(isUnanswered(clock)).toBe(clock.state === 'ended' && clock.stoppedAt === undefined);
        expect(moveClock(clock, at(20_000), at(now))).toBe(clock);
      }),
      { numRuns: 3_000, seed: 25_690_013 },
    );
  });
});

describe('versions of a policy', () => {
  it('differ in values, not in the order of their keys', () => {
    expect(policyDifferences({ a: [{ x: 1, y: 2 }] }, { a: [{ y: 2, x: 1 }] })).toEqual([]);
    expect(policyDifferences({ a: { b: 1 } }, { a: { b: 2 } })).toEqual([{ path: '/a/b', from: 1, to: 2 }]);
  });

  it('are changed at known places only', () => {
    expect(
      withChanges({ a: { b: 1 } }, [
        { path: '/a/b', value: 2 },
        { path: '/a/c', value: 3 },
      ]),
    ).toEqual({
      document: { a: { b: 2 } },
      unknown: [1],
    });
  });

  it('are reckoned in weeks of Bangkok, and what is over is needed this week', () => {
    expect(weekOf('2026-11-22T16:59:00.000Z', at(0))).toBe('2026-11-16');
    expect(weekOf('2026-11-22T17:00:00.000Z', at(0))).toBe('2026-11-23');
    expect(weekOf('2026-01-01T00:00:00.000Z', at(0))).toBe('2026-11-16');
  });
});
