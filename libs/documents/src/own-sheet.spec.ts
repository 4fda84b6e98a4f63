import { STAGES } from '#domain/stages.js';
import { HER_DATES, NEXT_STEPS, NUMBERS, RIGHTS, SHEET, SHEET_LANGUAGES, type SheetText } from './own-sheet-texts.js';
import { renderOwnSheet } from './own-sheet.js';
import { textOfPdf } from './pdf-text.fixture.js';

const ALL: readonly SheetText[] = [
  ...Object.values(SHEET),
  ...RIGHTS,
  ...Object.values(NEXT_STEPS),
  ...Object.values(HER_DATES),
  ...NUMBERS,
];
const at = { stage: 'recovery-reflection', issuedAt: '2026-11-24T03:00:00.000Z' } as const;
const clocks = [
  { key: 'nrm-reflection', dueAt: '2027-01-08T03:00:00.000Z' },
  { key: 'mdt-result', dueAt: '2026-12-01T03:00:00.000Z' },
  { key: 'liaison-response', dueAt: '2026-11-27T03:00:00.000Z' },
] as const;

/** As a reader compares: marks above and below are copied in the order of their places, not of the spelling. */
const plain = (text: string) => text.replace(/\u0E33/g, '\u0E32').replace(/[\s\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]+/g, '');

describe('the sheet that a person keeps (s.33)', () => {
  // Found by whoever holds her, a word could cost her life.
  const DANGEROUS = [
    /ค้ามนุษย์|ผู้เสียหาย|เหยื่อ|ตำรวจ|คดี|ศาล|แจ้งความ|ล่วงละเมิด|ค้าประเวณี/,
    /traffick|victim|police|court|prosecut|exploit|offen[cs]e|prostitut|smuggl|crime/i,
    /nạn nhân|công an|cảnh sát|mua bán người|tòa án/i,
    /受害|警察|拐卖|贩运|法院|罪/,
  ];

  it.each(ALL.map((text) => [text.en, text]))('says no word that endangers her when it is found: %s', (_, text) => {
    for (const words of Object.values(text)) {
      for (const danger of DANGEROUS) expect(words).not.toMatch(danger);
    }
  });

  it('names no authority and nothing of a case in the title that a reader shows', async () => {
    const pdf = await renderOwnSheet({ ...at, language: 'th', clocks });
    expect(pdf.toString('latin1')).not.toMatch(/saphan|pdfkit/i);
  });

  it('tells her rights, what follows and by when, in the order of time, in Thai', async () => {
    const text = plain(await textOfPdf(await renderOwnSheet({ ...at, language: 'th', clocks })));
    for (const right of RIGHTS) expect(text).toContain(plain(right.th));
    expect(text).toContain(plain(NEXT_STEPS['recovery-reflection'].th));
    expect(text).toMatch(/1ธ\.ค\..*2569.*8ม\.ค\..*2570/);
    expect(text).toContain('1300');
  });

  it('leaves out the clocks of offices, which are none of her business', async () => {
    const one = await renderOwnSheet({ ...at, language: 'en', clocks: [clocks[2]] });
    expect(plain(await textOfPdf(one))).toContain(plain(SHEET.noDates.en));
  });

  it.each(STAGES)('says what comes next in the stage %s', async (stage) => {
    const text = await textOfPdf(await renderOwnSheet({ ...at, stage, language: 'en', clocks: [] }));
    expect(plain(text)).toContain(plain(NEXT_STEPS[stage].en));
    expect(plain(text)).toContain(plain(NEXT_STEPS[stage].th));
  });

  it.each(SHEET_LANGUAGES)('marks every part that is not translated with certainty: %s', async (language) => {
    const text = plain(await textOfPdf(await renderOwnSheet({ ...at, language, clocks })));
    const parts: readonly SheetText[] = [...RIGHTS, NEXT_STEPS[at.stage], ...NUMBERS];
    const missing = parts.filter((part) => part[language] === undefined);
    expect(text.includes('*')).toBe(missing.length > 0);
    for (const part of missing) expect(text).toContain(plain(`* ${part.en}`));
  });

  it.each(SHEET_LANGUAGES)(
    'leaves no heading alone at the end of a page, and no page all but empty: %s',
    async (language) => {
      // The longest sheet there is: every date that concerns her.
      const all = (Object.keys(HER_DATES) as (keyof typeof HER_DATES)[]).map((key) => ({
        key,
        dueAt: clocks[0].dueAt,
      }));
      const text = await textOfPdf(await renderOwnSheet({ ...at, language, clocks: all }));
      const pages = text.split('\f').filter((page) => page.trim() !== '');
      const headings = [SHEET.rightsHeading, SHEET.nextHeading, SHEET.datesHeading, SHEET.callHeading].map(({ th }) =>
        plain(th),
      );
      for (const page of pages) {
        const lines = page
          .split('\n')
          .map(plain)
          .filter((line) => line !== '');
        const last = lines.at(-2) ?? '';
        expect(headings.filter((heading) => last.endsWith(heading))).toEqual([]);
        expect(lines.length).toBeGreaterThan(2);
      }
    },
  );
});
