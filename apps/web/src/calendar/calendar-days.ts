import {
  endOfMonth,
  endOfWeek,
  parseAbsolute,
  parseDate,
  startOfMonth,
  startOfWeek,
  toCalendarDate,
  today,
} from '@internationalized/date';
import type { Language } from '../app/preferences.js';
import { ZONE } from '../dates/show-date.js';

/** Days are ISO 8601 of the common era throughout; only what is shown is of the calendar that the person reads. */
export type IsoDay = string;

export const VIEWS = ['week', 'month'] as const;
export type View = (typeof VIEWS)[number];

/** A Thai week begins on Sunday, a British one on Monday. */
const WEEK_OF = { th: 'th-TH', en: 'en-GB' } as const satisfies Readonly<Record<Language, string>>;

/** The day of an instant in Bangkok, whatever the device's own zone. */
export function bangkokDayOf(at: string): IsoDay {
  return toCalendarDate(parseAbsolute(at, ZONE)).toString();
}

export function bangkokToday(): IsoDay {
  return today(ZONE).toString();
}

export function isIsoDay(text: string | null): text is IsoDay {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return parseDate(text).toString() === text;
  } catch {
    return false;
  }
}

/** The whole weeks that a view draws: one, or those that the month touches. */
export function weeksOf(on: IsoDay, view: View, language: Language): readonly (readonly IsoDay[])[] {
  const day = parseDate(on);
  const locale = WEEK_OF[language];
  const [from, until] = view === 'week' ? [day, day] : [startOfMonth(day), endOfMonth(day)];
  const last = endOfWeek(until, locale);
  const weeks: IsoDay[][] = [];
  for (let week = startOfWeek(from, locale); week.compare(last) <= 0; week = week.add({ weeks: 1 })) {
    weeks.push([0, 1, 2, 3, 4, 5, 6].map((days) => week.add({ days }).toString()));
  }
  return weeks;
}

export function daysLater(on: IsoDay, days: number): IsoDay {
  return parseDate(on).add({ days }).toString();
}

/** The same day of the next week; of the next month its first day, so that no 31st is lost on the way. */
export function nextOf(on: IsoDay, view: View, steps: 1 | -1): IsoDay {
  const day = parseDate(on);
  return (view === 'week' ? day.add({ weeks: steps }) : startOfMonth(day).add({ months: steps })).toString();
}
