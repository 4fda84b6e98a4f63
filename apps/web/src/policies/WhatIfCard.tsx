import { Alert, Button, Group, NativeSelect, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { policiesControllerApply, policiesControllerWhatIf } from '#client/sdk.gen.js';
import { CLOCK_LABELS } from '#domain/texts/code-labels.js';
import { answerOf } from '../api/request.js';
import { useSentOnce } from '../api/use-sent-once.js';
import { usePreferences } from '../app/preferences.js';
import { may, useMe } from '../auth/session-context.js';
import scroll from '../cases/CaseList.module.css';
import { showDate, showDay } from '../dates/show-date.js';
import { FigureCard } from '../figures/FigureCard.js';
import type { Figure } from '../figures/statistics.js';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { useLabels } from '../ui/labels.js';
import { ReasonField } from '../ui/ReasonField.js';
import type { WhatIf } from './policy-answers.js';

const MOST_CASES = 200;

/** What it would change in open cases, before anything changes; then it is asked for, and another person decides. */
export function WhatIfCard({ version }: { readonly version: string }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  const me = useMe();
  const [province, setProvince] = useState('');
  const whatIf = useQuery({
    queryKey: ['policies', 'what-if', version],
    queryFn: () => answerOf<WhatIf>(policiesControllerWhatIf({ path: { version }, body: {} })),
  });
  if (whatIf.isPending) return <PageLoading />;
  if (whatIf.isError) return <Failure reason={whatIf.error} onRetry={() => void whatIf.refetch()} />;
  const { data } = whatIf;
  const shown = data.interviews.filter((of) => province === '' || of.province === province);
  const figure: Figure = {
    rowTitle: t('policies.week'),
    columns: [t('policies.before'), t('policies.after')],
    rows: weeksOf(shown).map(({ week, before, after }) => ({ label: showDay(week, settings), cells: [before, after] })),
  };
  const notYet = shown.reduce((sum, of) => sum + of.notYetPlaced, 0);
  return (
    <section aria-label={t('policies.whatIf', { version })}>
      <Title order={2} size="h4" mb="xs">
        {t('policies.whatIf', { version })}
      </Title>
      <Text mb="sm">
        {t('policies.moves', { clocks: data.movedClocks, cases: data.movedCases, of: data.cases })}{' '}
        <strong>{t('policies.overdueNow', { count: data.overdueNow })}</strong>
      </Text>
      <NativeSelect
        label={t('cases.province')}
        maw={360}
        mb="sm"
        value={province}
        onChange={(event) => setProvince(event.currentTarget.value)}
        data={[
          { value: '', label: t('figures.country') },
          ...data.interviews.map((of) => ({ value: of.province, label: labels.province(of.province) })),
        ]}
      />
      <FigureCard
        title={t('policies.interviews')}
        text={t('policies.interviewsText', { count: notYet })}
        figure={figure}
        smallestShown={0}
        fileName={`what-if-${version}`}
        drawn={2}
      />
      {data.moves.length > 0 && <Moves moves={data.moves} more={data.nextCursor !== null} />}
      {data.moves.length > 0 && may(me, 'policy.manage') && <AskToApply version={version} moves={data.moves} />}
    </section>
  );
}

/** Of several provinces together: one week stands once. */
function weeksOf(interviews: WhatIf['interviews']): readonly { week: string; before: number; after: number }[] {
  const weeks = new Map<string, { before: number; after: number }>();
  for (const { week, before, after } of interviews.flatMap((of) => of.weeks)) {
    const known = weeks.get(week) ?? { before: 0, after: 0 };
    weeks.set(week, { before: known.before + before, after: known.after + after });
  }
  return [...weeks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([week, counts]) => ({ week, ...counts }));
}

function Moves({ moves, more }: Pick<WhatIf, 'moves'> & { readonly more: boolean }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  return (
    <Paper withBorder radius="lg" p="md" mb="lg">
      <div className={scroll.scroll} tabIndex={0} role="region" aria-label={t('policies.movedClocks')}>
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('policies.case')}</Table.Th>
              <Table.Th>{t('policies.clock')}</Table.Th>
              <Table.Th>{t('policies.endsNow')}</Table.Th>
              <Table.Th>{t('policies.wouldEnd')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {moves.map((move) => (
              <Table.Tr key={move.clockId}>
                <Table.Td>
                  <Link to={`/cases/${move.caseId}`}>{move.caseNumber}</Link>
                </Table.Td>
                <Table.Td>{labels.words(CLOCK_LABELS[move.clock])}</Table.Td>
                <Table.Td>{showDate(move.from, settings)}</Table.Td>
                <Table.Td>
                  {showDate(move.to, settings)}
                  {move.overdueNow && <strong> · {t('inbox.group.overdue')}</strong>}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {more && <Text c="dimmed">{t('policies.more')}</Text>}
    </Paper>
  );
}

interface AskProps {
  readonly version: string;
  readonly moves: WhatIf['moves'];
}

function AskToApply({ version, moves }: AskProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const caseIds = [...new Set(moves.map(({ caseId }) => caseId))].slice(0, MOST_CASES);
  const ask = useSentOnce(
    (key) =>
      answerOf(
        policiesControllerApply({
          path: { version },
          headers: { 'Idempotency-Key': key },
          body: { caseIds, reason: reason.trim() },
        }),
      ),
    () => queries.invalidateQueries({ queryKey: ['approvals'] }),
  );
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  if (ask.isSuccess) {
    return (
      <Alert role="status" color="bridge" icon={<IconCheck aria-hidden />}>
        {t('policies.asked')}
      </Alert>
    );
  }
  return (
    <Paper withBorder radius="lg" p="md" component="section" aria-label={t('policies.apply')}>
      <form onSubmit={submit}>
        <Stack gap="md" maw={560}>
          <Text>{t('policies.applyText', { count: caseIds.length })}</Text>
          <ReasonField value={reason} onChange={setReason} />
          {ask.error !== null && <Failure reason={ask.error} />}
          <Group>
            <Button type="submit" size="md" disabled={reason.trim() === ''} loading={ask.isPending}>
              {t('policies.apply')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
