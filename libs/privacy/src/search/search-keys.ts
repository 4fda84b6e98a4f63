import { createHmac } from 'node:crypto';
import { documentNumber, nameWords } from './normalise.js';
import { soundSkeleton } from './sound-skeleton.js';
import { lk82 } from './thai-soundex.js';

/** What a person can be found by. The last three are ways to hear or write a name and find candidates only. */
export const SEARCH_KINDS = [
  'national-id',
  'passport',
  'phone',
  'full-name',
  'name-word',
  'thai-sound',
  'sound',
] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

export interface Findable {
  readonly givenName?: string | null | undefined;
  readonly familyName?: string | null | undefined;
  readonly alias?: string | null | undefined;
  readonly nationalId?: string | null | undefined;
  readonly passportNumber?: string | null | undefined;
  readonly phone?: string | null | undefined;
}

export interface SearchTerm {
  readonly kind: SearchKind;
  readonly value: string;
}

export interface SearchKey {
  readonly kind: SearchKind;
  readonly key: Buffer;
}

/** 64 bits are enough to find by and too few to be sure by: a key alone proves nothing about a person. */
const KEY_BYTES = 8;
/** A skeleton of one sound would find half of the country. */
const SHORTEST_SOUND = 2;

/** Everything a person can be found by, normalised, each once. */
export function searchTerms(person: Findable): readonly SearchTerm[] {
  const terms = new Map<string, SearchTerm>();
  const add = (kind: SearchKind, value: string): void => {
    if (value !== '') terms.set(`${kind}:${value}`, { kind, value });
  };
  add('national-id', documentNumber(person.nationalId ?? ''));
  add('passport', documentNumber(person.passportNumber ?? ''));
  add('phone', phoneDigits(person.phone ?? ''));
  const own = [...nameWords(person.givenName ?? ''), ...nameWords(person.familyName ?? '')];
  if (own.length > 1) add('full-name', own.toSorted().join(' '));
  for (const word of new Set([...own, ...nameWords(person.alias ?? '')])) {
    add('name-word', word);
    if (/[\u0e00-\u0e7f]/.test(word)) add('thai-sound', lk82(word));
    const sound = soundSkeleton(word);
    if (sound.length >= SHORTEST_SOUND) add('sound', sound);
  }
  return [...terms.values()];
}

/** The same number at home and from abroad: +66 81 234 5678 is 081 234 5678. */
function phoneDigits(text: string): string {
  const digits = text.replace(/\D/g, '');
  return /^(?:00)?66\d{8,9}$/.test(digits) ? `0${digits.replace(/^(?:00)?66/, '')}` : digits;
}

/** A keyed blind index: whoever has the database but not the key can neither read nor guess what it stands for. */
export function blindKey(indexKey: Buffer, { kind, value }: SearchTerm): SearchKey {
  const key = createHmac('sha256', indexKey).update(`${kind}\0${value}`).digest().subarray(0, KEY_BYTES);
  return { kind, key };
}
