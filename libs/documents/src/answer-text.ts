import { displayInstant, type DisplayLanguage } from '#domain/instant.js';
import type { FormField } from '#policy/forms.js';

const WORDS = {
  th: { yes: 'ใช่', no: 'ไม่ใช่', empty: 'ไม่มีคำตอบ' },
  en: { yes: 'Yes', no: 'No', empty: 'Not answered' },
} as const;

/** An answer in words: the label of a choice, a time as people read it, text as it was typed. */
export function answerText(field: FormField, answer: unknown, language: DisplayLanguage): string {
  const words = WORDS[language];
  if (answer === undefined || answer === null || answer === '') return words.empty;
  if (typeof answer === 'boolean') return answer ? words.yes : words.no;
  if (Array.isArray(answer)) {
    const item = field.items;
    if (item === undefined || answer.length === 0) return words.empty;
    return answer.map((one) => answerText(item, one, language)).join(', ');
  }
  if (typeof answer !== 'string') return JSON.stringify(answer);
  const label = field['x-enum-labels']?.[answer];
  if (label !== undefined) return label[language];
  return field.format === 'date-time' ? displayInstant(answer, language) : answer;
}
