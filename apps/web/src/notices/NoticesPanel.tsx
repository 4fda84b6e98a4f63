import { Badge, Button, Checkbox, Drawer, Group, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { IconBellOff } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { noticesControllerList, noticesControllerRead } from '#client/sdk.gen.js';
import { answerOf } from '../api/request.js';
import { usePreferences } from '../app/preferences.js';
import { showDate } from '../dates/show-date.js';
import { Empty } from '../ui/Empty.js';
import { Failure } from '../ui/Failure.js';
import { useLabels } from '../ui/labels.js';
import { ShowMore } from '../ui/ShowMore.js';
import type { Notice, Notices } from './notices.js';

interface Props {
  readonly onClose: () => void;
}

/** What one is told, latest first; read here, it is read everywhere, and found again when it is wanted. */
export function NoticesPanel({ onClose }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [show, setShow] = useState<'unread' | 'all'>('unread');
  const notices = useInfiniteQuery({
    queryKey: ['notices', show],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answerOf<Notices>(
        noticesControllerList({
          query: { show, limit: 30, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: 30_000,
  });
  const read = useMutation({
    mutationFn: ({ id }: Notice) =>
      answerOf(noticesControllerRead({ path: { id }, headers: { 'Idempotency-Key': crypto.randomUUID() } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['notices'] }),
  });
  const items = (notices.data?.pages ?? []).flatMap(({ items: some }) => some);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={t('notices.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Checkbox
        mb="md"
        size="md"
        label={t('notices.showRead')}
        checked={show === 'all'}
        onChange={({ currentTarget }) => setShow(currentTarget.checked ? 'all' : 'unread')}
      />
      {notices.isPending && <Skeleton height={90} />}
      {notices.isError && <Failure reason={notices.error} onRetry={() => void notices.refetch()} />}
      {read.error !== null && <Failure reason={read.error} />}
      {notices.isSuccess && items.length === 0 && (
        <Empty icon={IconBellOff} title={t('notices.emptyTitle')} text={t('notices.emptyText')} />
      )}
      <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {items.map((notice) => (
          <Item
            key={notice.id}
            notice={notice}
            onRead={() => read.mutate(notice)}
            onOpen={(caseId) => {
              if (notice.readAt === null) read.mutate(notice);
              onClose();
              void navigate(`/cases/${caseId}`);
            }}
          />
        ))}
      </Stack>
      <ShowMore list={notices} />
    </Drawer>
  );
}

interface ItemProps {
  readonly notice: Notice;
  readonly onRead: () => void;
  readonly onOpen: (caseId: string) => void;
}

function Item({ notice: { caseId, sentence, urgent, createdAt, readAt }, onRead, onOpen }: ItemProps) {
  const { t } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  return (
    <Paper component="li" withBorder radius="lg" p="sm">
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed">
          {showDate(createdAt, settings)}
        </Text>
        {urgent && (
          <Badge color="red.9" variant="filled">
            {t('task.urgent')}
          </Badge>
        )}
      </Group>
      <Text my={4}>{labels.words(sentence)}</Text>
      <Group gap="xs">
        {caseId !== null && (
          <Button size="compact-md" variant="light" onClick={() => onOpen(caseId)}>
            {t('task.toCase')}
          </Button>
        )}
        {readAt === null ? (
          <Button size="compact-md" variant="subtle" onClick={onRead}>
            {t('notices.read')}
          </Button>
        ) : (
          <Text size="sm" c="dimmed">
            {t('notices.readAt', { at: showDate(readAt, settings) })}
          </Text>
        )}
      </Group>
    </Paper>
  );
}
