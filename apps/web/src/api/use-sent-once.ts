import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';
import { Refusal } from './request.js';

/**
 * An act that is done once, however often its button is pressed: its key stays the same while nobody answers, because the
 * server may have done it. What was refused is asked anew, as a request of its own.
 */
export function useSentOnce<Answer>(
  send: (idempotencyKey: string) => Promise<Answer>,
  onSuccess: (answer: Answer) => unknown,
): UseMutationResult<Answer, Error, void> {
  const key = useRef(crypto.randomUUID());
  return useMutation({
    mutationFn: () => send(key.current),
    onSuccess,
    onError: (reason) => {
      if (reason instanceof Refusal) key.current = crypto.randomUUID();
    },
  });
}
