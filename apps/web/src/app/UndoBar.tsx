import { Button, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { offerUndo, takeBack, useOffered } from '../ui/undo.js';
import styles from './UndoBar.module.css';

/** Says what was just done, and takes it back. It goes when the page does, never by a clock (WCAG 2.2.1). */
export function UndoBar() {
  const { t } = useTranslation();
  const offered = useOffered();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The button that removed something went with it: the keyboard goes on here.
    if (offered !== null && document.activeElement === document.body) button.current?.focus();
  }, [offered]);
  return (
    <div role="status" className={offered === null ? undefined : styles.bar}>
      {offered !== null && (
        <>
          <Text>{offered.done}</Text>
          <Button ref={button} size="sm" variant="white" onClick={takeBack}>
            {t('undo.undo')}
          </Button>
          <Button size="sm" variant="transparent" c="inherit" onClick={() => offerUndo(null)}>
            {t('common.close')}
          </Button>
        </>
      )}
    </div>
  );
}
