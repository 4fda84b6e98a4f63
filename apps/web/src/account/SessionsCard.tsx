import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sessionControllerEnd, sessionControllerList } from '#client/sdk.gen.js';
import { answerOf } from '../api/request.js';
import { usePreferences } from '../app/preferences.js';
import { showDate } from '../dates/show-date.js';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';

interface OwnSession {
  readonly id: string;
  readonly device: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly current: boolean;
}

/** Where one is signed in: what one does not know is ended here. */
export function SessionsCard() {
  const { t } = useTranslation();
  const settings = usePreferences();
  const queries = useQueryClient();
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: () => answerOf<{ readonly sessions: readonly OwnSession[] }>(sessionControllerList()),
  });
  const end = useMutation({
    mutationFn: (id: string) => answerOf(sessionControllerEnd({ path: { id } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['sessions'] }),
  });
  return (
    <Paper withBorder radius="lg" p="md" component="section" aria-labelledby="sessions">
      <Title order={2} size="h4" id="sessions" mb="sm">
        {t('sessions.title')}
      </Title>
      {end.error !== null && <Failure reason={end.error} />}
      {sessions.isPending && <PageLoading />}
      {sessions.isError && <Failure reason={sessions.error} onRetry={() => void sessions.refetch()} />}
      <Stack gap="sm" component="ul" m={0} p={0}>
        {sessions.data?.sessions.map(({ id, device, createdAt, lastSeenAt, current }) => (
          <Group key={id} component="li" justify="space-between" gap="sm">
            <div>
              <Text fw={600}>{device}</Text>
              <Text size="sm" c="dimmed">
                {t('sessions.times', { since: showDate(createdAt, settings), seen: showDate(lastSeenAt, settings) })}
              </Text>
            </div>
            {current ? (
              <Badge variant="light">{t('sessions.here')}</Badge>
            ) : (
              <Button size="compact-md" variant="default" loading={end.isPending} onClick={() => end.mutate(id)}>
                {t('sessions.end')}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}
