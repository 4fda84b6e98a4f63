import type { Words } from '../api/request.js';

/** Spoken at the border, and without a name in the browsers that leave out small languages. */
const NAMES: Readonly<Record<string, Words>> = {
  shn: { th: 'ไทใหญ่', en: 'Shan' },
  kar: { th: 'กะเหรี่ยง', en: 'Karen' },
};

/** What a language is called in the language of the reader. */
export function languageNames(reader: string): (code: string) => string {
  const names = new Intl.DisplayNames([reader], { type: 'language' });
  return (code) => NAMES[code]?.[reader === 'th' ? 'th' : 'en'] ?? names.of(code) ?? code;
}
