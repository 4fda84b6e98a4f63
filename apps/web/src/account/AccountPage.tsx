import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMe } from '../auth/session-context.js';
import { PasswordCard } from './PasswordCard.js';
import { SecondFactorCard } from './SecondFactorCard.js';
import { SessionsCard } from './SessionsCard.js';

/** One's own account. Whose role asks for a second factor finds only this until it is set up. */
export function AccountPage() {
  const { t } = useTranslation();
  const me = useMe();
  const lacksFactor = me.mfa?.missing === true;
  return (
    <Stack gap="lg" maw={760}>
      <div>
        <Title order={1} size="h2">
          {t('account.title')}
        </Title>
        <Text c="dimmed">
          {me.username} · {me.agency}
        </Text>
        {lacksFactor && (
          <Text mt="xs" role="status">
            {t('account.factorFirst')}
          </Text>
        )}
      </div>
      <SecondFactorCard />
      <PasswordCard />
      {!lacksFactor && <SessionsCard />}
    </Stack>
  );
}
