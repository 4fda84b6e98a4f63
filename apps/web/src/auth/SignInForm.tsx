import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionControllerSignIn } from '#client/sdk.gen.js';
import { answerOf, Refusal } from '../api/request.js';
import { Failure } from '../ui/Failure.js';
import { UsernameField } from './UsernameField.js';

interface Props {
  readonly username?: string;
  readonly onSignedIn: (username: string) => Promise<void>;
}

export function SignInForm({ username: known, onSignedIn }: Props) {
  const { t } = useTranslation();
  const [username, setUsername] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const signIn = useMutation({
    mutationFn: () =>
      answerOf<{ username: string }>(
        sessionControllerSignIn({
          body: { username: username.trim(), password, ...(code.trim() === '' ? {} : { code: code.trim() }) },
        }),
      ),
    onSuccess: (signedIn) => onSignedIn(signedIn.username),
  });
  // Asked only of who has set one up.
  const wantsCode =
    code !== '' || (signIn.error instanceof Refusal && signIn.error.problem.code === 'second-factor-required');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (username.trim() !== '' && password !== '') signIn.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {signIn.error !== null && <Failure reason={signIn.error} />}
        <UsernameField value={username} onChange={setUsername} />
        <PasswordInput
          label={t('signIn.password')}
          name="password"
          autoComplete="current-password"
          size="md"
          required
          withAsterisk={false}
          data-autofocus={known === undefined ? undefined : true}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {wantsCode && (
          <TextInput
            label={t('signIn.code')}
            description={t('signIn.codeHint')}
            name="code"
            autoComplete="one-time-code"
            inputMode="numeric"
            size="md"
            autoFocus
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        <Button type="submit" size="md" fullWidth loading={signIn.isPending}>
          {t('signIn.submit')}
        </Button>
      </Stack>
    </form>
  );
}
