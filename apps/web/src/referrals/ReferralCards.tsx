import { SHAREABLE_FIELDS } from '#domain/service-referrals.js';
import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Referral } from '../api/answers.js';
import { usePreferences } from '../app/preferences.js';
import { showDate } from '../dates/show-date.js';
import { DueChip } from '../ui/DueChip.js';
import { useLabels } from '../ui/labels.js';

const COLOURS = { sent: 'gray', accepted: 'bridge', declined: 'red', rerouted: 'gray', withdrawn: 'gray' } as const;

interface Props {
  readonly referrals: readonly Referral[];
  /** Asks another agency in place of one that declined or is silent; absent for who may not refer. */
  readonly onReroute?: ((replaced: Referral) => void) | undefined;
}

/** Sent is not received is not accepted: the state is told in words. */
export function ReferralCards({ referrals, onReroute }: Props) {
  const { t } = useTranslation();
  if (referrals.length === 0) return <Text c="dimmed">{t('referral.none')}</Text>;
  return (
    <Stack gap="sm">
      {referrals.map((referral) => (
        <Paper key={referral.id} withBorder radius="md" p="sm" component="article">
          <ReferralSummary referral={referral} />
          {mayReroute(referral) && onReroute !== undefined && (
            <Button size="compact-md" mt="xs" onClick={() => onReroute(referral)}>
              {t('referral.reroute')}
            </Button>
          )}
        </Paper>
      ))}
    </Stack>
  );
}

/** Declined, or silent beyond its time: no clock runs for its answer any more. */
function mayReroute({ state, answerBy }: Referral): boolean {
  return state === 'declined' || (state === 'sent' && answerBy === null);
}

export function ReferralSummary({ referral }: { readonly referral: Referral }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  const shared = SHAREABLE_FIELDS.filter((field) => referral.sharedFields.includes(field));
  return (
    <>
      <Group justify="space-between" gap="xs" align="start">
        <Text fw={600}>
          {labels.service(referral.service)} → {referral.receiverAgency}
        </Text>
        <Badge color={COLOURS[referral.state]} variant="light">
          {t(`referral.state.${referral.state}`)}
        </Badge>
      </Group>
      <Text style={{ whiteSpace: 'pre-wrap' }}>{referral.purpose}</Text>
      <Text size="sm" c="dimmed">
        {t('referral.sharedShort', {
          fields:
            shared.length === 0
              ? t('referral.nothing')
              : shared.map((field) => t(`referral.field.${field}`)).join(', '),
        })}
        {' · '}
        {t('referral.sentAt', { at: showDate(referral.sentAt, settings) })}
      </Text>
      {referral.answerReason !== null && (
        <Text size="sm">{t('referral.reason', { reason: referral.answerReason })}</Text>
      )}
      {referral.state === 'sent' && referral.answerBy !== null && <DueChip dueAt={referral.answerBy} />}
    </>
  );
}
