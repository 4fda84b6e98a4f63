import { Button, Group, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Answers, Presentation } from '../api/answers.js';
import { useLabels } from '../ui/labels.js';
import { answerTo, evidenceFor, isAnswered, silenceOn, withNote, type Question } from './form-model.js';

interface Props {
  readonly question: Question;
  readonly presentation: Presentation;
  readonly answers: Answers;
  readonly onChange: (name: string, value: unknown) => void;
}

/** Beside an answer: what it rests on; in its place: why there is none. */
export function Silence({ question, presentation, answers, onChange }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const hasAnswer = isAnswered(answerTo(question, answers));
  const silence = silenceOn(question, answers);
  const { name } = question;
  return (
    <>
      {question.maySilence && !hasAnswer && (
        <Group gap="xs" mt="md" role="group" aria-label={t('form.noAnswer')}>
          {presentation.silence.map(({ value, label }) => (
            <Button
              key={value}
              size="sm"
              variant={silence === value ? 'filled' : 'default'}
              aria-pressed={silence === value}
              onClick={() =>
                onChange('notAnswered', withNote('notAnswered', name, silence === value ? null : value, answers))
              }
            >
              {labels.words(label)}
            </Button>
          ))}
        </Group>
      )}
      {question.asksEvidence && hasAnswer && (
        <NativeSelect
          mt="md"
          label={t('form.restsOn')}
          value={evidenceFor(question, answers) ?? ''}
          onChange={(event) =>
            onChange(
              'evidenceFor',
              withNote(
                'evidenceFor',
                name,
                event.currentTarget.value === '' ? null : event.currentTarget.value,
                answers,
              ),
            )
          }
          data={[
            { value: '', label: t('common.choose') },
            ...presentation.evidence.map(({ value, label }) => ({ value, label: labels.words(label) })),
          ]}
        />
      )}
    </>
  );
}
