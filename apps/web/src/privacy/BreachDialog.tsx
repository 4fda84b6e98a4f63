import { Button, Group, Modal, Skeleton, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  breachesControllerRead,
  breachesControllerTellOffice,
  breachesControllerTellPersons,
} from '#client/sdk.gen.js';
import { answerOf } from '../api/request.js';
import { Failure } from '../ui/Failure.js';
import { useLabels } from '../ui/labels.js';
import { ReasonDialog } from '../ui/ReasonDialog.js';
import type { Breach, BreachInFull } from './privacy-answers.js';

interface Props {
  readonly breach: Breach;
  readonly onClose: () => void;
}

/** One breach: what happened, drafts of the notices without any personal data, and who has been told. */
export function BreachDialog({ breach: { id, officeOverdue }, onClose }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const queries = useQueryClient();
  const [isLate, setLate] = useState(false);
  const full = useQuery({
    queryKey: ['privacy', 'breach', id],
    queryFn: () => answerOf<BreachInFull>(breachesControllerRead({ path: { id } })),
    refetchOnWindowFocus: false,
  });
  const knowAnew = () => void queries.invalidateQueries({ queryKey: ['privacy'] });
  const tellOffice = (key: string, lateReason?: string) =>
    answerOf(
      breachesControllerTellOffice({
        path: { id },
        headers: { 'Idempotency-Key': key },
        body: lateReason === undefined ? {} : { lateReason },
      }),
    );
  const tell = useMutation({
    mutationFn: (whom: 'office' | 'persons') => {
      const key = crypto.randomUUID();
      return whom === 'office'
        ? tellOffice(key)
        : answerOf(breachesControllerTellPersons({ path: { id }, headers: { 'Idempotency-Key': key }, body: {} }));
    },
    onSuccess: knowAnew,
  });
  if (isLate) {
    return (
      <ReasonDialog
        title={t('privacy.breach.tellOffice')}
        effect={t('privacy.breach.late')}
        submit={t('privacy.breach.tellOffice')}
        act={(reason, key) => tellOffice(key, reason)}
        onDone={() => {
          setLate(false);
          knowAnew();
        }}
        onClose={() => setLate(false)}
      />
    );
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('privacy.breach.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        {tell.error !== null && <Failure reason={tell.error} />}
        {full.isPending && <Skeleton height={160} />}
        {full.isError && <Failure reason={full.error} onRetry={() => void full.refetch()} />}
        {full.data !== undefined && (
          <>
            <div>
              <Text size="sm" c="dimmed">
                {t('privacy.breach.whatHappened')}
              </Text>
              <Text>{full.data.whatHappened}</Text>
            </div>
            {full.data.lateReason !== null && (
              <Text>{t('privacy.breach.lateBecause', { reason: full.data.lateReason })}</Text>
            )}
            <Title order={3} size="h6">
              {t('privacy.breach.drafts')}
            </Title>
            <Draft label={t('privacy.breach.draftOffice')} text={labels.words(full.data.drafts.office)} />
            {full.data.drafts.persons !== null && (
              <Draft label={t('privacy.breach.draftPersons')} text={labels.words(full.data.drafts.persons)} />
            )}
            <Group gap="sm">
              {full.data.officeNotifiedAt === null && (
                <Button
                  loading={tell.isPending}
                  onClick={() => (officeOverdue ? setLate(true) : tell.mutate('office'))}
                >
                  {t('privacy.breach.tellOffice')}
                </Button>
              )}
              {full.data.personsToBeTold && (
                <Button variant="default" loading={tell.isPending} onClick={() => tell.mutate('persons')}>
                  {t('privacy.breach.tellPersons')}
                </Button>
              )}
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  );
}

function Draft({ label, text }: { readonly label: string; readonly text: string }) {
  return <Textarea label={label} readOnly autosize minRows={4} maxRows={12} value={text} />;
}
