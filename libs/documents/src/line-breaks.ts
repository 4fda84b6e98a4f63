/**
 * SARA AM taken apart, its ring before the tone mark: the shaper of pdfkit sets น้ำ wrongly otherwise, and text copied
 * from the document would hold it twice (measured, LIBRARIES.md).
 */
export function decomposeSaraAm(text: string): string {
  return text.replace(/([\u0E48-\u0E4B]?)\u0E33/g, '\u0E4D$1\u0E32');
}

const segmenters = new Map<string, Intl.Segmenter>();

function wordsOf(text: string, language: string): readonly string[] {
  const segmenter = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' });
  segmenters.set(language, segmenter);
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

/** Marks that may not begin a line. */
const CLINGS = /^[\p{Mark}\p{Pe}\p{Pf}.,;:!?%ๆฯ。，、；：！？]+/u;

/**
 * Breaks text where a reader of the language would: Thai, Lao, Khmer, Burmese and Chinese know no spaces. A line is as
 * wide as its words together.
 */
export function breakLines(
  text: string,
  language: string,
  width: number,
  widthOf: (word: string) => number,
): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    let used = 0;
    for (const word of joined(wordsOf(paragraph, language)).flatMap((whole) => pieces(whole, width, widthOf))) {
      const needed = widthOf(word);
      if (line !== '' && used + (word.trim() === '' ? 0 : needed) > width) {
        lines.push(line.trimEnd());
        line = '';
        used = 0;
      }
      if (line === '' && word.trim() === '') continue;
      line += word;
      used += needed;
    }
    lines.push(line.trimEnd());
  }
  return lines;
}

function joined(words: readonly string[]): readonly string[] {
  return words.reduce<string[]>((kept, word) => {
    if (kept.length > 0 && CLINGS.test(word)) kept.push((kept.pop() ?? '') + word);
    else kept.push(word);
    return kept;
  }, []);
}

const clusters = new Intl.Segmenter('th', { granularity: 'grapheme' });

/** A word longer than a line, such as an address of the web, is cut between whole characters. */
function pieces(word: string, width: number, widthOf: (word: string) => number): readonly string[] {
  if (widthOf(word) <= width) return [word];
  return [...clusters.segment(word)].reduce<string[]>((kept, { segment }) => {
    const last = kept.at(-1);
    if (last !== undefined && widthOf(last + segment) <= width) kept.splice(-1, 1, last + segment);
    else kept.push(segment);
    return kept;
  }, []);
}
