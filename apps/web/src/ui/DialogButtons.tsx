import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly submit: string;
  readonly isReady: boolean;
  readonly isSending: boolean;
  readonly onClose: () => void;
  /** Of an act that is not taken lightly. */
  readonly color?: string;
}

/** How a dialog ends: what it does, in words, and the way back. */
export function DialogButtons({ submit, isReady, isSending, onClose, color }: Props) {
  const { t } = useTranslation();
  return (
    <Group gap="sm">
      <Button
        type="submit"
        size="md"
        disabled={!isReady}
        loading={isSending}
        {...(color === undefined ? {} : { color })}
      >
        {submit}
      </Button>
      <Button variant="default" size="md" onClick={onClose}>
        {t('form.back')}
      </Button>
    </Group>
  );
}
