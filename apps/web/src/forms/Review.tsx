import { Button, Paper, Text } from '@mantine/core';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answers } from '../api/answers.js';
import { AnswerText } from './AnswerText.js';
import type { Question } from './form-model.js';
import styles from './forms.module.css';
import { useFieldTitle } from './use-field-title.js';

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
  const titleOf = useFieldTitle();
  return (
    <Paper p="lg" radius="lg" withBorder mt="sm">
      <h2 className={styles.question} ref={headingRef} tabIndex={-1}>
        {t('form.review')}
      </h2>
      <dl className={styles.review}>
        {questions.map(({ name, field }, index) => (
          <div key={name} className={styles.reviewRow}>
            <dt>{titleOf(field)}</dt>
            <dd>
              <AnswerText field={field} value={answers[name]} />
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
                aria-label={t('form.changeOf', { what: titleOf(field) })}
              >
                {t('form.change')}
              </Button>
            </dd>
          </div>
        ))}
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
