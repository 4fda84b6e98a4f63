import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconShieldCheck, IconShieldExclamation } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { breachesControllerList } from '#client/sdk.gen.js';
import { BREACH_CATEGORY_LABELS } from '#domain/texts/breach-notice.js';
import type { Page } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { usePreferences } from '../app/preferences.js';
import { may, useMe } from '../auth/session-context.js';
import { showDate } from '../dates/show-date.js';
import { DueChip } from '../ui/DueChip.js';
import { Empty } from '../ui/Empty.js';
import { Failure } from '../ui/Failure.js';
import { useLabels } from '../ui/labels.js';
import { PageLoading } from '../ui/PageLoading.js';
import { BreachDialog } from './BreachDialog.js';
import { NewBreach } from './NewBreach.js';
import type { Breach } from './privacy-answers.js';

/** Whoever works with cases can write a breach down; those responsible see the register and its 72 hours. */
export function BreachRegister() {
  const { t } = useTranslation();
  const me = useMe();
  const isResponsible = may(me, 'breach.manage');
  const [isNew, setNew] = useState(false);
  const [opened, setOpened] = useState<Breach | null>(null);
  const [recordedDue, setRecordedDue] = useState<string | null>(null);
  const breaches = useQuery({
    queryKey: ['privacy', 'breaches'],
    queryFn: () => answerOf<Page<Breach>>(breachesControllerList()),
    enabled: isResponsible,
  });
  const settings = usePreferences();
  return (
    <Stack gap="md">
      <Group>
        <Button leftSection={<IconShieldExclamation size={18} aria-hidden />} onClick={() => setNew(true)}>
          {t('privacy.breach.new')}
        </Button>
      </Group>
      {recordedDue !== null && (
        <Text role="status">{t('privacy.breach.recorded', { at: showDate(recordedDue, settings) })}</Text>
      )}
      {isResponsible && breaches.isPending && <PageLoading />}
      {breaches.isError && <Failure reason={breaches.error} onRetry={() => void breaches.refetch()} />}
      {breaches.data?.items.length === 0 && (
        <Empty icon={IconShieldCheck} title={t('privacy.breach.none')} text={t('privacy.breach.noneText')} />
      )}
      {breaches.data?.items.map((breach) => (
        <Row key={breach.id} breach={breach} onOpen={() => setOpened(breach)} />
      ))}
      {isNew && (
        <NewBreach
          onClose={() => setNew(false)}
          onRecorded={(dueAt) => {
            setNew(false);
            setRecordedDue(dueAt);
          }}
        />
      )}
      {opened !== null && <BreachDialog breach={opened} onClose={() => setOpened(null)} />}
    </Stack>
  );
}

function Row({ breach, onOpen }: { readonly breach: Breach; readonly onOpen: () => void }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  const { categories, discoveredAt, officeNotifiedAt, personsNotifiedAt } = breach;
  const known = t('privacy.breach.known', { at: showDate(discoveredAt, settings) });
  return (
    <Paper withBorder radius="lg" p="md" component="article" aria-label={known}>
      <Group justify="space-between" align="start">
        <div>
          <Title order={2} size="h5">
            {known}
          </Title>
          <Text size="sm">
            {categories.map((category) => labels.words(BREACH_CATEGORY_LABELS[category])).join(' · ')}
          </Text>
          <Text size="sm" c="dimmed">
            {t('privacy.breach.persons', { count: breach.personsAffected })}
            {breach.highRisk && ` · ${t('privacy.breach.highRisk')}`} ·{' '}
            {t('privacy.breach.by', { who: breach.recordedBy })}
          </Text>
        </div>
        {officeNotifiedAt === null ? (
          <div>
            <Text size="sm" c="dimmed">
              {t('privacy.breach.office')}
            </Text>
            <DueChip dueAt={breach.officeDueAt} />
          </div>
        ) : (
          <Badge variant="light">{t('privacy.breach.officeTold')}</Badge>
        )}
      </Group>
      {officeNotifiedAt !== null && (
        <Text size="sm">{t('privacy.breach.officeToldAt', { at: showDate(officeNotifiedAt, settings) })}</Text>
      )}
      {breach.personsToBeTold && (
        <Text size="sm" fw={600}>
          {t('privacy.breach.personsToBeTold')}
        </Text>
      )}
      {personsNotifiedAt !== null && (
        <Text size="sm">{t('privacy.breach.personsToldAt', { at: showDate(personsNotifiedAt, settings) })}</Text>
      )}
      <Button variant="default" size="compact-md" mt="xs" onClick={onOpen}>
        {t('privacy.breach.open')}
      </Button>
    </Paper>
  );
}
