import { DomainError } from '#domain/errors.js';
import type { Tx } from '../unit-of-work.js';

/** Granted and not lifted: nothing more of her is shared with anybody. Asked under the case's lock. */
export async function requireSharingAllowed(tx: Tx, caseId: string): Promise<void> {
  if (await isSharingRestricted(tx, caseId)) throw new DomainError('sharing-restricted');
}

export async function isSharingRestricted(tx: Tx, caseId: string): Promise<boolean> {
  const standing = await tx.query(
    `select 1 from subject_requests where case_id = $1 and kind in ('restriction', 'objection')
       and decision = 'granted' and lifted_at is null limit 1`,
    [caseId],
  );
  return standing.length > 0;
}
