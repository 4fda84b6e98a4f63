import { Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../auth/session-context.js';
import { useUndo } from '../ui/undo.js';
import { dropPhotos, keepPhoto } from './outbox.js';
import styles from './QuickReport.module.css';
import { reducePhoto } from './reduce-photo.js';

/** Both sides of a card and one more; the server takes ten. */
const MOST = 3;

interface Props {
  readonly id: string;
  readonly number: number;
  readonly photos: readonly string[];
  /** While it is drawn and kept: until then the report must not go, and no person may move in the list. */
  readonly onBusy: (isBusy: boolean) => void;
  readonly onChange: (change: (photos: readonly string[]) => readonly string[]) => void;
}

/** Photographs of a person's documents: kept on this phone as the draft is, sent after the report. */
export function ReportPhotos({ id, number, photos, onBusy, onChange }: Props) {
  const { t } = useTranslation();
  const { username } = useMe();
  const offerUndo = useUndo();
  const [isTaking, setTaking] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const take = async (file: File | null) => {
    if (file === null) return;
    // It would be one too many, taken back beside the new one.
    offerUndo(null);
    setTaking(true);
    onBusy(true);
    try {
      const photo = await keepPhoto(username, await reducePhoto(file));
      onChange((known) => [...known, photo]);
      setFailed(false);
    } catch (reason) {
      // No picture, or no room for it: said where it was taken.
      if (!(reason instanceof DOMException)) throw reason;
      setFailed(true);
    } finally {
      setTaking(false);
      onBusy(false);
    }
  };
  const remove = (photo: string, at: number) => {
    onChange((known) => known.filter((other) => other !== photo));
    offerUndo({
      done: t('undo.photoRemoved', { number: at + 1 }),
      undo: () => onChange((known) => known.toSpliced(at, 0, photo)),
      settle: () => void dropPhotos(username, [photo]),
    });
  };
  return (
    <fieldset id={id} className={styles.when}>
      <legend className={styles.legend}>{t('report.photos')}</legend>
      <Text size="sm" c="dimmed" mb={4}>
        {t('report.photosHint', { most: MOST })}
      </Text>
      <Stack gap="xs">
        {photos.map((photo, index) => (
          <Group key={photo} justify="space-between" gap="xs" data-photo>
            <Text>{t('report.photo', { number: index + 1 })}</Text>
            <Button variant="subtle" color="red" onClick={() => remove(photo, index)}>
              {t('report.removePhoto', { number: index + 1 })}
            </Button>
          </Group>
        ))}
        {hasFailed && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {t('report.photoFailed')}
          </Text>
        )}
        {photos.length < MOST && (
          <FileButton
            accept="image/*"
            capture="environment"
            onChange={(file) => void take(file)}
            inputProps={{ 'aria-label': t('report.takePhoto', { number }) }}
          >
            {(props) => (
              <Button
                {...props}
                size="md"
                variant="default"
                loading={isTaking}
                leftSection={<IconCamera size={18} aria-hidden />}
              >
                {t('documents.photo')}
              </Button>
            )}
          </FileButton>
        )}
      </Stack>
    </fieldset>
  );
}
