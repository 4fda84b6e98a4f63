import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../app/preferences.js';
import { showDate } from '../dates/show-date.js';

interface Props {
  readonly query: { readonly isError: boolean; readonly data: unknown; readonly dataUpdatedAt: number };
}

/** Says that what is shown is old, and of when. */
export function Stale({ query }: Props) {
  const { t } = useTranslation();
  const settings = usePreferences();
  if (!query.isError || query.data === undefined) return null;
  return (
    <Text size="sm" c="dimmed" role="status" mb="xs">
      {t('common.stale', { at: showDate(new Date(query.dataUpdatedAt), settings, 'time') })}
    </Text>
  );
}
