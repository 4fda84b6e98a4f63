import { useTranslation } from 'react-i18next';
import type { Me } from '../api/answers.js';
import { showDate } from '../dates/show-date.js';
import { useNow } from '../ui/use-now.js';
import { usePreferences } from './preferences.js';
import styles from './Shell.module.css';

/** On paper only, on each sheet of it: who printed it and when, so that what lies about can be traced. */
export function PrintMark({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const settings = usePreferences();
  const at = showDate(new Date(useNow()), settings);
  return (
    <p className={styles.printMark}>
      {t('app.printedBy', { who: me.displayName, username: me.username, agency: me.agency, at })}
    </p>
  );
}
