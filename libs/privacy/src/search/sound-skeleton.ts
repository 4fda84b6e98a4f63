import { withoutSilentLetters } from './silent-letters.js';

/**
 * One key for a Thai name and its spellings in Latin letters, which follow no rule: what is left of either when only the
 * classes of its consonants are kept. สมชาย, Somchai and Somchay are all "smc". It finds candidates; people decide.
 */

const THAI_CLASSES: Readonly<Record<string, string>> = {
  k: 'กขฃคฅฆ',
  g: 'ง',
  c: 'จฉชฌ',
  s: 'ซศษส',
  t: 'ดตถทธฎฏฐฑฒ',
  n: 'นณ',
  p: 'บปผพภ',
  f: 'ฝฟ',
  m: 'ม',
  l: 'รลฬฤฦ',
};
const CLASS_OF_THAI: ReadonlyMap<string, string> = new Map(
  Object.entries(THAI_CLASSES).flatMap(([name, letters]) => Array.from(letters, (letter) => [letter, name] as const)),
);

const CLASS_OF_LATIN: Readonly<Record<string, string>> = {
  k: 'k',
  g: 'k',
  q: 'k',
  c: 'k',
  x: 's',
  z: 's',
  s: 's',
  t: 't',
  d: 't',
  n: 'n',
  p: 'p',
  b: 'p',
  f: 'f',
  v: 'w',
  w: 'w',
  m: 'm',
  l: 'l',
  r: 'l',
  y: 'y',
  j: 'c',
  h: 'h',
};
/** Two or three letters for one sound. */
const LATIN_SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ng/g, 'G'],
  [/tch|ch|sh/g, 'J'],
  [/ph/g, 'p'],
  [/th/g, 't'],
  [/kh|ck/g, 'k'],
  [/bh/g, 'p'],
  [/dh/g, 't'],
];

/** Sounds that end a Thai syllable in one way only, however they are written. */
const AT_THE_END: Readonly<Record<string, string>> = { l: 'n', c: 't', s: 't' };
/** ศักดิ์ is often written as it is spelt. */
const LATIN_SILENT = /(?<=k)d(?:i|ee|h)?$/;

export function soundSkeleton(word: string): string {
  const isThai = /[\u0e00-\u0e7f]/.test(word);
  const classes = isThai ? thaiClasses(word) : latinClasses(word);
  const last = classes.at(-1);
  if (last !== undefined && classes.length > 1) classes[classes.length - 1] = AT_THE_END[last] ?? last;
  return classes.filter((sound, index) => sound !== classes[index - 1]).join('');
}

function thaiClasses(word: string): string[] {
  const letters = Array.from(withoutSilentLetters(word.replace(/[\u0e48-\u0e4b]/g, '')));
  return letters.flatMap((letter, index) => {
    const next = letters[index + 1];
    // ทร is spoken as one s: ทราย.
    if (letter === 'ท' && next === 'ร') return ['s'];
    if (letter === 'ร' && letters[index - 1] === 'ท') return [];
    if (letter === 'ำ') return ['m'];
    if (letter === 'ญ') return next === undefined || CLASS_OF_THAI.has(next) ? ['n'] : initialOnly('y', index, letters);
    if (letter === 'ย') return initialOnly('y', index, letters);
    if (letter === 'ว') return initialOnly('w', index, letters);
    if (letter === 'ห' || letter === 'ฮ') {
      // Before another consonant it only raises the tone: หมอ is spoken m.
      return next !== undefined && /[งญณนมยรลว]/.test(next) ? [] : initialOnly('h', index, letters);
    }
    const sound = CLASS_OF_THAI.get(letter);
    return sound === undefined ? [] : [sound];
  });
}

/** Half vowels count where the word begins; later they are spelt in too many ways. */
function initialOnly(sound: string, index: number, letters: readonly string[]): string[] {
  return letters.slice(0, index).some((letter) => letter >= 'ก' && letter <= 'ฮ') ? [] : [sound];
}

function latinClasses(word: string): string[] {
  const sounded = LATIN_SOUNDS.reduce(
    (text, [spelt, sound]) => text.replace(spelt, sound),
    word.replace(LATIN_SILENT, ''),
  );
  return Array.from(sounded).flatMap((letter, index) => {
    if (letter === 'G') return ['g'];
    if (letter === 'J') return ['c'];
    const sound = CLASS_OF_LATIN[letter];
    if (sound === undefined) return [];
    return 'ywh'.includes(sound) && index > 0 ? [] : [sound];
  });
}
