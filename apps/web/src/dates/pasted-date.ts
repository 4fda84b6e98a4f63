import { CalendarDate } from '@internationalized/date';
import type { Calendar } from '../app/preferences.js';
import { readYear, withPlainDigits } from './typed-date.js';

export interface PastedDate {
  readonly on: CalendarDate;
  readonly time: { readonly hour: number; readonly minute: number } | null;
}

/** Nobody's date is longer, with its weekday and its time. */
const LONGEST = 80;
const TIME = /^(\d{1,2})[:.](\d{2})$/;
const NUMBER = /^\d+$/;
const WRITTEN_ERAS: Readonly<Record<string, string>> = {
  'พ.ศ.': ' BE ',
  'ค.ศ.': ' CE ',
  'B.E.': ' BE ',
  'C.E.': ' CE ',
  'A.D.': ' CE ',
};
const ERAS: Readonly<Record<string, Calendar>> = { BE: 'buddhist', CE: 'gregory', AD: 'gregory' };

/**
 * A date out of a letter, a table or another system, of either era and in either language. Null where it is not clear which
 * day is meant: two digits of a year, the American order, a day that the year does not have.
 */
export function readPastedDate(text: string): PastedDate | null {
  if (text.length > LONGEST) return null;
  const words = wordsOf(text);
  const clock = words.length > 1 ? TIME.exec(words.at(-1) ?? '') : null;
  const said = (clock === null ? words : words.slice(0, -1)).flatMap(inParts);
  const eras = said.flatMap((word) => ERAS[word.toUpperCase()] ?? []);
  const parts = said.filter((word) => ERAS[word.toUpperCase()] === undefined);
  // As papers begin: "Tuesday 24 November", "วันที่ 24".
  const date = parts.slice(parts.findIndex((part) => NUMBER.test(part)));
  const on = date.length === 3 && eras.length <= 1 ? dayOf(date, eras[0]) : null;
  if (on === null) return null;
  if (clock === null) return { on, time: null };
  const time = { hour: Number(clock[1]), minute: Number(clock[2]) };
  return time.hour > 23 || time.minute > 59 ? null : { on, time };
}

function wordsOf(text: string): readonly string[] {
  let plain = withPlainDigits(text);
  for (const [era, word] of Object.entries(WRITTEN_ERAS)) plain = plain.replaceAll(era, word);
  const words = plain.split(/[\s,]/).filter((word) => word !== '');
  // "16.05 น."
  return /^น\.?$/.test(words.at(-1) ?? '') ? words.slice(0, -1) : words;
}

/** `24/11/2569` is three; `พ.ย.` is one. */
function inParts(word: string): readonly string[] {
  return /^\d/.test(word) ? word.split(/[/.-]/) : [word];
}

function dayOf(parts: readonly string[], era: Calendar | undefined): CalendarDate | null {
  const isYearFirst = parts[0]?.length === 4;
  const [day = '', month = '', typed = ''] = isYearFirst ? parts.toReversed() : parts;
  const year = readYear(typed);
  const monthNumber = monthOf(month);
  if ('refused' in year || monthNumber === null || !NUMBER.test(day)) return null;
  if (era !== undefined && era !== year.readAs) return null;
  const on = new CalendarDate(year.year, monthNumber, Number(day));
  // What the month has not is not made into what it has.
  return on.day === Number(day) ? on : null;
}

const MONTHS = Array.from({ length: 12 }, (_, month) => month + 1);
const letters = (name: string) => name.replaceAll('.', '').toLowerCase();
const MONTH_NAMES: ReadonlyMap<string, number> = new Map(
  ['th-TH', 'en-GB', 'en-US'].flatMap((locale) =>
    (['long', 'short'] as const).flatMap((width) => {
      const names = new Intl.DateTimeFormat(locale, { month: width, timeZone: 'UTC' });
      return MONTHS.map((month) => [letters(names.format(Date.UTC(2026, month - 1, 15))), month] as const);
    }),
  ),
);

function monthOf(written: string): number | null {
  if (!NUMBER.test(written)) return MONTH_NAMES.get(letters(written)) ?? null;
  const month = Number(written);
  return month >= 1 && month <= 12 ? month : null;
}
