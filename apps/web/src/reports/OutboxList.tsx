import { Badge, Button, Group, Modal, Paper, Stack, Text } from '@mantine/core';
import { IconCheck, IconClock, IconAlertTriangle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { usePreferences } from '../app/preferences.js';
import { useMe } from '../auth/session-context.js';
import { showDate } from '../dates/show-date.js';
import { useLabels } from '../ui/labels.js';
import { discard, discardPhoto, retry, retryPhoto, takeBack, type KeptItem } from './outbox.js';
import { useOutbox } from './use-outbox.js';

const SHOWN = {
  waiting: { icon: IconClock, colour: 'gray' },
  failed: { icon: IconAlertTriangle, colour: 'red' },
  sent: { icon: IconCheck, colour: 'bridge' },
  gone: { icon: IconAlertTriangle, colour: 'red' },
} as const;

/** Each report on this phone with its state, the reason where it was refused, and what can be done. */
export function OutboxList() {
  const { t } = useTranslation();
  const { items } = useOutbox();
  const { keepsOffline } = useMe();
  if (items.length === 0) return null;
  const title = t(keepsOffline ? 'outbox.title' : 'outbox.titleHere');
  return (
    <section aria-label={title}>
      <Text component="h2" fw={700} size="lg" mb="xs">
        {title}
      </Text>
      <Stack gap="sm">
        {items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </Stack>
    </section>
  );
}

function Item({ item }: { readonly item: KeptItem }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  const { username } = useMe();
  const { send } = useOutbox();
  const queries = useQueryClient();
  const navigate = useNavigate();
  /** The report, or one photograph by its id. */
  const [discarding, setDiscarding] = useState<string | null>(null);
  const { content } = item;
  const { icon: Icon, colour } = SHOWN[content.state];
  const renew = () => queries.invalidateQueries({ queryKey: ['outbox'] });
  const tryAgain = async () => {
    await retry(username, content);
    await send();
  };
  const edit = async () => {
    await takeBack(username, content);
    await renew();
    await navigate('/report');
  };
  const remove = async (what: string) => {
    await (what === content.key ? discard(username, content) : discardPhoto(username, content, what));
    setDiscarding(null);
    await renew();
  };
  const sendPhotoAgain = async (photo: string) => {
    await retryPhoto(username, content, photo);
    await send();
  };
  const isReport = discarding === content.key;
  const isSettled = content.state === 'sent' && content.photos.every(({ state }) => state === 'sent');
  return (
    <Paper withBorder radius="lg" p="md" data-outbox={content.state}>
      <Group justify="space-between" gap="xs">
        <Text fw={600}>{t('outbox.report', { count: content.persons })}</Text>
        <Badge size="lg" variant="light" color={colour} leftSection={<Icon size={14} aria-hidden />}>
          {t(`outbox.state.${content.state}`)}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        {t('outbox.keptAt', { at: showDate(new Date(item.keptAt), settings) })}
      </Text>
      {content.receipt !== null && (
        <Text>{t('outbox.received', { cases: content.receipt.cases.map(({ number }) => number).join(', ') })}</Text>
      )}
      {content.reason !== null && <Text c="var(--mantine-color-error)">{labels.words(content.reason)}</Text>}
      {content.photos.map((photo) => (
        <div key={photo.id} data-photo-state={photo.state}>
          <Text>
            {t('outbox.photoOf', { number: photo.person + 1 })}: {t(`outbox.photoState.${photo.state}`)}
          </Text>
          {photo.reason !== null && <Text c="var(--mantine-color-error)">{labels.words(photo.reason)}</Text>}
          {content.state === 'sent' && photo.state !== 'sent' && (
            <Group gap="sm">
              {photo.state === 'failed' && (
                <Button size="md" variant="default" onClick={() => void sendPhotoAgain(photo.id)}>
                  {t('outbox.retry')}
                </Button>
              )}
              <Button size="md" variant="subtle" color="red" onClick={() => setDiscarding(photo.id)}>
                {t('outbox.discardPhoto')}
              </Button>
            </Group>
          )}
        </div>
      ))}
      <Group gap="sm" mt="xs">
        {content.state === 'waiting' && (
          <Button size="md" variant="default" onClick={() => void send()}>
            {t('outbox.sendNow')}
          </Button>
        )}
        {content.state === 'failed' && (
          <>
            <Button size="md" onClick={() => void edit()}>
              {t('outbox.edit')}
            </Button>
            <Button size="md" variant="default" onClick={() => void tryAgain()}>
              {t('outbox.retry')}
            </Button>
          </>
        )}
        {isSettled && (
          <Button size="md" variant="subtle" onClick={() => void remove(content.key)}>
            {t('outbox.clear')}
          </Button>
        )}
        {content.state !== 'sent' && (
          <Button size="md" variant="subtle" color="red" onClick={() => setDiscarding(content.key)}>
            {t('outbox.discard')}
          </Button>
        )}
      </Group>
      <Modal
        opened={discarding !== null}
        onClose={() => setDiscarding(null)}
        title={t(isReport ? 'outbox.discardTitle' : 'outbox.discardPhotoTitle')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
        centered
      >
        <Text mb="md">{t(isReport ? 'outbox.discardText' : 'outbox.discardPhotoText')}</Text>
        <Button color="red.9" fullWidth onClick={() => discarding !== null && void remove(discarding)}>
          {t(isReport ? 'outbox.discard' : 'outbox.discardPhoto')}
        </Button>
      </Modal>
    </Paper>
  );
}
