import { Badge, Button, Group, Paper, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { WAIT_CAUSES } from '#domain/wait-causes.js';
import { WAIT_CAUSE_LABELS } from '#domain/texts/stuck-texts.js';
import { usePreferences } from '../app/preferences.js';
import { showDate } from '../dates/show-date.js';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { Stale } from '../ui/Stale.js';
import { useLabels } from '../ui/labels.js';
import { readHealth, type Health } from './health.js';

const REFRESH_MS = 10_000;

/** Does the machinery run, and do the record and the process engine agree? */
export function EnginePage() {
  const { t } = useTranslation();
  const health = useQuery({ queryKey: ['health'], queryFn: readHealth, refetchInterval: REFRESH_MS });
  return (
    <>
      <Title order={1} size="h2">
        {t('engine.title')}
      </Title>
      <Text c="dimmed" mb="md">
        {t('engine.text')}
      </Text>
      <Stale query={health} />
      {health.isPending && <PageLoading />}
      {health.isError && health.data === undefined && (
        <Failure reason={health.error} onRetry={() => void health.refetch()} />
      )}
      {health.data !== undefined && <Shown health={health.data} />}
    </>
  );
}

function Shown({ health: { reconciler, stuck, undelivered, unsealedSeconds, audit } }: { readonly health: Health }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  const facts = [
    { title: t('engine.facts'), value: String(undelivered), text: t('engine.factsText'), isWell: undelivered === 0 },
    {
      title: t('engine.audit'),
      value: t(`engine.auditState.${audit}`),
      text: t('engine.auditText', { count: Math.round(unsealedSeconds) }),
      isWell: audit === 'sealed',
    },
  ];
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {facts.map(({ title, value, text, isWell }) => (
          <Paper key={title} withBorder radius="lg" p="md" component="section" aria-label={title}>
            <Group justify="space-between">
              <Title order={2} size="h5">
                {title}
              </Title>
              <Badge color={isWell ? 'bridge' : 'red.9'} variant={isWell ? 'light' : 'filled'}>
                {t(isWell ? 'engine.well' : 'engine.look')}
              </Badge>
            </Group>
            <Text size="xl" fw={700}>
              {value}
            </Text>
            <Text size="sm" c="dimmed">
              {text}
            </Text>
          </Paper>
        ))}
      </SimpleGrid>
      <Paper withBorder radius="lg" p="md" component="section" aria-label={t('engine.reconciler')}>
        <Title order={2} size="h5">
          {t('engine.reconciler')}
        </Title>
        <Text size="sm" c="dimmed" mb="xs">
          {t('engine.reconcilerText')}
        </Text>
        {reconciler === null ? (
          <Text>{t('engine.never')}</Text>
        ) : (
          <Text>
            {t('engine.lastReconciled', {
              at: showDate(reconciler.finishedAt, settings),
              checked: reconciler.checked,
              repaired: reconciler.repaired,
              reported: reconciler.reported,
            })}
          </Text>
        )}
      </Paper>
      <Paper withBorder radius="lg" p="md" component="section" aria-label={t('engine.stuck')}>
        <Title order={2} size="h5" mb="xs">
          {t('engine.stuck')}
        </Title>
        {stuck.length === 0 ? (
          <Text c="dimmed">{t('stuck.emptyTitle')}</Text>
        ) : (
          <Table maw={480}>
            <Table.Tbody>
              {stuck.map(({ cause, count }) => {
                const known = WAIT_CAUSES.find((one) => one === cause);
                return (
                  <Table.Tr key={cause}>
                    <Table.Th scope="row" fw={400}>
                      {known === undefined ? cause : labels.words(WAIT_CAUSE_LABELS[known])}
                    </Table.Th>
                    <Table.Td>{count}</Table.Td>
                    <Table.Td>
                      <Button component={Link} to={`/stuck?cause=${cause}`} size="compact-sm" variant="subtle">
                        {t('engine.toBoard')}
                      </Button>
                    </Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        )}
      </Paper>
    </Stack>
  );
}
