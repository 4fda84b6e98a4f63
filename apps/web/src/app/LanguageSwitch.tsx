import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { switchLanguage } from '../i18n/i18n.js';
import { usePreferences } from './preferences.js';

export function LanguageSwitch() {
  const { t } = useTranslation();
  const { language } = usePreferences();
  return (
    <SegmentedControl
      aria-label={t('preferences.language')}
      fullWidth
      value={language}
      onChange={(chosen) => void switchLanguage(chosen)}
      data={[
        { value: 'th', label: 'ไทย' },
        { value: 'en', label: 'English' },
      ]}
    />
  );
}
