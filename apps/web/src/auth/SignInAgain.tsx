import { Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SignInForm } from './SignInForm.js';

interface Props {
  readonly username: string;
  readonly onSignedIn: (username: string) => Promise<void>;
}

/** Over the page, which stays as it is underneath: nothing that was typed is lost. */
export function SignInAgain({ username, onSignedIn }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('signIn.againTitle')}
      overlayProps={{ blur: 12, backgroundOpacity: 0.6 }}
      centered
      // Also where the page is covered: nobody may be locked out beneath it.
      zIndex={310}
    >
      <Text mb="md">{t('signIn.againText')}</Text>
      <SignInForm username={username} onSignedIn={onSignedIn} />
    </Modal>
  );
}
