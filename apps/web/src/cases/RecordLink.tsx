import { Anchor } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '../api/answers.js';
import { useLabels } from '../ui/labels.js';

/** A completed form as a document. The server decides whether its reader may see the answers. */
export function RecordLink({ task }: { readonly task: Pick<TaskView, 'id' | 'title'> }) {
  const { t, i18n } = useTranslation();
  const labels = useLabels();
  return (
    <Anchor
      href={`/v1/tasks/${task.id}/record?language=${i18n.language === 'th' ? 'th' : 'en'}`}
      target="_blank"
      rel="noopener"
      size="sm"
      ml="xs"
      aria-label={`${t('taskRecord.open')}: ${labels.words(task.title)}`}
    >
      <IconFileText size={16} aria-hidden /> {t('taskRecord.open')}
    </Anchor>
  );
}
