import type { StuckCause } from '#domain/stuck.js';
import type { CaseFile } from '#persistence/case-file/case-file.js';
import { noticeTo } from '#persistence/notices/notice-to.js';
import type { Tx } from '#persistence/unit-of-work.js';

/** Whoever has the task, else whoever may take it where it lies; of an agency that is asked, its own people. */
const RESPONSIBLE_SQL = `
  select a.id from accounts a where a.disabled_at is null and (
    a.id = (select assignee_id from tasks where id = $1)
    or ((select assignee_id from tasks where id = $1) is null and a.roles && $2::text[]
      and case when $4::text is null then a.province = $3 else a.agency = $4 end))`;

/** Those who supervise whoever has the task, and those who supervise in the province. */
const SUPERVISORS_SQL = `
  select a.id from accounts a where a.disabled_at is null and (
    a.id = (select s.supervisor_id from tasks t join accounts s on s.id = t.assignee_id where t.id = $1)
    or ('supervisor' = any (a.roles) and a.province = $2))`;

/** Tells people of a cause, once for an action: codes and the case's number, nothing of a person. Returns how many. */
export async function tellAboutCause(
  tx: Tx,
  file: CaseFile,
  cause: StuckCause,
  kind: 'stuck-nudge' | 'stuck-escalated',
  actionId: string,
): Promise<number> {
  const { province } = file.row;
  const people =
    kind === 'stuck-nudge'
      ? await tx.query<{ id: string }>(RESPONSIBLE_SQL, [cause.taskId, cause.roles, province, cause.agency])
      : await tx.query<{ id: string }>(SUPERVISORS_SQL, [cause.taskId, province]);
  const orders = people.map(({ id }) => ({
    recipientId: id,
    kind,
    topic: `stuck:${actionId}`,
    caseId: file.id,
    params: { caseNumber: file.row.number, cause: cause.cause },
    urgent: kind === 'stuck-escalated',
  }));
  return (await noticeTo(tx, orders, file.policy.notices)).length;
}
