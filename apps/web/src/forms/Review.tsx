import { Button, Paper, Text } from '@mantine/core';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answers } from '../api/answers.js';
import { AnswerText } from './AnswerText.js';
import { answerTo, isAnswered, silenceOn, type Question } from './form-model.js';
import styles from './forms.module.css';
import { useLabels } from '../ui/labels.js';

interface Props {
  readonly questions: readonly Question[];
  readonly answers: Answers;
  readonly errors: ReadonlyMap<string, string>;
  readonly isSending: boolean;
  readonly headingRef: RefObject<HTMLHeadingElement | null>;
  readonly onChange: (question: number) => void;
  readonly onSend: () => void;
}

/** Everything once more, and what sending means. */
export function Review({ questions, answers, errors, isSending, headingRef, onChange, onSend }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  return (
    <Paper p="lg" radius="lg" withBorder mt="sm">
      <h2 className={styles.question} ref={headingRef} tabIndex={-1}>
        {t('form.review')}
      </h2>
      <dl className={styles.review}>
        {questions.map((question, index) => {
          const { id, name, field, label, indicator } = question;
          const value = answerTo(question, answers);
          const silence = silenceOn(question, answers);
          // Of a hundred indicators those that were asked are read back.
          if (indicator !== null && !isAnswered(value)) return null;
          return (
            <div key={id} className={styles.reviewRow}>
              <dt>{labels.words(label)}</dt>
              <dd>
                {silence !== null && !isAnswered(value) ? (
                  t(`form.silence.${silenceOf(silence)}`)
                ) : (
                  <AnswerText
                    field={indicator === null ? field : (field.items ?? field)}
                    value={value}
                    hides={['id']}
                  />
                )}
                {errors.has(name) && (
                  <Text c="var(--mantine-color-error)" size="sm">
                    {errors.get(name)}
                  </Text>
                )}
              </dd>
              <dd>
                <Button
                  size="compact-md"
                  variant="subtle"
                  onClick={() => onChange(index)}
                  aria-label={t('form.changeOf', { what: labels.words(label) })}
                >
                  {t('form.change')}
                </Button>
              </dd>
            </div>
          );
        })}
      </dl>
      <Text c="dimmed" my="md">
        {t('form.consequence')}
      </Text>
      <Button size="lg" fullWidth loading={isSending} onClick={onSend}>
        {t('form.send')}
      </Button>
    </Paper>
  );
}

function silenceOf(code: string): 'unknown' | 'refused' | 'not-asked' {
  return code === 'refused' || code === 'not-asked' ? code : 'unknown';
}
