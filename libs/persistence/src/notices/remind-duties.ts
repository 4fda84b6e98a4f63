import type { Threshold } from '#domain/clock.js';
import { isBefore, partWay, type Instant } from '#domain/instant.js';
import type { Policy } from '#domain/policy.js';
import type { NoticeKind } from '#domain/texts/notice-texts.js';
import type { Tx } from '../unit-of-work.js';
import { noticeTo, type NoticeOrder } from './notice-to.js';

/** What data protection law gives a limit to, beside the clocks of a case (PDPA ss.30 and 37 (4)). */
type Duty = 'breach-notice' | 'subject-request';

interface OpenDuty {
  readonly duty: Duty;
  readonly id: string;
  readonly caseId: string | null;
  readonly caseNumber: string | null;
  readonly province: string | null;
  readonly since: Instant;
  readonly dueAt: Instant;
  readonly now: Instant;
}

const THRESHOLDS: readonly Threshold[] = [100, 90, 75, 50];

const OPEN_SQL = `select 'breach-notice' as duty, id, null as "caseId", null as "caseNumber", null as province,
    discovered_at as since, office_due_at as "dueAt", clock_timestamp() as now
  from breaches where office_notified_at is null
  union all
  select 'subject-request', r.id, r.case_id, c.number, c.province, r.received_at, r.due_at, clock_timestamp()
  from subject_requests r join cases c on c.id = r.case_id where r.decision is null`;

/** A breach is the administrators' and DATIP's; a request is its province's, and DATIP's where no supervisor is there. */
const RECIPIENTS_SQL = `with d as (
    select * from jsonb_to_recordset($1) as d (n int, duty text, topic text, province text)),
  supervising as (select id, agency, province from accounts where disabled_at is null and 'supervisor' = any (roles)),
  of_province as (
    select d.n, a.id from d join supervising a on d.duty = 'subject-request' and a.province = d.province)
  select d.n, r.id from d cross join lateral (
    select p.id from of_province p where p.n = d.n
    union
    select a.id from supervising a where a.agency = 'datip' and not exists (select from of_province p where p.n = d.n)
    union
    select a.id from accounts a where d.duty = 'breach-notice' and a.disabled_at is null
      and 'administrator' = any (a.roles)) r
  where not exists (select from notices t where t.topic = d.topic and t.recipient_id = r.id)`;

/**
 * Tells of every open duty whose next mark has passed: at 50, 75 and 90 % of its time and at its end, each person once
 * for each mark, whatever restarts. Returns how many were told.
 */
export async function remindOfDuties(tx: Tx, { notices: rules }: Policy): Promise<number> {
  const open = await tx.query<OpenDuty>(OPEN_SQL);
  const passed = open.flatMap((duty) => {
    const threshold = lastPassed(duty);
    return threshold === undefined ? [] : [{ duty, threshold, topic: `${duty.duty}:${duty.id}:${threshold}` }];
  });
  if (passed.length === 0) return 0;
  const recipients = await tx.query<{ n: number; id: string }>(RECIPIENTS_SQL, [
    JSON.stringify(passed.map(({ duty: { duty, province }, topic }, n) => ({ n, duty, topic, province }))),
  ]);
  const orders = recipients.flatMap(({ n, id }): NoticeOrder[] => {
    const mark = passed[n];
    if (mark === undefined) return [];
    const { duty, threshold, topic } = mark;
    const { caseId, caseNumber, dueAt } = duty;
    const params = { threshold, due: dueAt, ...(caseNumber === null ? {} : { caseNumber }) };
    return [{ recipientId: id, kind: kindOf(duty.duty, threshold), topic, caseId, params, urgent: threshold >= 90 }];
  });
  return (await noticeTo(tx, orders, rules)).length;
}

function lastPassed({ since, dueAt, now }: OpenDuty): Threshold | undefined {
  return THRESHOLDS.find((threshold) => !isBefore(now, partWay(since, dueAt, threshold / 100)));
}

function kindOf(duty: Duty, threshold: Threshold): NoticeKind {
  return threshold === 100 ? `${duty}-overdue` : `${duty}-due`;
}
