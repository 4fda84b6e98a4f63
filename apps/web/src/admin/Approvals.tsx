import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { approvalsControllerDecide, approvalsControllerList } from '#client/sdk.gen.js';
import type { Page } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { usePreferences } from '../app/preferences.js';
import { useMe } from '../auth/session-context.js';
import { showDate } from '../dates/show-date.js';
import { Failure } from '../ui/Failure.js';
import { ReasonDialog } from '../ui/ReasonDialog.js';

/** What one person asked for and another must decide. */
interface Approval {
  readonly id: string;
  readonly kind: 'reset-case' | 'apply-policy' | 'shred-case' | 'merge-cases';
  readonly caseNumber: string | null;
  readonly payload: { readonly version?: string; readonly caseIds?: readonly string[] };
  readonly reason: string | null;
  readonly requestedBy: string;
  readonly requestedAt: string;
}

type Decision = 'approved' | 'refused';

/** What one person asked for and another decides; one's own stands there without buttons. */
export function Approvals() {
  const { t } = useTranslation();
  const settings = usePreferences();
  const me = useMe();
  const [deciding, setDeciding] = useState<readonly [Approval, Decision] | null>(null);
  const approvals = useQuery({
    queryKey: ['approvals'],
    queryFn: () => answerOf<Page<Approval>>(approvalsControllerList({ query: { state: 'pending' } })),
    refetchInterval: 20_000,
  });
  const items = approvals.data?.items ?? [];
  if (approvals.isError) return <Failure reason={approvals.error} onRetry={() => void approvals.refetch()} />;
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="approvals">
      <Title order={2} size="h4" id="approvals" mb="xs">
        {t('approvals.title')}
      </Title>
      <Stack gap="sm" mb="lg">
        {items.map((item) => (
          <Paper key={item.id} withBorder radius="lg" p="md">
            <Text fw={600}>
              {item.kind === 'apply-policy'
                ? t('approvals.apply-policy', {
                    version: item.payload.version ?? '',
                    count: item.payload.caseIds?.length ?? 0,
                  })
                : t(`approvals.${item.kind}`, { number: item.caseNumber ?? '' })}
            </Text>
            <Text size="sm" c="dimmed">
              {t('approvals.by', { who: item.requestedBy, at: showDate(item.requestedAt, settings) })}
              {item.reason !== null && ` · ${item.reason}`}
            </Text>
            {item.requestedBy === me.username ? (
              <Text size="sm">{t('approvals.own')}</Text>
            ) : (
              <Group gap="xs" mt="xs">
                {(['approved', 'refused'] as const).map((decision) => (
                  <Button
                    key={decision}
                    size="compact-md"
                    variant={decision === 'approved' ? 'filled' : 'default'}
                    onClick={() => setDeciding([item, decision])}
                  >
                    {t(`approvals.do.${decision}`)}
                  </Button>
                ))}
              </Group>
            )}
          </Paper>
        ))}
      </Stack>
      {deciding !== null && <Decide approval={deciding[0]} decision={deciding[1]} onClose={() => setDeciding(null)} />}
    </section>
  );
}

interface DecideProps {
  readonly approval: Approval;
  readonly decision: Decision;
  readonly onClose: () => void;
}

function Decide({ approval, decision, onClose }: DecideProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const know = () => {
    for (const changed of ['approvals', 'stuck', 'privacy']) void queries.invalidateQueries({ queryKey: [changed] });
  };
  const decide = (reason: string, key: string) =>
    answerOf(
      approvalsControllerDecide({
        path: { id: approval.id },
        headers: { 'Idempotency-Key': key },
        body: { decision, reason },
      }),
    ).finally(know);
  const words = t(`approvals.do.${decision}`);
  return <ReasonDialog title={words} submit={words} act={decide} onDone={onClose} onClose={onClose} />;
}
