import { Inject, Injectable } from '@nestjs/common';
import type { FieldGroup } from '#access/permissions.js';
import type { CaseCodes } from '#domain/case-codes.js';
import type { ClockKey, Threshold } from '#domain/clock.js';
import { DomainError } from '#domain/errors.js';
import { isInTheFuture, parseInstant, type Instant } from '#domain/instant.js';
import type { Stage } from '#domain/stages.js';
import { CLOCK_LABELS, STAGE_LABELS } from '#domain/texts/code-labels.js';
import { auditedRead } from '#persistence/audited-read.js';
import { UnitOfWork, type Tx } from '#persistence/unit-of-work.js';
import { getForm } from '#policy/forms.js';
import { POLICIES, policyOf, type Policies } from '#temporal/casework.providers.js';
import type { TaskKey } from '#domain/task-keys.js';
import { shownOfCase } from '../http/access.js';
import type { SignedIn } from '../http/request-context.js';

interface CaseAtRow {
  readonly id: string;
  readonly number: string;
  readonly province: string;
  readonly policyVersion: string;
  readonly codes: CaseCodes;
  readonly openedAt: Instant;
  readonly now: Instant;
  readonly stage: Stage | null;
  readonly stageSince: Instant;
  readonly closed: boolean;
  readonly outcome: string | null;
}

interface ClockAtRow {
  readonly id: string;
  readonly key: ClockKey;
  readonly state: 'running' | 'ended' | 'stopped';
  readonly startedAt: Instant;
  readonly dueAt: Instant;
  readonly warned: readonly Threshold[];
  readonly endedAt: Instant | null;
  readonly stoppedAt: Instant | null;
}

interface TaskAtRow {
  readonly id: string;
  readonly key: TaskKey;
  readonly subject: string;
  readonly assignee: string | null;
  readonly state: 'open' | 'blocked' | 'completed' | 'cancelled';
  readonly openedAt: Instant | null;
  readonly settledAt: Instant | null;
  readonly outcome: string | null;
}

/**
 * What had been recorded by then: an act that was typed later, however early it happened, was not known. What changes in
 * place stands as it was before the first change since.
 */
const CASE_SQL = `select c.id, c.number, c.province, c.opened_at as "openedAt",
    coalesce((select e.params ->> 'from' from timeline_events e where e.case_id = c.id and e.recorded_at > $2
      and e.kind = 'policy-changed' order by e.id limit 1), c.policy_version) as "policyVersion",
    coalesce((select f.codes_before from facts f where f.case_id = c.id and f.recorded_at > $2
      and f.codes_before is not null order by f.recorded_at limit 1), c.codes) as codes,
    clock_timestamp() as now, s.stage, s.since as "stageSince", s.kind = 'case-closed' as closed, s.outcome
  from cases c left join lateral (
    select e.kind, e.recorded_at as since, e.params ->> 'outcome' as outcome,
      case e.kind when 'case-reported' then 'report' when 'case-closed' then 'closed' else e.params ->> 'stage' end as stage
    from timeline_events e where e.case_id = c.id and e.recorded_at <= $2
      and e.kind in ('case-reported', 'stage-entered', 'case-closed')
    order by e.id desc limit 1) s on true
  where c.id = $1`;

const CLOCKS_SQL = `select k.id, k.key, k.started_at as "startedAt",
    coalesce(m.due_at, k.due_at) as "dueAt", coalesce(w.warned, '{}') as warned,
    w.ended_at as "endedAt", s.stopped_at as "stoppedAt",
    case when w.ended_at is not null then 'ended' when s.stopped_at is not null then 'stopped' else 'running' end as state
  from clocks k
  left join lateral (
    select (e.params ->> 'before')::timestamptz as due_at from timeline_events e
    where e.case_id = k.case_id and e.kind in ('clock-extended', 'clock-moved') and e.recorded_at > $2
      and e.params ->> 'clockId' = k.id::text
    order by e.id limit 1) m on true
  left join lateral (
    select count(*)::int as number from timeline_events e
    where e.case_id = k.case_id and e.kind in ('clock-extended', 'clock-moved') and e.recorded_at <= $2
      and e.params ->> 'clockId' = k.id::text) span on true
  left join lateral (
    select array_agg(v.threshold order by v.threshold) filter (where v.threshold < 100) as warned,
      max(v.fired_at) filter (where v.threshold = 100 and v.revision = span.number) as ended_at
    from clock_events v where v.clock_id = k.id and v.fired_at <= $2) w on true
  left join lateral (
    select k.stopped_at from timeline_events e where e.case_id = k.case_id and e.kind = 'clock-stopped'
      and e.params ->> 'clock' = k.key and e.happened_at = k.stopped_at and e.recorded_at <= $2 limit 1) s on true
  where k.case_id = $1 and k.recorded_at <= $2 order by k.started_at, k.id`;

const TASKS_SQL = `select t.id, t.key, t.subject, a.username as assignee,
    case when t.opened_at <= $2 then t.opened_at end as "openedAt",
    case when t.settled_at <= $2 then t.settled_at end as "settledAt",
    case when t.settled_at <= $2 then t.outcome end as outcome,
    case when t.settled_at <= $2 then t.state when t.opened_at <= $2 then 'open' else 'blocked' end as state
  from tasks t
  left join lateral (
    select e.params ->> 'before' as id from timeline_events e
    where e.case_id = t.case_id and e.kind = 'task-assigned' and e.recorded_at > $2
      and e.params ->> 'taskId' = t.id::text
    order by e.id limit 1) was on true
  left join accounts a on a.id = case when was.id is null then t.assignee_id else nullif(was.id, '')::uuid end
  where t.case_id = $1 and t.created_at <= $2 order by t.position`;

/** A case as it stood at an instant of its past: by what was on record then. */
@Injectable()
export class CaseAtQuery {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  read(me: SignedIn, id: string, asked: string) {
    const at = parseInstant(asked);
    if (at === null) throw new DomainError('date-invalid', [{ path: '/query/at', code: 'date-invalid' }]);
    const attempt = { action: 'read-case', purpose: 'casework', caseId: id } as const;
    return auditedRead(this.unitOfWork, me, attempt, async (tx, seen) => {
      const kase = await this.readIn(tx, id, at, await shownOfCase(tx, me, id));
      seen({ caseId: id, fields: ['at'] });
      return kase;
    });
  }

  private async readIn(tx: Tx, id: string, at: Instant, groups: ReadonlySet<FieldGroup>) {
    const [kase] = await tx.query<CaseAtRow>(CASE_SQL, [id, at]);
    if (kase === undefined) throw new DomainError('case-not-found');
    const { stage, closed, outcome, now, codes, ...rest } = kase;
    if (isInTheFuture(at, now)) {
      throw new DomainError('instant-in-the-future', [{ path: '/query/at', code: 'instant-in-the-future' }]);
    }
    // Nobody had told of her yet.
    if (stage === null) throw new DomainError('case-not-found');
    const clocks = await tx.query<ClockAtRow>(CLOCKS_SQL, [id, at]);
    await this.policies.read(tx, kase.policyVersion);
    const policy = policyOf(this.policies, kase.policyVersion);
    const found = await tx.query<TaskAtRow>(TASKS_SQL, [id, at]);
    const tasks = found.map((task) => ({ ...task, outcome: groups.has('story') ? task.outcome : null }));
    return {
      ...rest,
      at,
      stage,
      stageLabel: STAGE_LABELS[stage],
      status: closed ? 'closed' : 'open',
      outcome: closed ? outcome : null,
      codes: groups.has('story') ? codes : null,
      mustDecide: clocks.some(
        ({ key, state, stoppedAt }) => state === 'ended' && stoppedAt === null && policy.clocks[key].kind === 'ceiling',
      ),
      clocks: clocks.map((clock) => ({ ...clock, title: CLOCK_LABELS[clock.key] })),
      openTasks: tasks.filter(({ state }) => state === 'open').map(shown),
      tasks: tasks.map(shown),
    };
  }
}

function shown(task: TaskAtRow) {
  return { ...task, title: getForm(task.key).title };
}
