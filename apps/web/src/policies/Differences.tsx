import { NativeSelect, Paper, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { policiesControllerDifferences } from '#client/sdk.gen.js';
import { answerOf } from '../api/request.js';
import scroll from '../cases/CaseList.module.css';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { useLabels } from '../ui/labels.js';
import { findLength } from './length.js';
import type { PolicyDifferences } from './policy-answers.js';
import { usePolicy } from './use-policy.js';

interface Props {
  readonly version: string;
  readonly others: readonly string[];
}

/** Every value in which two versions differ. */
export function Differences({ version, others }: Props) {
  const { t } = useTranslation();
  const [from, setFrom] = useState(() => others.find((other) => other !== version) ?? version);
  const found = useQuery({
    queryKey: ['policies', 'differences', version, from],
    queryFn: () => answerOf<PolicyDifferences>(policiesControllerDifferences({ path: { version }, query: { from } })),
  });
  const values = found.data?.differences.filter(({ path }) => path !== '/version') ?? [];
  return (
    <Paper withBorder radius="lg" p="md" component="section" aria-label={t('policies.differences', { version })}>
      <Title order={2} size="h4" mb="xs">
        {t('policies.differences', { version })}
      </Title>
      <NativeSelect
        label={t('policies.comparedWith')}
        maw={360}
        mb="sm"
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
        data={[...others]}
      />
      {found.isPending && <PageLoading />}
      {found.isError && <Failure reason={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && values.length === 0 && <Text c="dimmed">{t('policies.same')}</Text>}
      {values.length > 0 && (
        <div className={scroll.scroll} tabIndex={0} role="region" aria-label={t('policies.differences', { version })}>
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('policies.value')}</Table.Th>
                <Table.Th>{from}</Table.Th>
                <Table.Th>{version}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {values.map((value) => (
                <Table.Tr key={value.path}>
                  <Table.Th scope="row" fw={400}>
                    <Place path={value.path} version={version} />
                  </Table.Th>
                  <Table.Td>
                    <Written value={value.from} />
                  </Table.Td>
                  <Table.Td>
                    <Written value={value.to} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Paper>
  );
}

const OF_A_CLOCK = /^\/clocks\/(?<clock>[\w-]+)\/(?<field>limit|urgentLimit|renewalLimit|extension\/maximum)$/;

/** A limit by the name of its clock; where exactly it stands in the document is said beneath, and alone of all other values. */
function Place({ path, version }: { readonly path: string; readonly version: string }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const policy = usePolicy(version);
  const { clock = '', field } = OF_A_CLOCK.exec(path)?.groups ?? {};
  const title = policy.data?.clocks[clock]?.title;
  if (title === undefined) return path;
  return (
    <>
      {labels.words(title)} · {t(`policies.fields.${field as 'limit'}`)}
      <Text size="sm" c="dimmed">
        {path}
      </Text>
    </>
  );
}

function Written({ value }: { readonly value: unknown }) {
  const { t } = useTranslation();
  if (typeof value !== 'string') return JSON.stringify(value);
  const length = findLength(value);
  return length === null ? value : t(`policies.length.${length.unit}`, { count: length.count });
}
