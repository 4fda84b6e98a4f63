import { Alert, Button, Paper, Stack, Title } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionControllerChangePassword } from '#client/sdk.gen.js';
import { answerOf } from '../api/request.js';
import { useSteppedAct } from '../auth/use-step-up.js';
import { Failure } from '../ui/Failure.js';
import { SecretField } from '../ui/SecretField.js';

export function PasswordCard() {
  const { t } = useTranslation();
  const { act, failure, isActing, dialog } = useSteppedAct();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [isChanged, setChanged] = useState(false);
  const change = async () => {
    await answerOf(sessionControllerChangePassword({ body: { currentPassword: current, newPassword: next } }));
    setCurrent('');
    setNext('');
    setChanged(true);
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChanged(false);
    void act(change);
  };
  return (
    <Paper withBorder radius="lg" p="md" component="section" aria-labelledby="password">
      <Title order={2} size="h4" id="password" mb="sm">
        {t('password.title')}
      </Title>
      <form onSubmit={submit}>
        <Stack gap="md">
          {failure !== null && <Failure reason={failure} />}
          {isChanged && (
            <Alert role="status" color="bridge">
              {t('password.changed')}
            </Alert>
          )}
          <SecretField label={t('password.current')} value={current} onChange={setCurrent} />
          <SecretField label={t('password.new')} hint={t('password.hint')} isNew value={next} onChange={setNext} />
          <Button type="submit" size="md" loading={isActing} disabled={current === '' || next === ''}>
            {t('password.change')}
          </Button>
        </Stack>
      </form>
      {dialog}
    </Paper>
  );
}
