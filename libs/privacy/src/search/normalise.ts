/** Characters that are seen by nobody and typed by keyboards, phones and PDF files. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const THAI_DIGITS = '๐๑๒๓๔๕๖๗๘๙';
/** Longest first: "นางสาว" begins with "นาง". Not before a vowel mark, which would belong to the name's own letter. */
const THAI_TITLE =
  /^(?:เด็กหญิง|เด็กชาย|นางสาว|นาง|นาย|คุณ|น\.ส\.|ด\.ญ\.|ด\.ช\.|นส\.|ดญ\.|ดช\.)(?![\u0e30-\u0e3a\u0e47-\u0e4e])/;
const LATIN_TITLE = /^(?:mr|mrs|ms|miss|mstr|master)\b\.?/;

/** One text for what is written in many ways: Thai composed as the standard says, Latin without case and diacritics. */
export function normaliseText(text: string): string {
  const digits = text.replace(/[๐-๙]/g, (digit) => String(THAI_DIGITS.indexOf(digit)));
  const latin = digits
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('đ', 'd')
    .replaceAll('ł', 'l')
    .replaceAll('æ', 'ae');
  return latin
    .replace(INVISIBLE, '')
    .replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, '$1\u0e33') // nikhahit + sara aa is sara am, whatever stands between
    .replace(/\u0e33([\u0e48-\u0e4b])/g, '$1\u0e33') // the tone mark before sara am
    .replaceAll('\u0e40\u0e40', '\u0e41') // two sara e are one sara ae
    .replace(/\s+/g, ' ')
    .trim();
}

/** The words of a name without its title; how they are divided and punctuated does not matter. */
export function nameWords(name: string): readonly string[] {
  let rest = normaliseText(name);
  if (THAI_TITLE.test(rest)) rest = rest.replace(THAI_TITLE, '');
  else rest = rest.replace(LATIN_TITLE, '');
  return rest
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.slice(0, 100));
}

/** Letters and digits only: "AA 123-4567" and "aa1234567" are one passport. */
export function documentNumber(text: string): string {
  return normaliseText(text).replace(/[^\p{L}\p{N}]/gu, '');
}
