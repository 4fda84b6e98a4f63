import type { Calendar } from '../app/preferences.js';

export type TypedYear =
  { readonly year: number; readonly readAs: Calendar } | { readonly refused: 'two-digit-year' | 'not-a-year' };

const OFFSET = 543;
/** A year from 2400 on is of the Buddhist era (CASEWORK §4, trap 7): nobody alive was born in, or plans for, 2400 CE. */
const FIRST_BUDDHIST = 2400;
const LAST_BUDDHIST = 2743;
const FIRST_COMMON = 1900;
const LAST_COMMON = 2200;

/**
 * The Gregorian year that somebody means who typed or imported `text`. Two digits are refused: 69 is 2569 to one and
 * 1969 to another.
 */
export function readYear(text: string): TypedYear {
  const digits = withPlainDigits(text.trim());
  if (/^\d{1,2}$/.test(digits)) return { refused: 'two-digit-year' };
  if (!/^\d{4}$/.test(digits)) return { refused: 'not-a-year' };
  const year = Number(digits);
  if (year >= FIRST_BUDDHIST && year <= LAST_BUDDHIST) return { year: year - OFFSET, readAs: 'buddhist' };
  if (year >= FIRST_COMMON && year <= LAST_COMMON) return { year, readAs: 'gregory' };
  return { refused: 'not-a-year' };
}

/** A year of the common era, as a calendar counts it. */
export function yearIn(calendar: Calendar, commonYear: number): number {
  return calendar === 'buddhist' ? commonYear + OFFSET : commonYear;
}

/** Thai digits are digits. */
export function withPlainDigits(text: string): string {
  return text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
}

/** Before 1941 the Thai year began on 1 April: January to March of an old birth date may be a year off (trap 5). */
export function isBeforeNewYearReform(isoDay: string): boolean {
  const [year = 0, month = 0] = isoDay.split('-').map(Number);
  return year < 1941 && month <= 3;
}
