import type { Actor } from '#persistence/rows.js';
import type { SignedIn } from './request-context.js';

export function actorOf({ accountId, roles, agency, province, requestId }: SignedIn): Actor {
  return { accountId, roles, agency, province, requestId };
}
