import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly isNew?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function SecretField({ label, hint, isNew = false, value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      label={label}
      description={hint}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      size="md"
      required
      withAsterisk={false}
      maxLength={200}
      visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
