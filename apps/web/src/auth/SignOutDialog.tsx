import { Modal, Stack, Text } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogButtons } from '../ui/DialogButtons.js';

interface Props {
  readonly onLeave: () => Promise<void>;
  readonly onClose: () => void;
}

/** Only where something on this device would be lost with the sign-out: that cannot be taken back. */
export function SignOutDialog({ onLeave, onClose }: Props) {
  const { t } = useTranslation();
  const [isLeaving, setLeaving] = useState(false);
  const leave = (event: SyntheticEvent) => {
    event.preventDefault();
    setLeaving(true);
    void onLeave();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('preferences.unsentTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={leave}>
        <Stack gap="md">
          <Text>{t('preferences.unsentText')}</Text>
          <DialogButtons
            submit={t('preferences.signOutAnyway')}
            isReady
            isSending={isLeaving}
            color="red.9"
            onClose={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
