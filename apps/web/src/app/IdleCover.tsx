import { Button, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { BridgeMark } from '../ui/BridgeMark.js';
import styles from './Shell.module.css';

/** Over everything, dialogs too: the browser's own top layer, beneath which nothing can be seen, reached or read out. */
export function IdleCover({ onWake }: { readonly onWake: () => void }) {
  const { t } = useTranslation();
  const cover = useRef<HTMLDialogElement>(null);
  useEffect(() => cover.current?.showModal(), []);
  return (
    <dialog ref={cover} className={styles.cover} aria-label={t('app.covered')} onClose={onWake}>
      <BridgeMark size={56} />
      <Text>{t('app.covered')}</Text>
      <Button size="lg" onClick={onWake} autoFocus>
        {t('app.uncover')}
      </Button>
    </dialog>
  );
}
