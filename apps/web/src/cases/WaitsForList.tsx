import { Button, Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { WaitsFor } from '../api/answers.js';
import { usePreferences } from '../app/preferences.js';
import { useMe } from '../auth/session-context.js';
import { showDate } from '../dates/show-date.js';
import { DueChip } from '../ui/DueChip.js';
import { useLabels } from '../ui/labels.js';

/** What the case waits for: whom, since when, under which rule, and what unblocks it. */
export function WaitsForList({ waits }: { readonly waits: readonly WaitsFor[] }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  const me = useMe();
  if (waits.length === 0) return <Text c="dimmed">{t('case.waitsForNothing')}</Text>;
  return (
    <Stack gap="sm">
      {waits.map((wait, index) => {
        const mine = wait.roles.some((role) => me.roles.includes(role));
        return (
          <Paper key={wait.unblockedBy.taskId ?? index} withBorder radius="md" p="sm">
            <Text fw={600}>{labels.words(wait.what)}</Text>
            <Text size="sm">
              {t('case.waitsForWhom', { who: wait.assignee ?? wait.roles.map(labels.role).join(', ') })}
              {wait.since !== null && ` · ${t('case.waitsSince', { at: showDate(wait.since, settings) })}`}
            </Text>
            {wait.rule !== null && (
              <Text size="sm" c="dimmed">
                {labels.words(wait.rule.title)}
                {wait.rule.basis !== null && ` – ${labels.words(wait.rule.basis)}`}
              </Text>
            )}
            {wait.dueAt !== null && <DueChip dueAt={wait.dueAt} />}
            {mine && wait.unblockedBy.taskId !== undefined && (
              <Button component={Link} to={`/tasks/${wait.unblockedBy.taskId}`} size="sm" mt="xs" fullWidth>
                {t('case.doIt')}
              </Button>
            )}
          </Paper>
        );
      })}
    </Stack>
  );
}
