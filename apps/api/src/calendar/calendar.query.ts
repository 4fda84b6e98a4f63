import { Inject, Injectable } from '@nestjs/common';
import { PERSONAL_TASKS } from '#domain/checklists.js';
import { pendingThresholds, thresholdAt, type ClockKey, type Threshold } from '#domain/clock.js';
import { DomainError } from '#domain/errors.js';
import { daysBetween, isBefore, startOfDay, type Instant } from '#domain/instant.js';
import type { BilingualText } from '#domain/policy.js';
import { CLOCK_LABELS, TASK_LABELS } from '#domain/texts/code-labels.js';
import { readMeetings } from '#persistence/case-file/read-meetings.js';
import { UnitOfWork, type Tx } from '#persistence/unit-of-work.js';
import { POLICIES, type Policies } from '#temporal/casework.providers.js';
import { READABLE_CASE } from '../cases/cases.query.js';
import { CLOCK_WAITS } from '../clocks/due-clocks.query.js';
import type { SignedIn } from '../http/request-context.js';
import { TASK_COLUMNS, TASK_FROM, type TaskRow } from '../http/task-view.js';
import type { CalendarParams } from './dto/calendar.dto.js';

/** One thing on one day: codes and instants, nothing of anybody. */
export interface CalendarEntry {
  readonly kind: 'task' | 'visit' | 'clock' | 'warning' | 'sitting';
  readonly at: Instant;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly title: BilingualText;
  /** Where it is done; of a clock and a sitting the case is opened. */
  readonly taskId: string | null;
  /** Of a clock: whether law or product default stands behind it. */
  readonly confidence: string | null;
  /** Of a warning: how much of the time has run, in percent. */
  readonly percent: Threshold | null;
}

export interface CalendarView {
  readonly items: readonly CalendarEntry[];
  /** False where the days hold more than is answered at once. */
  readonly isComplete: boolean;
}

interface Span {
  readonly me: SignedIn;
  readonly from: Instant;
  /** The first instant that is not of it. */
  readonly end: Instant;
  readonly mineOnly: boolean;
}

interface CaseOfEntry {
  readonly caseId: string;
  readonly caseNumber: string;
}

interface ClockRow extends CaseOfEntry {
  readonly key: ClockKey;
  readonly policyVersion: string;
  readonly revisedAt: Instant;
  readonly dueAt: Instant;
  readonly state: 'running' | 'ended';
  readonly fired: readonly Threshold[];
}

/** A month as it is drawn, with the days of its first and last week. */
const MOST_DAYS = 42;
const MOST_TASKS = 500;
const MOST_CLOCKS = 1_000;
const MOST_SITTINGS = 200;

/** With $1: the cases in which I hold a task, where only those are asked for. */
const IN_MY_HANDS = `($2::boolean is false or exists (
  select from tasks h where h.case_id = c.id and h.state = 'open' and h.assignee_id = $1))`;

/** What comes due day by day. The counting of days is Bangkok's; instants are answered, the console puts them on days. */
@Injectable()
export class CalendarQuery {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  read(me: SignedIn, { from, until, assigned }: CalendarParams): Promise<CalendarView> {
    const days = daysBetween(from, until) + 1;
    if (days < 1 || days > MOST_DAYS) {
      throw new DomainError('date-invalid', [{ path: '/query/until', code: 'date-invalid' }]);
    }
    const span = { me, from: startOfDay(from), end: startOfDay(from, days), mineOnly: assigned === 'me' };
    return this.unitOfWork.read(me, async (tx) => {
      const tasks = await readTasks(tx, span);
      const clocks = await this.readClocks(tx, span);
      const sittings = await readSittings(tx, span);
      const acts = new Set(tasks.items.map(({ caseId, at }) => `${caseId} ${at}`));
      const items = [
        ...tasks.items,
        ...sittings.items,
        // A task that ends with its clock stands there once, as what is to be done.
        ...clocks.items.filter(({ kind, caseId, at }) => kind === 'warning' || !acts.has(`${caseId} ${at}`)),
      ].sort((a, b) => a.at.localeCompare(b.at) || a.caseNumber.localeCompare(b.caseNumber));
      return { items, isComplete: tasks.isComplete && clocks.isComplete && sittings.isComplete };
    });
  }

  /** The ends, and of what still runs the warnings to come. */
  private async readClocks(tx: Tx, { me, from, end, mineOnly }: Span): Promise<CalendarView> {
    const rows = await tx.query<ClockRow>(
      `select k.key, k.policy_version as "policyVersion", k.revised_at as "revisedAt", k.due_at as "dueAt", k.state,
         k.fired, c.id as "caseId", c.number as "caseNumber"
       from clocks k cross join lateral (
         select c.id, c.number from cases c
         where c.id = k.case_id and c.status = 'open' and ${READABLE_CASE} and ${IN_MY_HANDS} limit 1) c
       where ${CLOCK_WAITS} and k.due_at >= $3 and k.revised_at < $4 order by k.due_at, k.id limit $5`,
      [me.accountId, mineOnly, from, end, MOST_CLOCKS + 1],
    );
    const shown = rows.slice(0, MOST_CLOCKS);
    for (const { policyVersion } of shown) await this.policies.read(tx, policyVersion);
    const items = shown.flatMap(({ caseId, caseNumber, key, policyVersion, ...clock }): CalendarEntry[] => {
      const rule = this.policies.get(policyVersion)?.clocks[key];
      const entry = {
        caseId,
        caseNumber,
        title: rule?.title ?? CLOCK_LABELS[key],
        taskId: null,
        confidence: rule?.confidence ?? null,
      };
      const warnings = pendingThresholds(clock).filter((threshold) => threshold !== 100);
      return [
        ...warnings.map((percent) => ({
          ...entry,
          kind: 'warning' as const,
          at: thresholdAt(clock, percent),
          percent,
        })),
        { ...entry, kind: 'clock' as const, at: clock.dueAt, percent: null },
      ].filter(({ at }) => !isBefore(at, from) && isBefore(at, end));
    });
    return { items, isComplete: rows.length <= MOST_CLOCKS };
  }
}

async function readTasks(tx: Tx, { me, from, end, mineOnly }: Span): Promise<CalendarView> {
  const rows = await tx.query<TaskRow & { readonly at: Instant }>(
    `select ${TASK_COLUMNS}, coalesce(t.due_at, t.planned_at) as at ${TASK_FROM}
     where t.state = 'open' and coalesce(t.due_at, t.planned_at) >= $3 and coalesce(t.due_at, t.planned_at) < $4
       and (t.assignee_id = $1 or ($2::boolean is false and t.roles && $5 and t.key <> all ($6::text[])))
     order by coalesce(t.due_at, t.planned_at), t.id limit $7`,
    [me.accountId, mineOnly, from, end, me.roles, PERSONAL_TASKS, MOST_TASKS + 1],
  );
  const items = rows.slice(0, MOST_TASKS).map(({ id, key, at, caseId, caseNumber }): CalendarEntry => ({
    kind: key === 'follow-up-visit' ? 'visit' : 'task',
    at,
    caseId,
    caseNumber,
    title: TASK_LABELS[key],
    taskId: id,
    confidence: null,
    percent: null,
  }));
  return { items, isComplete: rows.length <= MOST_TASKS };
}

/** Of the cases whose interview is still to be held. */
async function readSittings(tx: Tx, { me, from, end, mineOnly }: Span): Promise<CalendarView> {
  const cases = await tx.query<CaseOfEntry>(
    `select c.id as "caseId", c.number as "caseNumber" from cases c join tasks t on t.case_id = c.id
     where c.stage = 'formal-identification' and c.status = 'open' and t.key = 'mdt-interview' and t.state = 'open'
       and ${READABLE_CASE} and ${IN_MY_HANDS} order by c.stage_since, c.id limit $3`,
    [me.accountId, mineOnly, MOST_SITTINGS + 1],
  );
  const shown = cases.slice(0, MOST_SITTINGS);
  const meetings = await readMeetings(
    tx,
    shown.map(({ caseId }) => caseId),
  );
  const items = shown.flatMap(({ caseId, caseNumber }): CalendarEntry[] => {
    const at = meetings.get(caseId)?.at;
    if (at === undefined || isBefore(at, from) || !isBefore(at, end)) return [];
    return [
      {
        kind: 'sitting',
        at,
        caseId,
        caseNumber,
        title: TASK_LABELS['mdt-interview'],
        taskId: null,
        confidence: null,
        percent: null,
      },
    ];
  });
  return { items, isComplete: cases.length <= MOST_SITTINGS };
}
