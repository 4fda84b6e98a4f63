import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import {
  ageAt,
  daysBetween,
  displayInstant,
  earlier,
  epochMs,
  instantOf,
  isDuration,
  isFixedDuration,
  isLegalDay,
  later,
  legalDayOf,
  parseInstant,
  partWay,
  plus,
  plusBoth,
  startOfDay,
} from './instant.js';

const HOUR = 3_600_000;
const anInstant = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2060, 0) }).map((ms) => instantOf(ms));

describe('lengths of time', () => {
  it('runs 24 hours through the night and through Songkran', () => {
    expect(plus('2026-04-13T16:10:00.000Z', 'PT24H')).toBe('2026-04-14T16:10:00.000Z');
    expect(plus('2026-12-31T16:10:00.000Z', 'PT24H')).toBe('2027-01-01T16:10:00.000Z');
  });

  it('counts every hour of any day or night alike', () => {
    fc.assert(
      fc.property(anInstant, fc.integer({ min: 1, max: 5000 }), (at, hours) => {
        expect(epochMs(plus(at, `PT${hours}H`)) - epochMs(at)).toBe(hours * HOUR);
      }),
    );
  });

  it('makes a day 24 hours, because Bangkok has no daylight saving', () => {
    fc.assert(
      fc.property(anInstant, fc.integer({ min: 1, max: 400 }), (at, days) => {
        expect(plus(at, `P${days}D`)).toBe(plus(at, `PT${days * 24}H`));
      }),
    );
  });

  it('begins a day at midnight in Bangkok, and counts days over the ends of months', () => {
    expect(startOfDay('2024-02-28', 1)).toBe('2024-02-28T17:00:00.000Z');
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2024-03-01', '2024-02-28')).toBe(-2);
  });

  it('counts months by the Bangkok calendar, not by the one in London', () => {
    // Half past midnight of 1 January in Bangkok is still 31 December in UTC.
    expect(plus('2023-12-31T17:30:00.000Z', 'P1M')).toBe('2024-01-31T17:30:00.000Z');
    expect(legalDayOf(plus('2023-12-31T17:30:00.000Z', 'P1M'))).toBe('2024-02-01');
  });

  it('ends a month that has no such day on its last day', () => {
    expect(legalDayOf(plus('2024-01-31T01:00:00.000Z', 'P1M'))).toBe('2024-02-29');
    expect(legalDayOf(plus('2026-08-31T01:00:00.000Z', 'P6M'))).toBe('2027-02-28');
  });

  it('adds one limit on top of another', () => {
    expect(plusBoth('2026-11-01T00:00:00.000Z', 'P15D', 'P45D')).toBe('2026-12-31T00:00:00.000Z');
  });

  it('knows a duration from something else', () => {
    expect(['PT24H', 'P7D', 'P1M', 'PT0.5S'].every(isDuration)).toBe(true);
    expect(['', '24h', 'PT0S', '-P1D', 'P1.5D', 'seven days'].some(isDuration)).toBe(false);
    expect(['P100Y', 'PT0.001S'].every(isDuration)).toBe(true);
    expect(['P101Y', 'P400000000D', 'PT0.0009S'].some(isDuration)).toBe(false);
    expect(['P1D', 'PT4H'].every(isFixedDuration)).toBe(true);
    expect(['P1M', 'P1Y', 'P1W', 'soon'].some(isFixedDuration)).toBe(false);
  });
});

describe('the order of instants', () => {
  it('finds the earlier, the later and the way between', () => {
    fc.assert(
      fc.property(anInstant, anInstant, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, share) => {
        expect([earlier(a, b), later(a, b)].sort()).toEqual([a, b].sort());
        const middle = epochMs(partWay(earlier(a, b), later(a, b), share));
        expect(middle).toBeGreaterThanOrEqual(epochMs(earlier(a, b)));
        expect(middle).toBeLessThanOrEqual(epochMs(later(a, b)));
      }),
    );
  });
});

describe('instants from outside', () => {
  it('turns a Bangkok time into UTC', () => {
    expect(parseInstant('2026-11-24T23:10:00+07:00')).toBe('2026-11-24T16:10:00.000Z');
  });

  it('refuses a time without a zone, a day without a time, and no date at all', () => {
    for (const text of ['2026-11-24T23:10:00', '2026-11-24', '24/11/2569', 'yesterday', '', '2026-02-30T00:00Z']) {
      expect(parseInstant(text)).toBeNull();
    }
  });

  it('reads back what it writes', () => {
    fc.assert(fc.property(anInstant, (at) => expect(parseInstant(at)).toBe(at)));
  });

  it('accepts 29 February only in a leap year', () => {
    expect(isLegalDay('2024-02-29')).toBe(true);
    expect(isLegalDay('2026-02-29')).toBe(false);
    expect(isLegalDay('24-02-29')).toBe(false);
  });
});

describe('what a person reads', () => {
  it('shows 29 February 2567, although 2567 is no leap year of the Gregorian count', () => {
    expect(displayInstant('2024-02-29T05:00:00.000Z', 'th')).toBe('29 ก.พ. พ.ศ. 2567 12:00');
    expect(displayInstant('2024-02-29T05:00:00.000Z', 'en')).toBe('29 Feb 2567 BE, 12:00');
  });

  it('turns the year at midnight in Bangkok', () => {
    expect(displayInstant('2026-12-31T16:59:00.000Z', 'th')).toBe('31 ธ.ค. พ.ศ. 2569 23:59');
    expect(displayInstant('2026-12-31T17:00:00.000Z', 'th')).toBe('1 ม.ค. พ.ศ. 2570 00:00');
  });

  it('always names the era and writes the year in four digits, 543 after the common one', () => {
    fc.assert(
      fc.property(anInstant, fc.constantFrom('th' as const, 'en' as const), (at, language) => {
        const shown = displayInstant(at, language);
        const year = Number(legalDayOf(at).slice(0, 4)) + 543;
        expect(shown.match(/\d{4}/g)).toEqual([String(year)]);
        expect(shown).toContain(language === 'th' ? 'พ.ศ.' : 'BE');
      }),
    );
  });
});

describe('ages', () => {
  it('counts a birthday from midnight in Bangkok', () => {
    expect(ageAt('2008-11-25', '2026-11-24T16:59:59.999Z')).toBe(17);
    expect(ageAt('2008-11-25', '2026-11-24T17:00:00.000Z')).toBe(18);
  });

  it('makes a person born on 29 February a year older on 1 March, never before', () => {
    expect(ageAt('2008-02-29', '2026-02-28T16:59:59.999Z')).toBe(17);
    expect(ageAt('2008-02-29', '2026-02-28T17:00:00.000Z')).toBe(18);
  });
});

describe('the machine that runs it', () => {
  const play = `
    const { ageAt, displayInstant, legalDayOf, parseInstant, plus } = await import(process.argv[1]);
    const at = '2023-12-31T17:30:00.000Z';
    console.log(JSON.stringify([
      plus(at, 'PT24H'), plus(at, 'P1M'), plus(at, 'P2Y'), legalDayOf(at), ageAt('2006-01-01', at),
      displayInstant(at, 'th'), displayInstant(at, 'en'), parseInstant('2024-01-01T00:30+07:00'),
    ]));`;
  const playedIn = (zone: string): string =>
    execFileSync(
      process.execPath,
      ['--input-type=module', '-e', play, fileURLToPath(new URL('./instant.ts', import.meta.url))],
      { env: { ...process.env, TZ: zone, NODE_OPTIONS: '' }, encoding: 'utf8' },
    );

  it('answers the same in UTC, in Bangkok and in a zone with daylight saving', () => {
    const inUtc = playedIn('UTC');
    expect(JSON.parse(inUtc)).toContain('2024-01-31T17:30:00.000Z');
    expect(playedIn('Asia/Bangkok')).toBe(inUtc);
    expect(playedIn('America/New_York')).toBe(inUtc);
  });
});
