import type { CaseFaultKind } from '#domain/case-faults.js';
import type { Tx } from '#persistence/unit-of-work.js';
import { RUNNING_PROCESS_COLUMNS } from './revive-workflow.js';

export const PROCESSES_SQL = `select ${RUNNING_PROCESS_COLUMNS}, p.case_id as "caseId"
  from processes p join cases c on c.id = p.case_id
  where p.state = 'running' and p.workflow_id > $1 order by p.workflow_id limit $2`;

export const UNREAD_FACTS_SQL = `select o.workflow_id as "workflowId", o.case_id as "caseId", o.fact, c.stage, c.province,
    c.policy_version as policy
  from outbox o join cases c on c.id = o.case_id where o.workflow_id = $1 and o.seq > $2 order by o.seq`;

export const PROCESSES_BY_ID_SQL = `select workflow_id as "workflowId", case_id as "caseId", state, last_seq as "lastSeq"
  from processes where workflow_id = any ($1)`;

export interface OpenFault {
  readonly caseId: string;
  readonly kind: CaseFaultKind;
  readonly workflowId: string | null;
}
export const OPEN_FAULTS_SQL = `select case_id as "caseId", kind, workflow_id as "workflowId" from case_faults
  where cleared_at is null and kind = any ($1)`;

/** A clock's end follows from its first, and from each extension since. */
const OFF_LEDGER = `k.state = 'running' and k.due_at <> coalesce((select e.new_due_at from clock_extensions e
  where e.clock_id = k.id order by e.recorded_at desc, e.new_due_at desc limit 1), k.first_due_at)`;

/** A clock has ended when its present span has an end on the ledger, and not by one that an extension has overtaken. */
const NOT_AS_ENDED = `k.state <> 'stopped' and (k.state = 'ended') <> exists (select from clock_events e
  where e.clock_id = k.id and e.revision = k.revision and e.threshold = 100)`;

export const CLOCKS_OFF_LEDGER_SQL = `select 1 from clocks k where k.workflow_id = $1
  and (${OFF_LEDGER} or ${NOT_AS_ENDED}) limit 1`;

/** The rows that people and workflows change, against the ledgers to which rows are only ever added. */
const ALTERED = {
  'clock-row-altered': `select distinct k.case_id as "caseId" from clocks k where ${OFF_LEDGER} or ${NOT_AS_ENDED}
    limit 200`,
  'stage-row-altered': `select c.id as "caseId" from cases c, lateral (
      select case e.kind when 'stage-entered' then e.params->>'stage' when 'case-closed' then 'closed' else 'report' end as stage
      from timeline_events e where e.case_id = c.id and e.kind in ('case-reported', 'stage-entered', 'case-closed')
      order by e.id desc limit 1) last
    where c.status = 'open' and c.stage <> last.stage limit 200`,
  'task-row-altered': `select distinct t.case_id as "caseId" from tasks t
    where t.state in ('open', 'blocked') and exists (select from facts f where f.case_id = t.case_id and f.task_id = t.id)
    limit 200`,
} as const satisfies Partial<Record<CaseFaultKind, string>>;

export const ALTERED_KINDS = Object.keys(ALTERED) as (keyof typeof ALTERED)[];

export async function alteredRows(
  tx: Tx,
): Promise<readonly { readonly kind: CaseFaultKind; readonly caseId: string }[]> {
  const found = [];
  for (const kind of ALTERED_KINDS) {
    for (const { caseId } of await tx.query<{ caseId: string }>(ALTERED[kind])) found.push({ kind, caseId });
  }
  return found;
}
