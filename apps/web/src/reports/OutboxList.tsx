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
import { discard, keepDraft, retry, type KeptItem } from './outbox.js';
import { draftOf } from './report-draft.js';
import { useOutbox } from './use-outbox.js';

const SHOWN = {
  waiting: { icon: IconClock, colour: 'gray' },
  failed: { icon: IconAlertTriangle, colour: 'red' },
  sent: { icon: IconCheck, colour: 'bridge' },
} as const;

/** Each report on this phone with its state, the reason where it was refused, and what can be done. */
export function OutboxList() {
  const { t } = useTranslation();
  const { items } = useOutbox();
  if (items.length === 0) return null;
  return (
    <section aria-label={t('outbox.title')}>
      <Text component="h2" fw={700} size="lg" mb="xs">
        {t('outbox.title')}
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
  const [isDiscarding, setDiscarding] = useState(false);
  const { content } = item;
  const { icon: Icon, colour } = SHOWN[content.state];
  const renew = () => queries.invalidateQueries({ queryKey: ['outbox'] });
  const tryAgain = async () => {
    await retry(username, content);
    await send();
  };
  const edit = async () => {
    if (content.report === null) return;
    await keepDraft(username, draftOf(content.report));
    await discard(username, content.key);
    await renew();
    await navigate('/report');
  };
  const remove = async () => {
    await discard(username, content.key);
    await renew();
  };
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
      <Group gap="sm" mt="xs">
        {content.state === 'waiting' && (
          <Button size="sm" variant="default" onClick={() => void send()}>
            {t('outbox.sendNow')}
          </Button>
        )}
        {content.state === 'failed' && (
          <>
            <Button size="sm" onClick={() => void edit()}>
              {t('outbox.edit')}
            </Button>
            <Button size="sm" variant="default" onClick={() => void tryAgain()}>
              {t('outbox.retry')}
            </Button>
          </>
        )}
        {content.state === 'sent' ? (
          <Button size="sm" variant="subtle" onClick={() => void remove()}>
            {t('outbox.clear')}
          </Button>
        ) : (
          <Button size="sm" variant="subtle" color="red" onClick={() => setDiscarding(true)}>
            {t('outbox.discard')}
          </Button>
        )}
      </Group>
      <Modal
        opened={isDiscarding}
        onClose={() => setDiscarding(false)}
        title={t('outbox.discardTitle')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
        centered
      >
        <Text mb="md">{t('outbox.discardText')}</Text>
        <Button color="red.9" fullWidth onClick={() => void remove()}>
          {t('outbox.discard')}
        </Button>
      </Modal>
    </Paper>
  );
}
