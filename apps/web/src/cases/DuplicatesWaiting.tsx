import { Alert } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { duplicatesControllerList } from '#client/sdk.gen.js';
import type { Page } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { holdsAny, useMe } from '../auth/session-context.js';
import { DUPLICATE_REVIEWERS, type DuplicatePair } from './duplicates.js';

/** In the inbox: pairs of cases that wait for somebody to say whether they are one person's. */
export function DuplicatesWaiting() {
  const { t } = useTranslation();
  const pairs = useQuery({
    queryKey: ['duplicates'],
    queryFn: () => answerOf<Page<DuplicatePair>>(duplicatesControllerList()),
    enabled: holdsAny(useMe(), ...DUPLICATE_REVIEWERS),
    refetchInterval: 60_000,
  });
  const items = pairs.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Alert icon={<IconUsers size={20} aria-hidden />} title={t('duplicates.waiting', { count: items.length })} mb="md">
      {items.slice(0, 5).map((pair) => (
        <div key={pair.id}>
          <Link to={`/cases/${pair.cases[0]?.id ?? ''}`}>{pair.cases.map(({ number }) => number).join(' ⇄ ')}</Link>
        </div>
      ))}
    </Alert>
  );
}
