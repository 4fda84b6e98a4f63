import { Alert, Button, Paper, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BridgeMark } from '../ui/BridgeMark.js';
import { LanguageSwitch } from '../app/LanguageSwitch.js';
import { ActivationForm } from './ActivationForm.js';
import { SignInForm } from './SignInForm.js';
import styles from './SignInPage.module.css';

export function SignInPage({ onSignedIn }: { readonly onSignedIn: (username: string) => Promise<void> }) {
  const { t } = useTranslation();
  const [isActivating, setActivating] = useState(location.pathname === '/activate');
  const [activated, setActivated] = useState<string | null>(null);
  return (
    <div className={styles.page}>
      <main className={styles.column}>
        <div className={styles.brand}>
          <BridgeMark size={56} />
          <div>
            <Title order={1} size="h2">
              {t('app.name')}
            </Title>
            <Text c="dimmed">{t('app.promise')}</Text>
          </div>
        </div>
        <Paper p="xl" radius="lg" withBorder className={styles.card}>
          {isActivating ? (
            <ActivationForm
              onBack={() => setActivating(false)}
              onActivated={(username) => {
                setActivating(false);
                setActivated(username);
              }}
            />
          ) : (
            <>
              {activated !== null && (
                <Alert role="status" color="bridge" mb="md">
                  {t('activation.done')}
                </Alert>
              )}
              <SignInForm onSignedIn={onSignedIn} {...(activated === null ? {} : { username: activated })} />
              <Button variant="subtle" fullWidth mt="sm" onClick={() => setActivating(true)}>
                {t('activation.start')}
              </Button>
            </>
          )}
        </Paper>
        <LanguageSwitch />
        <Text size="sm" c="dimmed" ta="center">
          {t('signIn.privacy')}
        </Text>
      </main>
    </div>
  );
}
