import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is asked of a reason here, beside what is asked of each. */
  readonly hint?: string;
  readonly rows?: number;
}

/** Why: kept with the act, and read by whoever asks later. */
export function ReasonField({ value, onChange, hint, rows = 2 }: Props) {
  const { t } = useTranslation();
  return (
    <Textarea
      label={t('reason.label')}
      description={hint ?? t('reason.hint')}
      autosize
      minRows={rows}
      maxLength={2000}
      data-autofocus
      required
      withAsterisk={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
