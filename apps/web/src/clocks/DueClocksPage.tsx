import { Group, NativeSelect, Table, Text, Title } from '@mantine/core';
import { IconHourglassOff } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { clocksControllerList } from '#client/sdk.gen.js';
import { CLOCK_KEYS } from '#domain/clock.js';
import { CLOCK_LABELS } from '#domain/texts/code-labels.js';
import type { DueClock, Page } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { useFilters } from '../app/use-filters.js';
import styles from '../cases/CaseList.module.css';
import { ClockBasis } from '../cases/ClockBasis.js';
import { ExtendClock } from '../cases/ExtendClock.js';
import { ProvinceFilter } from '../places/ProvinceFilter.js';
import { DueChip } from '../ui/DueChip.js';
import { Empty } from '../ui/Empty.js';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { Stale } from '../ui/Stale.js';
import { useLabels } from '../ui/labels.js';
import { ShowMore } from '../ui/ShowMore.js';

/** Every clock that still asks for an act, over all provinces that one sees, least time first. */
export function DueClocksPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const [params, set] = useFilters();
  const key = CLOCK_KEYS.find((known) => known === params.get('key'));
  const province = params.get('province') ?? '';
  const clocks = useInfiniteQuery({
    queryKey: ['clocks', key, province],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answerOf<Page<DueClock>>(
        clocksControllerList({
          query: {
            ...(key === undefined ? {} : { key }),
            ...(province === '' ? {} : { province }),
            ...(pageParam === undefined ? {} : { cursor: pageParam }),
          },
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: (before) => before,
    refetchInterval: 30_000,
  });
  const items = clocks.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Title order={1} size="h2">
        {t('dueClocks.title')}
      </Title>
      <Text c="dimmed" mb="sm">
        {t('dueClocks.text')}
      </Text>
      <Group gap="sm" mb="md" align="end">
        <NativeSelect
          label={t('dueClocks.clock')}
          value={key ?? ''}
          onChange={(event) => set('key', event.currentTarget.value)}
          data={[
            { value: '', label: t('cases.any') },
            ...CLOCK_KEYS.map((known) => ({ value: known, label: labels.words(CLOCK_LABELS[known]) })),
          ]}
        />
        <ProvinceFilter all={t('cases.any')} value={province} onChange={(code) => set('province', code)} />
      </Group>
      <Stale query={clocks} />
      {clocks.isPending && <PageLoading />}
      {clocks.isError && clocks.data === undefined && (
        <Failure reason={clocks.error} onRetry={() => void clocks.refetch()} />
      )}
      {clocks.isSuccess && items.length === 0 && (
        <Empty icon={IconHourglassOff} title={t('dueClocks.emptyTitle')} text={t('dueClocks.emptyText')} />
      )}
      {items.length > 0 && (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('dueClocks.title')}>
          <Table verticalSpacing="sm" className={styles.table ?? ''}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('dueClocks.due')}</Table.Th>
                <Table.Th>{t('dueClocks.clock')}</Table.Th>
                <Table.Th>{t('cases.case')}</Table.Th>
                <Table.Th>{t('cases.province')}</Table.Th>
                <Table.Th>{t('dueClocks.acts')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((clock) => (
                <Table.Tr key={clock.id}>
                  <Table.Td>
                    <DueChip dueAt={clock.dueAt} />
                  </Table.Td>
                  <Table.Td>{labels.words(clock.title)}</Table.Td>
                  <Table.Td>
                    <Link to={`/cases/${clock.caseId}?tab=clocks`} className={styles.link ?? ''}>
                      {clock.caseNumber}
                    </Link>
                    <Text size="sm" c="dimmed">
                      {labels.stage(clock.stage)}
                    </Text>
                  </Table.Td>
                  <Table.Td>{labels.province(clock.province)}</Table.Td>
                  <Table.Td>
                    <Group gap={4}>
                      <ClockBasis rule={clock} />
                      <ExtendClock clock={clock} caseId={clock.caseId} caseNumber={clock.caseNumber} />
                    </Group>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <ShowMore list={clocks} />
    </>
  );
}
