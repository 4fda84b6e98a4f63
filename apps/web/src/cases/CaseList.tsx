import { Group, NativeSelect, Table, Text, TextInput, Title } from '@mantine/core';
import { IconFolderOff } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { casesControllerList } from '#client/sdk.gen.js';
import { STAGES } from '#domain/stages.js';
import type { CaseListItem, Page } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { usePreferences } from '../app/preferences.js';
import { useFilters } from '../app/use-filters.js';
import { showDate } from '../dates/show-date.js';
import { ProvinceFilter } from '../places/ProvinceFilter.js';
import { DueChip } from '../ui/DueChip.js';
import { Empty } from '../ui/Empty.js';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { useLabels } from '../ui/labels.js';
import { ShowMore } from '../ui/ShowMore.js';
import styles from './CaseList.module.css';
import { EmergencyAccess } from './EmergencyAccess.js';

/** Filters stand in the address: a view can be kept and shared. They are codes and a case number, never a name. */
export function CaseList() {
  const { t } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  const [params, set] = useFilters();
  const stage = STAGES.find((known) => known === params.get('stage'));
  const status = params.get('status') === 'closed' ? 'closed' : params.get('status') === 'all' ? undefined : 'open';
  const province = params.get('province') ?? '';
  const number = params.get('number') ?? '';
  const cases = useInfiniteQuery({
    queryKey: ['cases', stage, status, province, number],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answerOf<Page<CaseListItem>>(
        casesControllerList({
          query: {
            ...(stage === undefined ? {} : { stage }),
            ...(status === undefined ? {} : { status }),
            ...(province === '' ? {} : { province }),
            ...(number === '' ? {} : { number }),
            ...(pageParam === undefined ? {} : { cursor: pageParam }),
          },
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: (before) => before,
    refetchInterval: 30_000,
  });
  const items = cases.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Title order={1} size="h2" mb="md">
        {t('cases.title')}
      </Title>
      <Group gap="sm" mb="md" align="end">
        <TextInput
          label={t('cases.number')}
          placeholder="SP-2569-000001"
          defaultValue={number}
          onKeyDown={(event) => event.key === 'Enter' && set('number', event.currentTarget.value.trim())}
          onBlur={(event) => set('number', event.currentTarget.value.trim())}
        />
        <NativeSelect
          label={t('cases.stage')}
          value={stage ?? ''}
          onChange={(event) => set('stage', event.currentTarget.value)}
          data={[
            { value: '', label: t('cases.any') },
            ...STAGES.map((known) => ({ value: known, label: labels.stage(known) })),
          ]}
        />
        <NativeSelect
          label={t('cases.status')}
          value={status ?? 'all'}
          onChange={(event) => set('status', event.currentTarget.value)}
          data={[
            { value: 'open', label: t('cases.open') },
            { value: 'closed', label: t('cases.closed') },
            { value: 'all', label: t('cases.any') },
          ]}
        />
        <ProvinceFilter all={t('cases.any')} value={province} onChange={(code) => set('province', code)} />
      </Group>
      {cases.isPending && <PageLoading />}
      {cases.isError && <Failure reason={cases.error} onRetry={() => void cases.refetch()} />}
      {cases.isSuccess && items.length === 0 && (
        <Empty icon={IconFolderOff} title={t('cases.emptyTitle')} text={t('cases.emptyText')}>
          {number !== '' && <EmergencyAccess reference={number} />}
        </Empty>
      )}
      {items.length > 0 && (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('cases.title')}>
          <Table verticalSpacing="sm" highlightOnHover className={styles.table ?? ''}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('cases.case')}</Table.Th>
                <Table.Th>{t('cases.stage')}</Table.Th>
                <Table.Th>{t('cases.province')}</Table.Th>
                <Table.Th>{t('cases.nextDue')}</Table.Th>
                <Table.Th>{t('cases.openedAt')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((item) => (
                <Table.Tr key={item.id}>
                  <Table.Td>
                    <Link to={`/cases/${item.id}`} className={styles.link}>
                      {item.number}
                    </Link>
                    {item.mustDecide && (
                      <Text size="sm" fw={700} c="var(--mantine-color-error)">
                        {t('task.mustDecide')}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td>
                    {item.status === 'closed' && item.outcome !== null
                      ? labels.outcome(item.outcome)
                      : labels.stage(item.stage)}
                  </Table.Td>
                  <Table.Td>{labels.province(item.province)}</Table.Td>
                  <Table.Td>{item.nextDueAt === null ? '–' : <DueChip dueAt={item.nextDueAt} />}</Table.Td>
                  <Table.Td>{showDate(item.openedAt, settings, 'day')}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <ShowMore list={cases} />
    </>
  );
}
