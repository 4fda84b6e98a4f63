import { useTranslation } from 'react-i18next';
import { usePreferences } from '../app/preferences.js';
import { showDate } from '../dates/show-date.js';
import type { SaveState } from './use-draft.js';

export function SaveStatus({ state, savedAt }: { readonly state: SaveState; readonly savedAt: string | null }) {
  const { t } = useTranslation();
  const settings = usePreferences();
  const text =
    state === 'not-saved'
      ? t('form.notSaved')
      : state !== 'saved'
        ? t('form.saving')
        : savedAt === null
          ? t('form.savesItself')
          : t('form.savedAt', { at: showDate(savedAt, settings, 'time') });
  return (
    <span role="status" data-save={state}>
      {text}
    </span>
  );
}
