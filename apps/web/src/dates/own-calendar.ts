import type { DateSettings } from './show-date.js';
import { readYear } from './typed-date.js';

/** A day as the server writes it into a sentence: always of the Buddhist era, which is named. */
const SAID = {
  th: /(?<day>\d{1,2} [ก-๛]+\.(?:[ก-๛]+\.)? )พ\.ศ\. (?<year>\d{4})/g,
  en: /(?<day>\d{1,2} [A-Z][a-z]+ )(?<year>\d{4}) BE/g,
} as const;

/** A sentence of the server in the calendar of whoever reads it: its language does not choose that (trap 4). */
export function inOwnCalendar(sentence: string, { language, calendar }: DateSettings): string {
  if (calendar === 'buddhist') return sentence;
  return sentence.replace(SAID[language], (said: string, day: string, typed: string) => {
    const year = readYear(typed);
    if ('refused' in year || year.readAs !== 'buddhist') return said;
    return language === 'th' ? `${day}ค.ศ. ${year.year}` : `${day}${year.year} CE`;
  });
}
