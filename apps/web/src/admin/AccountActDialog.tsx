import { Button, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Account } from '../api/answers.js';

export type AccountAct = 'endSessions' | 'disable';

interface Props {
  readonly account: Account;
  readonly act: AccountAct;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Both of these end somebody's work on the spot: a wrong row must not lock an officer out in the street. */
export function AccountActDialog({ account, act, onConfirm, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${t(`users.${act}`)}: ${account.displayName} (${account.username})`}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      <Text mb="md">{t(`users.effect.${act}`)}</Text>
      <Button color="red.9" size="md" fullWidth onClick={onConfirm}>
        {t(`users.${act}`)}
      </Button>
    </Modal>
  );
}
