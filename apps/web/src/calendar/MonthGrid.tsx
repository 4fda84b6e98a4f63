import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../app/preferences.js';
import { showDay, weekdayOf } from '../dates/show-date.js';
import styles from './Calendar.module.css';
import type { CalendarEntry } from './calendar-answers.js';
import { bangkokToday, daysLater, type IsoDay, type View } from './calendar-days.js';
import { EntryLink } from './EntryLink.js';

/** A cell of a month holds so many; the day has the rest. */
const MOST_OF_A_CELL = 3;
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

interface Props {
  readonly weeks: readonly (readonly IsoDay[])[];
  readonly byDay: ReadonlyMap<IsoDay, readonly CalendarEntry[]>;
  readonly on: IsoDay;
  readonly view: View;
  readonly onGo: (changes: { readonly on: IsoDay; readonly view?: View }) => void;
}

/** Weeks as rows. The arrows go from day to day, also out of the month; Enter opens the day's week. */
export function MonthGrid({ weeks, byDay, on, view, onGo }: Props) {
  const { t } = useTranslation();
  const settings = usePreferences();
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (wantsFocus.current) document.getElementById(`day-${on}`)?.focus();
    wantsFocus.current = false;
  }, [on]);
  const nameOf = (day: IsoDay) => weekdayOf(`${day}T12:00:00+07:00`, settings.language);
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined || !(event.target instanceof HTMLElement) || event.target.dataset.day === undefined) return;
    event.preventDefault();
    wantsFocus.current = true;
    onGo({ on: daysLater(event.target.dataset.day, step) });
  };
  const most = view === 'month' ? MOST_OF_A_CELL : Infinity;
  return (
    <table className={styles.grid} onKeyDown={onKeyDown}>
      <thead>
        <tr>
          {weeks[0]?.map((day) => (
            <th key={day} scope="col">
              {nameOf(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => {
              const entries = byDay.get(day) ?? [];
              const isOther = view === 'month' && day.slice(0, 7) !== on.slice(0, 7);
              return (
                <td key={day} data-other={isOther || undefined} data-today={day === bangkokToday() || undefined}>
                  <button
                    type="button"
                    id={`day-${day}`}
                    data-day={day}
                    className={styles.day}
                    tabIndex={day === on ? 0 : -1}
                    aria-current={day === bangkokToday() ? 'date' : undefined}
                    aria-label={t('calendar.dayOf', {
                      day: `${nameOf(day)} ${showDay(day, settings)}`,
                      count: entries.length,
                    })}
                    onClick={() => onGo({ on: day, view: 'week' })}
                  >
                    {Number(day.slice(8))}
                  </button>
                  <ul className={styles.entries}>
                    {entries.slice(0, most).map((entry, index) => (
                      <li key={index}>
                        <EntryLink entry={entry} />
                      </li>
                    ))}
                  </ul>
                  {entries.length > most && (
                    <button type="button" className={styles.more} onClick={() => onGo({ on: day, view: 'week' })}>
                      {t('calendar.more', { count: entries.length - most })}
                    </button>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
