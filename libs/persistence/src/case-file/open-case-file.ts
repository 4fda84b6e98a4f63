import { DomainError } from '#domain/errors.js';
import type { ClockKey, Threshold } from '#domain/clock.js';
import type { Instant } from '#domain/instant.js';
import type { Policy } from '#domain/policy.js';
import { dataKeySql, getCipher, type DataKeyJson } from '../data-keys.js';
import type { Actor, CaseContents, ClockOfCase, LockedCase } from '../rows.js';
import type { TimeSource, Tx } from '../unit-of-work.js';
import { CaseFile } from './case-file.js';

export type PolicySource = (version: string) => Policy;

export interface OpenOptions {
  readonly actor: Actor;
  readonly policies: PolicySource;
  /** Takes a version that is not known yet from the store. */
  readonly readPolicy?: ((tx: Tx, version: string) => Promise<void>) | undefined;
  readonly timeSource: TimeSource | null;
}

const CASE_COLUMNS = `c.id, c.number, c.stage, c.stage_no, c.stage_since, c.status, c.outcome, c.province,
  c.policy_version, c.codes, c.must_decide, c.closed_at, c.retention_until::text as retention_until,
  c.agency, c.reported_by, c.reporter_province, c.access, clock_timestamp() as now,
  set_config('saphan.written', array_append(saphan_written(), c.id)::text, true) as written`;

/**
 * How a case is found for a change: by itself, or by something that belongs to it. The lock is also the leave to write:
 * row level security lets a transaction write to the cases that it has locked, and to no other.
 */
const LOCKS = {
  case: `select ${CASE_COLUMNS} from cases c where c.id = $1 for update of c`,
  task: `select ${CASE_COLUMNS} from cases c join tasks t on t.case_id = c.id where t.id = $1 for update of c`,
  clock: `select ${CASE_COLUMNS} from cases c join clocks k on k.case_id = c.id where k.id = $1 for update of c`,
  referral: `select ${CASE_COLUMNS} from cases c join service_referrals r on r.case_id = c.id where r.id = $1
    for update of c`,
  process: `select ${CASE_COLUMNS} from cases c join processes p on p.case_id = c.id where p.workflow_id = $1
    for update of c`,
} as const;
export type LockedBy = keyof typeof LOCKS;

/**
 * Locks the case, then reads what belongs to it in a second statement: a single one would see the tasks as they were
 * before it waited for the lock. Both go to the store in one message.
 */
export async function openCaseFile(tx: Tx, by: LockedBy, id: string, options: OpenOptions): Promise<CaseFile> {
  const [[row], contents] = await Promise.all([tx.query<LockedCase>(LOCKS[by], [id]), readContents(tx, null)]);
  if (row === undefined) throw new DomainError(NOT_FOUND[by]);
  const [file] = await filesOf(tx, [row], contents, options);
  if (file === undefined) throw new Error('The store answered no row');
  return file;
}

/** Opened for the sweep: cases of which a clock has been due for a while, the longest due first. */
export interface DueCases {
  readonly graceMs: number;
  readonly limit: number;
  /** Cases that the store has refused a moment ago: they must not hold up the others. */
  readonly except: readonly string[];
  /** Told which cases are locked before anything is read of them. */
  readonly onLocked?: (caseIds: readonly string[]) => void;
}

/** The due clocks are looked through once, then case after case is locked until there are enough: none more. */
const DUE_SQL = `with due as materialized (
    select case_id, min(next_at) as first_at from clocks
    where next_at <= coalesce($1::timestamptz, now()) - make_interval(secs => $2) and case_id <> all ($4::uuid[])
    group by case_id order by first_at)
  select locked.* from due cross join lateral (
    select ${CASE_COLUMNS} from cases c where c.id = due.case_id for update of c skip locked) locked limit $3`;

/** The same lock as everybody takes, the case row, but never waited for: who holds it sees the clock herself. */
export async function openDueCaseFiles(tx: Tx, due: DueCases, options: OpenOptions): Promise<readonly CaseFile[]> {
  const now = options.timeSource === null ? null : await options.timeSource(tx);
  const rows = await tx.query<LockedCase>(DUE_SQL, [now, due.graceMs / 1000, due.limit, due.except]);
  due.onLocked?.(rows.map(({ id }) => id));
  if (rows.length === 0) return [];
  const contents = await readContents(
    tx,
    rows.map(({ id }) => id),
  );
  return filesOf(tx, rows, contents, options);
}

async function filesOf(
  tx: Tx,
  rows: readonly LockedCase[],
  contents: ReadonlyMap<string, CaseContents>,
  options: OpenOptions,
): Promise<readonly CaseFile[]> {
  const now = options.timeSource === null ? null : await options.timeSource(tx);
  for (const version of new Set(rows.map((row) => row.policy_version))) await options.readPolicy?.(tx, version);
  return rows.map((row) => {
    const held = contents.get(row.id);
    if (held === undefined) throw new Error('The store answered no row');
    return new CaseFile({ ...row, now: now ?? row.now }, held, options.policies(row.policy_version), options.actor);
  });
}

const NOT_FOUND = {
  case: 'case-not-found',
  task: 'task-not-found',
  clock: 'clock-not-found',
  referral: 'referral-not-found',
  process: 'case-not-found',
} as const satisfies Record<LockedBy, string>;

interface ClockJson {
  id: string;
  workflowId: string;
  taskId: string | null;
  firstDueAt: string;
  key: ClockKey;
  startedAt: string;
  dueAt: string;
  revision: number;
  revisedAt: string;
  fired: Threshold[];
  state: ClockOfCase['clock']['state'];
  endedAt: string | null;
  stoppedAt: string | null;
  stopReason: string | null;
}

/**
 * Of several cases at once, since a sweep asks for a hundred; without any, of the one that was locked last. Left joins of
 * four lists would multiply their rows.
 */
const CONTENTS_SQL = `select x.id,
  coalesce((select json_agg(json_build_object('id', id, 'workflowId', workflow_id, 'checklist', checklist, 'key', key,
      'position', position, 'subject', subject, 'cause', cause, 'state', state, 'roles', roles, 'province', province,
      'agency', agency, 'assigneeId', assignee_id, 'access', access, 'clockKey', clock_key,
      'completedBy', completed_by, 'outcome', outcome, 'urgent', urgent, 'mustDecide', must_decide,
      'openedAt', opened_at, 'plannedAt', planned_at, 'dueAt', due_at, 'settledAt', settled_at) order by position)
    from tasks where case_id = x.id), '[]') as tasks,
  coalesce((select json_agg(json_build_object('id', id, 'workflowId', workflow_id, 'taskId', task_id,
      'firstDueAt', first_due_at, 'key', key, 'startedAt', started_at, 'dueAt', due_at, 'revision', revision,
      'revisedAt', revised_at, 'fired', fired, 'state', state, 'endedAt', ended_at, 'stoppedAt', stopped_at,
      'stopReason', stop_reason) order by started_at)
    from clocks where case_id = x.id), '[]') as clocks,
  coalesce((select json_agg(json_build_object('workflowId', workflow_id, 'kind', kind, 'subject', subject, 'agency',
      (select t.agency from tasks t where t.workflow_id = processes.workflow_id and t.agency is not null limit 1),
      'state', state, 'lastSeq', last_seq,
      'appliedSeq', applied_seq, 'endedAt', ended_at) order by started_at)
    from processes where case_id = x.id), '[]') as processes,
  coalesce((select json_agg(json_build_object('id', id, 'kind', kind, 'workflowId', workflow_id, 'since', since))
    from case_faults where case_id = x.id and cleared_at is null), '[]') as faults,
  coalesce((select json_agg(json_build_object('key', key, 'digest', digest)) from stuck_causes where case_id = x.id),
    '[]') as stuck,
  coalesce((select json_agg(json_build_object('key', key, 'until', until, 'setAt', set_at) order by set_at)
    from wait_holds where case_id = x.id), '[]') as holds,
  ${dataKeySql('case', 'x.id')} as key
from unnest(coalesce($1::uuid[], (saphan_written())[cardinality(saphan_written()):])) as x (id)`;

interface ContentsRow extends Omit<CaseContents, 'clocks' | 'cipher'> {
  readonly key: DataKeyJson | null;
  readonly id: string;
  readonly clocks: ClockJson[];
}

async function readContents(tx: Tx, caseIds: readonly string[] | null): Promise<Map<string, CaseContents>> {
  const rows = await tx.query<ContentsRow>(CONTENTS_SQL, [caseIds]);
  return new Map(
    rows.map(({ id, tasks, clocks, processes, faults, stuck, holds, key }) => [
      id,
      {
        tasks: tasks.map((task) => ({
          ...task,
          openedAt: instantOrNull(task.openedAt),
          plannedAt: instantOrNull(task.plannedAt),
          dueAt: instantOrNull(task.dueAt),
          settledAt: instantOrNull(task.settledAt),
        })),
        clocks: clocks.map(clockOf),
        processes,
        faults: faults.map((fault) => ({ ...fault, since: instant(fault.since) })),
        cipher: () => getCipher(tx, 'case', id, key),
        stuck,
        holds: holds.map(({ until, setAt, ...hold }) => ({ ...hold, until: instant(until), setAt: instant(setAt) })),
      },
    ]),
  );
}

function clockOf(json: ClockJson): ClockOfCase {
  const { id, workflowId, taskId, firstDueAt, endedAt, stoppedAt, stopReason, startedAt, dueAt, revisedAt, ...rest } =
    json;
  return {
    id,
    workflowId,
    taskId,
    firstDueAt: instant(firstDueAt),
    clock: {
      ...rest,
      startedAt: instant(startedAt),
      dueAt: instant(dueAt),
      revisedAt: instant(revisedAt),
      ...(endedAt === null ? {} : { endedAt: instant(endedAt) }),
      ...(stoppedAt === null ? {} : { stoppedAt: instant(stoppedAt) }),
      ...(stopReason === null ? {} : { stopReason }),
    },
  };
}

function instant(text: string): Instant {
  return new Date(text).toISOString();
}

function instantOrNull(text: string | null): Instant | null {
  return text === null ? null : instant(text);
}
