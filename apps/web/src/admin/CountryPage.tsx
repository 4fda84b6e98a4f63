import { SegmentedControl, Table, Text, Title } from '@mantine/core';
import thailand from '@svg-maps/thailand';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { casesControllerList } from '#client/sdk.gen.js';
import type { CaseListItem, Page } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { PROVINCES } from '../places/provinces.js';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { useLabels } from '../ui/labels.js';
import { useNow } from '../ui/use-now.js';
import { countByProvince, type ProvinceCount } from './count-by-province.js';
import styles from './CountryPage.module.css';

const MOST_PAGES = 20;
const PAGE = 100;

async function openCases(): Promise<readonly CaseListItem[]> {
  const found: CaseListItem[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { items, nextCursor } = await answerOf<Page<CaseListItem>>(
      casesControllerList({ query: { status: 'open', limit: PAGE, ...(cursor === undefined ? {} : { cursor }) } }),
    );
    found.push(...items);
    if (!nextCursor) break;
    cursor = nextCursor;
  }
  return found;
}

type Shown = 'open' | 'dueSoon' | 'overdue';

/** Where cases stand and clocks run out, by province: on a map, and the same numbers as a table. */
export function CountryPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const navigate = useNavigate();
  const now = useNow();
  const [shown, setShown] = useState<Shown>('open');
  const cases = useQuery({ queryKey: ['country'], queryFn: openCases, refetchInterval: 60_000 });
  const counts = countByProvince(cases.data ?? [], now);
  const most = Math.max(1, ...counts.map((count) => count[shown]));
  const byMap = new Map(PROVINCES.map(({ map, code }) => [map, counts.find((count) => count.province === code)]));
  const level = (count: ProvinceCount | undefined) =>
    count === undefined || count[shown] === 0 ? 0 : Math.ceil((count[shown] / most) * 4);
  return (
    <>
      <Title order={1} size="h2" mb="sm">
        {t('country.title')}
      </Title>
      <SegmentedControl
        mb="md"
        aria-label={t('country.title')}
        value={shown}
        onChange={setShown}
        data={(['open', 'dueSoon', 'overdue'] as const).map((value) => ({ value, label: t(`country.${value}`) }))}
      />
      {cases.isPending && <PageLoading />}
      {cases.isError && <Failure reason={cases.error} onRetry={() => void cases.refetch()} />}
      {cases.data !== undefined && (
        <div className={styles.columns}>
          <svg viewBox={map.viewBox} className={styles.map} role="img" aria-label={t('country.map')}>
            {map.locations.map(({ id, path }) => {
              const count = byMap.get(id);
              return (
                <path key={id} d={path} data-level={level(count)} className={styles.province}>
                  {count !== undefined && <title>{`${labels.province(count.province)}: ${count[shown]}`}</title>}
                </path>
              );
            })}
          </svg>
          <div>
            <Text c="dimmed" mb="xs">
              {t('country.text', { count: cases.data.length })}
            </Text>
            <Table verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('cases.province')}</Table.Th>
                  <Table.Th>{t('country.open')}</Table.Th>
                  <Table.Th>{t('country.dueSoon')}</Table.Th>
                  <Table.Th>{t('country.overdue')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {counts.map(({ province, open, dueSoon, overdue }) => (
                  <Table.Tr key={province}>
                    <Table.Td>
                      <button
                        type="button"
                        className={styles.link}
                        onClick={() => void navigate(`/cases?province=${province}`)}
                      >
                        {labels.province(province)}
                      </button>
                    </Table.Td>
                    <Table.Td>{open}</Table.Td>
                    <Table.Td>{dueSoon}</Table.Td>
                    <Table.Td>{overdue}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        </div>
      )}
    </>
  );
}

/** The package names its types after one that is not published. */
const map = thailand as {
  readonly viewBox: string;
  readonly locations: readonly { readonly id: string; readonly path: string }[];
};
