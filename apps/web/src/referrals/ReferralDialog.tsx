import { Button, Checkbox, Group, Modal, NativeSelect, Paper, Stack, Text, Textarea } from '@mantine/core';
import { IconEye, IconLock } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { referralsControllerCreate, referralsControllerPreview } from '#client/sdk.gen.js';
import { SERVICES, SHAREABLE_FIELDS, type Service, type ShareableField } from '#domain/service-referrals.js';
import type { CaseView, Referral, SharedField } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { useLabels } from '../ui/labels.js';
import { ReceiverField } from './ReceiverField.js';
import { SharedFields } from './SharedFields.js';

interface Props {
  readonly kase: CaseView;
  /** The referral, declined or unanswered, in whose place another agency is asked the same. */
  readonly replaces: Referral | null;
  readonly onClose: () => void;
}

/** A referral is a contract: purpose, fields, consent. The sender sees what the receiver will see before it goes. */
export function ReferralDialog({ kase, replaces, onClose }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const queries = useQueryClient();
  const [service, setService] = useState<Service>(
    SERVICES.find((known) => known === replaces?.service) ?? 'counselling',
  );
  const [receiverAgency, setReceiver] = useState('');
  const [purpose, setPurpose] = useState(replaces?.purpose ?? '');
  const [urgent, setUrgent] = useState(replaces?.urgent ?? false);
  const [shared, setShared] = useState<readonly ShareableField[]>(
    replaces === null
      ? ['language', 'needs']
      : SHAREABLE_FIELDS.filter((field) => replaces.sharedFields.includes(field)),
  );
  const [consented, setConsented] = useState(false);
  const idempotencyKey = useRef(crypto.randomUUID());
  const send = useMutation({
    mutationFn: () =>
      answerOf(
        referralsControllerCreate({
          path: { id: kase.id },
          headers: { 'Idempotency-Key': idempotencyKey.current },
          body: {
            service,
            receiverAgency: receiverAgency.trim(),
            purpose,
            urgent,
            sharedFields: [...shared],
            consent: { given: true },
            ...(replaces === null ? {} : { replaces: replaces.id }),
          },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['case', kase.id] });
      onClose();
    },
  });
  const preview = useQuery({
    queryKey: ['case', kase.id, 'shareable-fields'],
    gcTime: 0,
    queryFn: () =>
      answerOf<{ readonly fields: readonly SharedField[] }>(referralsControllerPreview({ path: { id: kase.id } })),
  });
  const blocked =
    receiverAgency.trim() === ''
      ? t('referral.needsReceiver')
      : purpose.trim() === ''
        ? t('referral.needsPurpose')
        : consented
          ? null
          : t('referral.needsConsent');
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t(replaces === null ? 'referral.start' : 'referral.reroute')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Group grow align="start" preventGrowOverflow={false}>
          <NativeSelect
            label={t('referral.service')}
            value={service}
            onChange={(event) => setService(event.currentTarget.value as Service)}
            data={SERVICES.map((known) => ({ value: known, label: labels.service(known) }))}
          />
          <ReceiverField value={receiverAgency} onChange={setReceiver} />
        </Group>
        <Textarea
          label={t('referral.purpose')}
          autosize
          minRows={2}
          maxLength={2000}
          value={purpose}
          onChange={(event) => setPurpose(event.currentTarget.value)}
        />
        <Checkbox.Group
          label={t('referral.shared')}
          description={t('referral.sharedHint')}
          value={[...shared]}
          onChange={(chosen) => setShared(SHAREABLE_FIELDS.filter((field) => chosen.includes(field)))}
        >
          <Group gap="md" mt="xs">
            {SHAREABLE_FIELDS.map((field) => (
              <Checkbox key={field} value={field} label={t(`referral.field.${field}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <Checkbox
          checked={urgent}
          onChange={(event) => setUrgent(event.currentTarget.checked)}
          label={t('referral.urgent')}
          description={t('referral.urgentHint')}
        />
        <Paper withBorder radius="md" p="md" component="section" aria-label={t('referral.preview')}>
          <Group gap="xs" mb="xs">
            <IconEye size={18} aria-hidden />
            <Text fw={600}>{t('referral.preview')}</Text>
          </Group>
          <Text>{t('referral.previewService', { service: labels.service(service), number: kase.number })}</Text>
          <Text style={{ whiteSpace: 'pre-wrap' }}>{purpose === '' ? '…' : purpose}</Text>
          {shared.length === 0 && <Text mt="xs">{t('referral.previewNothing')}</Text>}
          {preview.isPending && <PageLoading />}
          {preview.isError && <Failure reason={preview.error} />}
          {preview.isSuccess && (
            <SharedFields fields={preview.data.fields.filter(({ field }) => shared.includes(field))} />
          )}
          <Group gap={6} mt="xs">
            <IconLock size={16} aria-hidden />
            <Text size="sm" c="dimmed">
              {t('referral.previewRest')}
            </Text>
          </Group>
        </Paper>
        <Checkbox
          size="md"
          checked={consented}
          onChange={(event) => setConsented(event.currentTarget.checked)}
          label={t('referral.consent')}
        />
        {send.error !== null && <Failure reason={send.error} />}
        {blocked !== null && (
          <Text size="sm" c="dimmed" id="referral-blocked">
            {blocked}
          </Text>
        )}
        <Button
          size="md"
          disabled={blocked !== null}
          aria-describedby={blocked === null ? undefined : 'referral-blocked'}
          loading={send.isPending}
          onClick={() => send.mutate()}
        >
          {t('referral.send')}
        </Button>
      </Stack>
    </Modal>
  );
}
