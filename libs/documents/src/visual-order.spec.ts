import { inVisualOrder } from './visual-order.js';

describe('Burmese on paper', () => {
  it.each([
    ['a medial ra stands before its letter', 'မြန်မာဘာသာ', 'ြမန်မာဘာသာ'],
    ['so does the vowel e', 'နေ', 'ေန'],
    ['both, the vowel first', 'ကြေ', 'ေြက'],
    ['other medials stay behind', 'ကျွန်မ', 'ကျွန်မ'],
    ['Thai and Latin are left alone', 'เรา Sarabun', 'เรา Sarabun'],
  ])('%s', (_, spelt, seen) => {
    expect(inVisualOrder(spelt)).toBe(seen);
  });
});
