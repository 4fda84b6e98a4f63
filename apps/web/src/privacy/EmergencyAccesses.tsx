import { Paper, Stack, Title } from '@mantine/core';
import { IconAlarm } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { emergencyReviewControllerList } from '#client/sdk.gen.js';
import type { Page } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import styles from '../cases/CaseList.module.css';
import { EmergencyEntry, type EmergencyAccessEntry } from '../ui/EmergencyEntry.js';
import { Empty } from '../ui/Empty.js';
import { Failure } from '../ui/Failure.js';
import { useLabels } from '../ui/labels.js';
import { PageLoading } from '../ui/PageLoading.js';
import { ShowMore } from '../ui/ShowMore.js';

interface ListedAccess extends EmergencyAccessEntry {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly province: string;
}

/** Every broken glass of the cases that she answers for. Whose reasons she read is on the audit. */
export function EmergencyAccesses() {
  const { t } = useTranslation();
  const labels = useLabels();
  const accesses = useInfiniteQuery({
    queryKey: ['privacy', 'emergency'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answerOf<Page<ListedAccess>>(
        emergencyReviewControllerList({ query: pageParam === undefined ? {} : { cursor: pageParam } }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchOnWindowFocus: false,
  });
  const items = accesses.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="md">
      {accesses.isPending && <PageLoading />}
      {accesses.isError && <Failure reason={accesses.error} onRetry={() => void accesses.refetch()} />}
      {accesses.isSuccess && items.length === 0 && (
        <Empty icon={IconAlarm} title={t('privacy.emergency.none')} text={t('privacy.emergency.noneText')} />
      )}
      {items.map((access) => (
        <Paper key={access.id} withBorder radius="lg" p="md" component="article" aria-label={access.caseNumber}>
          <Title order={2} size="h5">
            <Link to={`/cases/${access.caseId}`} className={styles.link ?? ''}>
              {access.caseNumber}
            </Link>{' '}
            · {labels.province(access.province)}
          </Title>
          <EmergencyEntry access={access} />
        </Paper>
      ))}
      <ShowMore list={accesses} />
    </Stack>
  );
}
