import fc from 'fast-check';
import { breakLines, decomposeSaraAm } from './line-breaks.js';

const widthOf = (word: string) => word.length;

describe('lines of a document', () => {
  it('breaks Thai between words, which have no space between them', () => {
    expect(breakLines('เจ้าหน้าที่จะมาคุยกับคุณ', 'th', 16, widthOf)).toEqual(['เจ้าหน้าที่จะมา', 'คุยกับคุณ']);
  });

  it('loses no letter and keeps every line within its width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 8, max: 40 }), (text, width) => {
        const lines = breakLines(text, 'th', width, widthOf);
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });

  it('sets the ring of SARA AM before the tone, as the shaper needs it', () => {
    expect(decomposeSaraAm('น้ำ')).toBe('น\u0E4D้\u0E32');
    expect(decomposeSaraAm('คำ')).toBe('ค\u0E4D\u0E32');
  });
});
