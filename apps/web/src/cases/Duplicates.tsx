import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { duplicatesControllerOfCase } from '#client/sdk.gen.js';
import type { Page } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { holdsAny, useMe } from '../auth/session-context.js';
import { Failure } from '../ui/Failure.js';
import { useLabels } from '../ui/labels.js';
import { DuplicateDialog, type PairAct } from './DuplicateDialog.js';
import { DUPLICATE_REVIEWERS, type DuplicatePair } from './duplicates.js';
import { PersonCard } from './PersonCard.js';

/** Cases that may be the same person's. A person decides; until then nothing about either case is changed. */
export function Duplicates({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation();
  const isReviewer = holdsAny(useMe(), ...DUPLICATE_REVIEWERS);
  const [act, setAct] = useState<readonly [DuplicatePair, PairAct] | null>(null);
  const pairs = useQuery({
    queryKey: ['case', caseId, 'duplicates'],
    queryFn: () => answerOf<Page<DuplicatePair>>(duplicatesControllerOfCase({ path: { id: caseId } })),
    enabled: isReviewer,
  });
  if (pairs.isError) return <Failure reason={pairs.error} onRetry={() => void pairs.refetch()} />;
  const items = pairs.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="duplicates">
      <Title order={2} size="h5" id="duplicates" mb="xs">
        {t('duplicates.title')}
      </Title>
      <Stack gap="xs">
        {items.map((pair) => (
          <Pair key={pair.id} pair={pair} caseId={caseId} onAct={(chosen) => setAct([pair, chosen])} />
        ))}
      </Stack>
      {act !== null && <DuplicateDialog pair={act[0]} act={act[1]} caseId={caseId} onClose={() => setAct(null)} />}
    </section>
  );
}

interface PairProps {
  readonly pair: DuplicatePair;
  readonly caseId: string;
  readonly onAct: (act: PairAct) => void;
}

const ACTS: Readonly<Partial<Record<DuplicatePair['state'], readonly PairAct[]>>> = {
  proposed: ['link', 'merge', 'not-the-same'],
  linked: ['merge', 'reverse'],
  merged: ['reverse'],
  'not-the-same': ['reverse'],
};

function Pair({ pair, caseId, onAct }: PairProps) {
  const { t } = useTranslation();
  const labels = useLabels();
  const other = pair.cases.find(({ id }) => id !== caseId);
  if (other === undefined) return null;
  return (
    <Paper withBorder radius="md" p="sm">
      <Group gap="xs">
        <Link to={`/cases/${other.id}`}>{other.number}</Link>
        <Badge variant="light">{t(`duplicates.state.${pair.state}`)}</Badge>
      </Group>
      <Text size="sm">{pair.signals.map(({ label }) => labels.words(label)).join(' · ')}</Text>
      {other.person !== null && <PersonCard person={other.person} />}
      {pair.mayDecide ? (
        <Group gap="xs" mt="xs">
          {(ACTS[pair.state] ?? []).map((act) => (
            <Button key={act} size="compact-md" variant="default" onClick={() => onAct(act)}>
              {t(`duplicates.act.${act}`)}
            </Button>
          ))}
        </Group>
      ) : (
        <Text size="sm" c="dimmed">
          {t('duplicates.notYours')}
        </Text>
      )}
    </Paper>
  );
}
