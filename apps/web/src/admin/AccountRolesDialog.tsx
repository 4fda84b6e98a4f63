import { Checkbox, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES, type Role } from '#domain/roles.js';
import type { Account } from '../api/answers.js';
import { DialogButtons } from '../ui/DialogButtons.js';
import { useLabels } from '../ui/labels.js';

interface Props {
  readonly account: Account;
  readonly onChange: (roles: readonly Role[]) => void;
  readonly onClose: () => void;
}

/** What somebody may do, from her next press on. */
export function AccountRolesDialog({ account, onChange, onClose }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const [roles, setRoles] = useState<readonly Role[]>(() => ROLES.filter((role) => account.roles.includes(role)));
  const isChanged = roles.length !== account.roles.length || roles.some((role) => !account.roles.includes(role));
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${t('users.changeRoles')}: ${account.displayName} (${account.username})`}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onChange(roles);
        }}
      >
        <Stack gap="md">
          <Text>{t('users.effect.changeRoles')}</Text>
          <Checkbox.Group
            label={t('users.roles')}
            value={[...roles]}
            onChange={(chosen) => setRoles(ROLES.filter((role) => chosen.includes(role)))}
          >
            <Stack gap="xs" mt="xs">
              {ROLES.map((role) => (
                <Checkbox key={role} value={role} label={labels.role(role)} size="md" />
              ))}
            </Stack>
          </Checkbox.Group>
          <DialogButtons
            submit={t('users.changeRoles')}
            isReady={roles.length > 0 && isChanged}
            isSending={false}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
