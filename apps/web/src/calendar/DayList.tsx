import { useTranslation } from 'react-i18next';
import { usePreferences } from '../app/preferences.js';
import { showDay, weekdayOf } from '../dates/show-date.js';
import styles from './Calendar.module.css';
import type { CalendarEntry } from './calendar-answers.js';
import { bangkokToday, type IsoDay } from './calendar-days.js';
import { EntryLink } from './EntryLink.js';

interface Props {
  /** Those on which something falls. */
  readonly days: readonly IsoDay[];
  readonly byDay: ReadonlyMap<IsoDay, readonly CalendarEntry[]>;
}

/** The same days where no seven columns fit: one below the other, the empty ones left out. */
export function DayList({ days, byDay }: Props) {
  const { t } = useTranslation();
  const settings = usePreferences();
  return days.map((day) => (
    <section key={day} aria-labelledby={`day-${day}`}>
      <h3 id={`day-${day}`} className={styles.listDay}>
        {weekdayOf(`${day}T12:00:00+07:00`, settings.language)} {showDay(day, settings)}
        {day === bangkokToday() && ` · ${t('calendar.today')}`}
      </h3>
      <ul className={styles.entries}>
        {(byDay.get(day) ?? []).map((entry, index) => (
          <li key={index}>
            <EntryLink entry={entry} />
          </li>
        ))}
      </ul>
    </section>
  ));
}
