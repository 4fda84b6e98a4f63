import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useMe } from '../auth/session-context.js';
import { showDate } from '../dates/show-date.js';
import { usePreferences } from './preferences.js';

type Mark = Extract<ParseKeys, 'app.printedBy' | 'app.takenBy'>;

/** Who takes something out of the console, and when: what lies about can be traced to whom it was shown (0040). */
export function useViewerMark(): (mark: Mark, at?: number) => string {
  const { t } = useTranslation();
  const settings = usePreferences();
  const { displayName: who, username, agency } = useMe();
  return (mark, at = Date.now()) => t(mark, { who, username, agency, at: showDate(new Date(at), settings) });
}
