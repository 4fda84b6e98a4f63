import { VisuallyHidden } from '@mantine/core';
import {
  IconAlertTriangleFilled,
  IconBell,
  IconChecklist,
  IconHomeHeart,
  IconHourglassHigh,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePreferences } from '../app/preferences.js';
import { showDate } from '../dates/show-date.js';
import { useLabels } from '../ui/labels.js';
import { useNow } from '../ui/use-now.js';
import styles from './Calendar.module.css';
import { ENTRY_KINDS, type CalendarEntry } from './calendar-answers.js';

const ICONS = {
  task: IconChecklist,
  visit: IconHomeHeart,
  clock: IconHourglassHigh,
  warning: IconBell,
  sitting: IconUsersGroup,
} as const satisfies Readonly<Record<CalendarEntry['kind'], unknown>>;

/** Opens where something can be done about it: the task, or the case. */
export function EntryLink({ entry }: { readonly entry: CalendarEntry }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const settings = usePreferences();
  const now = useNow();
  const { kind, at, caseId, caseNumber, taskId, confidence, percent } = entry;
  const isOver = kind !== 'sitting' && kind !== 'warning' && Date.parse(at) <= now;
  const Icon = isOver ? IconAlertTriangleFilled : ICONS[kind];
  const tab = kind === 'clock' || kind === 'warning' ? '?tab=clocks' : '';
  return (
    <Link
      to={taskId === null ? `/cases/${caseId}${tab}` : `/tasks/${taskId}`}
      className={styles.entry}
      data-kind={kind}
      data-over={isOver || undefined}
      data-entry
    >
      <Icon size={16} aria-hidden className={styles.icon ?? ''} />
      <span>
        <span className={styles.time}>{showDate(at, settings, 'time')}</span>{' '}
        <VisuallyHidden component="span">
          {t(`calendar.kind.${kind}`)} {isOver && t('inbox.group.overdue')}
        </VisuallyHidden>
        {labels.words(entry.title)}
        {percent !== null && ` · ${t('calendar.percent', { percent })}`}
        {confidence === 'P' && ` · ${t('clocks.confidence.P')}`} <span className={styles.number}>{caseNumber}</span>
      </span>
    </Link>
  );
}

/** What the marks mean. */
export function Legend() {
  const { t } = useTranslation();
  return (
    <ul className={styles.legend} aria-label={t('calendar.legend')}>
      {ENTRY_KINDS.map((kind) => {
        const Icon = ICONS[kind];
        return (
          <li key={kind}>
            <Icon size={16} aria-hidden /> {t(`calendar.kind.${kind}`)}
          </li>
        );
      })}
    </ul>
  );
}
