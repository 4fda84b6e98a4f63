import { withoutSilentLetters } from './silent-letters.js';

/**
 * LK82 (Vichit Lorchirachoonkul, 1982): Thai words that sound alike get the same five characters. The first letter
 * stands for a group of initial consonants, the rest are groups of final consonants and long vowels.
 */

/** What a first letter is written as: each group by the letter at its head. */
const INITIALS = groups([
  'กขฃคฅฆ',
  'ง',
  'จ',
  'ชฉฌ',
  'ซศษส',
  'ยญ',
  'ดฎ',
  'ตฏ',
  'นณ',
  'ทฐฑฒถธ',
  'บ',
  'ป',
  'พผภ',
  'ฟฝ',
  'ม',
  'รลฬฤฦ',
  'ว',
  'หฮ',
  'อ',
]);

/** What every later letter is written as. */
const FOLLOWERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    1: 'กขฃคฅฆ',
    2: 'ง',
    3: 'จฉชซฌฎฏฐฑฒดตถทธศษส',
    4: 'ญณนรลฬฤฦ',
    5: 'บปพฟภผฝ',
    6: 'มำ',
    7: 'ยวไใ',
    8: 'หฮ',
    9: 'า',
    A: 'ๅึื',
    B: 'เ',
    C: 'แ',
    D: 'โ',
    E: 'ุู',
    F: 'อ',
  }).flatMap(([code, letters]) => Array.from(letters, (letter) => [letter, code] as const)),
);

const CODE_LENGTH = 5;
const TONES = /[\u0e48-\u0e4b]/g;
const SIGNS_WITHOUT_SOUND = /[็ํฺๆฯ์]/g;

const SHORT_VOWELS = 'ะัิี';
const LONG_VOWELS = 'าๅึืู';
const ROUND_VOWELS = 'ึืุู';

function groups(sets: readonly string[]): ReadonlyMap<string, string> {
  return new Map(sets.flatMap((set) => Array.from(set, (letter) => [letter, set.charAt(0)] as const)));
}

function isConsonant(letter: string): boolean {
  return letter >= 'ก' && letter <= 'ฮ';
}

export function lk82(word: string): string {
  const spoken = withoutSilentLetters(word.replace(TONES, '')).replace(SIGNS_WITHOUT_SOUND, '');
  if (spoken === '') return '';
  const { head, rest } = headOf(spoken);
  const codes = [...head, ...restCodes(rest)];
  const withoutRepeats = codes.filter((code, index) => code !== codes[index - 1]);
  return withoutRepeats.join('').padEnd(CODE_LENGTH, '0').slice(0, CODE_LENGTH);
}

/** A vowel that is written before its consonant is spoken after it. */
function headOf(spoken: string): { readonly head: readonly string[]; readonly rest: string } {
  const [first = '', second] = spoken;
  const initial = (letter: string) => INITIALS.get(letter) ?? letter;
  const follower = (letter: string) => FOLLOWERS.get(letter) ?? letter;
  if (isConsonant(first)) return { head: [initial(first)], rest: spoken.slice(1) };
  return { head: [...(second === undefined ? [] : [initial(second)]), follower(first)], rest: spoken.slice(2) };
}

function restCodes(rest: string): readonly string[] {
  const codes: string[] = [];
  let vowelAt: number | null = null;
  Array.from(rest).forEach((letter, index) => {
    const code = FOLLOWERS.get(letter) ?? letter;
    const before = rest.charAt(index - 1);
    const comesBeforeRound = index + 1 < rest.length && ROUND_VOWELS.includes(rest.charAt(index + 1));
    if (SHORT_VOWELS.includes(letter)) {
      vowelAt = index;
      // It parts two equal sounds and has no code of its own.
      codes.push('');
    } else if (LONG_VOWELS.includes(letter)) {
      vowelAt = index;
      codes.push(code);
    } else if (letter === 'ุ') {
      vowelAt = index;
      codes.push(index > 0 && 'ตธ'.includes(before) ? '' : code);
    } else if ('หอ'.includes(letter)) {
      if (comesBeforeRound) codes.push(code);
    } else if ('รวยฤฦ'.includes(letter)) {
      if ((vowelAt !== null && vowelAt === index - 1) || comesBeforeRound) codes.push(code);
    } else {
      codes.push(code);
    }
  });
  return codes;
}
