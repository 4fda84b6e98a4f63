import { Alert, Button, FileButton, Group, NativeSelect, Stack } from '@mantine/core';
import { IconCamera, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DOCUMENT_KINDS, faultOf, MEDIA_TYPES, type DocumentKind, type FileFault } from './document-rules.js';
import { startUpload } from './uploads.js';

interface Props {
  readonly caseId: string;
  /** The task whose answer rests on it. */
  readonly taskId: string | null;
}

/** A file that is there, or a photograph taken now; what cannot be taken is said before it is sent. */
export function AddDocuments({ caseId, taskId }: Props) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<DocumentKind>('other');
  const [faults, setFaults] = useState<readonly { readonly name: string; readonly fault: FileFault }[]>([]);
  const take = (files: readonly File[]) => {
    const judged = files.map((file) => ({ file, fault: faultOf(file) }));
    setFaults(judged.flatMap(({ file: { name }, fault }) => (fault === null ? [] : [{ name, fault }])));
    for (const { file, fault } of judged) if (fault === null) startUpload({ caseId, taskId, kind, file });
  };
  return (
    <Stack gap="sm">
      <NativeSelect
        label={t('documents.kind')}
        description={t('documents.taken')}
        size="md"
        value={kind}
        onChange={(event) => {
          const chosen = DOCUMENT_KINDS.find((known) => known === event.currentTarget.value);
          if (chosen !== undefined) setKind(chosen);
        }}
        data={DOCUMENT_KINDS.map((value) => ({ value, label: t(`documents.kinds.${value}`) }))}
      />
      <Group gap="sm">
        <FileButton
          multiple
          accept={MEDIA_TYPES.join()}
          onChange={take}
          inputProps={{ 'aria-label': t('documents.choose') }}
        >
          {(props) => (
            <Button {...props} size="md" variant="default" leftSection={<IconUpload size={18} aria-hidden />}>
              {t('documents.choose')}
            </Button>
          )}
        </FileButton>
        <FileButton
          accept="image/*"
          capture="environment"
          onChange={(photo) => take(photo === null ? [] : [photo])}
          inputProps={{ 'aria-label': t('documents.photo') }}
        >
          {(props) => (
            <Button {...props} size="md" variant="default" leftSection={<IconCamera size={18} aria-hidden />}>
              {t('documents.photo')}
            </Button>
          )}
        </FileButton>
      </Group>
      {faults.map(({ name, fault }) => (
        <Alert key={name} color="red" role="alert" title={name}>
          {t(`documents.faults.${fault}`)}
        </Alert>
      ))}
    </Stack>
  );
}
