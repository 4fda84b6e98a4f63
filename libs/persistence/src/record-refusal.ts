import { systemSubject } from '#domain/subject.js';
import { recordAudit, type AuditEntry } from './audit-entry.js';
import type { Actor } from './rows.js';
import type { UnitOfWork } from './unit-of-work.js';

/** Whose an id is, whatever it is of; of a pair of cases both. No id is in two tables. */
const CASES_SQL = `select case_id as "caseId" from tasks where id = $1
  union select case_id from clocks where id = $1
  union select case_id from documents where id = $1
  union select case_id from document_uploads where id = $1
  union select case_id from service_referrals where id = $1
  union select case_id from subject_requests where id = $1
  union select case_id from approvals where id = $1 and case_id is not null
  union select unnest(array[case_id, other_case_id]) from duplicate_pairs where id = $1
  order by 1`;

/**
 * Writes down what somebody was refused, under the case that it is of: whoever asks the audit who tried to see her finds
 * also those who tried a task, a clock or a document. In nobody's name, since she who was refused sees no row of it; asked
 * of every id alike, so that one that exists is answered no later than one that does not (S02).
 */
export async function recordRefusal(unitOfWork: UnitOfWork, actor: Actor, attempt: AuditEntry): Promise<void> {
  const refusal: AuditEntry = { ...attempt, decision: 'refused' };
  const { caseId = null, subjectId = null } = refusal;
  const cases =
    caseId === null && subjectId !== null
      ? await unitOfWork.read(systemSubject('refusals'), (tx) => tx.query<{ caseId: string }>(CASES_SQL, [subjectId]))
      : [];
  const entries = cases.length === 0 ? [refusal] : cases.map((of) => ({ ...refusal, caseId: of.caseId }));
  await unitOfWork.run(actor, (tx) => recordAudit(tx, actor, entries));
}
