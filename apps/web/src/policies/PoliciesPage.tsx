import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { policiesControllerList } from '#client/sdk.gen.js';
import { Approvals } from '../admin/Approvals.js';
import type { Page } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { usePreferences } from '../app/preferences.js';
import { may, useMe } from '../auth/session-context.js';
import { showDate } from '../dates/show-date.js';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { useLabels } from '../ui/labels.js';
import { Differences } from './Differences.js';
import { NewVersion } from './NewVersion.js';
import type { PolicyVersion } from './policy-answers.js';
import { WhatIfCard } from './WhatIfCard.js';

/** Versions of the policy: what each changes, what it would do to open cases, and asking that it is applied. */
export function PoliciesPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const versions = useQuery({
    queryKey: ['policies'],
    queryFn: () => answerOf<Page<PolicyVersion>>(policiesControllerList()),
  });
  if (versions.isPending) return <PageLoading />;
  if (versions.isError) return <Failure reason={versions.error} onRetry={() => void versions.refetch()} />;
  const { items } = versions.data;
  const shown = items.find(({ version }) => version === params.get('version')) ?? null;
  const based = items.find(({ version }) => version === params.get('from')) ?? null;
  const show = (version: string) => setParams({ version });
  return (
    <>
      <Title order={1} size="h2">
        {t('policies.title')}
      </Title>
      <Text c="dimmed" mb="md">
        {t('policies.text')}
      </Text>
      {may(me, 'approval.decide') && <Approvals />}
      <Stack gap="sm" mb="lg">
        {items.map((item) => (
          <Version
            key={item.version}
            item={item}
            isShown={item.version === shown?.version}
            onShow={() => show(item.version)}
            {...(may(me, 'policy.manage') ? { onChange: () => setParams({ from: item.version }) } : {})}
          />
        ))}
      </Stack>
      {based !== null && <NewVersion key={based.version} basedOn={based.version} onStored={show} />}
      {shown !== null && (
        <Stack gap="lg" key={shown.version}>
          <Differences version={shown.version} others={items.map(({ version }) => version)} />
          <WhatIfCard version={shown.version} />
        </Stack>
      )}
    </>
  );
}

interface VersionProps {
  readonly item: PolicyVersion;
  readonly isShown: boolean;
  readonly onShow: () => void;
  readonly onChange?: () => void;
}

function Version({ item, isShown, onShow, onChange }: VersionProps) {
  const { t } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  return (
    <Paper withBorder radius="lg" p="md" component="article" aria-label={item.version}>
      <Group justify="space-between" align="start" gap="sm">
        <div>
          <Group gap="xs">
            <Text fw={600}>{item.version}</Text>
            <Badge variant="light">{t('policies.openCases', { count: item.openCases })}</Badge>
          </Group>
          <Text>{labels.words(item.title)}</Text>
          {item.createdAt !== null && (
            <Text size="sm" c="dimmed">
              {t('policies.storedBy', { who: item.createdBy ?? '', at: showDate(item.createdAt, settings) })}
              {item.reason !== null && ` · ${item.reason}`}
            </Text>
          )}
        </div>
        <Group gap="xs">
          <Button size="compact-md" variant={isShown ? 'filled' : 'default'} aria-pressed={isShown} onClick={onShow}>
            {t('policies.look')}
          </Button>
          {onChange !== undefined && (
            <Button
              size="compact-md"
              variant="default"
              leftSection={<IconPencil size={16} aria-hidden />}
              onClick={onChange}
            >
              {t('policies.change')}
            </Button>
          )}
        </Group>
      </Group>
    </Paper>
  );
}
