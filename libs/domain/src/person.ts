import { ageAt, type Instant, type LegalDay } from './instant.js';

/** Thirteen digits whose last is the check digit: weights 13…2, modulo 11 (Department of Provincial Administration). */
export function isThaiNationalId(text: string): boolean {
  if (!/^\d{13}$/.test(text)) return false;
  const digits = Array.from(text, Number);
  const sum = digits.slice(0, 12).reduce((total, digit, index) => total + digit * (13 - index), 0);
  return (11 - (sum % 11)) % 10 === digits[12];
}

export interface AgeKnowledge {
  readonly bornOn?: LegalDay | undefined;
  /** What the person, a document or an official says, when no birth day is known. */
  readonly ageStatement?: 'adult' | 'child' | 'unsure' | undefined;
}

/**
 * Unsure of age: treated as a child until shown otherwise (GUIDE §8.7; s.4 makes under 18 a child). Only a birth day
 * or a clear statement of adulthood makes an adult.
 */
export function isTreatedAsChild(age: AgeKnowledge, at: Instant): boolean {
  if (age.bornOn !== undefined) return ageAt(age.bornOn, at) < 18;
  return age.ageStatement !== 'adult';
}
