import { Button, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Failure } from '../ui/Failure.js';
import { pauseUpload, removeUpload, resumeUpload, type DocumentUpload } from './uploads.js';
import { useSize } from './use-size.js';

/** What is on its way: how far, and what can be done about it. */
export function UploadList({ uploads }: { readonly uploads: readonly DocumentUpload[] }) {
  const { t } = useTranslation();
  const size = useSize();
  return (
    <Stack gap="sm">
      {uploads.map(({ id, file, sent, state, reason }) => {
        const percent = Math.floor((sent / file.size) * 100);
        return (
          <Paper key={id} withBorder radius="lg" p="md" data-upload={state}>
            <Text fw={600}>{file.name}</Text>
            <Progress value={percent} my="xs" aria-label={t('documents.progress', { name: file.name })} />
            <Text size="sm" c="dimmed" role="status">
              {t(`documents.state.${state}`)} · {t('documents.of', { percent, size: size(file.size) })}
            </Text>
            {state === 'refused' && <Failure reason={reason} />}
            <Group gap="sm" mt="xs">
              {(state === 'sending' || state === 'waiting') && (
                <Button size="sm" variant="default" onClick={() => pauseUpload(id)}>
                  {t('documents.pause')}
                </Button>
              )}
              {(state === 'paused' || state === 'waiting') && (
                <Button size="sm" onClick={() => resumeUpload(id)}>
                  {t('documents.goOn')}
                </Button>
              )}
              {state !== 'done' && (
                <Button size="sm" variant="subtle" color="red" onClick={() => void removeUpload(id)}>
                  {t('documents.giveUp')}
                </Button>
              )}
            </Group>
          </Paper>
        );
      })}
    </Stack>
  );
}
