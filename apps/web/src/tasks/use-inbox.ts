import { useInfiniteQuery } from '@tanstack/react-query';
import { tasksControllerList } from '#client/sdk.gen.js';
import type { Inbox } from '../api/answers.js';
import { answerOf } from '../api/request.js';

export type Assigned = 'anyone' | 'me' | 'unassigned';

const PAGE = 100;
const REFRESH_MS = 15_000;

export function useInbox(assigned: Assigned) {
  return useInfiniteQuery({
    queryKey: ['inbox', assigned],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answerOf<Inbox>(
        tasksControllerList({
          query: { assigned, limit: PAGE, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: REFRESH_MS,
  });
}
