import { Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ClockView } from '../api/answers.js';
import { usePreferences } from '../app/preferences.js';
import { showDate } from '../dates/show-date.js';
import { urgencyOf } from '../dates/time-left.js';
import { DueChip } from '../ui/DueChip.js';
import { useLabels } from '../ui/labels.js';
import { useNow } from '../ui/use-now.js';
import { ClockBasis } from './ClockBasis.js';
import { ExtendClock } from './ExtendClock.js';

const COLOURS = { over: 'red', soon: 'orange', near: 'yellow', far: 'bridge', done: 'gray' } as const;

interface OfCase {
  readonly caseId: string;
  readonly caseNumber: string;
}

interface Props extends OfCase {
  readonly clocks: readonly ClockView[];
}

/** The clocks that run first, least time left on top; then those that have ended. */
export function ClockList({ clocks, ...kase }: Props) {
  const { t } = useTranslation();
  const running = clocks.filter((clock) => !isSettled(clock)).sort((a, b) => a.dueAt.localeCompare(b.dueAt));
  const settled = clocks.filter(isSettled);
  if (clocks.length === 0) return <Text c="dimmed">{t('clocks.none')}</Text>;
  return (
    <Stack gap="sm">
      {running.map((clock) => (
        <Clock key={clock.id} clock={clock} {...kase} />
      ))}
      {settled.length > 0 && (
        <details>
          <summary>{t('clocks.settled', { count: settled.length })}</summary>
          <Stack gap="sm" mt="sm">
            {settled.map((clock) => (
              <Clock key={clock.id} clock={clock} {...kase} />
            ))}
          </Stack>
        </details>
      )}
    </Stack>
  );
}

function isSettled({ state, stoppedAt }: ClockView): boolean {
  return stoppedAt !== null || state === 'stopped';
}

function Clock({ clock, caseId, caseNumber }: OfCase & { readonly clock: ClockView }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  const now = useNow();
  const done = isSettled(clock);
  const urgency = done ? 'done' : urgencyOf(clock.dueAt, now);
  const from = Date.parse(clock.startedAt);
  const share = Math.min(100, Math.max(0, ((now - from) / (Date.parse(clock.dueAt) - from)) * 100));
  return (
    <Paper withBorder radius="md" p="sm">
      <Group justify="space-between" gap="xs" align="start">
        <Text fw={600}>{labels.words(clock.title)}</Text>
        <DueChip dueAt={clock.dueAt} isDone={done} />
      </Group>
      {!done && <Progress value={share} size="sm" my={6} color={COLOURS[urgency]} aria-label={t('clocks.used')} />}
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed">
          {t('clocks.since', { at: showDate(clock.startedAt, settings) })}
          {done && clock.stoppedAt !== null && ` · ${t('clocks.stopped', { at: showDate(clock.stoppedAt, settings) })}`}
        </Text>
        <Group gap="xs">
          <ExtendClock clock={clock} caseId={caseId} caseNumber={caseNumber} />
          <ClockBasis rule={clock} />
        </Group>
      </Group>
      {clock.overtakenEnds.map(({ endedAt }) => (
        <Text key={endedAt} size="sm" c="dimmed">
          {t('clocks.overtaken', { at: showDate(endedAt, settings) })}
        </Text>
      ))}
    </Paper>
  );
}
