import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Why: kept with the act, and read by whoever asks later. */
export function ReasonField({ value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Textarea
      label={t('reason.label')}
      description={t('reason.hint')}
      autosize
      minRows={2}
      maxLength={2000}
      data-autofocus
      required
      withAsterisk={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
