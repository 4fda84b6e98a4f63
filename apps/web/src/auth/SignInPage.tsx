import { Paper, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { BridgeMark } from '../ui/BridgeMark.js';
import { LanguageSwitch } from '../app/LanguageSwitch.js';
import { SignInForm } from './SignInForm.js';
import styles from './SignInPage.module.css';

export function SignInPage({ onSignedIn }: { readonly onSignedIn: (username: string) => Promise<void> }) {
  const { t } = useTranslation();
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
          <SignInForm onSignedIn={onSignedIn} />
        </Paper>
        <LanguageSwitch />
        <Text size="sm" c="dimmed" ta="center">
          {t('signIn.privacy')}
        </Text>
      </main>
    </div>
  );
}
