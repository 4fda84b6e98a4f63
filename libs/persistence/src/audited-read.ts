import { DomainError, type ErrorCode } from '#domain/errors.js';
import { recordAudit, type AuditEntry } from './audit-entry.js';
import { recordRefusal } from './record-refusal.js';
import type { Actor } from './rows.js';
import type { Tx, UnitOfWork } from './unit-of-work.js';

/** Answers that tell somebody that this is not for her. */
const REFUSALS: readonly ErrorCode[] = [
  'not-permitted',
  'case-not-found',
  'task-not-found',
  'referral-not-found',
  'document-not-found',
  'duplicate-not-found',
  'sharing-ended',
];

const onTheAudit = new WeakSet<DomainError>();

/** Adds to the entry what is known only when the file has been read: whose it is, which fields were answered. */
export type Seen = (entry: Pick<AuditEntry, 'caseId' | 'subjectId' | 'fields'> & Partial<AuditEntry>) => void;

/**
 * Reads a person's file: the entry is written in the transaction that decided and read, before anything is answered, so
 * that there is no answer without its row. A refusal leaves a row as well.
 */
export async function auditedRead<T>(
  unitOfWork: UnitOfWork,
  actor: Actor,
  attempt: AuditEntry,
  work: (tx: Tx, seen: Seen) => Promise<T>,
): Promise<T> {
  try {
    return await unitOfWork.run(actor, async (tx) => {
      const entries: AuditEntry[] = [];
      const result = await work(tx, (entry) => entries.push({ ...attempt, ...entry }));
      await recordAudit(tx, actor, entries);
      return result;
    });
  } catch (failure) {
    if (failure instanceof DomainError && REFUSALS.includes(failure.code)) {
      await recordRefusal(unitOfWork, actor, attempt);
      onTheAudit.add(failure);
    }
    throw failure;
  }
}

/** Whether its row is written already, so that nobody writes a second one. */
export function isOnTheAudit(failure: DomainError): boolean {
  return onTheAudit.has(failure);
}

/** Names of the fields that an answer holds, in a steady order. */
export function fieldsOf(answer: object | null): readonly string[] {
  return answer === null ? [] : Object.keys(answer).sort();
}
