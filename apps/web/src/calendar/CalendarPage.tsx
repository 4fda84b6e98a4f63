import { Button, Group, SegmentedControl, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconCalendarOff, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { calendarControllerRead } from '#client/sdk.gen.js';
import { answerOf } from '../api/request.js';
import { usePreferences } from '../app/preferences.js';
import { showDay, showMonth } from '../dates/show-date.js';
import { Empty } from '../ui/Empty.js';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { Stale } from '../ui/Stale.js';
import styles from './Calendar.module.css';
import type { CalendarAnswer, CalendarEntry } from './calendar-answers.js';
import { bangkokDayOf, bangkokToday, isIsoDay, nextOf, VIEWS, weeksOf, type IsoDay } from './calendar-days.js';
import { DayList } from './DayList.js';
import { Legend } from './EntryLink.js';
import { MonthGrid } from './MonthGrid.js';

/** Narrower than this seven columns hold no words. */
const NARROW = '(max-width: 62em)';

/** What comes due, day by day. Which days are shown stands in the address. */
export function CalendarPage() {
  const { t } = useTranslation();
  const settings = usePreferences();
  const [params, setParams] = useSearchParams();
  const isNarrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  const view = VIEWS.find((known) => known === params.get('view')) ?? 'month';
  const asked = params.get('on');
  const on = isIsoDay(asked) ? asked : bangkokToday();
  const assigned = params.get('assigned') === 'me' ? 'me' : 'anyone';
  const go = (changes: Readonly<Record<string, string>>) =>
    setParams(Object.fromEntries(Object.entries({ view, on, assigned, ...changes })), { replace: true });

  const weeks = weeksOf(on, view, settings.language);
  const days = weeks.flat();
  const [from = on, until = on] = [days[0], days.at(-1)];
  const calendar = useQuery({
    queryKey: ['calendar', from, until, assigned],
    queryFn: () => answerOf<CalendarAnswer>(calendarControllerRead({ query: { from, until, assigned } })),
    placeholderData: (before) => before,
    refetchInterval: 60_000,
  });
  const byDay = entriesByDay(calendar.data?.items ?? []);
  const shown = days.filter((day) => byDay.has(day) && (view === 'week' || day.slice(0, 7) === on.slice(0, 7)));
  const title =
    view === 'month' ? showMonth(on.slice(0, 7), settings) : `${showDay(from, settings)} – ${showDay(until, settings)}`;

  return (
    <>
      <Title order={1} size="h2" mb="sm">
        {t('calendar.title')}
      </Title>
      <Group justify="space-between" gap="sm" mb="sm">
        <Group gap="xs">
          <Button
            variant="default"
            px="xs"
            aria-label={t(`calendar.before.${view}`)}
            onClick={() => go({ on: nextOf(on, view, -1) })}
          >
            <IconChevronLeft size={20} aria-hidden />
          </Button>
          <Button variant="default" onClick={() => go({ on: bangkokToday() })}>
            {t('calendar.today')}
          </Button>
          <Button
            variant="default"
            px="xs"
            aria-label={t(`calendar.after.${view}`)}
            onClick={() => go({ on: nextOf(on, view, 1) })}
          >
            <IconChevronRight size={20} aria-hidden />
          </Button>
          <Title order={2} size="h4" aria-live="polite">
            {title}
          </Title>
        </Group>
        <Group gap="xs">
          <SegmentedControl
            aria-label={t('calendar.whose')}
            value={assigned}
            onChange={(chosen) => go({ assigned: chosen })}
            data={[
              { value: 'anyone', label: t('inbox.anyone') },
              { value: 'me', label: t('inbox.mine') },
            ]}
          />
          <SegmentedControl
            aria-label={t('calendar.view')}
            value={view}
            onChange={(chosen) => go({ view: chosen })}
            data={VIEWS.map((known) => ({ value: known, label: t(`calendar.views.${known}`) }))}
          />
        </Group>
      </Group>
      <Legend />
      <Stale query={calendar} />
      {calendar.isPending && <PageLoading />}
      {calendar.isError && calendar.data === undefined && (
        <Failure reason={calendar.error} onRetry={() => void calendar.refetch()} />
      )}
      {calendar.data?.isComplete === false && (
        <Text role="status" mb="sm" fw={600}>
          {t('calendar.tooMuch')}
        </Text>
      )}
      {calendar.data !== undefined && (
        <div className={styles.days} aria-busy={calendar.isPlaceholderData}>
          {isNarrow ? (
            <DayList days={shown} byDay={byDay} />
          ) : (
            <MonthGrid weeks={weeks} byDay={byDay} on={on} view={view} onGo={go} />
          )}
          {shown.length === 0 && (
            <Empty icon={IconCalendarOff} title={t(`calendar.empty.${view}`)} text={t('calendar.emptyText')} />
          )}
        </div>
      )}
    </>
  );
}

/** A day's warnings come after what is to be done on it: a cell has room for few, and these must not hide those. */
function entriesByDay(items: readonly CalendarEntry[]): ReadonlyMap<IsoDay, readonly CalendarEntry[]> {
  const byDay = new Map<IsoDay, CalendarEntry[]>();
  const warnsLast = (kind: string) => (kind === 'warning' ? 1 : 0);
  for (const entry of items.toSorted((a, b) => warnsLast(a.kind) - warnsLast(b.kind))) {
    const day = bangkokDayOf(entry.at);
    byDay.set(day, [...(byDay.get(day) ?? []), entry]);
  }
  return byDay;
}
