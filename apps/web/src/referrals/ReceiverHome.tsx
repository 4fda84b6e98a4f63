import { Button, Group, Paper, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconBuildingBridge2 } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { referralsControllerListForReceiver, referralsControllerRespond } from '#client/sdk.gen.js';
import type { Page, Referral } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { Empty } from '../ui/Empty.js';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { Stale } from '../ui/Stale.js';
import { ReferralSummary } from './ReferralCards.js';
import { SharedWithUs } from './SharedWithUs.js';

/** What one's agency is asked, and nothing else of the case. */
export function ReceiverHome() {
  const { t } = useTranslation();
  const referrals = useQuery({
    queryKey: ['requests'],
    queryFn: () => answerOf<Page<Referral>>(referralsControllerListForReceiver()),
    refetchInterval: 15_000,
  });
  const items = referrals.data?.items ?? [];
  const open = items.filter(({ state }) => state === 'sent');
  const answered = items.filter(({ state }) => state !== 'sent');
  return (
    <>
      <Title order={1} size="h2" mb="md">
        {t('requests.title')}
      </Title>
      <Stale query={referrals} />
      {referrals.isPending && <PageLoading />}
      {referrals.isError && referrals.data === undefined && (
        <Failure reason={referrals.error} onRetry={() => void referrals.refetch()} />
      )}
      {referrals.isSuccess && open.length === 0 && (
        <Empty icon={IconBuildingBridge2} title={t('requests.emptyTitle')} text={t('requests.emptyText')} />
      )}
      <Stack gap="md">
        {open.map((referral) => (
          <Request key={referral.id} referral={referral} />
        ))}
      </Stack>
      {answered.length > 0 && (
        <>
          <Title order={2} size="h4" mt="xl" mb="sm">
            {t('requests.answered')}
          </Title>
          <Stack gap="sm">
            {answered.map((referral) => (
              <Paper key={referral.id} withBorder radius="md" p="sm">
                <ReferralSummary referral={referral} />
                <SharedWithUs referral={referral} />
              </Paper>
            ))}
          </Stack>
        </>
      )}
    </>
  );
}

function Request({ referral }: { readonly referral: Referral }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [isDeclining, setDeclining] = useState(false);
  const [reason, setReason] = useState('');
  const idempotencyKey = useRef(crypto.randomUUID());
  const respond = useMutation({
    mutationFn: (answer: 'accepted' | 'declined') =>
      answerOf(
        referralsControllerRespond({
          path: { id: referral.id },
          headers: { 'Idempotency-Key': `${idempotencyKey.current}-${answer}` },
          body: { answer, ...(answer === 'declined' ? { reason: reason.trim() } : {}) },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ['requests'] }),
  });
  return (
    <Paper withBorder radius="lg" p="md" component="article">
      <Text size="sm" c="dimmed">
        {referral.caseNumber}
      </Text>
      <ReferralSummary referral={referral} />
      <SharedWithUs referral={referral} />
      {respond.error !== null && <Failure reason={respond.error} />}
      {isDeclining ? (
        <Stack gap="sm" mt="sm">
          <Textarea
            label={t('requests.reason')}
            description={t('requests.reasonHint')}
            autosize
            minRows={2}
            autoFocus
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group gap="sm">
            <Button
              color="red.9"
              size="md"
              disabled={reason.trim() === ''}
              loading={respond.isPending}
              onClick={() => respond.mutate('declined')}
            >
              {t('requests.sendDecline')}
            </Button>
            <Button variant="default" size="md" onClick={() => setDeclining(false)}>
              {t('form.back')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Group gap="sm" mt="sm">
          <Button size="md" loading={respond.isPending} onClick={() => respond.mutate('accepted')}>
            {t('requests.accept')}
          </Button>
          <Button size="md" variant="default" onClick={() => setDeclining(true)}>
            {t('requests.decline')}
          </Button>
        </Group>
      )}
    </Paper>
  );
}
