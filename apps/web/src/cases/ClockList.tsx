import { Badge, Button, Group, Paper, Popover, Progress, Stack, Text, Title } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ClockView } from '../api/answers.js';
import { usePreferences } from '../app/preferences.js';
import { showDate } from '../dates/show-date.js';
import { urgencyOf } from '../dates/time-left.js';
import { DueChip } from '../ui/DueChip.js';
import { useLabels } from '../ui/labels.js';
import { useNow } from '../ui/use-now.js';

const COLOURS = { over: 'red', soon: 'orange', near: 'yellow', far: 'bridge', done: 'gray' } as const;

/** The clocks that run first, least time left on top; then those that have ended. */
export function ClockList({ clocks }: { readonly clocks: readonly ClockView[] }) {
  const { t } = useTranslation();
  const running = clocks.filter((clock) => !isSettled(clock)).sort((a, b) => a.dueAt.localeCompare(b.dueAt));
  const settled = clocks.filter(isSettled);
  if (clocks.length === 0) return <Text c="dimmed">{t('clocks.none')}</Text>;
  return (
    <Stack gap="sm">
      {running.map((clock) => (
        <Clock key={clock.id} clock={clock} />
      ))}
      {settled.length > 0 && (
        <details>
          <summary>{t('clocks.settled', { count: settled.length })}</summary>
          <Stack gap="sm" mt="sm">
            {settled.map((clock) => (
              <Clock key={clock.id} clock={clock} />
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

function Clock({ clock }: { readonly clock: ClockView }) {
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
        <Basis clock={clock} />
      </Group>
      {clock.overtakenEnds.map(({ endedAt }) => (
        <Text key={endedAt} size="sm" c="dimmed">
          {t('clocks.overtaken', { at: showDate(endedAt, settings) })}
        </Text>
      ))}
    </Paper>
  );
}

/** The law behind a limit, on hover, tap or keyboard: a product default must never look like law. */
function Basis({ clock }: { readonly clock: ClockView }) {
  const { t } = useTranslation();
  const confidence =
    clock.confidence === 'V' || clock.confidence === 'V2' || clock.confidence === 'P' ? clock.confidence : 'P';
  return (
    <Popover width={320} withArrow shadow="md" withinPortal position="bottom-end">
      <Popover.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconScale size={15} aria-hidden />}
          rightSection={
            <Badge size="sm" variant={confidence === 'P' ? 'outline' : 'filled'}>
              {t(`clocks.confidence.${confidence}`)}
            </Badge>
          }
        >
          {t('clocks.basis')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Title order={3} size="h6">
          {t('clocks.basis')}
        </Title>
        <Text size="sm">{clock.basis}</Text>
        <Text size="sm" c="dimmed" mt={4}>
          {clock.source}
        </Text>
        <Text size="sm" mt={4}>
          {t(`clocks.confidenceText.${confidence}`)}
        </Text>
        {clock.unsettled && <Text size="sm">{t('clocks.unsettled')}</Text>}
      </Popover.Dropdown>
    </Popover>
  );
}
