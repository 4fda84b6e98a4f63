import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { tasksControllerList } from '#client/sdk.gen.js';
import type { CompletionReceipt, Inbox } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { may, useMe } from '../auth/session-context.js';
import { useLabels } from '../ui/labels.js';
import { InboxRow } from './InboxRow.js';

/** What this act has opened for the same person: the next question is there at once. */
export function NextTasks({ receipt }: { readonly receipt: CompletionReceipt }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const me = useMe();
  const next = useQuery({
    queryKey: ['inbox', 'of-case', receipt.case.id],
    queryFn: () => answerOf<Inbox>(tasksControllerList({ query: { caseId: receipt.case.id } })),
    refetchInterval: 3_000,
  });
  const items = next.data?.items ?? [];
  return (
    <Stack gap="sm">
      <Text c="dimmed">
        {t('task.caseIsAt', { number: receipt.case.number, stage: labels.stage(receipt.case.stage) })}
      </Text>
      {items.length > 0 && <Text fw={600}>{t('task.nextForYou')}</Text>}
      {items.map((task) => (
        <InboxRow key={task.id} task={task} />
      ))}
      <Group gap="sm" mt="sm">
        <Button component={Link} to="/" variant="default" size="md">
          {t('task.toInbox')}
        </Button>
        {may(me, 'case.read') && (
          <Button component={Link} to={`/cases/${receipt.case.id}`} variant="subtle" size="md">
            {t('task.toCase')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
