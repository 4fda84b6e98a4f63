import fc from 'fast-check';
import {
  extendClock,
  fireDue,
  isUnanswered,
  nextInstant,
  startClock,
  stopClock,
  thresholdAt,
  THRESHOLDS,
  type Clock,
  type ClockEvent,
} from './clock.js';
import { DomainError } from './errors.js';
import { epochMs, instantOf, isAfter, isBefore } from './instant.js';

const HOUR = 3_600_000;
const T = Date.UTC(2026, 10, 24, 16, 10);
/** The instant `hours` after she was taken into protection. */
const h = (hours: number): string => instantOf(T + hours * HOUR);
const custody = (): Clock => startClock('s29-custody', h(0), h(24));

function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  return 'not refused';
}

describe('a clock that nobody answers', () => {
  it('warns at 50, 75 and 90 percent and ends at its due instant', () => {
    expect(THRESHOLDS.map((threshold) => thresholdAt(custody(), threshold))).toEqual([h(12), h(18), h(21.6), h(24)]);
  });

  it('tells the instant at which the watchman must come next', () => {
    let clock = custody();
    const visits: string[] = [];
    for (let next = nextInstant(clock); next !== null; next = nextInstant(clock)) {
      visits.push(next);
      clock = fireDue(clock, next).clock;
    }
    expect(visits).toEqual([h(12), h(18), h(21.6), h(24)]);
    expect(isUnanswered(clock)).toBe(true);
  });

  it('ends once and late after an outage, without the warnings that were missed', () => {
    const { clock, events } = fireDue(custody(), h(26));
    expect(events).toEqual([{ threshold: 100, revision: 0, dueAt: h(24), firedAt: h(26), lateByMs: 2 * HOUR }]);
    expect(fireDue(clock, h(30)).events).toEqual([]);
  });

  it('sends one warning, the latest, when two were missed', () => {
    expect(fireDue(custody(), h(19)).events.map(({ threshold }) => threshold)).toEqual([75]);
  });

  it('does nothing before anything is due', () => {
    const clock = custody();
    expect(fireDue(clock, h(11.9))).toEqual({ clock, events: [] });
  });
});

describe('an act that the clock waits for', () => {
  it('stops it for good', () => {
    const { clock, events } = stopClock(custody(), h(20), 'release', h(20));
    expect([clock.state, events, nextInstant(clock), fireDue(clock, h(99)).events]).toEqual(['stopped', [], null, []]);
  });

  it('stops it in time although it is typed after the due instant', () => {
    const { clock, events } = stopClock(custody(), h(23), 'release', h(30));
    expect([clock.state, events]).toEqual(['stopped', []]);
  });

  it('that comes after the due instant but before the watchman ends the clock, once', () => {
    const { clock, events } = stopClock(custody(), h(25), 'release', h(26));
    expect(events.map(({ threshold, lateByMs }) => [threshold, lateByMs])).toEqual([[100, 2 * HOUR]]);
    expect([clock.state, clock.stoppedAt, isUnanswered(clock)]).toEqual(['ended', h(25), false]);
    expect(fireDue(clock, h(99)).events).toEqual([]);
  });

  it('that was late ends the clock also when the recording machine runs behind', () => {
    const { clock, events } = stopClock(custody(), h(24.1), 'release', h(23.9));
    expect([clock.state, events.length, fireDue(clock, h(99)).events]).toEqual(['ended', 1, []]);
  });

  it('is kept beside the end when it was in time but heard of too late', () => {
    const ended = fireDue(custody(), h(24)).clock;
    const { clock, events } = stopClock(ended, h(23), 'release', h(25));
    expect([clock.state, clock.endedAt, clock.stoppedAt, events]).toEqual(['ended', h(24), h(23), []]);
  });

  it('that is late counts once too', () => {
    const answered = stopClock(custody(), h(25), 'release', h(26)).clock;
    expect(stopClock(answered, h(27), 'petition-court', h(27))).toEqual({ clock: answered, events: [] });
  });

  it('counts once: the first is kept', () => {
    const stopped = stopClock(custody(), h(20), 'release', h(20)).clock;
    expect(stopClock(stopped, h(21), 'petition-court', h(21))).toEqual({ clock: stopped, events: [] });
  });
});

describe('an extension', () => {
  const extended = (clock: Clock, newDueAt: string, grantedAt: string, now = grantedAt) =>
    extendClock(clock, { newDueAt, latestDueAt: h(48), grantedAt, now });

  it('moves the end and starts the warnings anew over the time left from the grant', () => {
    const warned = fireDue(custody(), h(20)).clock;
    const { clock } = extended(warned, h(40), h(20));
    expect([clock.revision, nextInstant(clock), clock.dueAt]).toEqual([1, h(30), h(40)]);
  });

  it('is refused beyond the maximum, and says what the maximum is', () => {
    expect(refusalOf(() => extended(custody(), h(48.001), h(1)))).toBe('clock-extension-beyond-maximum');
    const asked = () => extended(custody(), h(49), h(1));
    expect(asked).toThrow(new DomainError('clock-extension-beyond-maximum'));
    expect(asked).toThrow(expect.objectContaining({ params: { latest: h(48) } }) as Error);
  });

  it('is refused when the new end is not later than the old', () => {
    expect(refusalOf(() => extended(custody(), h(24), h(1)))).toBe('clock-extension-not-later');
    expect(refusalOf(() => extended(custody(), h(23), h(1)))).toBe('clock-extension-not-later');
  });

  it('that was granted after the end is refused', () => {
    const ended = fireDue(custody(), h(24)).clock;
    expect(refusalOf(() => extended(ended, h(40), h(25)))).toBe('clock-already-ended');
    const answeredLate = stopClock(custody(), h(25), 'release', h(26)).clock;
    expect(refusalOf(() => extended(answeredLate, h(40), h(27)))).toBe('clock-already-ended');
  });

  it('is refused to a clock that ran out unseen: the breach is not extended away', () => {
    expect(refusalOf(() => extended(custody(), h(40), h(25)))).toBe('clock-already-ended');
  });

  it('is refused to a clock that was stopped', () => {
    const stopped = stopClock(custody(), h(2), 'release', h(2)).clock;
    expect(refusalOf(() => extended(stopped, h(40), h(3)))).toBe('clock-not-running');
  });

  it('that was granted in time and typed after the end overtakes it: the clock runs on to its new end', () => {
    const ended = fireDue(custody(), h(24)).clock;
    const { clock, events } = extended(ended, h(40), h(20), h(26));
    expect(clock).toEqual({ ...custody(), dueAt: h(40), revision: 1, revisedAt: h(20) });
    expect(events).toEqual([]);
    expect(nextInstant(clock)).toBe(h(30));
    expect(fireDue(clock, h(40)).events.map(({ threshold, revision }) => [threshold, revision])).toEqual([[100, 1]]);
  });

  it('that was granted in time overtakes an end that nobody has seen yet as well, and then no breach was', () => {
    const { clock, events } = extended(custody(), h(40), h(20), h(26));
    expect([clock.state, clock.endedAt, events]).toEqual(['running', undefined, []]);
  });

  it('whose own end is over when it is typed ends at once, late by what it is late', () => {
    const ended = fireDue(custody(), h(24)).clock;
    const { clock, events } = extended(ended, h(30), h(20), h(33));
    expect(events).toEqual([{ threshold: 100, revision: 1, dueAt: h(30), firedAt: h(33), lateByMs: 3 * HOUR }]);
    expect([clock.state, isUnanswered(clock)]).toEqual(['ended', true]);
  });

  it('shows at once the warning of its span that is due when it is typed', () => {
    const ended = fireDue(custody(), h(24)).clock;
    expect(extended(ended, h(40), h(20), h(31)).events.map(({ threshold }) => threshold)).toEqual([50]);
  });

  it('makes an act in time that was late by the old end only', () => {
    const answeredLate = stopClock(custody(), h(25), 'release', h(26)).clock;
    const inTime = extended(answeredLate, h(40), h(20), h(27));
    expect([inTime.clock.state, inTime.clock.stoppedAt, inTime.events]).toEqual(['stopped', h(25), []]);
    const afterAll = extended(stopClock(custody(), h(35), 'release', h(36)).clock, h(30), h(20), h(37));
    expect([afterAll.clock.state, afterAll.clock.stoppedAt]).toEqual(['ended', h(35)]);
    expect(afterAll.events.map(({ threshold, revision }) => [threshold, revision])).toEqual([[100, 1]]);
  });

  it('that was granted after the answer is refused, also when the answer was heard of after the end', () => {
    const heardLate = stopClock(fireDue(custody(), h(24)).clock, h(10), 'release', h(25)).clock;
    expect(refusalOf(() => extended(heardLate, h(40), h(11), h(26)))).toBe('clock-not-running');
  });
});

/** A life of a clock: what happens to it, in the order in which the software hears of it. */
type Event =
  | { readonly do: 'fire' }
  | { readonly do: 'stop'; readonly typedLateMs: number }
  | { readonly do: 'extend'; readonly byMs: number; readonly typedLateMs: number };
interface Happening {
  readonly afterMs: number;
  readonly event: Event;
}

const ms = (hours: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: hours * HOUR });
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ do: 'fire' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stop' as const), typedLateMs: ms(10) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('extend' as const),
      byMs: ms(30),
      // Mostly typed as it was granted, else up to a day later.
      typedLateMs: fc.oneof(fc.constant(0), ms(24)),
    }),
  },
);
const life = fc.array(fc.record({ afterMs: ms(12), event }), { maxLength: 25 }) as fc.Arbitrary<readonly Happening[]>;
const withoutActs = life.map((happenings) => happenings.filter(({ event }) => event.do !== 'stop'));
const LATEST = h(72);

interface Played {
  readonly clock: Clock;
  readonly events: readonly ClockEvent[];
  /** What was seen at each step, for the rules that look at two moments. */
  readonly steps: readonly { before: Clock; after: Clock; event: Event; at: string; events: readonly ClockEvent[] }[];
}

function play(start: Clock, happenings: readonly Happening[]): Played {
  let clock = start;
  let now = epochMs(start.startedAt);
  const steps: Played['steps'][number][] = [];
  for (const { afterMs, event } of happenings) {
    now += afterMs;
    const at = instantOf(now);
    const before = clock;
    let events: readonly ClockEvent[] = [];
    switch (event.do) {
      case 'fire':
        ({ clock, events } = fireDue(clock, at));
        break;
      case 'stop':
        ({ clock, events } = stopClock(clock, instantOf(Math.max(now - event.typedLateMs, T)), 'release', at));
        break;
      case 'extend': {
        const newDueAt = instantOf(epochMs(before.dueAt) + event.byMs);
        const grantedAt = instantOf(Math.max(now - event.typedLateMs, T));
        const refusal = refusalOf(() => {
          ({ clock, events } = extendClock(before, { newDueAt, latestDueAt: LATEST, grantedAt, now: at }));
        });
        const reasons = [
          before.state === 'stopped',
          isAfter(grantedAt, before.dueAt),
          before.stoppedAt !== undefined && isAfter(grantedAt, before.stoppedAt),
          !isAfter(newDueAt, before.dueAt),
          isAfter(newDueAt, LATEST),
        ];
        expect(refusal === 'not refused').toBe(!reasons.includes(true));
        break;
      }
    }
    steps.push({ before, after: clock, event, at, events });
  }
  return { clock, events: steps.flatMap((step) => step.events), steps };
}

const always = (rule: (played: Played) => void): void =>
  fc.assert(
    fc.property(life, (happenings) => rule(play(custody(), happenings))),
    { numRuns: 1000 },
  );

describe('whatever happens to a clock, and in whatever order', () => {
  it('ends at most once in each span, and in the last one only as it stands', () => {
    always(({ events, clock }) => {
      const ends = events.filter(({ threshold }) => threshold === 100);
      expect(new Set(ends.map(({ revision }) => revision)).size).toBe(ends.length);
      expect(ends.some(({ revision }) => revision === clock.revision)).toBe(clock.state === 'ended');
    });
  });

  it('warns at most once for each threshold of each revision', () => {
    always(({ events }) => {
      const marks = events.map(({ revision, threshold }) => `${revision}:${threshold}`);
      expect(new Set(marks).size).toBe(marks.length);
    });
  });

  it('says nothing any more after the act, save an end that the act was too late for', () => {
    always(({ steps }) => {
      const stoppedFrom = steps.findIndex(({ after }) => after.stoppedAt !== undefined);
      if (stoppedFrom === -1) return;
      for (const { after, events } of steps.slice(stoppedFrom + 1)) {
        for (const { threshold } of events) {
          expect(threshold).toBe(100);
          expect(isAfter(after.stoppedAt ?? '', after.dueAt)).toBe(true);
        }
      }
    });
  });

  it('never runs, fires or warns again once it has finished, unless more time had been granted before its end', () => {
    always(({ steps }) => {
      for (const { before, after, event, events } of steps) {
        if (before.state === 'running') continue;
        if (event.do === 'extend' && after !== before) {
          expect(before.state).toBe('ended');
          expect(isAfter(after.revisedAt, before.dueAt)).toBe(false);
          continue;
        }
        expect([after.state, after.dueAt, after.revision, events]).toEqual([
          before.state,
          before.dueAt,
          before.revision,
          [],
        ]);
        expect(nextInstant(after)).toBeNull();
      }
    });
  });

  it('fires nothing before its time, also after an extension', () => {
    always(({ steps }) => {
      for (const { after, events } of steps) {
        for (const { threshold, dueAt, firedAt, lateByMs } of events) {
          expect(dueAt).toBe(thresholdAt(after, threshold));
          expect(isBefore(firedAt, dueAt)).toBe(false);
          expect(lateByMs).toBe(epochMs(firedAt) - epochMs(dueAt));
        }
      }
    });
  });

  it('never loses a breach: who acts or asks for more time after the due instant finds it ended', () => {
    always(({ steps }) => {
      for (const { before, after, event, at } of steps) {
        if (before.state !== 'running' || !isAfter(at, before.dueAt)) continue;
        if (event.do === 'fire') expect(after.state).toBe('ended');
        if (event.do === 'extend' && event.typedLateMs === 0) expect(after).toBe(before);
        if (event.do === 'stop' && after.stoppedAt !== undefined && isAfter(after.stoppedAt, before.dueAt)) {
          expect(after.state).toBe('ended');
        }
      }
    });
  });

  it('is never extended past its maximum, and never shortened', () => {
    always(({ steps, clock }) => {
      for (const { before, after } of steps) expect(isBefore(after.dueAt, before.dueAt)).toBe(false);
      expect(isAfter(clock.dueAt, LATEST)).toBe(false);
    });
  });

  it('ends exactly once in its last span when nobody acts, however rarely the watchman comes', () => {
    fc.assert(
      fc.property(withoutActs, (happenings) => {
        const seen = play(custody(), [...happenings, { afterMs: 100 * HOUR, event: { do: 'fire' } }]);
        const { revision } = seen.clock;
        const ends = seen.events.filter((event) => event.threshold === 100 && event.revision === revision);
        expect(ends.length).toBe(1);
        expect(isUnanswered(seen.clock)).toBe(true);
      }),
    );
  });

  it('always has a next instant while it runs, and never one when it does not', () => {
    always(({ steps }) => {
      for (const { after } of steps) expect(nextInstant(after) !== null).toBe(after.state === 'running');
    });
  });
});
