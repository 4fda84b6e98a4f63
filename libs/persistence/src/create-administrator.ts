import { randomUUID } from 'node:crypto';
import { hashOf, newSpokenCode, spokenCodeOf } from '#access/secrets.js';
import { ACTIVATION_HOURS } from '#access/session-limits.js';
import type { Instant } from '#domain/instant.js';
import { systemSubject } from '#domain/subject.js';
import { recordAudit } from './audit-entry.js';
import type { UnitOfWork } from './unit-of-work.js';

/** Changes of accounts come one after the other, so that two administrators cannot disable each other. */
export const ADMINISTRATION_LOCK = 2551_030;

export interface AdministratorOrder {
  readonly username: string;
  readonly displayName: string;
  readonly agency: string;
  /** Although there is one who could do it in the console. */
  readonly another: boolean;
}

export type AdministratorMade =
  | { readonly outcome: 'created'; readonly code: string; readonly expiresAt: Instant }
  | { readonly outcome: 'administrator-exists' | 'username-taken' };

/**
 * The first administrator has nobody who could make her account: it is made on the server, without a password, and opens
 * once with the code. No endpoint does this.
 */
export function createAdministrator(unitOfWork: UnitOfWork, order: AdministratorOrder): Promise<AdministratorMade> {
  const actor = systemSubject('accounts');
  return unitOfWork.run(actor, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [ADMINISTRATION_LOCK]);
    const present = await tx.query(
      `select 1 from accounts where disabled_at is null and 'administrator' = any (roles) limit 1`,
    );
    if (present.length > 0 && !order.another) return { outcome: 'administrator-exists' };
    const id = randomUUID();
    const made = await tx.query(
      `insert into accounts (id, username, display_name, agency, roles) values ($1, $2, $3, $4, '{administrator}')
       on conflict (username) do nothing returning id`,
      [id, order.username, order.displayName, order.agency],
    );
    if (made.length === 0) return { outcome: 'username-taken' };
    const code = newSpokenCode();
    const [activation] = await tx.query<{ expiresAt: Instant }>(
      `insert into account_activations (code_hash, account_id, created_by, expires_at)
       values ($1, $2, $2, now() + make_interval(hours => $3)) returning expires_at as "expiresAt"`,
      [hashOf(spokenCodeOf(code)), id, ACTIVATION_HOURS],
    );
    const fields = ['administrator', 'roles'];
    await recordAudit(tx, actor, [
      { action: 'account.created-on-the-server', purpose: 'accounts', subjectId: id, fields },
    ]);
    return { outcome: 'created', code, expiresAt: activation?.expiresAt ?? '' };
  });
}
