import { hash, randomUUIDv7 } from 'node:crypto';
import type { AuditKey } from './audit-key.js';

/** Who did or read what of whom, when and why. Names of fields, never what is in them. */
export interface AuditRecord {
  readonly id: string;
  /** RFC 3339 in UTC with three digits of a second: the store keeps no more. */
  readonly at: string;
  readonly accountId: string | null;
  readonly roles: readonly string[];
  readonly agency: string;
  readonly action: string;
  readonly purpose: string;
  readonly decision: AuditDecision;
  readonly caseId: string | null;
  readonly subjectId: string | null;
  readonly fields: readonly string[];
  readonly requestId: string | null;
}
export type AuditDecision = 'allowed' | 'refused';

/** Canonical JSON (RFC 8785): the keys stand here in its order. The spec holds this equal to `canonicalize`. */
export function canonicalRecord(record: AuditRecord): string {
  const { accountId, action, agency, at, caseId, decision, fields, id, purpose, requestId, roles, subjectId } = record;
  return JSON.stringify({
    accountId,
    action,
    agency,
    at,
    caseId,
    decision,
    fields,
    id,
    purpose,
    requestId,
    roles,
    subjectId,
  });
}

export function recordHash(record: AuditRecord): Buffer {
  return hash('sha256', canonicalRecord(record), 'buffer');
}

/** A record as its table takes it, stamped. */
export function auditRow(key: AuditKey, event: Omit<AuditRecord, 'id' | 'at'> & { readonly at: string }) {
  const record: AuditRecord = { ...event, id: randomUUIDv7(), at: new Date(event.at).toISOString() };
  return {
    id: record.id,
    at: record.at,
    account_id: record.accountId,
    roles: record.roles,
    agency: record.agency,
    action: record.action,
    purpose: record.purpose,
    decision: record.decision,
    case_id: record.caseId,
    subject_id: record.subjectId,
    fields: record.fields,
    request_id: record.requestId,
    stamp: `\\x${key.stamp(recordHash(record)).toString('hex')}`,
  };
}

/** The columns of a record as one JSON array, as the store sends them to whoever hashes them. */
export const RECORD_JSON = `json_build_array(e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  e.account_id, e.roles, e.agency, e.action, e.purpose, e.decision, e.case_id, e.subject_id, e.fields, e.request_id,
  encode(e.stamp, 'hex'))`;

export type RecordArray = readonly [
  id: string,
  at: string,
  accountId: string | null,
  roles: readonly string[],
  agency: string,
  action: string,
  purpose: string,
  decision: AuditDecision,
  caseId: string | null,
  subjectId: string | null,
  fields: readonly string[],
  requestId: string | null,
  stamp: string | null,
];

export function recordOf(columns: RecordArray): AuditRecord {
  const [id, at, accountId, roles, agency, action, purpose, decision, caseId, subjectId, fields, requestId] = columns;
  return {
    id,
    at,
    accountId,
    roles,
    agency,
    action,
    purpose,
    decision,
    caseId,
    subjectId,
    fields,
    requestId,
  };
}
