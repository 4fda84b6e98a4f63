// The one outside import of the domain: date maths is nobody's to write twice (docs/decisions/0003).
import { Temporal } from 'temporal-polyfill';

/** A moment in UTC, RFC 3339 with milliseconds, e.g. `2026-11-24T16:10:00.000Z`. */
export type Instant = string;
/** An ISO 8601 duration, e.g. `PT24H`, `P7D`, `P1M`. */
export type IsoDuration = string;
/** A legal day in Asia/Bangkok, `YYYY-MM-DD` of the Gregorian calendar. */
export type LegalDay = string;

export const BANGKOK = 'Asia/Bangkok';

/** What nobody living can mean: a slip of the keyboard, or a year of the Buddhist era in place of the common one. */
const EARLIEST_YEAR = 1900;
const LATEST_YEAR = 2200;

function isPlausibleYear(year: number): boolean {
  return year >= EARLIEST_YEAR && year <= LATEST_YEAR;
}

export function parseInstant(text: string): Instant | null {
  try {
    const at = Temporal.Instant.from(text).round('millisecond').toString({ fractionalSecondDigits: 3 });
    return isPlausibleYear(new Date(at).getUTCFullYear()) ? at : null;
  } catch {
    return null;
  }
}

export function instantOf(epochMs: number): Instant {
  return new Date(epochMs).toISOString();
}

export function epochMs(at: Instant): number {
  return Date.parse(at);
}

/** No rule lasts longer than a life; an end beyond it is a slip that no calendar could reckon with. */
const LONGEST_YEARS = 100;
const FROM = Temporal.PlainDateTime.from('2000-01-01T00:00');

/** A length of time of at least a millisecond, and no longer than a life. */
export function isDuration(text: string): boolean {
  try {
    const end = FROM.add(Temporal.Duration.from(text));
    return isAtLeast(end, FROM.add({ milliseconds: 1 })) && isAtLeast(FROM.add({ years: LONGEST_YEARS }), end);
  } catch {
    return false;
  }
}

function isAtLeast(a: Temporal.PlainDateTime, b: Temporal.PlainDateTime): boolean {
  return Temporal.PlainDateTime.compare(a, b) >= 0;
}

/** One of days, hours, minutes and seconds, which lasts the same from wherever it begins. */
export function isFixedDuration(text: string): boolean {
  if (!isDuration(text)) return false;
  const { years, months, weeks } = Temporal.Duration.from(text);
  return years + months + weeks === 0;
}

/**
 * The instant that lies `duration` after `at`. Hours count straight through nights and holidays; days, months and
 * years are days of the Bangkok calendar, which has no daylight saving, so a day is 24 hours.
 */
export function plus(at: Instant, duration: IsoDuration): Instant {
  const zoned = Temporal.Instant.from(at).toZonedDateTimeISO(BANGKOK);
  return instantOf(zoned.add(Temporal.Duration.from(duration)).epochMilliseconds);
}

/** The sum of two durations from an instant: used where the policy says that a limit comes on top of another. */
export function plusBoth(at: Instant, first: IsoDuration, second: IsoDuration): Instant {
  return plus(plus(at, first), second);
}

/** How long a duration of hours, minutes and seconds is; a day counts 24 hours. */
export function durationMs(duration: IsoDuration): number {
  return Temporal.Duration.from(duration).total({ unit: 'millisecond' });
}

export function earlier(a: Instant, b: Instant): Instant {
  return epochMs(a) <= epochMs(b) ? a : b;
}

export function later(a: Instant, b: Instant): Instant {
  return epochMs(a) >= epochMs(b) ? a : b;
}

export function isBefore(a: Instant, b: Instant): boolean {
  return epochMs(a) < epochMs(b);
}

export function isAfter(a: Instant, b: Instant): boolean {
  return epochMs(a) > epochMs(b);
}

/** The instant at `share` (0–1) of the way from `from` to `to`. */
export function partWay(from: Instant, to: Instant, share: number): Instant {
  return instantOf(Math.round(epochMs(from) + (epochMs(to) - epochMs(from)) * share));
}

/** The Bangkok day on which an instant falls. */
export function legalDayOf(at: Instant): LegalDay {
  return Temporal.Instant.from(at).toZonedDateTimeISO(BANGKOK).toPlainDate().toString();
}

/** The instant at which a month such as `2026-10`, or the one so many months later, begins in Bangkok. */
export function startOfMonth(month: string, monthsLater = 0): Instant {
  const first = Temporal.PlainYearMonth.from(month).add({ months: monthsLater }).toPlainDate({ day: 1 });
  return instantOf(first.toZonedDateTime({ timeZone: BANGKOK }).epochMilliseconds);
}

/** The instant at which a day, or the one so many days later, begins in Bangkok. */
export function startOfDay(day: LegalDay, daysLater = 0): Instant {
  const begins = Temporal.PlainDate.from(day).add({ days: daysLater }).toZonedDateTime({ timeZone: BANGKOK });
  return instantOf(begins.epochMilliseconds);
}

/** How many days lie from one day to another; less than none when it is the earlier one. */
export function daysBetween(from: LegalDay, until: LegalDay): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(until), { largestUnit: 'day' }).days;
}

/** Whole years between a birth day and an instant, by the Bangkok calendar. */
export function ageAt(bornOn: LegalDay, at: Instant): number {
  return Temporal.PlainDate.from(bornOn).until(Temporal.PlainDate.from(legalDayOf(at)), { largestUnit: 'year' }).years;
}

export function isLegalDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return isPlausibleYear(Temporal.PlainDate.from(text, { overflow: 'reject' }).year);
  } catch {
    return false;
  }
}

export type DisplayLanguage = 'th' | 'en';

const DAY = { timeZone: BANGKOK, era: 'short', year: 'numeric', month: 'short', day: 'numeric' } as const;
const TIME = { ...DAY, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const LOCALES = { th: 'th-TH-u-ca-buddhist', en: 'en-GB-u-ca-buddhist' } as const;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Made once each: a list of cases shows hundreds of instants. */
function formatterOf(language: DisplayLanguage, parts: typeof DAY | typeof TIME): Intl.DateTimeFormat {
  const key = `${language} ${'hour' in parts ? 'time' : 'day'}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(LOCALES[language], parts);
  formatters.set(key, known);
  return known;
}

/** How a person reads an instant: Bangkok time, Buddhist era, four-digit year, era named. */
export function displayInstant(at: Instant, language: DisplayLanguage): string {
  return formatterOf(language, TIME).format(epochMs(at));
}

/** The same without the time of day, for what has lasted days. */
export function displayDay(at: Instant, language: DisplayLanguage): string {
  return formatterOf(language, DAY).format(epochMs(at));
}

/** Clocks of phones run ahead by some minutes; an act cannot. */
const CLOCK_SKEW_MS = 120_000;

/** True for what has not happened yet, beyond what a phone's clock may be wrong by. */
export function isInTheFuture(at: Instant, now: Instant): boolean {
  return epochMs(at) > epochMs(now) + CLOCK_SKEW_MS;
}
