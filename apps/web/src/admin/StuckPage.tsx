import { Badge, Button, Group, NativeSelect, Paper, Stack, Text, Title } from '@mantine/core';
import { IconMoodCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { stuckCasesControllerList } from '#client/sdk.gen.js';
import { WAIT_CAUSES } from '#domain/wait-causes.js';
import { WAIT_CAUSE_LABELS } from '#domain/texts/stuck-texts.js';
import type { StuckBoard, StuckCase, StuckCause } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { usePreferences } from '../app/preferences.js';
import { useMe } from '../auth/session-context.js';
import { showDate } from '../dates/show-date.js';
import { provincesIn } from '../places/provinces.js';
import { Empty } from '../ui/Empty.js';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { Stale } from '../ui/Stale.js';
import { useLabels } from '../ui/labels.js';
import styles from './StuckPage.module.css';

/** Which cases do not move, the longest waiting first: why in one sentence, and who can unblock them. */
export function StuckPage() {
  const { t, i18n } = useTranslation();
  const labels = useLabels();
  const [params, setParams] = useSearchParams();
  const cause = WAIT_CAUSES.find((known) => known === params.get('cause'));
  const province = params.get('province') ?? '';
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(params);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setParams(next, { replace: true });
  };
  const board = useInfiniteQuery({
    queryKey: ['stuck', cause, province],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answerOf<StuckBoard>(
        stuckCasesControllerList({
          query: {
            ...(cause === undefined ? {} : { cause }),
            ...(province === '' ? {} : { province }),
            ...(pageParam === undefined ? {} : { cursor: pageParam }),
          },
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: 20_000,
  });
  const [first] = board.data?.pages ?? [];
  const items = board.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Title order={1} size="h2" mb="sm">
        {t('stuck.title')}
      </Title>
      <Group gap="sm" mb="md" align="end">
        <NativeSelect
          label={t('stuck.cause')}
          value={cause ?? ''}
          onChange={(event) => set('cause', event.currentTarget.value)}
          data={[
            { value: '', label: t('cases.any') },
            ...WAIT_CAUSES.map((known) => ({
              value: known,
              label: `${labels.words(WAIT_CAUSE_LABELS[known])} (${first?.counts.find((count) => count.cause === known)?.count ?? 0})`,
            })),
          ]}
        />
        <NativeSelect
          label={t('cases.province')}
          value={province}
          onChange={(event) => set('province', event.currentTarget.value)}
          data={[
            { value: '', label: t('cases.any') },
            ...provincesIn(i18n.language).map(({ code, th, en }) => ({
              value: code,
              label: i18n.language === 'th' ? th : en,
            })),
          ]}
        />
      </Group>
      <Stale query={board} />
      {board.isPending && <PageLoading />}
      {board.isError && first === undefined && <Failure reason={board.error} onRetry={() => void board.refetch()} />}
      {first !== undefined && items.length === 0 && (
        <Empty icon={IconMoodCheck} title={t('stuck.emptyTitle')} text={t('stuck.emptyText')} />
      )}
      <Stack gap="md">
        {items.map((item) => (
          <StuckCard key={item.caseId} item={item} />
        ))}
      </Stack>
      {board.hasNextPage && (
        <Button variant="default" mt="md" loading={board.isFetchingNextPage} onClick={() => void board.fetchNextPage()}>
          {t('inbox.more')}
        </Button>
      )}
    </>
  );
}

function StuckCard({ item }: { readonly item: StuckCase }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  return (
    <Paper withBorder radius="lg" p="md" component="article">
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Link to={`/cases/${item.caseId}`} className={styles.link}>
            {item.caseNumber}
          </Link>
          <Text c="dimmed">
            {labels.stage(item.stage)} · {labels.province(item.province)}
          </Text>
          {item.mustDecide && (
            <Badge color="red.9" variant="filled">
              {t('task.mustDecide')}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {t('case.waitsSince', { at: showDate(item.since, settings) })}
        </Text>
      </Group>
      <ul className={styles.causes}>
        {item.causes.map((cause) => (
          <Cause key={cause.key} cause={cause} caseId={item.caseId} />
        ))}
      </ul>
    </Paper>
  );
}

/** One sentence, the rule behind it, and the acts that have a page of their own. */
function Cause({ cause, caseId }: { readonly cause: StuckCause; readonly caseId: string }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const me = useMe();
  const mine = cause.actions.some(({ roles }) => roles.some((role) => me.roles.includes(role)));
  const doTask = cause.actions.find(
    ({ action, roles }) => action === 'complete-task' && roles.some((role) => me.roles.includes(role)),
  );
  return (
    <li className={styles.cause}>
      <Text fw={600}>{labels.words(cause.sentence)}</Text>
      <Text size="sm" c="dimmed">
        {labels.words(cause.label)}
        {cause.agency !== null && ` · ${cause.agency}`}
        {cause.roles.length > 0 && ` · ${t('stuck.whoCan', { who: cause.roles.map(labels.role).join(', ') })}`}
      </Text>
      <Group gap="xs" mt={6}>
        {doTask?.taskId !== undefined && (
          <Button component={Link} to={`/tasks/${doTask.taskId}`} size="compact-md">
            {t('case.doIt')}
          </Button>
        )}
        <Button component={Link} to={`/cases/${caseId}`} size="compact-md" variant={mine ? 'light' : 'default'}>
          {t('task.toCase')}
        </Button>
      </Group>
    </li>
  );
}
