import { Button, Text } from '@mantine/core';
import {
  BuddhistCalendar,
  GregorianCalendar,
  parseAbsolute,
  parseDate,
  now,
  Time,
  toCalendar,
  toCalendarDate,
  toCalendarDateTime,
  today,
  toZoned,
  type CalendarDate,
  type DateValue,
  type ZonedDateTime,
} from '@internationalized/date';
import { DateField as AriaDateField, DateInput, DateSegment, I18nProvider } from 'react-aria-components';
import { useState, type ClipboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences, type Calendar } from '../app/preferences.js';
import styles from './DateField.module.css';
import { showDate, showDay, ZONE } from './show-date.js';
import { readPastedDate } from './pasted-date.js';
import { isBeforeNewYearReform, readYear, yearIn } from './typed-date.js';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly withTime: boolean;
  /** ISO 8601: a day, or an instant. Never a year of the Buddhist era. */
  readonly value: string | null;
  readonly error?: string | undefined;
  readonly onChange: (value: string | null) => void;
}

const calendars = { buddhist: new BuddhistCalendar(), gregory: new GregorianCalendar() } as const;

/** A date is typed in the calendar that the person reads, and kept as ISO 8601. Two calendars never meet in one field. */
export function DateField({ id, label, withTime, value, error, onChange }: Props) {
  const { t } = useTranslation();
  const settings = usePreferences();
  const [typed, setTyped] = useState<DateValue | null>(() => parsed(value, withTime, settings.calendar));
  const [problem, setProblem] = useState<string | null>(null);

  const change = (changed: DateValue | null) => {
    const next = changed === null ? null : toCalendar(changed, calendars[settings.calendar]);
    setTyped(next);
    const wrong = next === null ? null : yearProblem(next.year);
    setProblem(wrong);
    // Where the year is wrong, what stood here before is no answer any more: nobody sends a date that the screen does not show.
    onChange(next === null || wrong !== null ? null : isoOf(next, withTime));
  };
  const yearProblem = (typedYear: number): string | null => {
    const year = readYear(String(typedYear));
    // "69" would be the year 69 of its era: two digits mean different years to different people (U07).
    if ('refused' in year) return t('dates.fourDigits');
    if (year.readAs === settings.calendar) return null;
    return t(`dates.ofOtherEra.${year.readAs}`, { typed: typedYear, year: yearIn(settings.calendar, year.year) });
  };
  const paste = (event: ClipboardEvent) => {
    event.preventDefault();
    const read = readPastedDate(event.clipboardData.getData('text'));
    const time = read?.time ?? (typed !== null && 'hour' in typed ? typed : null);
    if (read === null || (withTime && time === null))
      setProblem(t(read === null ? 'dates.notRead' : 'dates.needsTime'));
    else if (!withTime || time === null) change(read.on);
    else change(toZoned(toCalendarDateTime(read.on, new Time(time.hour, time.minute)), ZONE));
  };
  const locale = `${settings.language === 'th' ? 'th-TH' : 'en-GB'}-u-ca-${settings.calendar}-nu-latn`;
  const shown = problem ?? error;
  return (
    <I18nProvider locale={locale}>
      <div className={styles.row} onPaste={paste}>
        <AriaDateField
          id={id}
          aria-label={label}
          value={typed}
          onChange={change}
          granularity={withTime ? 'minute' : 'day'}
          hourCycle={24}
          hideTimeZone
          shouldForceLeadingZeros
          isInvalid={shown !== undefined}
          {...(withTime
            ? { placeholderValue: now(ZONE) }
            : { placeholderValue: toCalendar(today(ZONE), calendars[settings.calendar]) })}
        >
          <DateInput className={styles.input ?? ''}>
            {(segment) => <DateSegment segment={segment} className={styles.segment ?? ''} />}
          </DateInput>
        </AriaDateField>
        <Button variant="default" size="md" onClick={() => change(withTime ? now(ZONE) : today(ZONE))}>
          {withTime ? t('dates.now') : t('dates.today')}
        </Button>
        {(value !== null || problem !== null) && (
          <Button variant="subtle" size="md" onClick={() => change(null)}>
            {t('dates.clear')}
          </Button>
        )}
      </div>
      {value !== null && problem === null && (
        <Text size="sm" c="dimmed" mt={4}>
          {t('dates.readAs', { date: withTime ? showDate(value, settings) : showDay(value, settings) })}
        </Text>
      )}
      {value !== null && !withTime && isBeforeNewYearReform(value) && <Text size="sm">{t('dates.before1941')}</Text>}
      {shown !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" mt={4}>
          {shown}
        </Text>
      )}
    </I18nProvider>
  );
}

function parsed(value: string | null, withTime: boolean, calendar: Calendar): DateValue | null {
  if (value === null) return null;
  const date: CalendarDate | ZonedDateTime = withTime ? parseAbsolute(value, ZONE) : parseDate(value);
  return toCalendar(date, calendars[calendar]);
}

/** What is kept: an instant in UTC, or the day of the common calendar. */
export function isoOf(value: DateValue, withTime: boolean): string {
  if (!withTime) return toCalendarDate(toCalendar(value, calendars.gregory)).toString();
  const at = value.toDate(ZONE);
  at.setSeconds(0, 0);
  return at.toISOString();
}
