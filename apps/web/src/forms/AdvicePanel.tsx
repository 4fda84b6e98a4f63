import { Badge, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ScreeningAdvice, SetAssessment } from '../api/answers.js';
import { useLabels } from '../ui/labels.js';

/** What the indicators say and why, beside the decision: it advises, a person decides. */
export function AdvicePanel({ advice }: { readonly advice: ScreeningAdvice }) {
  const { t } = useTranslation();
  return (
    <Paper withBorder radius="lg" p="lg" mt="lg" component="section" aria-labelledby="advice">
      <Group gap="xs">
        <IconBulb size={22} aria-hidden />
        <Title order={2} size="h4" id="advice">
          {t(`advice.outcome.${advice.outcome}`)}
        </Title>
      </Group>
      <Text c="dimmed" mb="sm">
        {t('advice.rule', { count: advice.answered })}
      </Text>
      <Stack gap="md">
        {advice.sets.map((assessment) => (
          <AssessedSet key={assessment.set.id} assessment={assessment} />
        ))}
      </Stack>
    </Paper>
  );
}

function AssessedSet({ assessment }: { readonly assessment: SetAssessment }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { set, result, dimensions } = assessment;
  return (
    <details open={result === 'suggests'}>
      <summary>
        <Text span fw={600}>
          {labels.words(set.title)}
        </Text>{' '}
        <Badge variant={result === 'suggests' ? 'filled' : 'outline'}>{t(`advice.result.${result}`)}</Badge>{' '}
        {set.provisional && <Badge variant="outline">{t('advice.provisional')}</Badge>}
      </summary>
      <Text size="sm" c="dimmed">
        {labels.words(set.note)}
      </Text>
      <ul>
        {dimensions
          .filter(({ counts }) => counts)
          .map(({ id, label, positive, through, against, unknown }) => (
            <li key={id}>
              <Text>
                {labels.words(label)}: <strong>{positive ? t('advice.found') : t('advice.notFound')}</strong>
              </Text>
              {through.length > 0 && (
                <Text size="sm">
                  {t('advice.through', { what: through.map((found) => labels.words(found.label)).join(' · ') })}
                </Text>
              )}
              {against.length > 0 && (
                <Text size="sm">
                  {t('advice.against', { what: against.map((found) => labels.words(found.label)).join(' · ') })}
                </Text>
              )}
              {unknown.length > 0 && (
                <Text size="sm" c="dimmed">
                  {t('advice.unknown', { count: unknown.length })}
                </Text>
              )}
            </li>
          ))}
      </ul>
    </details>
  );
}
