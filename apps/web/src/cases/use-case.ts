import { useQuery } from '@tanstack/react-query';
import {
  casesControllerClocks,
  casesControllerRead,
  casesControllerTasks,
  casesControllerTimeline,
  referralsControllerListOfCase,
} from '#client/sdk.gen.js';
import type { CaseView, ClockView, Page, Referral, TaskView, TimelineEntry } from '../api/answers.js';
import { answerOf } from '../api/request.js';

const REFRESH_MS = 15_000;

/** Everything of a case hangs under one key: an act on it renews all. */
export function useCase(id: string) {
  const path = { id };
  const part = <Answer>(name: string, ask: () => Promise<Answer>) => ({
    queryKey: ['case', id, name],
    queryFn: ask,
    refetchInterval: REFRESH_MS,
  });
  return {
    kase: useQuery(part('read', () => answerOf<CaseView>(casesControllerRead({ path })))),
    clocks: useQuery(part('clocks', () => answerOf<Page<ClockView>>(casesControllerClocks({ path })))),
    timeline: useQuery(part('timeline', () => answerOf<Page<TimelineEntry>>(casesControllerTimeline({ path })))),
    tasks: useQuery(part('tasks', () => answerOf<Page<TaskView>>(casesControllerTasks({ path })))),
    referrals: useQuery(part('referrals', () => answerOf<Page<Referral>>(referralsControllerListOfCase({ path })))),
  };
}
