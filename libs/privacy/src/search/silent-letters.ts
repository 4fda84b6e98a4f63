/** Two letters that one mark silences, after a final that is spoken: จันทร์, ศาสตร์, กาญจน์, ลักษณ์, นันทน์, นเรศวร์. */
const TWO = String.raw`(?<=[นณสษกศรล])[ทตดฎฏฑ]ร|(?<=ญ)จน|(?<=ก)ษม?ณ|(?<=น)ทน|(?<=[ศส])วร`;
const MARKED = new RegExp(`(?:${TWO}|[ก-ฮ][ิุ]?)์`, 'g');

/**
 * The same endings written without their mark, as keyboards, forms and hurried people write them: ศักดิ, จันทร, รัตน.
 * Only at the end of a word, and only where the syllable has its spoken final already: มานพ and อนุพล keep theirs.
 */
const UNMARKED = new RegExp(
  `(?:${TWO}|${[
    String.raw`(?<=[ัิุ][ก-ฮ])[ดตทธ][ิุ]`,
    String.raw`(?<=ั[ก-ฮ])(?:[ทธนษย])`,
    String.raw`(?<=ง)[ศษสค]`,
    String.raw`(?<=[ัิุ][กคชตทด])ร`,
  ].join('|')})$`,
);

/** What of a Thai word is spoken: without the letters that ทัณฑฆาต (◌์) silences, whether its mark is written or not. */
export function withoutSilentLetters(word: string): string {
  const spoken = word.replace(MARKED, '');
  return spoken === word ? word.replace(UNMARKED, '') : spoken;
}
