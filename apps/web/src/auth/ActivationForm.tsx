import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionControllerActivate } from '#client/sdk.gen.js';
import { answerOf } from '../api/request.js';
import { Failure } from '../ui/Failure.js';
import { SecretField } from '../ui/SecretField.js';
import { UsernameField } from './UsernameField.js';

interface Props {
  readonly onActivated: (username: string) => void;
  readonly onBack: () => void;
}

/** The first time, or after a password was lost: with the code that the administrator gave, one chooses one's own. */
export function ActivationForm({ onActivated, onBack }: Props) {
  const { t } = useTranslation();
  const [username, setUsername] = useState('');
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const activate = useMutation({
    mutationFn: () =>
      answerOf(sessionControllerActivate({ body: { username: username.trim(), code: code.trim(), password } })),
    onSuccess: () => onActivated(username.trim()),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    activate.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text>{t('activation.text')}</Text>
        {activate.error !== null && <Failure reason={activate.error} />}
        <UsernameField value={username} onChange={setUsername} />
        <TextInput
          label={t('activation.code')}
          description={t('activation.codeHint')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          size="md"
          required
          withAsterisk={false}
          maxLength={40}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <SecretField
          label={t('password.new')}
          hint={t('password.hint')}
          isNew
          value={password}
          onChange={setPassword}
        />
        <Button type="submit" size="md" fullWidth loading={activate.isPending}>
          {t('activation.submit')}
        </Button>
        <Button variant="subtle" onClick={onBack}>
          {t('activation.back')}
        </Button>
      </Stack>
    </form>
  );
}
