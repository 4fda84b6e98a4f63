import type { ClockKey } from '#domain/clock.js';
import { BANGKOK, displayInstant, type Instant } from '#domain/instant.js';
import type { Stage } from '#domain/stages.js';
import {
  HER_DATES,
  LANGUAGE_NAMES,
  NEXT_STEPS,
  NUMBERS,
  RIGHTS,
  SHEET,
  type SheetLanguage,
  type SheetText,
} from './own-sheet-texts.js';
import { PageWriter } from './page-writer.js';

export interface OwnSheet {
  readonly language: SheetLanguage;
  readonly stage: Stage;
  /** Clocks that run now; those that do not concern her are left out. */
  readonly clocks: readonly { readonly key: ClockKey; readonly dueAt: Instant }[];
  readonly issuedAt: Instant;
}

const MARK = '*';

/**
 * The person's own sheet (s.33): her rights, what happens next, by when, whom to call. It names nobody and no authority,
 * and no word of it says why she has it: whoever finds it learns nothing.
 */
export async function renderOwnSheet({ language, stage, clocks, issuedAt }: OwnSheet): Promise<Buffer> {
  const writer = new PageWriter({
    title: SHEET.title[language === 'th' ? 'th' : 'en'],
    language,
    footer: LANGUAGE_NAMES[language],
    createdAt: new Date(issuedAt),
  });
  const say = (text: SheetText, at?: Instant, size = 11, before = 6): void =>
    writer.together(linesOf(text, language, at).map((line, index) => styled(line, size, index === 0 ? before : 0)));
  const inThaiAndEnglish = ({ th, en }: SheetText): void => {
    writer.text(en, { size: 9, language: 'en', before: 4, colour: '#555555' });
    writer.text(th, { size: 9, language: 'th', colour: '#555555' });
  };
  /** A heading never stands alone at the end of a page. */
  const headed = (heading: SheetText, first: SheetText, at?: Instant): void =>
    writer.together([
      [wordsFor(heading, language), { size: 14, bold: true, before: 14 }],
      ...linesOf(first, language, at).map((line, index) => styled(line, 11, index === 0 ? 6 : 0)),
    ]);

  writer.text(wordsFor(SHEET.title, language), { size: 20, bold: true });
  if (language !== 'th' && language !== 'en') {
    writer.text(LANGUAGE_NAMES[language], { size: 14, language });
    if (hasGaps(language, stage, clocks)) inThaiAndEnglish(SHEET.notTranslated);
    if (isTranslated(SHEET.intro, language)) inThaiAndEnglish(SHEET.notChecked);
  }
  say(SHEET.intro);

  RIGHTS.forEach((right, index) => (index === 0 ? headed(SHEET.rightsHeading, right) : say(right)));
  headed(SHEET.nextHeading, NEXT_STEPS[stage]);
  const [first = { text: SHEET.noDates, dueAt: issuedAt }, ...dates] = herDates(clocks);
  headed(SHEET.datesHeading, first.text, first.dueAt);
  dates.forEach(({ text, dueAt }) => say(text, dueAt));
  for (const [index, { number, ...text }] of NUMBERS.entries()) {
    const heading = [wordsFor(SHEET.callHeading, language), { size: 14, bold: true, before: 14 }] as const;
    writer.together([
      ...(index === 0 ? [heading] : []),
      [number, { size: 16, bold: true, before: 6 }],
      ...linesOf(text, language).map((line) => styled(line, 11, 0)),
    ]);
  }
  writer.rule();
  say(SHEET.issued, issuedAt, 9);
  return writer.finish();
}

function herDates(clocks: OwnSheet['clocks']): readonly { readonly text: SheetText; readonly dueAt: Instant }[] {
  return clocks
    .flatMap(({ key, dueAt }) => {
      const text = (HER_DATES as Readonly<Partial<Record<ClockKey, SheetText>>>)[key];
      return text === undefined ? [] : [{ text, dueAt }];
    })
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt));
}

interface Line {
  readonly text: string;
  readonly language: SheetLanguage;
  /** Beside her own language, Thai stands smaller: for the person who explains it. */
  readonly aside: boolean;
}

/** Her language, then Thai; where a translation is missing, Thai and English behind a mark. */
function linesOf(text: SheetText, language: SheetLanguage, at?: Instant): readonly Line[] {
  const line = (of: SheetLanguage, aside: boolean, mark = ''): Line => ({
    text: `${mark}${(text[of] ?? '').replace('{at}', at === undefined ? '' : dateFor(at, of))}`,
    language: of,
    aside,
  });
  if (language === 'th') return [line('th', false)];
  if (isTranslated(text, language)) return [line(language, false), line('th', true)];
  return [line('en', false, `${MARK} `), line('th', true)];
}

function styled({ text, language, aside }: Line, size: number, before: number) {
  return [text, { size: aside ? size - 2 : size, colour: aside ? '#555555' : '#111111', language, before }] as const;
}

function wordsFor(text: SheetText, language: SheetLanguage): string {
  if (language === 'th') return text.th;
  return `${text[language] ?? `${MARK} ${text.en}`} · ${text.th}`;
}

/** Thais read the Buddhist era; others the common one. */
function dateFor(at: Instant, language: SheetLanguage): string {
  if (language === 'th') return displayInstant(at, 'th');
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: BANGKOK,
    dateStyle: 'long',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).format(new Date(at));
}

function isTranslated(text: SheetText, language: SheetLanguage): boolean {
  return text[language] !== undefined;
}

function hasGaps(language: SheetLanguage, stage: Stage, clocks: OwnSheet['clocks']): boolean {
  const texts: readonly SheetText[] = [
    ...RIGHTS,
    NEXT_STEPS[stage],
    ...herDates(clocks).map(({ text }) => text),
    ...NUMBERS,
  ];
  return texts.some((text) => !isTranslated(text, language));
}
