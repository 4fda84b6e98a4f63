import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { tasksControllerComplete, tasksControllerRead } from '#client/sdk.gen.js';
import type { Answers, CompletionReceipt, TaskWithForm } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { may, useMe } from '../auth/session-context.js';
import { RecordLink } from '../cases/RecordLink.js';
import { AdvicePanel } from '../forms/AdvicePanel.js';
import { OpinionNotGiven } from '../forms/OpinionNotGiven.js';
import { FormRunner } from '../forms/FormRunner.js';
import { Dissents, SittingPanel } from '../forms/SittingPanel.js';
import { DueChip } from '../ui/DueChip.js';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { useLabels } from '../ui/labels.js';
import { NextTasks } from './NextTasks.js';
import { PartnerQuestion } from './PartnerQuestion.js';
import { ShownToUs } from './ShownToUs.js';

const WAIT_SECONDS = 3;

export function TaskPage() {
  const { id = '' } = useParams();
  // A new task is a new page: nothing of the last one's answers may stay.
  return <Task key={id} id={id} />;
}

function Task({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const me = useMe();
  const queries = useQueryClient();
  const [receipt, setReceipt] = useState<CompletionReceipt | null>(null);
  // The same key however often it is tried: an answer that got lost is not a second act.
  const idempotencyKey = useRef(crypto.randomUUID());
  const task = useQuery({
    queryKey: ['task', id],
    queryFn: () => answerOf<TaskWithForm>(tasksControllerRead({ path: { id } })),
    // What is being typed is not replaced from under the hand.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

  const send = async (answers: Answers) => {
    const done = await answerOf<CompletionReceipt>(
      tasksControllerComplete({
        path: { id },
        body: { answers: { ...answers } },
        headers: { 'Idempotency-Key': idempotencyKey.current, Prefer: `wait=${WAIT_SECONDS}` },
      }),
    );
    setReceipt(done);
    // A list that is not shown just now is forgotten: what was answered must not stand in it until the new one has come.
    queries.removeQueries({ queryKey: ['inbox'], type: 'inactive' });
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['inbox'] }),
      queries.invalidateQueries({ queryKey: ['case', done.case.id] }),
    ]);
  };

  if (task.isPending) return <PageLoading />;
  if (task.isError) return <Failure reason={task.error} onRetry={() => void task.refetch()} />;
  const { data } = task;
  // An opinion of the team is its member's own, whatever roles another holds.
  const mayWork =
    data.key === 'give-mdt-opinion'
      ? data.assignee === me.username
      : data.roles.some((role) => me.roles.includes(role));
  const readsCases = may(me, 'case.read');
  const aside = (
    <>
      {data.askedPartner !== undefined && <PartnerQuestion asked={data.askedPartner} />}
      {data.sitting !== undefined && <SittingPanel sitting={data.sitting} />}
      {data.key === 'reroute-referral' && (
        <Paper withBorder radius="lg" p="lg" mt="lg">
          <Text>
            {t('referral.rerouteHint')}{' '}
            <Anchor component={Link} to={`/cases/${data.caseId}?tab=referrals`} inherit>
              {t('task.toCase')}
            </Anchor>
          </Text>
        </Paper>
      )}
      {data.advice && <AdvicePanel advice={data.advice} />}
      {!readsCases && !may(me, 'referral.answer') && <ShownToUs />}
    </>
  );
  return (
    <Stack gap="md">
      <Group justify="space-between" align="start" gap="sm">
        <div>
          <Text size="sm" c="dimmed">
            {readsCases ? (
              <Anchor component={Link} to={`/cases/${data.caseId}`} inherit>
                {data.caseNumber}
              </Anchor>
            ) : (
              data.caseNumber
            )}{' '}
            · {labels.stage(data.stage)}
          </Text>
          <Title order={1} size="h2">
            {labels.words(data.title)}
          </Title>
        </div>
        {data.dueAt !== null && <DueChip dueAt={data.dueAt} isDone={data.state === 'completed' || receipt !== null} />}
      </Group>
      {receipt !== null ? (
        <Paper p="xl" radius="lg" withBorder role="status">
          <Group gap="sm" mb="sm">
            <IconCircleCheck size={32} aria-hidden />
            <Title order={2} size="h3">
              {t('task.done')}
            </Title>
          </Group>
          <NextTasks receipt={receipt} />
        </Paper>
      ) : data.state !== 'open' ? (
        <Paper p="lg" radius="lg" withBorder>
          <Text>{t(`task.state.${data.state}`)}</Text>
          {data.dissents && <Dissents dissents={data.dissents} />}
          {data.state === 'completed' && data.outcome !== null && <RecordLink task={data} />}
          {readsCases && (
            <Button component={Link} to={`/cases/${data.caseId}`} variant="default" mt="md">
              {t('task.toCase')}
            </Button>
          )}
        </Paper>
      ) : mayWork ? (
        <FormRunner task={data} onSend={send} aside={aside} />
      ) : (
        <Paper p="lg" radius="lg" withBorder>
          <Text>
            {data.key === 'give-mdt-opinion'
              ? t('sitting.notYours', { member: data.assignee ?? '' })
              : t('task.notYours', { roles: data.roles.map(labels.role).join(', ') })}
          </Text>
          {data.key === 'give-mdt-opinion' && me.roles.includes('mdt-chair') && <OpinionNotGiven onSend={send} />}
        </Paper>
      )}
    </Stack>
  );
}
