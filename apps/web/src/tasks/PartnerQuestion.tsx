import { Paper, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AskedPartner } from '../api/answers.js';
import { usePreferences } from '../app/preferences.js';
import { showDate } from '../dates/show-date.js';

/** What the partner agency was asked, beside the form for its answer; shown to those who read the case, and to who asked. */
export function PartnerQuestion({ asked }: { readonly asked: AskedPartner | null }) {
  const { t } = useTranslation();
  const settings = usePreferences();
  return (
    <Paper withBorder radius="lg" p="lg" mt="lg" component="section" aria-labelledby="partner-question">
      <Title order={2} size="h5" id="partner-question" mb="xs">
        {t('partnerQuestion.title')}
      </Title>
      {asked === null ? (
        <Text>{t('partnerQuestion.hidden')}</Text>
      ) : (
        <>
          <Text style={{ whiteSpace: 'pre-wrap' }}>{asked.question}</Text>
          <Text size="sm" c="dimmed" mt="xs">
            {t('partnerQuestion.asked', { agency: asked.agency, at: showDate(asked.askedAt, settings) })}
          </Text>
        </>
      )}
    </Paper>
  );
}
