import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useMe } from '../auth/session-context.js';
import { leaveDevice, listOutbox, sendOutbox, type KeptItem } from './outbox.js';

export function useOutbox(): { readonly items: readonly KeptItem[]; send: () => Promise<void> } {
  const { username, keepsOffline } = useMe();
  const queries = useQueryClient();
  const outbox = useQuery({ queryKey: ['outbox', username], queryFn: () => listOutbox(username), staleTime: 0 });
  const send = useCallback(async () => {
    await sendOutbox(username);
    if (!keepsOffline) await leaveDevice(username);
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['outbox'] }),
      queries.invalidateQueries({ queryKey: ['own-reports'] }),
    ]);
  }, [keepsOffline, queries, username]);
  return { items: outbox.data ?? [], send };
}
