import type { Calendar, Language } from '../app/preferences.js';

export interface DateSettings {
  readonly language: Language;
  readonly calendar: Calendar;
}

/** All times are Bangkok's, whatever the device says. */
export const ZONE = 'Asia/Bangkok';

type Parts = 'day' | 'day-time' | 'time';

const OPTIONS: Readonly<Record<Parts, Intl.DateTimeFormatOptions>> = {
  day: { year: 'numeric', month: 'short', day: 'numeric' },
  'day-time': { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
};

/**
 * A date as people read it, the era always named. The calendar is asked for by name: `th-TH` alone already means the
 * Buddhist era, so that nothing may ever add 543 to a year.
 */
export function showDate(at: string | Date, settings: DateSettings, parts: Parts = 'day-time'): string {
  return showParts(at, settings, OPTIONS[parts], parts !== 'time');
}

function showParts(
  at: string | Date,
  { language, calendar }: DateSettings,
  parts: Intl.DateTimeFormatOptions,
  withEra = true,
): string {
  const locale = `${language === 'th' ? 'th-TH' : 'en-GB'}-u-ca-${calendar}-nu-latn`;
  const options: Intl.DateTimeFormatOptions = { timeZone: ZONE, ...parts };
  if (withEra) options.era = 'short';
  const format = new Intl.DateTimeFormat(locale, options);
  return format
    .formatToParts(typeof at === 'string' ? new Date(at) : at)
    .map(({ type, value }) => (type === 'era' ? eraOf(language, calendar) : value))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

function eraOf(language: Language, calendar: Calendar): string {
  if (calendar === 'buddhist') return language === 'th' ? 'พ.ศ.' : 'BE';
  return language === 'th' ? 'ค.ศ.' : 'CE';
}

/** A legal day (`1988-04-12`) as people read it; noon keeps it the same day in every zone. */
export function showDay(isoDay: string, settings: DateSettings): string {
  return showDate(`${isoDay}T12:00:00+07:00`, settings, 'day');
}

export function weekdayOf(at: string | Date, language: Language): string {
  const locale = language === 'th' ? 'th-TH' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { timeZone: ZONE, weekday: 'long' }).format(new Date(at));
}

/** A month (`2026-10`) as people read it. */
export function showMonth(month: string, settings: DateSettings): string {
  return showParts(`${month}-15T12:00:00+07:00`, settings, { year: 'numeric', month: 'short' });
}

/** A year of the common era in the calendar that the person reads; in the middle of it both eras agree. */
export function showYear(year: number, settings: DateSettings): string {
  return showParts(`${year}-07-01T12:00:00+07:00`, settings, { year: 'numeric' });
}

/** The year of the common era that it is in Bangkok. */
export function yearNow(): number {
  return Number(new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, year: 'numeric' }).format(new Date()));
}
