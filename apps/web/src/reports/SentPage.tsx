import { Button, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { OutboxList } from './OutboxList.js';

/** Where somebody lands who reports now and then: what became of what was just written. */
export function SentPage() {
  const { t } = useTranslation();
  return (
    <Stack gap="lg" maw={720} mx="auto">
      <Title order={1} size="h2">
        {t('places.report')}
      </Title>
      <OutboxList />
      <Text c="dimmed">{t('outbox.none')}</Text>
      <Button component={Link} to="/report" variant="light" size="md">
        {t('reporter.start')}
      </Button>
    </Stack>
  );
}
