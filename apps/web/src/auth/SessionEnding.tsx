import { Alert, Button, Group, Text } from '@mantine/core';
import { IconClockPause } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './SessionEnding.module.css';
import type { SoonestEnd } from './SessionProvider.js';

const MINUTE_MS = 60_000;

interface Props {
  readonly ends: SoonestEnd;
  readonly onStay: () => Promise<unknown>;
}

/** Said before a session ends, over everything, also over a covered screen. Nothing typed is in danger, and it says so. */
export function SessionEnding({ ends, onStay }: Props) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const stay = async () => {
    setAsking(true);
    await onStay();
    setAsking(false);
  };
  return (
    <div className={styles.bar}>
      <Alert
        role="alert"
        color="orange"
        variant="default"
        icon={<IconClockPause aria-hidden />}
        title={t('sessionEnding.title', { count: Math.max(1, Math.floor(ends.inMs / MINUTE_MS)) })}
      >
        <Group gap="md" justify="space-between">
          <Text>{t(ends.canStay ? 'sessionEnding.idle' : 'sessionEnding.atLatest')}</Text>
          {ends.canStay && (
            <Button size="md" loading={isAsking} onClick={() => void stay()}>
              {t('sessionEnding.stay')}
            </Button>
          )}
        </Group>
      </Alert>
    </div>
  );
}
