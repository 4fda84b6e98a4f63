import { Badge, Button, Group, NativeSelect, Table, Text, TextInput, Title } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { auditControllerList } from '#client/sdk.gen.js';
import { AUDIT_ACTION_LABELS } from '#domain/texts/audit-texts.js';
import type { AuditEvent, Page } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { usePreferences } from '../app/preferences.js';
import { useFilters } from '../app/use-filters.js';
import { showDate } from '../dates/show-date.js';
import styles from '../cases/CaseList.module.css';
import { Empty } from '../ui/Empty.js';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { useLabels } from '../ui/labels.js';
import { ShowMore } from '../ui/ShowMore.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Who did or read what; names of fields, never what is in them. This look is on the audit too. */
export function AuditPage() {
  const { t, i18n } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  const [params, set] = useFilters();
  const account = params.get('account') ?? '';
  const caseId = params.get('case') ?? '';
  const action = params.get('action') ?? '';
  const acts = Object.entries(AUDIT_ACTION_LABELS)
    .map(([value, words]) => ({ value, label: labels.words(words) }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.language));
  const decision =
    params.get('decision') === 'refused' ? 'refused' : params.get('decision') === 'allowed' ? 'allowed' : '';
  const events = useInfiniteQuery({
    queryKey: ['audit', account, caseId, action, decision],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answerOf<Page<AuditEvent>>(
        auditControllerList({
          query: {
            ...(account === '' ? {} : { account }),
            ...(UUID.test(caseId) ? { caseId } : {}),
            ...(action === '' ? {} : { action }),
            ...(decision === '' ? {} : { decision }),
            ...(pageParam === undefined ? {} : { cursor: pageParam }),
          },
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    // Each look leaves a row of its own: nothing is asked again unless somebody asks.
    refetchOnWindowFocus: false,
    staleTime: Infinity,
  });
  // A refused request stands there by its method and path: it has no other name.
  const actOf = (key: string) => acts.find(({ value }) => value === key)?.label ?? t('audit.request');
  const items = events.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Title order={1} size="h2">
        {t('audit.title')}
      </Title>
      <Text c="dimmed" mb="md">
        {t('audit.text')}
      </Text>
      <Group gap="sm" mb="md" align="end">
        <TextInput
          label={t('audit.account')}
          defaultValue={account}
          autoCapitalize="none"
          onKeyDown={(event) => event.key === 'Enter' && set('account', event.currentTarget.value.trim())}
          onBlur={(event) => set('account', event.currentTarget.value.trim())}
        />
        <TextInput
          label={t('audit.caseId')}
          defaultValue={caseId}
          w={340}
          error={caseId !== '' && !UUID.test(caseId) ? t('audit.caseIdHint') : undefined}
          onKeyDown={(event) => event.key === 'Enter' && set('case', event.currentTarget.value.trim())}
          onBlur={(event) => set('case', event.currentTarget.value.trim())}
        />
        <NativeSelect
          label={t('audit.action')}
          value={action}
          onChange={(event) => set('action', event.currentTarget.value)}
          data={[{ value: '', label: t('cases.any') }, ...acts]}
        />
        <NativeSelect
          label={t('audit.decision')}
          value={decision}
          onChange={(event) => set('decision', event.currentTarget.value)}
          data={[
            { value: '', label: t('cases.any') },
            { value: 'allowed', label: t('audit.allowed') },
            { value: 'refused', label: t('audit.refused') },
          ]}
        />
      </Group>
      {events.isPending && <PageLoading />}
      {events.isError && <Failure reason={events.error} onRetry={() => void events.refetch()} />}
      {events.isSuccess && items.length === 0 && (
        <Empty icon={IconListSearch} title={t('audit.emptyTitle')} text={t('audit.emptyText')} />
      )}
      {items.length > 0 && (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('audit.title')}>
          <Table verticalSpacing="xs" className={styles.table ?? ''}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('audit.at')}</Table.Th>
                <Table.Th>{t('audit.account')}</Table.Th>
                <Table.Th>{t('audit.action')}</Table.Th>
                <Table.Th>{t('audit.decision')}</Table.Th>
                <Table.Th>{t('audit.fields')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((event) => (
                <Table.Tr key={event.id}>
                  <Table.Td>{showDate(event.at, settings)}</Table.Td>
                  <Table.Td>
                    {event.account ?? '–'}
                    <Text size="sm" c="dimmed">
                      {event.agency}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    {actOf(event.action)}
                    <Text size="sm" c="dimmed">
                      {event.action}
                    </Text>
                    {event.caseId !== null && (
                      <Button size="compact-sm" variant="subtle" onClick={() => set('case', event.caseId ?? '')}>
                        {t('audit.sameCase')}
                      </Button>
                    )}
                  </Table.Td>
                  <Table.Td>
                    <Badge
                      variant={event.decision === 'refused' ? 'filled' : 'light'}
                      color={event.decision === 'refused' ? 'red.9' : 'bridge'}
                    >
                      {t(`audit.${event.decision}`)}
                    </Badge>
                  </Table.Td>
                  <Table.Td>{event.fields.join(', ')}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <ShowMore list={events} />
    </>
  );
}
