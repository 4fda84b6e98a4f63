import { Button, Modal, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answers, FormSchema } from '../api/answers.js';
import { AnswerText } from './AnswerText.js';
import { differences, withoutEmpty } from './form-model.js';
import styles from './forms.module.css';
import { useFieldTitle } from './use-field-title.js';

interface Props {
  readonly schema: FormSchema;
  readonly mine: Answers;
  readonly theirs: Answers;
  readonly onResolve: (merged: Answers) => void;
}

/** Both values of every answer that differs, side by side; nothing is lost without somebody choosing so. */
export function DraftConflict({ schema, mine, theirs, onResolve }: Props) {
  const { t } = useTranslation();
  const titleOf = useFieldTitle();
  const different = differences(withoutEmpty(mine), theirs);
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const merged = () => ({
    ...mine,
    ...Object.fromEntries(different.filter((name) => chosen[name] === 'theirs').map((name) => [name, theirs[name]])),
  });
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      title={t('conflict.title')}
      size="lg"
      centered
    >
      <Text mb="md">{t('conflict.text')}</Text>
      <Stack gap="lg">
        {different.map((name) => {
          const field = schema.properties[name];
          if (field === undefined) return null;
          return (
            <Radio.Group
              key={name}
              label={titleOf(field)}
              value={chosen[name] ?? 'mine'}
              onChange={(value) => setChosen({ ...chosen, [name]: value })}
            >
              <Stack gap="xs" mt={4}>
                {(['mine', 'theirs'] as const).map((side) => (
                  <Radio
                    key={side}
                    className={styles.option ?? ''}
                    value={side}
                    label={
                      <>
                        <strong>{t(`conflict.${side}`)}: </strong>
                        <AnswerText field={field} value={side === 'mine' ? mine[name] : theirs[name]} />
                      </>
                    }
                  />
                ))}
              </Stack>
            </Radio.Group>
          );
        })}
      </Stack>
      <Button mt="lg" fullWidth size="md" onClick={() => onResolve(merged())}>
        {t('conflict.keep')}
      </Button>
    </Modal>
  );
}
