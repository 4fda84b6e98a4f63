import { Badge, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Dissent, MdtOpinion, MdtSitting } from '../api/mdt-answers.js';
import { useLabels } from '../ui/labels.js';

/** The opinions of the team beside its finding: sealed until all are in; who differed stays visible after it is signed. */
export function SittingPanel({ sitting }: { readonly sitting: MdtSitting | null }) {
  const { t } = useTranslation();
  return (
    <Paper withBorder radius="lg" p="lg" mt="lg" component="section" aria-labelledby="sitting">
      <Title order={2} size="h4" id="sitting">
        {t('sitting.title')}
      </Title>
      {sitting === null ? (
        <Text c="dimmed">{t('sitting.sealed')}</Text>
      ) : (
        <Stack gap="md" mt="sm">
          {sitting.opinions.length === 0 && <Text c="dimmed">{t('sitting.none')}</Text>}
          {sitting.opinions.map((opinion) => (
            <Opinion key={opinion.username} opinion={opinion} />
          ))}
          <Text size="sm" c="dimmed">
            {t('sitting.rule')}
          </Text>
        </Stack>
      )}
    </Paper>
  );
}

function Opinion({ opinion: { member, outcome, answers } }: { readonly opinion: MdtOpinion }) {
  const labels = useLabels();
  return (
    <div>
      <Text fw={600}>
        {member}{' '}
        <Badge variant="outline">
          {outcome === 'given' ? labels.finding(answers.proposes ?? '') : labels.opinion(outcome)}
        </Badge>
      </Text>
      <Text>{answers.reasons ?? answers.conflictReason ?? answers.notGivenReason}</Text>
    </div>
  );
}

/** What was kept beside a signed finding. */
export function Dissents({ dissents }: { readonly dissents: readonly Dissent[] }) {
  const { t } = useTranslation();
  const labels = useLabels();
  return (
    <Paper withBorder radius="lg" p="lg" mt="sm" component="section" aria-labelledby="dissents">
      <Title order={2} size="h4" id="dissents">
        {t('sitting.dissents', { count: dissents.length })}
      </Title>
      {dissents.map(({ member, proposes, reasons }) => (
        <div key={member}>
          <Text fw={600}>
            {member} <Badge variant="outline">{labels.finding(proposes)}</Badge>
          </Text>
          <Text>{reasons}</Text>
        </div>
      ))}
    </Paper>
  );
}
