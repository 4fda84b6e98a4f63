import { IconAlertTriangleFilled, IconCheck, IconClock, IconClockExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../app/preferences.js';
import { showDate } from '../dates/show-date.js';
import { timeLeft, urgencyOf } from '../dates/time-left.js';
import styles from './DueChip.module.css';
import { useNow } from './use-now.js';

const ICONS = {
  over: IconAlertTriangleFilled,
  soon: IconClockExclamation,
  near: IconClock,
  far: IconClock,
  done: IconCheck,
};

interface Props {
  readonly dueAt: string;
  /** What is done is never late: it shows when, and no colour. */
  readonly isDone?: boolean;
}

/** Words, an icon and a colour, never the colour alone; the exact time in the calendar that the person chose. */
export function DueChip({ dueAt, isDone = false }: Props) {
  const { t } = useTranslation();
  const settings = usePreferences();
  const now = useNow();
  const urgency = isDone ? 'done' : urgencyOf(dueAt, now);
  const { unit, count, isOver } = timeLeft(dueAt, now);
  const Icon = ICONS[urgency];
  const exact = showDate(dueAt, settings);
  const text = isDone ? exact : t(`due.${unit}.${isOver ? 'over' : 'left'}`, { count });
  return (
    <span className={styles.chip} data-urgency={urgency} title={t('due.at', { at: exact })}>
      <Icon size={16} aria-hidden />
      <span>{text}</span>
      {!isDone && <span className={styles.exact}>{exact}</span>}
    </span>
  );
}
