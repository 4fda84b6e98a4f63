import { auditKey } from '#audit/audit-key.js';
import { auditRow, type AuditDecision } from '#audit/audit-record.js';
import type { Instant } from '#domain/instant.js';
import type { AuditAction } from '#domain/texts/audit-texts.js';
import type { Actor } from './rows.js';
import type { Tx } from './unit-of-work.js';

/** What was done or read, for which purpose. Fields by name, never what is in them. */
export interface AuditEntry {
  readonly action: AuditAction;
  readonly purpose: string;
  readonly decision?: AuditDecision;
  readonly caseId?: string | null;
  readonly subjectId?: string | null;
  readonly fields?: readonly string[];
}

/** The entry as its table takes it, stamped. */
export function auditRowOf(actor: Actor, at: Instant, entry: AuditEntry) {
  return auditRow(auditKey(), {
    at,
    accountId: actor.accountId,
    roles: actor.roles,
    agency: actor.agency,
    action: entry.action,
    purpose: entry.purpose,
    decision: entry.decision ?? 'allowed',
    caseId: entry.caseId ?? null,
    subjectId: entry.subjectId ?? null,
    fields: entry.fields ?? [],
    requestId: actor.requestId ?? null,
  });
}

/**
 * Writes entries in the transaction of the read that they tell of: what was read and not recorded is not answered
 * (proven by test/faults/audited-reads.spec.ts).
 */
export async function recordAudit(tx: Tx, actor: Actor, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const [clock] = await tx.query<{ now: Instant }>('select clock_timestamp() as now');
  if (clock === undefined) throw new Error('The store answered no time');
  const purpose = tx.auditPurpose;
  const rows = entries.map((entry) =>
    auditRowOf(actor, clock.now, purpose === undefined ? entry : { ...entry, purpose }),
  );
  tx.send('insert into audit_events select * from jsonb_populate_recordset(null::audit_events, $1::jsonb)', [
    JSON.stringify(rows),
  ]);
}
