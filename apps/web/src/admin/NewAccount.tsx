import { Button, Checkbox, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useRef, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { accountsControllerCreate, accountsControllerStartActivation } from '#client/sdk.gen.js';
import { ROLES, type Role } from '#domain/roles.js';
import { answerOf } from '../api/request.js';
import { provincesIn } from '../places/provinces.js';
import { Failure } from '../ui/Failure.js';
import { useLabels } from '../ui/labels.js';
import { useStepUp } from '../auth/use-step-up.js';

interface Props {
  readonly onClose: () => void;
  readonly onMade: (activation: { username: string; code: string; expiresAt: string }) => void;
}

export function NewAccount({ onClose, onMade }: Props) {
  const { t, i18n } = useTranslation();
  const labels = useLabels();
  const { run, dialog } = useStepUp();
  const [username, setUsername] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [agency, setAgency] = useState('');
  const [province, setProvince] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [failure, setFailure] = useState<unknown>(null);
  const idempotencyKey = useRef(crypto.randomUUID());
  const make = async () => {
    const { id } = await answerOf<{ id: string }>(
      accountsControllerCreate({
        headers: { 'Idempotency-Key': idempotencyKey.current },
        body: {
          username: username.trim(),
          displayName: displayName.trim(),
          agency: agency.trim(),
          province: province === '' ? null : province,
          roles: [...roles],
        },
      }),
    );
    const started = await answerOf<{ code: string; expiresAt: string }>(
      accountsControllerStartActivation({ path: { id } }),
    );
    onMade({ username: username.trim(), ...started });
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setFailure(null);
    run(make).catch((reason: unknown) => setFailure(reason));
  };
  const text = (label: string, value: string, change: (value: string) => void) => (
    <TextInput
      label={label}
      required
      withAsterisk={false}
      autoCapitalize="none"
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnEscape={dialog === null}
      title={t('users.new')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          {failure !== null && <Failure reason={failure} />}
          {text(t('signIn.username'), username, setUsername)}
          {text(t('users.displayName'), displayName, setDisplayName)}
          {text(t('users.agency'), agency, setAgency)}
          <NativeSelect
            label={t('cases.province')}
            value={province}
            onChange={(event) => setProvince(event.currentTarget.value)}
            data={[
              { value: '', label: t('users.national') },
              ...provincesIn(i18n.language).map(({ code, th, en }) => ({
                value: code,
                label: i18n.language === 'th' ? th : en,
              })),
            ]}
          />
          <Checkbox.Group
            label={t('users.roles')}
            value={[...roles]}
            onChange={(chosen) => setRoles(ROLES.filter((role) => chosen.includes(role)))}
          >
            <Group gap="sm" mt="xs">
              {ROLES.map((role) => (
                <Checkbox key={role} value={role} label={labels.role(role)} />
              ))}
            </Group>
          </Checkbox.Group>
          <Button type="submit" size="md" disabled={roles.length === 0}>
            {t('users.make')}
          </Button>
        </Stack>
      </form>
      {dialog}
    </Modal>
  );
}
