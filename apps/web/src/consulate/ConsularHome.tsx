import { Anchor, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TaskView } from '../api/answers.js';
import { useMe } from '../auth/session-context.js';
import { ReporterHome } from '../reports/ReporterHome.js';
import { InboxRow } from '../tasks/InboxRow.js';
import { ShownToUs } from '../tasks/ShownToUs.js';
import { useInbox } from '../tasks/use-inbox.js';
import { Failure } from '../ui/Failure.js';
import { Stale } from '../ui/Stale.js';
import { ShowMore } from '../ui/ShowMore.js';

const KINDS = ['identity', 'travel-document', 'contact', 'journey', 'other'] as const;
type Kind = (typeof KINDS)[number];

const KIND_OF: Readonly<Record<string, Kind>> = {
  'prove-nationality': 'identity',
  'arrange-travel-document': 'travel-document',
  'ask-partner-agency': 'contact',
  'record-partner-answer': 'contact',
  'plan-reception': 'journey',
  'return-home': 'journey',
};

/** A rescue to report, what the consulate is asked, and what became of its own reports. */
export function ConsularHome() {
  return <ReporterHome requests={<Requests />} />;
}

/** What a consulate is for, and what stands in her own name; what its role may take beside that is a page of its own. */
function kindOf(task: TaskView, username: string): Kind | null {
  return KIND_OF[task.key] ?? (task.assignee === username ? 'other' : null);
}

function Requests() {
  const { t } = useTranslation();
  const { username } = useMe();
  const inbox = useInbox('anyone');
  const all: readonly TaskView[] = (inbox.data?.pages ?? []).flatMap(({ items }) => items);
  const tasks = all.filter((task) => kindOf(task, username) !== null);
  return (
    <section aria-labelledby="consular-requests">
      <Title order={2} size="h4" id="consular-requests" mb="xs">
        {t('consulate.requests')}
      </Title>
      <Stale query={inbox} />
      {inbox.isPending && <Skeleton height={90} />}
      {inbox.isError && inbox.data === undefined && (
        <Failure reason={inbox.error} onRetry={() => void inbox.refetch()} />
      )}
      {inbox.isSuccess && tasks.length === 0 && (
        <Paper withBorder radius="lg" p="lg">
          <Text c="dimmed">{t('consulate.none')}</Text>
        </Paper>
      )}
      {KINDS.map((kind) => {
        const ofKind = tasks.filter((task) => kindOf(task, username) === kind);
        if (ofKind.length === 0) return null;
        return (
          <section key={kind} aria-labelledby={`consular-${kind}`}>
            <Title order={3} size="h5" id={`consular-${kind}`} mt="sm" mb="xs">
              {t(`consulate.kind.${kind}`)}
            </Title>
            <Stack gap="sm">
              {ofKind.map((task) => (
                <InboxRow key={task.id} task={task} />
              ))}
            </Stack>
          </section>
        );
      })}
      <ShowMore list={inbox} />
      {tasks.length > 0 && <ShownToUs />}
      {all.length > tasks.length && (
        <Text mt="md" c="dimmed">
          {t('requests.otherTasks')}{' '}
          <Anchor component={Link} to="/inbox" inherit>
            {t('places.tasks')}
          </Anchor>
        </Text>
      )}
    </section>
  );
}
