import { Button, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BridgeMark } from '../ui/BridgeMark.js';
import styles from './Shell.module.css';

/** Over the page and every open dialog, which keep what was typed; only the end of a session is said above it. */
export function IdleCover({ onWake }: { readonly onWake: () => void }) {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    // Dialogs stand beside the page; one that comes later asks for the password, and is to be reached.
    const dialogs = [...document.querySelectorAll<HTMLElement>('[data-portal] > *')];
    for (const dialog of dialogs) dialog.inert = true;
    button.current?.focus();
    return () => {
      for (const dialog of dialogs) dialog.inert = false;
      if (before instanceof HTMLElement) before.focus();
    };
  }, [before]);
  return (
    <div className={styles.cover} role="dialog" aria-modal="true" aria-label={t('app.covered')}>
      <BridgeMark size={56} />
      <Text>{t('app.covered')}</Text>
      <Button size="lg" onClick={onWake} ref={button}>
        {t('app.uncover')}
      </Button>
    </div>
  );
}
