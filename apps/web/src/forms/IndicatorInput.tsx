import { Radio, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AskedIndicator, FormField } from '../api/answers.js';
import { useLabels } from '../ui/labels.js';
import type { IndicatorAnswer } from './form-model.js';
import styles from './forms.module.css';

interface Props {
  readonly indicator: AskedIndicator;
  readonly label: string;
  /** The list's schema: its choices are the form's own. */
  readonly field: FormField;
  readonly value: unknown;
  readonly onChange: (value: IndicatorAnswer) => void;
}

/** An indicator with its evidence. "Unknown", "refused" and "not asked" are answers of their own, and none is a no. */
export function IndicatorInput({ indicator, label, field, value, onChange }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const given = value as IndicatorAnswer | undefined;
  const choicesOf = (name: 'answer' | 'evidence') => {
    const { enum: codes = [], 'x-enum-labels': words = {} } = field.items?.properties?.[name] ?? {};
    return codes.map((code) => ({ code, text: words[code] === undefined ? code : labels.words(words[code]) }));
  };
  const answer = (code: string) => {
    const speaks = code === 'yes' || code === 'no';
    const evidence = given !== undefined && given.evidence !== 'none' ? given.evidence : 'statement';
    onChange({ ...given, id: indicator.id, answer: code, evidence: speaks ? evidence : 'none' });
  };
  return (
    <>
      <Radio.Group name={`answer-${indicator.id}`} aria-label={label} value={given?.answer ?? null} onChange={answer}>
        <div className={styles.pair}>
          {choicesOf('answer').map(({ code, text }) => (
            <Radio key={code} className={styles.option ?? ''} value={code} label={text} size="md" />
          ))}
        </div>
      </Radio.Group>
      {given !== undefined && (given.answer === 'yes' || given.answer === 'no') && (
        <>
          <Radio.Group
            mt="md"
            name={`evidence-${indicator.id}`}
            label={t('form.restsOn')}
            value={given.evidence}
            onChange={(evidence) => onChange({ ...given, evidence })}
          >
            <div className={styles.pair}>
              {choicesOf('evidence').map(({ code, text }) => (
                <Radio key={code} className={styles.option ?? ''} value={code} label={text} />
              ))}
            </div>
          </Radio.Group>
          <Textarea
            mt="md"
            label={t('form.note')}
            autosize
            minRows={2}
            maxLength={2000}
            autoComplete="off"
            spellCheck={false}
            value={given.note ?? ''}
            onChange={(event) => onChange({ ...given, note: event.currentTarget.value })}
          />
        </>
      )}
      {given === undefined && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('form.notAskedHint')}
        </Text>
      )}
    </>
  );
}
