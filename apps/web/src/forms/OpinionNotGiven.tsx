import { Button, Stack, Text } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answers } from '../api/answers.js';
import { Failure } from '../ui/Failure.js';
import { ReasonField } from '../ui/ReasonField.js';

/** The chair's only hand in a member's opinion: that none came, once the written result is due. */
export function OpinionNotGiven({ onSend }: { readonly onSend: (answers: Answers) => Promise<void> }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const submit = async () => {
    setSending(true);
    setRefusal(null);
    try {
      await onSend({ outcome: 'not-given', notGivenReason: reason.trim() });
    } catch (failure) {
      setRefusal(failure);
      setSending(false);
    }
  };
  return (
    <form
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="md" mt="md">
        <Text size="sm">{t('sitting.notGivenText')}</Text>
        {refusal !== null && <Failure reason={refusal} />}
        <ReasonField value={reason} onChange={setReason} />
        <Button type="submit" variant="default" disabled={reason.trim() === ''} loading={isSending}>
          {t('sitting.notGiven')}
        </Button>
      </Stack>
    </form>
  );
}
