import { Button, Skeleton, Text } from '@mantine/core';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../app/preferences.js';
import { showDate } from '../dates/show-date.js';
import styles from './QuickReport.module.css';
import { lazily } from '../ui/lazily.js';

const DateField = lazily(() => import('../dates/DateField.js').then((m) => m.DateField));

const HOUR_MS = 3_600_000;
const HOURS_AGO = [1, 3, 6] as const;

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  /** Null is now. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

/** When it happened: one tap for now or some hours ago; a date for what is told late. */
export function WhenChoice({ id, label, hint, value, onChange }: Props) {
  const { t } = useTranslation();
  const settings = usePreferences();
  const [isTyping, setTyping] = useState(false);
  const [ago, setAgo] = useState<number | null>(null);
  const choose = (hours: number | null) => {
    setTyping(false);
    setAgo(hours);
    onChange(hours === null ? null : new Date(Date.now() - hours * HOUR_MS).toISOString());
  };
  return (
    <fieldset className={styles.when} id={id}>
      <legend className={styles.legend}>{label}</legend>
      {hint !== undefined && (
        <Text size="sm" c="dimmed" mb={4}>
          {hint}
        </Text>
      )}
      <div className={styles.chips}>
        <Button
          size="md"
          variant={value === null && !isTyping ? 'filled' : 'default'}
          aria-pressed={value === null && !isTyping}
          onClick={() => choose(null)}
        >
          {t('when.now')}
        </Button>
        {HOURS_AGO.map((hours) => {
          const isChosen = value !== null && !isTyping && ago === hours;
          return (
            <Button
              key={hours}
              size="md"
              variant={isChosen ? 'filled' : 'default'}
              aria-pressed={isChosen}
              onClick={() => choose(hours)}
            >
              {t('when.hoursAgo', { count: hours })}
            </Button>
          );
        })}
        <Button
          size="md"
          variant={isTyping ? 'filled' : 'default'}
          aria-pressed={isTyping}
          onClick={() => setTyping(true)}
        >
          {t('when.other')}
        </Button>
      </div>
      {isTyping && (
        <Suspense fallback={<Skeleton height={44} mt="xs" />}>
          <div className={styles.field}>
            <DateField id={`${id}-typed`} label={label} withTime value={value} onChange={onChange} />
          </div>
        </Suspense>
      )}
      {value !== null && !isTyping && (
        <Text size="sm" c="dimmed" mt={4}>
          {showDate(value, settings)}
        </Text>
      )}
    </fieldset>
  );
}
