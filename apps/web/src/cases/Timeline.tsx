import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../api/answers.js';
import { usePreferences } from '../app/preferences.js';
import { showDate } from '../dates/show-date.js';
import { useLabels } from '../ui/labels.js';
import styles from './Timeline.module.css';

const LATE_MS = 15 * 60_000;

/** What happened, newest first, in sentences; what was written down much later says so. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  return (
    <ol className={styles.list}>
      {[...entries].reverse().map((entry) => (
        <li key={entry.id} className={styles.entry} data-kind={entry.kind}>
          <Text size="sm" c="dimmed" component="div">
            <time dateTime={entry.happenedAt}>{showDate(entry.happenedAt, settings)}</time>
            {entry.actor !== null && ` · ${entry.actor}`}
            {entry.agency !== null && ` (${entry.agency})`}
          </Text>
          <Text component="div">{labels.words(entry.sentence)}</Text>
          {Date.parse(entry.recordedAt) - Date.parse(entry.happenedAt) > LATE_MS && (
            <Text size="xs" c="dimmed">
              {t('timeline.recorded', { at: showDate(entry.recordedAt, settings) })}
            </Text>
          )}
        </li>
      ))}
    </ol>
  );
}
