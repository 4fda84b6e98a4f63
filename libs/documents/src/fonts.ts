import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const fontsource = (name: string, subset: string) =>
  require.resolve(`@fontsource/noto-sans-${name}/files/noto-sans-${name}-${subset}-400-normal.woff`);
const sarabun = (weight: string) => require.resolve(`@expo-google-fonts/sarabun/${weight}/Sarabun_${weight}.ttf`);

/** One font for each script; Sarabun carries Thai, Latin and the Vietnamese marks. */
export const FONT_FILES = {
  sarabun: sarabun('400Regular'),
  'sarabun-bold': sarabun('700Bold'),
  lao: fontsource('lao', 'lao'),
  khmer: fontsource('khmer', 'khmer'),
  myanmar: fontsource('myanmar', 'myanmar'),
  chinese: fontsource('sc', 'chinese-simplified'),
} as const;
export type Font = keyof typeof FONT_FILES;

const SCRIPTS: readonly (readonly [RegExp, Font])[] = [
  [/\p{Script=Lao}/u, 'lao'],
  [/\p{Script=Khmer}/u, 'khmer'],
  [/\p{Script=Myanmar}/u, 'myanmar'],
  [/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u, 'chinese'],
];

export interface Run {
  readonly text: string;
  readonly font: Font;
}

/** The text in pieces that one font can set each. */
export function runsOf(text: string, bold = false): readonly Run[] {
  const runs: { text: string; font: Font }[] = [];
  for (const character of text) {
    const font = SCRIPTS.find(([script]) => script.test(character))?.[1] ?? (bold ? 'sarabun-bold' : 'sarabun');
    const last = runs.at(-1);
    // A mark or a space goes on in the font of what it follows.
    if (last && (last.font === font || /[\p{Mark} ]/u.test(character))) last.text += character;
    else runs.push({ text: character, font });
  }
  return runs;
}
