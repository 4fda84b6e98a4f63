import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconCalendarEvent, IconLock, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { mdtSittingsControllerList } from '#client/sdk.gen.js';
import type { Page } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { usePreferences } from '../app/preferences.js';
import { showDate, weekdayOf } from '../dates/show-date.js';
import { DueChip } from '../ui/DueChip.js';
import { Empty } from '../ui/Empty.js';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { Stale } from '../ui/Stale.js';
import { useLabels } from '../ui/labels.js';
import { useNow } from '../ui/use-now.js';
import type { MdtSittingOfMine } from './sitting-answers.js';

const GROUPS = ['mine', 'ahead', 'others'] as const;
type Group = (typeof GROUPS)[number];

/** What the team asks of its member: her opinion, the meetings ahead, and nothing else of the cases. */
export function MdtHome() {
  const { t } = useTranslation();
  const now = useNow();
  const sittings = useQuery({
    queryKey: ['sittings'],
    queryFn: () => answerOf<Page<MdtSittingOfMine>>(mdtSittingsControllerList()),
    refetchInterval: 60_000,
  });
  const items = [...(sittings.data?.items ?? [])].sort((a, b) => instantOf(a).localeCompare(instantOf(b)));
  return (
    <>
      <Title order={1} size="h2" mb="md">
        {t('sittings.title')}
      </Title>
      <Stale query={sittings} />
      {sittings.isPending && <PageLoading />}
      {sittings.isError && sittings.data === undefined && (
        <Failure reason={sittings.error} onRetry={() => void sittings.refetch()} />
      )}
      {sittings.isSuccess && items.length === 0 && (
        <Empty icon={IconUsersGroup} title={t('sittings.emptyTitle')} text={t('sittings.emptyText')} />
      )}
      {GROUPS.map((group) => {
        const inGroup = items.filter((sitting) => groupOf(sitting, now) === group);
        if (inGroup.length === 0) return null;
        return (
          <section key={group} aria-labelledby={`sittings-${group}`}>
            <Title order={2} size="h4" id={`sittings-${group}`} mt="md" mb="sm">
              {t(`sittings.group.${group}`)}
            </Title>
            <Stack gap="md">
              {inGroup.map((sitting) => (
                <Sitting key={sitting.caseId} sitting={sitting} />
              ))}
            </Stack>
          </section>
        );
      })}
    </>
  );
}

/** An interview that is still to come waits for its day; every other task waits for her. */
function groupOf({ tasks, meeting, opinions }: MdtSittingOfMine, now: number): Group {
  // Held before its day, it is not ahead any more.
  const isAhead = opinions === null && meeting !== null && Date.parse(meeting.at) > now;
  if (tasks.some(({ key }) => key !== 'mdt-interview' || !isAhead)) return 'mine';
  return isAhead ? 'ahead' : 'others';
}

/** Least time first: until when the result is due, else when the team meets; what has neither comes last. */
function instantOf({ resultDueAt, meeting }: MdtSittingOfMine): string {
  return resultDueAt ?? meeting?.at ?? '9999';
}

function Sitting({ sitting }: { readonly sitting: MdtSittingOfMine }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  const { meeting, opinions, resultDueAt, tasks } = sitting;
  return (
    <Paper withBorder radius="lg" p="md" component="article">
      <Group justify="space-between" gap="xs">
        <Text>
          <Anchor component={Link} to={`/cases/${sitting.caseId}`} fw={600}>
            {sitting.caseNumber}
          </Anchor>{' '}
          · {labels.province(sitting.province)}
        </Text>
        {resultDueAt !== null && (
          <Group gap="xs">
            <Text size="sm" c="dimmed">
              {t('sittings.resultDue')}
            </Text>
            <DueChip dueAt={resultDueAt} />
          </Group>
        )}
      </Group>
      <Group gap={6} mt="xs" wrap="nowrap" align="start">
        <IconCalendarEvent size={18} aria-hidden style={{ flex: 'none', marginTop: 3 }} />
        <Text>
          {meeting === null
            ? t('sittings.notConvened')
            : `${weekdayOf(meeting.at, settings.language)} ${showDate(meeting.at, settings)} · ${t(`sittings.mode.${meeting.mode}`)}`}
        </Text>
      </Group>
      {opinions !== null && (
        <Group gap={6} mt={4} wrap="nowrap" align="start">
          <IconLock size={18} aria-hidden style={{ flex: 'none', marginTop: 3 }} />
          <div>
            <Text>
              {t('sittings.opinions', { given: opinions.given, asked: opinions.asked })}{' '}
              {opinions.given < opinions.asked && t('sitting.sealed')}
            </Text>
            {opinions.mine === 'given' && <Text c="dimmed">{t('sittings.given')}</Text>}
            {opinions.waitsFor !== null && opinions.waitsFor.length > 0 && (
              <Text c="dimmed">{t('sittings.waitsFor', { members: opinions.waitsFor.join(', ') })}</Text>
            )}
          </div>
        </Group>
      )}
      {tasks.length > 0 && (
        <Group gap="sm" mt="sm">
          {tasks.map((task, index) => (
            <Button
              key={task.id}
              component={Link}
              to={`/tasks/${task.id}`}
              size="md"
              variant={index === 0 ? 'filled' : 'default'}
            >
              {labels.words(task.title)}
            </Button>
          ))}
        </Group>
      )}
    </Paper>
  );
}
