import { Alert, Button, Group, Text } from '@mantine/core';
import { IconCloudUp } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useMe } from '../auth/session-context.js';
import { isToBeSent } from './outbox.js';
import { useOutbox } from './use-outbox.js';

const TRY_AGAIN_MS = 20_000;

/** Sends what waits whenever there is a network, from whatever page is open; says what is still on the phone. */
export function OutboxBanner() {
  const { t } = useTranslation();
  const { items, send } = useOutbox();
  const { pathname } = useLocation();
  const { keepsOffline } = useMe();
  const waiting = items.filter(({ content }) => content.state === 'waiting').length;
  const photos = items.flatMap(({ content }) => (content.state === 'sent' ? content.photos : []));
  const openPhotos = photos.filter(({ state }) => state !== 'sent').length;
  const toBeSent = items.filter(({ content }) => isToBeSent(content)).length;
  const failed = items.filter(({ content }) => content.state === 'failed').length;

  useEffect(() => {
    const trySending = () => void send();
    addEventListener('online', trySending);
    const timer = toBeSent > 0 ? window.setInterval(trySending, TRY_AGAIN_MS) : undefined;
    if (toBeSent > 0) trySending();
    return () => {
      removeEventListener('online', trySending);
      clearInterval(timer);
    };
  }, [send, toBeSent]);

  const isOnlyHere = !keepsOffline && waiting + failed + openPhotos > 0;
  useEffect(() => {
    if (!isOnlyHere) return;
    // The browser asks in words of its own whether the page may go, and with it what was not sent.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isOnlyHere]);

  if (waiting + failed + openPhotos === 0 || pathname === '/') return null;
  return (
    <Alert
      variant="light"
      color={failed > 0 ? 'red' : 'yellow'}
      icon={<IconCloudUp aria-hidden />}
      mb="md"
      role="status"
    >
      <Group justify="space-between" gap="sm">
        <Text>
          {failed > 0
            ? t('outbox.failedCount', { count: failed })
            : waiting > 0
              ? t('outbox.waitingCount', { count: waiting })
              : t('outbox.photosCount', { count: openPhotos })}
        </Text>
        <Button component={Link} to="/" size="md" variant="default">
          {t('outbox.look')}
        </Button>
      </Group>
    </Alert>
  );
}
