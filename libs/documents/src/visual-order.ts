/**
 * Burmese in the order in which its signs stand: the medial ra and the vowel e are spelt after their consonant and drawn
 * before it. The PDF library's fontkit has no shaper for the script (it can go when it has one).
 */
export function inVisualOrder(text: string): string {
  return text.replace(
    /([\u1000-\u102a\u103f](?:\u1039[\u1000-\u1021])*)([\u103b-\u103e]*)(\u1031?)/g,
    (_, base: string, medials: string, e: string) =>
      `${e}${medials.includes('\u103c') ? '\u103c' : ''}${base}${medials.replace('\u103c', '')}`,
  );
}
