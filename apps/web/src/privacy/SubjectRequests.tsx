import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconMailQuestion, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { subjectRequestsControllerList } from '#client/sdk.gen.js';
import type { Page } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { usePreferences } from '../app/preferences.js';
import { may, useMe } from '../auth/session-context.js';
import styles from '../cases/CaseList.module.css';
import { showDate } from '../dates/show-date.js';
import { DueChip } from '../ui/DueChip.js';
import { Empty } from '../ui/Empty.js';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { NewSubjectRequest } from './NewSubjectRequest.js';
import type { SubjectRequest } from './privacy-answers.js';
import { SubjectRequestDialog } from './SubjectRequestDialog.js';

/** What persons asked about their own data, the first due first: answered within 30 days (PDPA s.30). */
export function SubjectRequests() {
  const { t } = useTranslation();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const [opened, setOpened] = useState<SubjectRequest | null>(null);
  const caseNumber = params.get('new');
  const requests = useQuery({
    queryKey: ['privacy', 'requests'],
    queryFn: () => answerOf<Page<SubjectRequest>>(subjectRequestsControllerList()),
  });
  const write = (number: string | null) =>
    setParams(number === null ? { tab: 'requests' } : { tab: 'requests', new: number }, { replace: true });
  return (
    <Stack gap="md">
      {may(me, 'subject-request.file') && (
        <Group>
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => write('')}>
            {t('privacy.request.new')}
          </Button>
        </Group>
      )}
      {requests.isPending && <PageLoading />}
      {requests.isError && <Failure reason={requests.error} onRetry={() => void requests.refetch()} />}
      {requests.data?.items.length === 0 && (
        <Empty icon={IconMailQuestion} title={t('privacy.request.none')} text={t('privacy.request.noneText')} />
      )}
      {requests.data?.items.map((request) => (
        <Row key={request.id} request={request} onOpen={() => setOpened(request)} />
      ))}
      {opened !== null && <SubjectRequestDialog request={opened} onClose={() => setOpened(null)} />}
      {caseNumber !== null && <NewSubjectRequest caseNumber={caseNumber} onClose={() => write(null)} />}
    </Stack>
  );
}

function Row({ request, onOpen }: { readonly request: SubjectRequest; readonly onOpen: () => void }) {
  const { t } = useTranslation();
  const settings = usePreferences();
  const { caseNumber, caseId, kind, decision, decidedBy, decidedAt, liftedAt } = request;
  const title = `${caseNumber}: ${t(`privacy.kind.${kind}`)}`;
  return (
    <Paper withBorder radius="lg" p="md" component="article" aria-label={title}>
      <Group justify="space-between" align="start">
        <div>
          <Title order={2} size="h5">
            {t(`privacy.kind.${kind}`)}
          </Title>
          <Text size="sm" c="dimmed">
            <Link to={`/cases/${caseId}`} className={styles.link ?? ''}>
              {caseNumber}
            </Link>{' '}
            · {t(`privacy.askedBy.${request.askedBy}`)} ·{' '}
            {t('privacy.request.received', { at: showDate(request.receivedAt, settings, 'day'), who: request.filedBy })}
          </Text>
        </div>
        {decision === null ? (
          <DueChip dueAt={request.dueAt} />
        ) : (
          <Badge variant={decision === 'granted' ? 'light' : 'outline'}>{t(`privacy.decision.${decision}`)}</Badge>
        )}
      </Group>
      {decision !== null && (
        <Text size="sm">
          {t('privacy.request.decided', { who: decidedBy ?? '–', at: showDate(decidedAt ?? request.dueAt, settings) })}
          {liftedAt !== null && ` · ${t('privacy.request.lifted', { at: showDate(liftedAt, settings, 'day') })}`}
        </Text>
      )}
      <Button variant="default" size="compact-md" mt="xs" onClick={onOpen}>
        {t(decision === null ? 'privacy.request.openUndecided' : 'privacy.request.open')}
      </Button>
    </Paper>
  );
}
