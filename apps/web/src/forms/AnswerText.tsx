import { useTranslation } from 'react-i18next';
import type { Answers, FormField } from '../api/answers.js';
import { usePreferences } from '../app/preferences.js';
import { showDate, showDay } from '../dates/show-date.js';
import { wordsIn } from '../i18n/i18n.js';
import { isAnswered } from './form-model.js';
import { useFieldTitle } from './use-field-title.js';

interface Props {
  readonly field: FormField;
  readonly value: unknown;
  /** Codes that say nothing to a person. */
  readonly hides?: readonly string[];
}

/** An answer as people read it back, before they put their name to it. */
export function AnswerText({ field, value, hides = [] }: Props) {
  const { t } = useTranslation();
  const text = useAnswerText(hides);
  if (!isAnswered(value)) return <em>{t('form.notAnswered')}</em>;
  if (Array.isArray(value) && field.items?.properties !== undefined) {
    return (
      <ol>
        {value.map((item, index) => (
          <li key={index}>{text(field.items ?? field, item)}</li>
        ))}
      </ol>
    );
  }
  return <span style={{ whiteSpace: 'pre-wrap' }}>{text(field, value)}</span>;
}

function useAnswerText(hides: readonly string[]): (field: FormField, value: unknown) => string {
  const { t, i18n } = useTranslation();
  const titleOf = useFieldTitle();
  const settings = usePreferences();
  const text = (field: FormField, value: unknown): string => {
    if (typeof value === 'boolean') return value ? t('common.yes') : t('common.no');
    if (Array.isArray(value)) return value.map((item) => text(field.items ?? field, item)).join(', ');
    if (typeof value === 'object' && value !== null) {
      const answers = value as Answers;
      return Object.entries(field.properties ?? {})
        .filter(([name]) => !hides.includes(name) && isAnswered(answers[name]))
        .map(([name, inner]) => `${titleOf(inner)}: ${text(inner, answers[name])}`)
        .join(' · ');
    }
    if (typeof value === 'number') return String(value);
    if (typeof value !== 'string') return '';
    if (field.format === 'date') return showDay(value, settings);
    if (field.format === 'date-time') return showDate(value, settings);
    const words = field['x-enum-labels']?.[value];
    return words === undefined ? value : wordsIn(i18n.language, words);
  };
  return text;
}
