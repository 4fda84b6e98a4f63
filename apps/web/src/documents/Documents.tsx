import { Anchor, Group, Paper, Stack, Text } from '@mantine/core';
import { IconDownload, IconFiles } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { documentsControllerList } from '#client/sdk.gen.js';
import type { CaseDocument } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { usePreferences } from '../app/preferences.js';
import { may, useMe } from '../auth/session-context.js';
import { showDate } from '../dates/show-date.js';
import { Empty } from '../ui/Empty.js';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { AddDocuments } from './AddDocuments.js';
import { UploadList } from './UploadList.js';
import { useSize } from './use-size.js';
import { useUploads } from './use-uploads.js';

interface Props {
  readonly caseId: string;
  /** Only what belongs to the answers of this task. */
  readonly taskId?: string;
  readonly isOpen: boolean;
}

/** The papers and pictures of a case: what is there, what is on its way, and how to add more. */
export function Documents({ caseId, taskId, isOpen }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const onTheWay = useUploads(caseId);
  const documents = useQuery({
    queryKey: ['case', caseId, 'documents'],
    queryFn: () =>
      answerOf<{ readonly items: readonly CaseDocument[] }>(documentsControllerList({ path: { id: caseId } })),
    enabled: may(me, 'document.read'),
  });
  const belongs = (document: { readonly taskId: string | null }) => taskId === undefined || document.taskId === taskId;
  const items = documents.data?.items.filter(belongs) ?? [];
  return (
    <Stack gap="md">
      {isOpen && may(me, 'document.add') && <AddDocuments caseId={caseId} taskId={taskId ?? null} />}
      <UploadList uploads={onTheWay.filter(belongs)} />
      {documents.isLoading && <PageLoading />}
      {documents.isError && <Failure reason={documents.error} onRetry={() => void documents.refetch()} />}
      {documents.isSuccess && items.length === 0 && (
        <Empty icon={IconFiles} title={t('documents.none')} text={t('documents.noneHint')} />
      )}
      {items.map((document) => (
        <Kept key={document.id} document={document} />
      ))}
    </Stack>
  );
}

function Kept({ document: { id, kind, name, bytes, hasCopy, scan, uploadedAt } }: { readonly document: CaseDocument }) {
  const { t } = useTranslation();
  const settings = usePreferences();
  const size = useSize();
  const shown = name ?? t(`documents.kinds.${kind}`);
  return (
    <Paper withBorder radius="lg" p="md" data-document={id}>
      <Text fw={600}>{shown}</Text>
      <Text size="sm" c="dimmed">
        {t(`documents.kinds.${kind}`)} · {size(bytes)} · {showDate(uploadedAt, settings)}
        {scan === 'not-scanned' && ` · ${t('documents.notScanned')}`}
      </Text>
      <Group gap="md" mt="xs">
        <Anchor href={`/v1/documents/${id}`} download aria-label={`${t('documents.save')}: ${shown}`}>
          <IconDownload size={16} aria-hidden /> {t('documents.save')}
        </Anchor>
        {hasCopy && (
          <Anchor
            href={`/v1/documents/${id}?part=original`}
            download
            aria-label={`${t('documents.saveOriginal')}: ${shown}`}
          >
            {t('documents.saveOriginal')}
          </Anchor>
        )}
      </Group>
    </Paper>
  );
}
