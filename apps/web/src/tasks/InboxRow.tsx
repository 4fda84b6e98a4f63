import { IconBolt, IconChevronRight, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TaskView } from '../api/answers.js';
import { DueChip } from '../ui/DueChip.js';
import { useLabels } from '../ui/labels.js';
import styles from './Inbox.module.css';

export function InboxRow({ task }: { readonly task: TaskView }) {
  const { t } = useTranslation();
  const labels = useLabels();
  return (
    <Link to={`/tasks/${task.id}`} className={styles.row} data-row data-decide={task.mustDecide || undefined}>
      <span className={styles.rowMain}>
        <span className={styles.rowTitle}>
          {task.urgent && (
            <span className={styles.urgent}>
              <IconBolt size={15} aria-hidden /> {t('task.urgent')}
            </span>
          )}
          {labels.words(task.title)}
        </span>
        <span className={styles.rowMeta}>
          <span className={styles.number}>{task.caseNumber}</span>
          <span>{labels.stage(task.stage)}</span>
          <span>{labels.province(task.province)}</span>
          {task.assignee !== null && (
            <span className={styles.assignee}>
              <IconUser size={14} aria-hidden /> {task.assignee}
            </span>
          )}
          {task.mustDecide && <strong>{t('task.mustDecide')}</strong>}
        </span>
      </span>
      {task.dueAt !== null && <DueChip dueAt={task.dueAt} />}
      <IconChevronRight size={18} aria-hidden className={styles.chevron} />
    </Link>
  );
}
