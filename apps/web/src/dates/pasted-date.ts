import { CalendarDate } from '@internationalized/date';
import type { Calendar } from '../app/preferences.js';
import { readYear, withPlainDigits } from './typed-date.js';

export interface PastedDate {
  readonly on: CalendarDate;
  readonly time: { readonly hour: number; readonly minute: number } | null;
}

const TIME = /[\sT,]+(?<hour>\d{1,2})[:.](?<minute>\d{2})(?::\d{2})?\s*(?:น\.?)?$/;
const ISO = /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})$/;
const DAY_FIRST =
  /^(?<day>\d{1,2})[\s/.-]+(?<month>\d{1,2}|[^\d\s]+?)[\s/.-]*(?<era>พ\.?ศ\.?|ค\.?ศ\.?)?\s*(?<year>\d+)\s*(?<eraAfter>B\.?E\.?|C\.?E\.?|A\.?D\.?)?$/i;
/** As letters and papers begin: "Tuesday 24 November", "วันที่ 24". */
const BEFORE_THE_DAY = /^[^\d]+(?=\d)/;

/**
 * A date out of a letter, a table or another system, of either era and in either language. Null where it is not clear which
 * day is meant: two digits of a year, the American order, a day that the year does not have.
 */
export function readPastedDate(text: string): PastedDate | null {
  const plain = withPlainDigits(text).replace(/\s+/g, ' ').trim();
  const clock = TIME.exec(plain);
  const day = (clock === null ? plain : plain.slice(0, clock.index)).trim().replace(BEFORE_THE_DAY, '');
  const parts = (ISO.exec(day) ?? DAY_FIRST.exec(day))?.groups;
  if (parts === undefined) return null;
  const year = readYear(parts.year ?? '');
  const month = monthOf(parts.month ?? '');
  if ('refused' in year || month === null) return null;
  const era = parts.era ?? parts.eraAfter;
  if (era !== undefined && eraOf(era) !== year.readAs) return null;
  const on = new CalendarDate(year.year, month, Number(parts.day));
  if (on.day !== Number(parts.day) || on.month !== month) return null;
  if (clock?.groups === undefined) return { on, time: null };
  const time = { hour: Number(clock.groups.hour), minute: Number(clock.groups.minute) };
  return time.hour > 23 || time.minute > 59 ? null : { on, time };
}

function eraOf(written: string): Calendar {
  return /^[พB]/i.test(written) ? 'buddhist' : 'gregory';
}

const MONTHS = Array.from({ length: 12 }, (_, month) => month + 1);
const letters = (name: string) => name.replace(/[.\s]/g, '').toLowerCase();
const MONTH_NAMES: ReadonlyMap<string, number> = new Map(
  ['th-TH', 'en-GB', 'en-US'].flatMap((locale) =>
    (['long', 'short'] as const).flatMap((width) => {
      const names = new Intl.DateTimeFormat(locale, { month: width, timeZone: 'UTC' });
      return MONTHS.map((month) => [letters(names.format(Date.UTC(2026, month - 1, 15))), month] as const);
    }),
  ),
);

function monthOf(written: string): number | null {
  if (!/^\d+$/.test(written)) return MONTH_NAMES.get(letters(written)) ?? null;
  const month = Number(written);
  return month >= 1 && month <= 12 ? month : null;
}
