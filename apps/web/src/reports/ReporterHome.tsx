import { Badge, Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconClipboardPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { reportsControllerList } from '#client/sdk.gen.js';
import type { OwnReport, Page } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { usePreferences } from '../app/preferences.js';
import { showDate } from '../dates/show-date.js';
import { DueChip } from '../ui/DueChip.js';
import { Failure } from '../ui/Failure.js';
import { Stale } from '../ui/Stale.js';
import { useLabels } from '../ui/labels.js';
import { OutboxList } from './OutboxList.js';
import styles from './ReporterHome.module.css';

/** One big action; then what else her role is asked, what became of one's own reports, and the 24 hours that run. */
export function ReporterHome({ requests = null }: { readonly requests?: ReactNode }) {
  const { t } = useTranslation();
  const reports = useQuery({
    queryKey: ['own-reports'],
    queryFn: () => answerOf<Page<OwnReport>>(reportsControllerList()),
    refetchInterval: 30_000,
  });
  return (
    <Stack gap="lg" maw={720} mx="auto">
      <Title order={1} className={styles.hidden ?? ''}>
        {t('reporter.title')}
      </Title>
      <Link to="/report" className={styles.action}>
        <IconClipboardPlus size={44} stroke={1.5} aria-hidden />
        <span>
          <span className={styles.actionTitle}>{t('reporter.start')}</span>
          <span className={styles.actionText}>{t('reporter.startText')}</span>
        </span>
      </Link>
      <OutboxList />
      {requests}
      <section aria-labelledby="own-reports">
        <Title order={2} size="h4" id="own-reports" mb="xs">
          {t('reporter.own')}
        </Title>
        <Stale query={reports} />
        {reports.isPending && <Skeleton height={90} />}
        {reports.isError && reports.data === undefined && (
          <Failure reason={reports.error} onRetry={() => void reports.refetch()} />
        )}
        {reports.data?.items.length === 0 && (
          <Paper withBorder radius="lg" p="lg">
            <Text c="dimmed">{t('reporter.none')}</Text>
            <Button component={Link} to="/report" mt="sm" variant="light">
              {t('reporter.start')}
            </Button>
          </Paper>
        )}
        <Stack gap="sm">
          {reports.data?.items.map((report) => (
            <Report key={report.id} report={report} />
          ))}
        </Stack>
      </section>
    </Stack>
  );
}

function Report({ report }: { readonly report: OwnReport }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  return (
    <Paper withBorder radius="lg" p="md">
      <Group justify="space-between" gap="xs">
        <Text fw={600}>{report.number}</Text>
        <Text size="sm" c="dimmed">
          {showDate(report.reportedAt, settings)}
        </Text>
      </Group>
      <Stack gap="xs" mt="xs">
        {report.cases.map((kase) => (
          <Group key={kase.id} justify="space-between" gap="xs" className={styles.kase ?? ''}>
            <span>
              {kase.number}{' '}
              <Badge variant="light" size="lg">
                {labels.stage(kase.stage)}
              </Badge>
            </span>
            {kase.custodyEndsAt !== null && (
              <span className={styles.clock}>
                <Text size="sm" span>
                  {t('reporter.custody')}
                </Text>
                <DueChip dueAt={kase.custodyEndsAt} />
              </span>
            )}
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}
