import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { emergencyAccessControllerList } from '#client/sdk.gen.js';
import type { Page } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { EmergencyEntry, type EmergencyAccessEntry } from '../ui/EmergencyEntry.js';
import { Failure } from '../ui/Failure.js';

/** On a case whose glass was broken: by whom, when, and in her own words why. Each look is on the audit. */
export function EmergencyReview({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation();
  const accesses = useQuery({
    queryKey: ['case', caseId, 'emergency'],
    queryFn: () => answerOf<Page<EmergencyAccessEntry>>(emergencyAccessControllerList({ path: { id: caseId } })),
    refetchOnWindowFocus: false,
    staleTime: Infinity,
  });
  return (
    <section aria-labelledby="emergency">
      <Title order={2} size="h5" id="emergency" mb="xs">
        {t('emergency.title')}
      </Title>
      {accesses.isError && <Failure reason={accesses.error} onRetry={() => void accesses.refetch()} />}
      {accesses.data?.items.map((access) => (
        <EmergencyEntry key={access.id} access={access} />
      ))}
      {accesses.isPending && <Text c="dimmed">{t('common.loading')}</Text>}
    </section>
  );
}
