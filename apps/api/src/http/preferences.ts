import { DomainError } from '#domain/errors.js';

const LONGEST_WAIT_SECONDS = 30;

/** `Prefer: wait=N` (RFC 7240), bounded. */
export function waitSecondsOf(prefer: string | undefined): number {
  const wait = /(?:^|[,;\s])wait=(\d{1,4})(?:$|[,;\s])/i.exec(prefer ?? '')?.[1];
  return wait === undefined ? 0 : Math.min(Number(wait), LONGEST_WAIT_SECONDS);
}

/** The revision that the caller has seen, from `If-Match: "3"`; null when none was sent. */
export function parseIfMatch(header: string | undefined): number | null {
  if (header === undefined) return null;
  const revision = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1];
  if (revision === undefined) {
    throw new DomainError('revision-conflict', [{ path: '/headers/if-match', code: 'revision-conflict' }]);
  }
  return Number(revision);
}
