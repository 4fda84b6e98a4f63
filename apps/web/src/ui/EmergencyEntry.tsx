import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../app/preferences.js';
import { showDate } from '../dates/show-date.js';

/** A glass that was broken; its reason where the reader is shown what the case is about. */
export interface EmergencyAccessEntry {
  readonly id: string;
  readonly by: string;
  readonly agency: string;
  readonly grantedAt: string;
  readonly expiresAt: string;
  readonly reason: string | null;
}

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
