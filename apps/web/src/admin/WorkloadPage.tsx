import { Progress, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { workloadControllerRead } from '#client/sdk.gen.js';
import { answerOf } from '../api/request.js';
import type { Workload } from '../api/work-answers.js';
import styles from '../cases/CaseList.module.css';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { Stale } from '../ui/Stale.js';
import { useLabels } from '../ui/labels.js';

/** Who has how much to do, the fullest hands first. */
export function WorkloadPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const workload = useQuery({
    queryKey: ['workload'],
    queryFn: () => answerOf<Workload>(workloadControllerRead({ query: {} })),
    refetchInterval: 30_000,
  });
  const persons = [...(workload.data?.persons ?? [])].sort((a, b) => b.overdue - a.overdue || b.open - a.open);
  const most = Math.max(1, ...persons.map(({ open }) => open));
  return (
    <>
      <Title order={1} size="h2" mb="sm">
        {t('workload.title')}
      </Title>
      <Stale query={workload} />
      {workload.isPending && <PageLoading />}
      {workload.isError && workload.data === undefined && (
        <Failure reason={workload.error} onRetry={() => void workload.refetch()} />
      )}
      {workload.isSuccess && persons.length === 0 && <Text c="dimmed">{t('inbox.emptyTitle')}</Text>}
      {persons.length > 0 && (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('workload.title')}>
          <Table verticalSpacing="sm" className={styles.table ?? ''}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('workload.person')}</Table.Th>
                <Table.Th>{t('cases.province')}</Table.Th>
                <Table.Th>{t('workload.open')}</Table.Th>
                <Table.Th>{t('workload.dueToday')}</Table.Th>
                <Table.Th>{t('workload.overdue')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {persons.map(({ username, province, open, dueToday, overdue }) => (
                <Table.Tr key={`${username ?? ''}-${province}`}>
                  <Table.Td>{username ?? t('workload.nobody')}</Table.Td>
                  <Table.Td>{labels.province(province)}</Table.Td>
                  <Table.Td>
                    {open}
                    <Progress value={(open / most) * 100} size="sm" aria-label={t('workload.open')} />
                  </Table.Td>
                  <Table.Td>{dueToday}</Table.Td>
                  <Table.Td>{overdue}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </>
  );
}
