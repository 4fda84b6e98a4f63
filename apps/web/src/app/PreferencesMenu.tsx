import { Button, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconLogout, IconShieldLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../auth/session-context.js';
import { showDate } from '../dates/show-date.js';
import { LanguageSwitch } from './LanguageSwitch.js';
import { preferences, usePreferences } from './preferences.js';

interface Props {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Language and calendar are two choices: who reads Thai may want common-era years, and the reverse. */
export function PreferencesMenu({ isOpen, onClose }: Props) {
  const { t } = useTranslation();
  const settings = usePreferences();
  const { me, signOut } = useSession();
  const [isLeaving, setLeaving] = useState(false);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('preferences.title')}
      centered
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <div>
          <Text fw={600}>{me.displayName}</Text>
          <Text c="dimmed" size="sm">
            {me.username} · {me.agency}
          </Text>
        </div>
        <Labelled label={t('preferences.language')}>
          <LanguageSwitch />
        </Labelled>
        <Labelled label={t('preferences.calendar')} hint={showDate(new Date(), settings, 'day')}>
          <SegmentedControl
            aria-label={t('preferences.calendar')}
            fullWidth
            value={settings.calendar}
            onChange={(calendar) => preferences.set({ calendar })}
            data={[
              { value: 'buddhist', label: t('preferences.buddhist') },
              { value: 'gregory', label: t('preferences.gregory') },
            ]}
          />
        </Labelled>
        <Labelled label={t('preferences.scheme')}>
          <SegmentedControl
            aria-label={t('preferences.scheme')}
            fullWidth
            value={settings.scheme}
            onChange={(scheme) => preferences.set({ scheme })}
            data={[
              { value: 'auto', label: t('preferences.auto') },
              { value: 'light', label: t('preferences.light') },
              { value: 'dark', label: t('preferences.dark') },
            ]}
          />
        </Labelled>
        <Button
          component={Link}
          to="/account"
          onClick={onClose}
          variant="default"
          size="md"
          leftSection={<IconShieldLock size={18} aria-hidden />}
        >
          {t('account.title')}
        </Button>
        <Button
          variant="default"
          size="md"
          leftSection={<IconLogout size={18} aria-hidden />}
          loading={isLeaving}
          onClick={() => {
            setLeaving(true);
            void signOut().finally(() => setLeaving(false));
          }}
        >
          {t('preferences.signOut')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('preferences.signOutHint')}
        </Text>
      </Stack>
    </Modal>
  );
}

function Labelled({ label, hint, children }: { label: string; hint?: string; children: React.ReactNode }) {
  return (
    <div>
      <Text size="sm" fw={600} mb={4} component="div">
        {label}
        {hint !== undefined && (
          <Text span c="dimmed" size="sm" fw={400}>
            {' '}
            · {hint}
          </Text>
        )}
      </Text>
      {children}
    </div>
  );
}
