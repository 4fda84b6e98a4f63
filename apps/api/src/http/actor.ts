import type { Actor } from '#persistence/rows.js';
import type { SignedIn } from './request-context.js';

export function actorOf({ accountId, roles, agency, requestId }: SignedIn): Actor {
  return { accountId, roles, agency, requestId };
}
