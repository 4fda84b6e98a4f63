import type { NoticeRules } from '#domain/escalation.js';
import { noticeTo } from '#persistence/notices/notice-to.js';
import type { Tx } from '#persistence/unit-of-work.js';
import type { SignedIn } from '../http/request-context.js';
import type { CaseInEmergency } from './emergency-access.service.js';

/**
 * Who answers for the case: whoever has an open task of it from casework, else those of the agency that took it, else
 * those who could take it; and whoever supervises there. Who answers for the reader: herself, and her supervisor, in the
 * province where none is named, and for a national body those of DATIP.
 */
const TOLD_SQL = `with assigned as (
    select t.assignee_id as id from tasks t join accounts a on a.id = t.assignee_id
    where t.case_id = $1 and t.state = 'open' and a.roles && '{social-worker,supervisor}'),
  responsible as (
    select id from assigned
    union
    select a.id from accounts a where 'social-worker' = any (a.roles) and not exists (select from assigned)
      and case when $2::text is null then a.province = $3 else a.agency = $2 end
    union
    select a.id from accounts a where 'supervisor' = any (a.roles) and a.province = $3),
  reader as (select id, supervisor_id, province from accounts where id = $4)
select a.id from accounts a, reader r where a.disabled_at is null and (a.id in (select id from responsible)
  or a.id = r.id or a.id = r.supervisor_id
  or (r.supervisor_id is null and 'supervisor' = any (a.roles)
    and case when r.province is null then a.agency = 'datip' else a.province = r.province end))`;

/** Tells them at once, also at night: the case's number, and nothing of the person or of the reason. */
export async function tellOfEmergencyAccess(
  tx: Tx,
  kase: CaseInEmergency,
  reader: SignedIn,
  accessId: string,
  rules: NoticeRules,
): Promise<void> {
  const people = await tx.query<{ id: string }>(TOLD_SQL, [kase.id, kase.agency, kase.province, reader.accountId]);
  const orders = people.map(({ id }) => ({
    recipientId: id,
    kind: 'break-glass-used' as const,
    topic: `break-glass:${accessId}`,
    caseId: kase.id,
    params: { caseNumber: kase.number },
    urgent: true,
  }));
  await noticeTo(tx, orders, rules);
}
