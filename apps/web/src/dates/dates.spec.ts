import { BuddhistCalendar, CalendarDate, GregorianCalendar, toCalendar } from '@internationalized/date';
import { showDate, showDay, weekdayOf, type DateSettings } from './show-date.js';
import { timeLeft, urgencyOf } from './time-left.js';
import { displayDay, displayInstant } from '#domain/instant.js';
import { inOwnCalendar } from './own-calendar.js';
import { readPastedDate } from './pasted-date.js';
import { isBeforeNewYearReform, readYear } from './typed-date.js';

const TH_BE: DateSettings = { language: 'th', calendar: 'buddhist' };
const TH_CE: DateSettings = { language: 'th', calendar: 'gregory' };
const EN_BE: DateSettings = { language: 'en', calendar: 'buddhist' };
const EN_CE: DateSettings = { language: 'en', calendar: 'gregory' };
const buddhist = new BuddhistCalendar();
const gregorian = new GregorianCalendar();

describe('the seven ways to get a Thai date wrong (CASEWORK §4, U07)', () => {
  it('1: 2561 typed in a Buddhist field is 2561, and not 3104', () => {
    const typed = new CalendarDate(buddhist, 2561, 3, 1);
    expect(toCalendar(typed, gregorian).toString()).toBe('2018-03-01');
    expect(showDay('2018-03-01', TH_BE)).toBe('1 มี.ค. พ.ศ. 2561');
    expect(readYear('2561')).toEqual({ year: 2018, readAs: 'buddhist' });
  });

  it('2: the weekday is the real one, and 29 February 2567 exists', () => {
    expect(weekdayOf('2016-07-15T12:00:00+07:00', 'th')).toBe('วันศุกร์');
    const leap = new CalendarDate(buddhist, 2567, 2, 29);
    expect(toCalendar(leap, gregorian).toString()).toBe('2024-02-29');
    expect(showDay('2024-02-29', TH_BE)).toBe('29 ก.พ. พ.ศ. 2567');
  });

  it('3: what is shown and what is typed are of the same calendar', () => {
    for (const settings of [TH_BE, TH_CE, EN_BE, EN_CE]) {
      const shown = showDay('1988-04-12', settings);
      const year = /\d{4}/.exec(shown)?.[0] ?? '';
      expect(readYear(year)).toEqual({ year: 1988, readAs: settings.calendar });
    }
  });

  it('4: the calendar is a choice of its own, whatever the language, and the era is named', () => {
    expect(showDay('2026-11-24', TH_BE)).toBe('24 พ.ย. พ.ศ. 2569');
    expect(showDay('2026-11-24', TH_CE)).toBe('24 พ.ย. ค.ศ. 2026');
    expect(showDay('2026-11-24', EN_BE)).toBe('24 Nov 2569 BE');
    expect(showDay('2026-11-24', EN_CE)).toBe('24 Nov 2026 CE');
  });

  it('5: January to March before 1941 is marked: the Thai year began on 1 April', () => {
    expect(isBeforeNewYearReform('1939-02-10')).toBe(true);
    expect(isBeforeNewYearReform('1939-04-10')).toBe(false);
    expect(isBeforeNewYearReform('1988-02-10')).toBe(false);
  });

  it('6: no 543 is added to what the browser already counts in the Buddhist era', () => {
    expect(showDate('2026-02-28T05:00:00Z', TH_BE)).toBe('28 ก.พ. พ.ศ. 2569 12:00');
    expect(showDate('2026-02-28T05:00:00Z', EN_CE)).toBe('28 Feb 2026 CE, 12:00');
  });

  it('7: a year from 2400 to 2743 is of the Buddhist era, also in Thai digits; two digits are refused', () => {
    expect(readYear('๒๕๖๙')).toEqual({ year: 2026, readAs: 'buddhist' });
    expect(readYear('2400')).toEqual({ year: 1857, readAs: 'buddhist' });
    expect(readYear('1999')).toEqual({ year: 1999, readAs: 'gregory' });
    expect(readYear('69')).toEqual({ refused: 'two-digit-year' });
    expect(readYear('2300')).toEqual({ refused: 'not-a-year' });
    expect(readYear('20a6')).toEqual({ refused: 'not-a-year' });
  });
});

describe('a sentence of the server', () => {
  it('is read in the calendar that the person chose, in each month', () => {
    for (let month = 1; month <= 12; month++) {
      const at = `2024-${String(month).padStart(2, '0')}-29T10:00:00Z`;
      for (const [buddhist, common] of [
        [TH_BE, TH_CE],
        [EN_BE, EN_CE],
      ] as const) {
        for (const say of [displayDay, displayInstant]) {
          const sentence = `(${say(at, buddhist.language)}) SP-2569-000007`;
          expect(inOwnCalendar(sentence, buddhist)).toBe(sentence);
          expect(inOwnCalendar(sentence, common)).toContain(showDay(at.slice(0, 10), common));
          expect(inOwnCalendar(sentence, common)).toContain('SP-2569-000007');
          expect(inOwnCalendar(sentence, common)).not.toMatch(/พ\.ศ\.|BE/);
        }
      }
    }
  });

  it('keeps the year of a law as it is cited', () => {
    for (const settings of [TH_CE, EN_CE]) {
      for (const cited of ['NRM พ.ศ. 2565', 'Act B.E. 2551, s.29', 'มติคณะรัฐมนตรี 13 ธันวาคม 2559'])
        expect(inOwnCalendar(cited, settings)).toBe(cited);
    }
  });
});

describe('a date that is pasted', () => {
  const day = (text: string) => readPastedDate(text)?.on.toString() ?? null;

  it.each([
    '24/11/2569',
    '24-11-2026',
    '24.11.2569',
    '2026-11-24',
    '2569-11-24',
    '๒๔/๑๑/๒๕๖๙',
    '24 พ.ย. 2569',
    '24 พฤศจิกายน พ.ศ. 2569',
    'วันที่ 24 พฤศจิกายน 2569',
    'วันอังคารที่ 24 พฤศจิกายน พ.ศ.2569',
    '24 พ.ย. ค.ศ. 2026',
    '24 Nov 2026',
    'Tuesday, 24 November 2569 BE',
    '24 November 2026 CE',
  ])('is read in either era, in figures and in words: %s', (text) => {
    expect(day(text)).toBe('2026-11-24');
  });

  it('is read as it is shown, in each language and calendar, and with its time', () => {
    for (const settings of [TH_BE, TH_CE, EN_BE, EN_CE]) {
      const read = readPastedDate(showDate('2024-02-29T09:05:00Z', settings));
      expect(read?.on.toString()).toBe('2024-02-29');
      expect(read?.time).toEqual({ hour: 16, minute: 5 });
    }
    expect(readPastedDate('29/2/2567 16.05 น.')?.time).toEqual({ hour: 16, minute: 5 });
  });

  it.each([
    '24/11/69',
    '11/24/2026',
    '29/2/2566',
    '31/11/2569',
    '24 พ.ย. พ.ศ. 2026',
    '24 Nov 2569 CE',
    '24 Novembre 2026',
    '24/11/2569 25:00',
    '2026-11-24T10:00:00Z',
    'soon',
    '',
  ])('is refused where it is not clear which day is meant: %s', (text) => {
    expect(readPastedDate(text)).toBeNull();
  });
});

describe('a time on the screen', () => {
  it('is Bangkok’s, also on the last evening of a year', () => {
    expect(showDate('2026-12-31T17:30:00Z', TH_BE)).toBe('1 ม.ค. พ.ศ. 2570 00:30');
  });

  it('says how much is left in the largest unit that says something, and never "0"', () => {
    const now = Date.parse('2026-11-24T10:00:00Z');
    expect(timeLeft('2026-11-24T10:00:20Z', now)).toEqual({ unit: 'minutes', count: 1, isOver: false });
    expect(timeLeft('2026-11-24T13:10:00Z', now)).toEqual({ unit: 'hours', count: 3, isOver: false });
    expect(timeLeft('2026-11-22T09:00:00Z', now)).toEqual({ unit: 'days', count: 2, isOver: true });
    expect(urgencyOf('2026-11-24T09:59:59Z', now)).toBe('over');
    expect(urgencyOf('2026-11-24T12:00:00Z', now)).toBe('soon');
    expect(urgencyOf('2026-12-24T12:00:00Z', now)).toBe('far');
  });
});
