import { UnstyledButton } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noticesControllerList } from '#client/sdk.gen.js';
import { answerOf } from '../api/request.js';
import styles from './NoticesBell.module.css';
import type { Notices } from './notices.js';
import { lazily } from '../ui/lazily.js';

const NoticesPanel = lazily(() => import('./NoticesPanel.js').then((m) => m.NoticesPanel));

/** How many notices one has not read; the number is said, not only coloured. */
export function NoticesBell() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const notices = useQuery({
    queryKey: ['notices', 'count'],
    queryFn: () => answerOf<Notices>(noticesControllerList({ query: { show: 'unread', limit: 1 } })),
    refetchInterval: 30_000,
  });
  const { unread = 0, urgent = 0 } = notices.data ?? {};
  return (
    <>
      <UnstyledButton
        className={styles.bell}
        onClick={() => setOpen(true)}
        aria-label={t('notices.open', { count: unread })}
      >
        <IconBell size={22} stroke={1.6} aria-hidden />
        {unread > 0 && (
          <span className={styles.count} data-urgent={urgent > 0} aria-hidden>
            {unread}
          </span>
        )}
      </UnstyledButton>
      <Suspense fallback={null}>{isOpen && <NoticesPanel onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
