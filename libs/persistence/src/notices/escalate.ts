import type { ClockKey, Threshold } from '#domain/clock.js';
import type { Rung } from '#domain/escalation.js';
import type { Instant } from '#domain/instant.js';
import type { Policy } from '#domain/policy.js';
import type { Tx } from '../unit-of-work.js';
import { noticeTo, type NoticeOrder } from './notice-to.js';

/** A step of a ladder whose time has come, with what it needs to be told. */
interface DueStep {
  readonly clockId: string;
  readonly revision: number;
  readonly step: string;
  readonly threshold: Threshold;
  readonly rungs: readonly Rung[];
  readonly urgent: boolean;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly province: string;
  readonly policyVersion: string;
  readonly key: ClockKey;
  readonly dueAt: Instant;
  /** Answered, or extended since: nobody is told any more. */
  readonly over: boolean;
}

const DUE_SQL = `select e.clock_id as "clockId", e.revision, e.step, e.threshold, e.rungs, e.urgent, e.case_id as "caseId",
    c.number as "caseNumber", c.province, c.policy_version as "policyVersion", k.key, k.due_at as "dueAt",
    k.stopped_at is not null or k.revision <> e.revision
      or (e.threshold < 100 and k.state <> 'running') as over
  from escalations e join clocks k on k.id = e.clock_id join cases c on c.id = e.case_id
  where e.state = 'pending' and e.due_at <= clock_timestamp()
  order by e.due_at limit $1 for update of e skip locked`;

/**
 * Whom each rung names. The responsible are those who have the deciding task, else the case's owner, else whoever may
 * take the task where it lies; a rung that nobody stands on falls to the province.
 */
const RECIPIENTS_SQL = `with d as (
    select * from jsonb_to_recordset($1) as d (n int, clock_id uuid, case_id uuid, province text, decided_by text,
      rungs text[])),
  deciders as (
    select d.n, t.assignee_id, t.roles, t.province, r.receiver_agency
    from d join clocks k on k.id = d.clock_id
    join tasks t on t.case_id = d.case_id and t.state = 'open' and (t.id = k.task_id
      or (k.task_id is null and t.workflow_id = k.workflow_id and (t.key = d.decided_by or t.clock_key = k.key)))
    left join service_referrals r on t.workflow_id = 'service-referral:' || r.id),
  named as (
    select n, assignee_id as id from deciders where assignee_id is not null
    union
    select d.n, c.owner_id from d join cases c on c.id = d.case_id where c.owner_id is not null
      and not exists (select from deciders x where x.n = d.n and x.assignee_id is not null)),
  responsible as (
    select n, id from named
    union
    select x.n, a.id from deciders x join accounts a on a.disabled_at is null and a.roles && x.roles
      and (case when x.receiver_agency is null then a.province = x.province else a.agency = x.receiver_agency end)
    where not exists (select from named y where y.n = x.n)),
  of_province as (
    select d.n, a.id from d join accounts a on a.disabled_at is null and 'supervisor' = any (a.roles)
      and a.province = d.province),
  supervisor as (
    select r.n, a.supervisor_id as id from responsible r join accounts a on a.id = r.id
    where a.supervisor_id is not null),
  on_rung as (
    select d.n, 'responsible' as rung, r.id from d join responsible r on r.n = d.n
    union all select d.n, 'supervisor', s.id from d join supervisor s on s.n = d.n
    union all select d.n, 'province', p.id from d join of_province p on p.n = d.n
    union all select d.n, 'datip', a.id from d join accounts a on a.agency = 'datip' and a.disabled_at is null
      and 'supervisor' = any (a.roles)),
  wanted as (select d.n, u.rung from d, unnest(d.rungs) as u (rung))
select distinct w.n, coalesce(o.id, p.id) as id
from wanted w
left join on_rung o on o.n = w.n and o.rung = w.rung
left join of_province p on p.n = w.n and o.id is null
join accounts a on a.id = coalesce(o.id, p.id) and a.disabled_at is null`;

const WEBHOOK_SQL = `insert into notice_deliveries (id, channel, webhook_id, case_id, clock_id, topic, payload, not_before)
  select gen_random_uuid(), 'webhook', w.id, s.case_id, s.clock_id, s.topic, s.payload, clock_timestamp()
  from jsonb_to_recordset($1) as s (n int, case_id uuid, clock_id uuid, province text, topic text, payload jsonb)
  join webhooks w on w.disabled_at is null and (w.province is null or w.province = s.province)
  order by s.n on conflict on constraint notice_deliveries_webhook_key do nothing`;

/**
 * Takes the steps of all ladders whose time has come, tells whom they name, and marks them, in one transaction: a crash
 * leaves either nothing or all of it. Steps of clocks that have been answered meanwhile are withdrawn. Returns how many.
 */
export async function escalateDue(tx: Tx, limit: number, policyOf: (version: string) => Policy): Promise<number> {
  const due = await tx.query<DueStep>(DUE_SQL, [limit]);
  const live = due.filter(({ over }) => !over);
  if (live.length > 0) {
    const recipients = await tx.query<{ n: number; id: string }>(RECIPIENTS_SQL, [
      JSON.stringify(
        live.map(({ clockId, caseId, province, rungs, key, policyVersion }, n) => ({
          n,
          clock_id: clockId,
          case_id: caseId,
          province,
          rungs,
          decided_by: policyOf(policyVersion).clocks[key].decidedBy ?? null,
        })),
      ),
    ]);
    for (const [version, ofPolicy] of Map.groupBy(recipients, ({ n }) => live[n]?.policyVersion ?? '')) {
      const orders = ofPolicy.flatMap(({ n, id }) => orderOf(live[n], id));
      await noticeTo(tx, orders, policyOf(version).notices);
    }
    await tx.query(WEBHOOK_SQL, [JSON.stringify(live.map(webhookOf))]);
  }
  await tx.query(
    `update escalations e set state = s.state, settled_at = clock_timestamp()
     from jsonb_to_recordset($1) as s (clock_id uuid, revision int, step text, state text)
     where e.clock_id = s.clock_id and e.revision = s.revision and e.step = s.step`,
    [
      JSON.stringify(
        due.map(({ clockId, revision, step, over }) => ({
          clock_id: clockId,
          revision,
          step,
          state: over ? 'withdrawn' : 'sent',
        })),
      ),
    ],
  );
  return due.length;
}

function topicOf({ clockId, revision, step }: DueStep): string {
  return `clock:${clockId}:${revision}:${step}`;
}

function paramsOf({ caseNumber, key, threshold, dueAt }: DueStep) {
  return { caseNumber, clock: key, threshold, due: dueAt };
}

function kindOf({ threshold }: DueStep) {
  return threshold === 100 ? 'clock-ended' : 'clock-warning';
}

function orderOf(step: DueStep | undefined, recipientId: string): NoticeOrder[] {
  if (step === undefined) return [];
  const { caseId, clockId, urgent } = step;
  return [{ recipientId, kind: kindOf(step), topic: topicOf(step), caseId, clockId, params: paramsOf(step), urgent }];
}

function webhookOf(step: DueStep, n: number) {
  const { caseId, clockId, province } = step;
  const payload = { type: kindOf(step), ...paramsOf(step), caseId };
  return { n, case_id: caseId, clock_id: clockId, province, topic: topicOf(step), payload };
}
