import { Group, NativeSelect, SegmentedControl, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { statisticsControllerRead } from '#client/sdk.gen.js';
import { answerOf } from '../api/request.js';
import { usePreferences } from '../app/preferences.js';
import { useFilters } from '../app/use-filters.js';
import { showMonth, showYear, yearNow } from '../dates/show-date.js';
import { ProvinceFilter } from '../places/ProvinceFilter.js';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { useLabels } from '../ui/labels.js';
import { FigureCard } from './FigureCard.js';
import { clockFigure, funnelFigure, referralFigure, stageTimeFigure } from './make-figures.js';
import type { Grouping, Statistics } from './statistics.js';

const YEARS_BACK = 5;

/** From report to follow-up in numbers; what could point at a person is withheld by the API, never here. */
export function FiguresPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  const [params, set] = useFilters();
  const [grouping, setGrouping] = useState<Grouping>('total');
  const thisYear = yearNow();
  const year = Number(params.get('year') ?? thisYear);
  const province = params.get('province') ?? '';
  const figures = useQuery({
    queryKey: ['figures', year, province],
    queryFn: () =>
      answerOf<Statistics>(statisticsControllerRead({ query: { year, ...(province === '' ? {} : { province }) } })),
    staleTime: 60_000,
  });
  const say = {
    t,
    words: labels.words,
    province: labels.province,
    month: (month: string) => showMonth(month, settings),
  };
  const asked = { province, grouping };
  const fileName = (name: string) => `${name}-${year}${province === '' ? '' : `-${province}`}.csv`;
  const data = figures.data;
  return (
    <>
      <Title order={1} size="h2" mb="sm">
        {t('figures.title')}
      </Title>
      <Group gap="sm" mb="md" align="end">
        <NativeSelect
          label={t('figures.year')}
          value={String(year)}
          onChange={(event) => set('year', event.currentTarget.value)}
          data={Array.from({ length: YEARS_BACK }, (_, back) => ({
            value: String(thisYear - back),
            label: showYear(thisYear - back, settings),
          }))}
        />
        <ProvinceFilter all={t('figures.country')} value={province} onChange={(code) => set('province', code)} />
        <SegmentedControl
          aria-label={t('figures.grouping')}
          value={grouping}
          onChange={setGrouping}
          data={(['total', 'province', 'month'] as const).map((value) => ({ value, label: t(`figures.by.${value}`) }))}
        />
      </Group>
      {figures.isPending && <PageLoading />}
      {figures.isError && <Failure reason={figures.error} onRetry={() => void figures.refetch()} />}
      {data !== undefined && (
        <>
          <Text c="dimmed" mb="md">
            {t('figures.text', { count: data.smallestShown })}
          </Text>
          <FigureCard
            title={t('figures.funnel')}
            text={t('figures.funnelText')}
            figure={funnelFigure(data, asked, say)}
            smallestShown={data.smallestShown}
            fileName={fileName('funnel')}
            drawn={grouping === 'total' ? 1 : 0}
          />
          <FigureCard
            title={t('figures.stageTimes')}
            text={t('figures.stageTimesText')}
            figure={stageTimeFigure(data, asked, say)}
            smallestShown={data.smallestShown}
            fileName={fileName('stage-times')}
            drawn={grouping === 'province' ? 0 : 2}
          />
          <FigureCard
            title={t('figures.clocks')}
            text={t('figures.clocksText')}
            figure={clockFigure(data, asked, say)}
            smallestShown={data.smallestShown}
            fileName={fileName('clocks')}
            drawn={grouping === 'total' ? 2 : 0}
            isStacked
          />
          <FigureCard
            title={t('figures.referrals')}
            text={t('figures.referralsText')}
            figure={referralFigure(data, say)}
            smallestShown={data.smallestShown}
            fileName={fileName('referrals')}
            drawn={3}
            isStacked
          />
        </>
      )}
    </>
  );
}
