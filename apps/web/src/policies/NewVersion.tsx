import { Badge, Button, Group, NativeSelect, Paper, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { policiesControllerCreate } from '#client/sdk.gen.js';
import { answerOf } from '../api/request.js';
import { useSentOnce } from '../api/use-sent-once.js';
import scroll from '../cases/CaseList.module.css';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { useLabels } from '../ui/labels.js';
import { ReasonField } from '../ui/ReasonField.js';
import { findLength, isoOfLength, UNITS, type Length, type Unit } from './length.js';
import type { PolicyChange, PolicyDocument } from './policy-answers.js';
import { usePolicy } from './use-policy.js';

interface Props {
  readonly basedOn: string;
  readonly onStored: (version: string) => void;
}

/** A new version by changing limits of another. Storing it moves no case. */
export function NewVersion({ basedOn, onStored }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const queries = useQueryClient();
  const [limits, setLimits] = useState<Readonly<Record<string, Length>>>({});
  const [version, setVersion] = useState(`${basedOn}-2`);
  const [reason, setReason] = useState('');
  const document = usePolicy(basedOn);
  const changes = document.data === undefined ? [] : changesIn(document.data, limits);
  const store = useSentOnce(
    (key) =>
      answerOf(
        policiesControllerCreate({
          headers: { 'Idempotency-Key': key },
          body: {
            version: version.trim(),
            basedOn,
            changes: [...changes],
            reason: reason.trim(),
          },
        }),
      ),
    async () => {
      await queries.invalidateQueries({ queryKey: ['policies'] });
      onStored(version.trim());
    },
  );
  if (document.isPending) return <PageLoading />;
  if (document.isError) return <Failure reason={document.error} onRetry={() => void document.refetch()} />;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    store.mutate();
  };
  const title = t('policies.newVersion', { version: basedOn });
  return (
    <Paper withBorder radius="lg" p="md" component="section" aria-label={title} mb="lg">
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text c="dimmed" mb="sm">
        {t('policies.newVersionText')}
      </Text>
      <form onSubmit={submit}>
        <div className={scroll.scroll} tabIndex={0} role="region" aria-label={t('policies.limits')}>
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('policies.clock')}</Table.Th>
                <Table.Th>{t('policies.limit')}</Table.Th>
                <Table.Th>{t('clocks.basis')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {Object.entries(document.data.clocks).map(([key, clock]) => (
                <Table.Tr key={key}>
                  <Table.Th scope="row" fw={400}>
                    {labels.words(clock.title)}
                  </Table.Th>
                  <Table.Td>
                    <LengthField
                      label={labels.words(clock.title)}
                      iso={clock.limit}
                      value={limits[key]}
                      onChange={(limit) => setLimits({ ...limits, [key]: limit })}
                    />
                  </Table.Td>
                  <Table.Td>
                    <Text size="sm">{labels.words(clock.basis)}</Text>
                    <Badge variant={clock.confidence === 'P' ? 'outline' : 'light'}>
                      {t(`clocks.confidence.${confidenceOf(clock.confidence)}`)}
                    </Badge>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
        <Stack gap="md" mt="md" maw={560}>
          <TextInput
            label={t('policies.name')}
            description={t('policies.nameHint')}
            autoCapitalize="none"
            spellCheck={false}
            maxLength={60}
            value={version}
            onChange={(event) => setVersion(event.currentTarget.value)}
          />
          <ReasonField value={reason} onChange={setReason} />
          {store.error !== null && <Failure reason={store.error} />}
          <Group gap="sm">
            <Button
              type="submit"
              size="md"
              disabled={changes.length === 0 || reason.trim() === '' || version.trim() === ''}
              loading={store.isPending}
            >
              {t('policies.store', { count: changes.length })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}

interface LengthProps {
  readonly label: string;
  readonly iso: string;
  readonly value: Length | undefined;
  readonly onChange: (value: Length) => void;
}

function LengthField({ label, iso, value, onChange }: LengthProps) {
  const { t } = useTranslation();
  const length = value ?? findLength(iso);
  if (length === null) return <Text>{iso}</Text>;
  return (
    <Group gap="xs" wrap="nowrap">
      <TextInput
        w={88}
        type="number"
        inputMode="numeric"
        min={1}
        max={9999}
        aria-label={t('policies.countOf', { what: label })}
        value={Number.isNaN(length.count) ? '' : length.count}
        onChange={(event) => onChange({ ...length, count: event.currentTarget.valueAsNumber })}
      />
      <NativeSelect
        w={120}
        aria-label={t('policies.unitOf', { what: label })}
        value={length.unit}
        onChange={(event) => onChange({ ...length, unit: event.currentTarget.value as Unit })}
        data={UNITS.map((unit) => ({ value: unit, label: t(`policies.units.${unit}`) }))}
      />
    </Group>
  );
}

function changesIn(document: PolicyDocument, limits: Readonly<Record<string, Length>>): readonly PolicyChange[] {
  return Object.entries(limits).flatMap(([key, length]) => {
    const isWhole = Number.isInteger(length.count) && length.count > 0;
    const value = isoOfLength(length);
    return isWhole && value !== document.clocks[key]?.limit ? [{ path: `/clocks/${key}/limit`, value }] : [];
  });
}

function confidenceOf(mark: string): 'V' | 'V2' | 'P' {
  return mark === 'V' || mark === 'V2' ? mark : 'P';
}
