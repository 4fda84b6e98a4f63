import { useQuery } from '@tanstack/react-query';
import { policiesControllerRead } from '#client/sdk.gen.js';
import { answerOf } from '../api/request.js';
import type { PolicyDocument } from './policy-answers.js';

/** One version, whole. It never changes. */
export function usePolicy(version: string) {
  return useQuery({
    queryKey: ['policies', 'document', version],
    queryFn: () => answerOf<PolicyDocument>(policiesControllerRead({ path: { version } })),
    staleTime: Infinity,
  });
}
