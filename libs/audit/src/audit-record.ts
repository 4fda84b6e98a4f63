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

/** SHA-256 of a record's canonical JSON, in hexadecimal. */
export function recordHash(canonical: string): string {
  return hash('sha256', canonical, 'hex');
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
    stamp: `\\x${key.stamp(recordHash(canonicalRecord(record)))}`,
  };
}

const nullable = (column: string) => `coalesce(to_json(${column})::text, 'null')`;
/**
 * A row as one line of text: its stamp, then its canonical JSON, made by the store from its columns as `canonicalRecord`
 * makes it from a record (audit-chain.spec.ts holds the two equal). No JSON has a line break within. Who verifies
 * 100,000 rows a second neither parses nor writes them again.
 */
export const RECORD_LINE = `coalesce(encode(e.stamp, 'hex'), '') || '{"accountId":' || ${nullable('e.account_id')}
  || ',"action":' || to_json(e.action) || ',"agency":' || to_json(e.agency)
  || ',"at":"' || to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  || '","caseId":' || ${nullable('e.case_id')} || ',"decision":' || to_json(e.decision)
  || ',"fields":' || array_to_json(e.fields) || ',"id":"' || e.id || '","purpose":' || to_json(e.purpose)
  || ',"requestId":' || ${nullable('e.request_id')} || ',"roles":' || array_to_json(e.roles)
  || ',"subjectId":' || ${nullable('e.subject_id')} || '}'`;

/** Null: a row from before the stamps. */
export interface RecordLine {
  readonly stamp: string | null;
  readonly canonical: string;
}

export function parseRecordLine(line: string): RecordLine {
  const from = line.indexOf('{');
  return { stamp: from === 0 ? null : line.slice(0, from), canonical: line.slice(from) };
}
