import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import {
  retentionControllerLiftHold,
  retentionControllerList,
  retentionControllerPlaceHold,
  retentionControllerRequestShredding,
} from '#client/sdk.gen.js';
import { Approvals } from '../admin/Approvals.js';
import type { Page } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { usePreferences } from '../app/preferences.js';
import { may, useMe } from '../auth/session-context.js';
import styles from '../cases/CaseList.module.css';
import { showDate, showDay } from '../dates/show-date.js';
import { Empty } from '../ui/Empty.js';
import { Failure } from '../ui/Failure.js';
import { useLabels } from '../ui/labels.js';
import { PageLoading } from '../ui/PageLoading.js';
import { ReasonDialog } from '../ui/ReasonDialog.js';
import type { ErasableCase } from './privacy-answers.js';

const ACTS = {
  'ask-erasure': retentionControllerRequestShredding,
  'place-hold': retentionControllerPlaceHold,
  'lift-hold': retentionControllerLiftHold,
} as const;
type RetentionAct = keyof typeof ACTS;

/** The end of retention: what is due is reviewed by one person, and erased by the word of another. */
export function RetentionReview() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const me = useMe();
  const [acting, setActing] = useState<readonly [ErasableCase, RetentionAct] | null>(null);
  const due = useQuery({
    queryKey: ['privacy', 'retention'],
    queryFn: () => answerOf<Page<ErasableCase>>(retentionControllerList()),
  });
  const done = () => {
    setActing(null);
    void queries.invalidateQueries({ queryKey: ['privacy', 'retention'] });
    void queries.invalidateQueries({ queryKey: ['approvals'] });
  };
  return (
    <Stack gap="md">
      {may(me, 'approval.decide') && <Approvals />}
      {due.isPending && <PageLoading />}
      {due.isError && <Failure reason={due.error} onRetry={() => void due.refetch()} />}
      {due.data?.items.length === 0 && (
        <Empty icon={IconArchive} title={t('privacy.retention.none')} text={t('privacy.retention.noneText')} />
      )}
      {due.data?.items.map((kase) => (
        <Row key={kase.id} kase={kase} onAct={(act) => setActing([kase, act])} />
      ))}
      {acting !== null && (
        <ReasonDialog
          title={`${acting[0].number}: ${t(`privacy.retention.do.${acting[1]}`)}`}
          effect={t(`privacy.retention.effect.${acting[1]}`)}
          submit={t(`privacy.retention.do.${acting[1]}`)}
          act={(reason, key) =>
            answerOf(
              ACTS[acting[1]]({ path: { id: acting[0].id }, headers: { 'Idempotency-Key': key }, body: { reason } }),
            )
          }
          onDone={done}
          onClose={() => setActing(null)}
        />
      )}
    </Stack>
  );
}

interface RowProps {
  readonly kase: ErasableCase;
  readonly onAct: (act: RetentionAct) => void;
}

function Row({ kase, onAct }: RowProps) {
  const { t } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  const me = useMe();
  const { legalHold, requested, openSubjectRequests, otherCasesOfIncident } = kase;
  const at = (instant: string) => showDate(instant, settings, 'day');
  const keeps = [
    ...(legalHold === null
      ? []
      : [t('privacy.retention.held', { who: legalHold.placedBy, at: at(legalHold.placedAt) })]),
    ...(openSubjectRequests === 0 ? [] : [t('privacy.retention.openRequests', { count: openSubjectRequests })]),
    ...(requested === null
      ? []
      : [t('privacy.retention.requested', { who: requested.requestedBy, at: at(requested.requestedAt) })]),
    ...(otherCasesOfIncident === 0 ? [] : [t('privacy.retention.others', { count: otherCasesOfIncident })]),
  ];
  const isErasable = legalHold === null && openSubjectRequests === 0 && requested === null;
  return (
    <Paper withBorder radius="lg" p="md" component="article" aria-label={kase.number}>
      <Title order={2} size="h5">
        <Link to={`/cases/${kase.id}`} className={styles.link ?? ''}>
          {kase.number}
        </Link>
      </Title>
      <Text size="sm" c="dimmed">
        {labels.province(kase.province)} · {t('privacy.retention.closed', { at: at(kase.closedAt) })} ·{' '}
        {t('privacy.retention.until', { day: showDay(kase.retentionUntil, settings) })}
      </Text>
      {keeps.map((sentence) => (
        <Text key={sentence} size="sm">
          {sentence}
        </Text>
      ))}
      <Group gap="xs" mt="xs">
        {isErasable && (
          <Button size="compact-md" color="red.9" variant="outline" onClick={() => onAct('ask-erasure')}>
            {t('privacy.retention.do.ask-erasure')}
          </Button>
        )}
        {legalHold === null && may(me, 'legal-hold.place') && (
          <Button size="compact-md" variant="default" onClick={() => onAct('place-hold')}>
            {t('privacy.retention.do.place-hold')}
          </Button>
        )}
        {legalHold !== null && (
          <Button size="compact-md" variant="default" onClick={() => onAct('lift-hold')}>
            {t('privacy.retention.do.lift-hold')}
          </Button>
        )}
      </Group>
    </Paper>
  );
}
