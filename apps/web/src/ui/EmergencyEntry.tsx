import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { EmergencyAccessEntry } from '../api/answers.js';
import { usePreferences } from '../app/preferences.js';
import { showDate } from '../dates/show-date.js';

/** Who broke the glass, until when she could read, and why, where that is shown. */
export function EmergencyEntry({ access }: { readonly access: EmergencyAccessEntry }) {
  const { t } = useTranslation();
  const settings = usePreferences();
  const { by, agency, grantedAt, expiresAt, reason } = access;
  return (
    <div>
      <Text size="sm" c="dimmed">
        {t('emergency.by', {
          who: by,
          agency,
          at: showDate(grantedAt, settings),
          until: showDate(expiresAt, settings, 'time'),
        })}
      </Text>
      <Text {...(reason === null ? { c: 'dimmed' } : {})}>{reason ?? t('emergency.reasonWithheld')}</Text>
    </div>
  );
}
