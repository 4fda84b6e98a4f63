import { bangkokDayOf, daysLater, isIsoDay, nextOf, weeksOf } from './calendar-days.js';

describe('the days of the calendar', () => {
  it('are Bangkok’s: what falls due after five in the afternoon in London falls on the next day', () => {
    expect(bangkokDayOf('2026-11-28T16:59:59.999Z')).toBe('2026-11-28');
    expect(bangkokDayOf('2026-11-28T17:00:00.000Z')).toBe('2026-11-29');
  });

  it('make whole weeks, which begin on Sunday in Thai and on Monday in English', () => {
    const thai = weeksOf('2026-11-28', 'month', 'th');
    expect([thai[0]?.[0], thai.at(-1)?.at(-1)]).toEqual(['2026-11-01', '2026-12-05']);
    const english = weeksOf('2026-11-28', 'month', 'en');
    expect([english[0]?.[0], english.at(-1)?.at(-1)]).toEqual(['2026-10-26', '2026-12-06']);
    expect(weeksOf('2026-11-28', 'week', 'en')).toEqual([
      ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'],
    ]);
    // The longest that the API is ever asked for.
    expect(weeksOf('2026-08-15', 'month', 'en')).toHaveLength(6);
  });

  it('go on over the ends of months and years, and keep 29 February 2567', () => {
    expect(nextOf('2026-01-31', 'month', 1)).toBe('2026-02-01');
    expect(nextOf('2026-01-31', 'month', -1)).toBe('2025-12-01');
    expect(nextOf('2026-12-30', 'week', 1)).toBe('2027-01-06');
    expect(daysLater('2024-02-28', 1)).toBe('2024-02-29');
  });

  it('are read from the address only where such a day exists', () => {
    expect(['2026-11-28', '2026-02-30', '2569', 'x', null].map(isIsoDay)).toEqual([true, false, false, false, false]);
  });
});
