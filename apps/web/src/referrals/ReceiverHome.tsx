import { Anchor, Badge, Button, Group, Paper, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconBuildingBridge2 } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { referralsControllerListForReceiver, referralsControllerRespond } from '#client/sdk.gen.js';
import type { EndedReferral, Page, Referral } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { usePreferences } from '../app/preferences.js';
import { showDate } from '../dates/show-date.js';
import { InboxRow } from '../tasks/InboxRow.js';
import { useInbox } from '../tasks/use-inbox.js';
import { Empty } from '../ui/Empty.js';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { Stale } from '../ui/Stale.js';
import { useLabels } from '../ui/labels.js';
import { useNow } from '../ui/use-now.js';
import { ReferralSummary } from './ReferralCards.js';
import { SharedWithUs } from './SharedWithUs.js';

type Answer = 'accepted' | 'declined';
type Requests = Page<Referral> & { readonly withdrawn: readonly EndedReferral[] };

/** What one's agency is asked, who is with it now and what it owes them; nothing else of the cases. */
export function ReceiverHome() {
  const { t } = useTranslation();
  const [answered, setAnswered] = useState<{ readonly number: string; readonly answer: Answer } | null>(null);
  const requests = useQuery({
    queryKey: ['requests'],
    queryFn: () => answerOf<Requests>(referralsControllerListForReceiver()),
    // Each look stands on the audit, once for each request; what changes is told at once without it.
    refetchInterval: 60_000,
  });
  const items = requests.data?.items ?? [];
  const open = items.filter(({ state }) => state === 'sent').sort(byTimeLeft);
  const withUs = items.filter(({ state }) => state === 'accepted');
  const past = items.filter(({ state }) => state !== 'sent' && state !== 'accepted');
  const withdrawn = requests.data?.withdrawn ?? [];
  return (
    <>
      <Title order={1} size="h2" mb="md">
        {t('requests.title')}
      </Title>
      <Stale query={requests} />
      {requests.isPending && <PageLoading />}
      {requests.isError && requests.data === undefined && (
        <Failure reason={requests.error} onRetry={() => void requests.refetch()} />
      )}
      <Text role="status" mb={answered === null ? 0 : 'sm'}>
        {answered !== null && t(`requests.done.${answered.answer}`, { number: answered.number })}
      </Text>
      {requests.isSuccess && open.length === 0 && (
        <Empty icon={IconBuildingBridge2} title={t('requests.emptyTitle')} text={t('requests.emptyText')} />
      )}
      <Stack gap="md">
        {open.map((referral) => (
          <Request
            key={referral.id}
            referral={referral}
            onAnswered={(answer) => setAnswered({ number: referral.caseNumber, answer })}
          />
        ))}
      </Stack>
      {requests.isSuccess && <Owed cases={new Set(withUs.map(({ caseId }) => caseId))} />}
      <Section id="with-us" title={t('requests.withUs')} count={withUs.length}>
        {withUs.map((referral) => (
          <Answered key={referral.id} referral={referral} />
        ))}
      </Section>
      <Section id="past" title={t('requests.past')} count={past.length + withdrawn.length}>
        {past.map((referral) => (
          <Answered key={referral.id} referral={referral} />
        ))}
        {withdrawn.map((referral) => (
          <Ended key={referral.id} referral={referral} />
        ))}
      </Section>
    </>
  );
}

/** Least time first, what is over before all. */
function byTimeLeft(a: Referral, b: Referral): number {
  return (a.answerBy ?? '9999').localeCompare(b.answerBy ?? '9999');
}

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}

function Section({ id, title, count, children }: SectionProps) {
  if (count === 0) return null;
  return (
    <section aria-labelledby={id}>
      <Title order={2} size="h4" mt="xl" mb="sm" id={id}>
        {title}{' '}
        <Text span c="dimmed" inherit fw={400}>
          {count}
        </Text>
      </Title>
      <Stack gap="sm">{children}</Stack>
    </section>
  );
}

/** Visits and other tasks of those who are with the agency; what else its role may take is a page of its own. */
function Owed({ cases }: { readonly cases: ReadonlySet<string> }) {
  const { t } = useTranslation();
  const inbox = useInbox('anyone');
  const tasks = (inbox.data?.pages ?? []).flatMap(({ items }) => items).filter(({ key }) => key !== 'answer-referral');
  const owed = tasks.filter(({ caseId }) => cases.has(caseId));
  const hasOthers = tasks.length > owed.length || inbox.hasNextPage;
  return (
    <>
      <Section id="owed" title={t('requests.owed')} count={owed.length}>
        {owed.map((task) => (
          <InboxRow key={task.id} task={task} />
        ))}
      </Section>
      {hasOthers && (
        <Text mt="md" c="dimmed">
          {t('requests.otherTasks')}{' '}
          <Anchor component={Link} to="/inbox" inherit>
            {t('places.tasks')}
          </Anchor>
        </Text>
      )}
    </>
  );
}

function Answered({ referral }: { readonly referral: Referral }) {
  return (
    <Paper withBorder radius="md" p="sm" component="article">
      <Text size="sm" c="dimmed">
        {referral.caseNumber}
      </Text>
      <ReferralSummary referral={referral} />
      <SharedWithUs referral={referral} />
    </Paper>
  );
}

/** She has withdrawn: neither her number nor what was asked is left here. */
function Ended({ referral }: { readonly referral: EndedReferral }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  return (
    <Paper withBorder radius="md" p="sm" component="article">
      <Text fw={600}>{labels.service(referral.service)}</Text>
      <Text>{t('requests.withdrawn')}</Text>
      <Text size="sm" c="dimmed">
        {t('referral.sentAt', { at: showDate(referral.sentAt, settings) })}
      </Text>
    </Paper>
  );
}

interface RequestProps {
  readonly referral: Referral;
  readonly onAnswered: (answer: Answer) => void;
}

function Request({ referral, onAnswered }: RequestProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const now = useNow();
  const [isDeclining, setDeclining] = useState(false);
  const [reason, setReason] = useState('');
  const idempotencyKey = useRef(crypto.randomUUID());
  const respond = useMutation({
    mutationFn: (answer: Answer) =>
      answerOf(
        referralsControllerRespond({
          path: { id: referral.id },
          headers: { 'Idempotency-Key': `${idempotencyKey.current}-${answer}` },
          body: { answer, ...(answer === 'declined' ? { reason: reason.trim() } : {}) },
        }),
      ),
    onSuccess: (_, answer) => onAnswered(answer),
    onSettled: () => queries.invalidateQueries({ queryKey: ['requests'] }),
  });
  return (
    <Paper withBorder radius="lg" p="md" component="article">
      <Group gap="sm">
        <Text size="sm" c="dimmed">
          {referral.caseNumber}
        </Text>
        {referral.urgent && (
          <Badge color="red.9" variant="filled">
            {t('task.urgent')}
          </Badge>
        )}
      </Group>
      <ReferralSummary referral={referral} />
      {referral.answerBy !== null && Date.parse(referral.answerBy) <= now && (
        <Text fw={600}>{t('requests.timeIsUp')}</Text>
      )}
      <div>
        <SharedWithUs referral={referral} />
      </div>
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
