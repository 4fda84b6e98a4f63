import { readFileSync } from 'node:fs';
import type { ErrorCode } from '#domain/errors.js';

/** OWASP ASVS 5.0, 6.2.1 and 6.2.9: long rather than crooked; no rule of composition, no renewal by the calendar. */
export const SHORTEST_PASSWORD = 15;
export const LONGEST_PASSWORD = 128;
/** What must be left when the words that anybody can guess are taken away. */
const OWN_CHARACTERS = 8;

/** Why this password is not taken; null when it is. Characters count as people count them. */
export function passwordFault(password: string, knownWords: readonly string[]): ErrorCode | null {
  const length = Array.from(password.normalize('NFKC')).length;
  if (length < SHORTEST_PASSWORD) return 'password-too-short';
  if (length > LONGEST_PASSWORD) return 'password-too-long';
  const plain = password.normalize('NFKC').toLowerCase();
  if (isBreached(plain)) return 'password-breached';
  const own = knownWords
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 3)
    .reduce((rest, word) => rest.replaceAll(word, ''), plain);
  return own !== plain && Array.from(own).length < OWN_CHARACTERS ? 'password-guessable' : null;
}

/** Itself in the list, or one of the list made long: repeated, or with a run of digits and signs at its ends. */
function isBreached(plain: string): boolean {
  const list = breachedPasswords();
  return [plain, unitOf(plain), coreOf(plain), unitOf(coreOf(plain))].some(
    (candidate) => list.has(candidate) || new Set(candidate).size < 4,
  );
}

/** `abcabcabc` is `abc`. */
function unitOf(text: string): string {
  const length = (text + text).indexOf(text, 1);
  return length < text.length ? text.slice(0, length) : text;
}

/** `!!password2024` is `password`. */
function coreOf(text: string): string {
  const isLetter = (character: string) => /\p{L}/u.test(character);
  const characters = Array.from(text);
  const first = characters.findIndex(isLetter);
  const last = characters.findLastIndex(isLetter);
  return first === -1 ? text : characters.slice(first, last + 1).join('');
}

let breached: ReadonlySet<string> | undefined;

/** The commonest passwords of known breaches, and every one of a million that is long enough to be taken here. */
function breachedPasswords(): ReadonlySet<string> {
  breached ??= new Set(
    readFileSync(new URL('../breached-passwords.txt', import.meta.url), 'utf8')
      .trim()
      .split('\n'),
  );
  return breached;
}
