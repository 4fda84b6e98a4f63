import { Inject, Injectable } from '@nestjs/common';
import type { FieldGroup } from '#access/permissions.js';
import type { CaseCodes } from '#domain/case-codes.js';
import { DomainError } from '#domain/errors.js';
import { NEXT_STAGES, type Stage } from '#domain/stages.js';
import { CASE_OUTCOME_LABELS, STAGE_LABELS } from '#domain/texts/code-labels.js';
import { sentenceOf, type TimelineKind } from '#domain/texts/timeline-texts.js';
import { readPersons } from '#persistence/case-file/read-person.js';
import { auditedRead, fieldsOf } from '#persistence/audited-read.js';
import { UnitOfWork, type Tx } from '#persistence/unit-of-work.js';
import { POLICIES, type Policies } from '#temporal/casework.providers.js';
import { shownOfCase } from '../http/access.js';
import { CLOCK_COLUMNS, clockView, type ClockRow } from '../http/clock-view.js';
import { decodeCursor, encodeCursor } from '../http/cursor.js';
import type { SignedIn } from '../http/request-context.js';
import { TASK_COLUMNS, TASK_FROM, taskView, type TaskRow, type TaskView } from '../http/task-view.js';
import type { CaseListQuery } from './dto/case.dto.js';
import { waitsForOf } from './waits-for.js';

interface CaseRow {
  readonly id: string;
  readonly number: string;
  readonly stage: Stage;
  readonly stageSince: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly province: string;
  readonly agency: string | null;
  readonly policyVersion: string;
  readonly codes: CaseCodes;
  readonly mustDecide: boolean;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly retentionUntil: string | null;
  readonly revision: number;
  readonly incidentId: string;
  /** Belongs to what was reported: not shown to whoever may not see that. */
  readonly incidentNumber: string | null;
  /** Since when nothing is left of the person but codes. */
  readonly erasedAt: string | null;
}

interface TimelineRow {
  readonly id: string;
  readonly kind: TimelineKind;
  readonly params: Record<string, string | number>;
  readonly happenedAt: string;
  readonly recordedAt: string;
  readonly actor: string | null;
  readonly agency: string | null;
}

const CASE_COLUMNS = `c.id, c.number, c.stage, c.stage_since as "stageSince", c.status, c.outcome, c.province, c.agency,
  c.policy_version as "policyVersion", c.codes, c.must_decide as "mustDecide", c.opened_at as "openedAt",
  c.closed_at as "closedAt", c.retention_until::text as "retentionUntil", c.revision, c.incident_id as "incidentId",
  i.number as "incidentNumber",
  (select x.shredded_at from shreddings x where x.owner_kind = 'case' and x.owner_id = c.id) as "erasedAt"`;

/** Of the cases whose status shows, those whose process does: what a person can open from her list. */
export const READABLE_CASE = `(c.access && (select saphan_keys('process')) or c.id = any ((select saphan_emergency('process'))::uuid[]))`;

// Tasks and clocks of a case are codes and instants: they tell nothing of a person, and the console asks for them often.
const READ_CASE = { action: 'read-case', purpose: 'casework' } as const;
const READ_TIMELINE = { action: 'read-timeline', purpose: 'casework' } as const;

@Injectable()
export class CasesQuery {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  async list(me: SignedIn, { stage, status, province, number, limit = 50, cursor }: CaseListQuery) {
    const params: unknown[] = [];
    const parts = [READABLE_CASE];
    const add = (sql: (place: string) => string, value: unknown): void => {
      params.push(value);
      parts.push(sql(`$${params.length}`));
    };
    if (stage !== undefined) add((place) => `c.stage = ${place}`, stage);
    if (status !== undefined) add((place) => `c.status = ${place}`, status);
    if (province !== undefined) add((place) => `c.province = ${place}`, province);
    if (number !== undefined) add((place) => `c.number = ${place}`, number);
    if (cursor !== undefined) {
      const [openedAt, id] = decodeCursor(cursor);
      params.push(openedAt, id);
      parts.push(`(c.opened_at, c.id) < ($${params.length - 1}::timestamptz, $${params.length}::uuid)`);
    }
    params.push(limit + 1);
    const rows = await this.unitOfWork.read(me, (tx) =>
      tx.query<Omit<CaseRow, 'codes'>>(
        `select c.id, c.number, c.stage, c.stage_since as "stageSince", c.status, c.outcome, c.province,
           c.must_decide as "mustDecide", c.opened_at as "openedAt",
           (select min(k.due_at) from clocks k where k.case_id = c.id and k.state = 'running') as "nextDueAt"
         from cases c where ${parts.join(' and ')} order by c.opened_at desc, c.id desc limit $${params.length}`,
        params,
      ),
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.openedAt, last.id]) : null };
  }

  private async get(tx: Tx, id: string): Promise<CaseRow> {
    const [row] = await tx.query<CaseRow>(
      `select ${CASE_COLUMNS} from cases c left join incidents i on i.id = c.incident_id where c.id = $1`,
      [id],
    );
    if (row === undefined) throw new DomainError('case-not-found');
    return row;
  }

  read(me: SignedIn, id: string) {
    return auditedRead(this.unitOfWork, me, { ...READ_CASE, caseId: id }, async (tx, seen) => {
      const kase = await this.readIn(tx, me, id);
      seen({ caseId: id, fields: fieldsOf(kase.person) });
      return kase;
    });
  }

  private async readIn(tx: Tx, me: SignedIn, id: string) {
    const shown = await shownOfCase(tx, me, id);
    const kase = await this.get(tx, id);
    const tasks = await this.tasksIn(tx, id, shown);
    const clocks = await this.clocksIn(tx, id);
    const incidentCases = await tx.query<{ id: string; number: string }>(
      'select id, number from cases where incident_id = $1 and id <> $2 order by number',
      [kase.incidentId, id],
    );
    const person = shown.has('person') ? ((await readPersons(tx, [id])).get(id) ?? null) : null;
    const { codes, ...rest } = kase;
    return {
      ...rest,
      stageLabel: STAGE_LABELS[kase.stage],
      canGoTo: NEXT_STAGES[kase.stage],
      outcomeLabel: kase.outcome === null ? null : labelOf(CASE_OUTCOME_LABELS, kase.outcome),
      codes: shown.has('story') ? codes : null,
      person,
      otherCasesOfIncident: incidentCases,
      waitsFor: waitsForOf(kase, tasks, clocks),
      openTasks: tasks.filter(({ state }) => state === 'open'),
    };
  }

  async tasks(me: SignedIn, id: string): Promise<{ items: readonly TaskView[] }> {
    const read = async (tx: Tx) => this.tasksIn(tx, id, await shownOfCase(tx, me, id));
    return { items: await this.unitOfWork.read(me, read) };
  }

  private async tasksIn(tx: Tx, id: string, shown: ReadonlySet<FieldGroup>): Promise<readonly TaskView[]> {
    const rows = await tx.query<TaskRow>(
      `select ${TASK_COLUMNS} ${TASK_FROM} where t.case_id = $1 order by t.position`,
      [id],
    );
    return rows.map((row) => taskView(row, shown.has('story')));
  }

  async clocks(me: SignedIn, id: string) {
    const read = async (tx: Tx) => {
      await shownOfCase(tx, me, id);
      return this.clocksIn(tx, id);
    };
    return { items: await this.unitOfWork.read(me, read) };
  }

  private async clocksIn(tx: Tx, id: string) {
    const rows = await tx.query<ClockRow>(
      `select ${CLOCK_COLUMNS} from clocks k where k.case_id = $1 order by k.started_at, k.id`,
      [id],
    );
    if (rows.length === 0) await this.get(tx, id);
    for (const { policyVersion } of rows) await this.policies.read(tx, policyVersion);
    return rows.map((row) => clockView(row, this.policies.get(row.policyVersion)));
  }

  async timeline(me: SignedIn, id: string) {
    const rows = await auditedRead(this.unitOfWork, me, { ...READ_TIMELINE, caseId: id }, async (tx, seen) => {
      const shown = await shownOfCase(tx, me, id);
      const found = await tx.query<TimelineRow>(
        `select e.id, e.kind, e.params, e.happened_at as "happenedAt", e.recorded_at as "recordedAt",
           a.username as actor, e.agency
         from timeline_events e left join accounts a on a.id = e.actor_id where e.case_id = $1 order by e.id`,
        [id],
      );
      seen({ caseId: id, fields: ['timeline'] });
      return shown.has('story') ? found : found.map(withoutOutcome);
    });
    return {
      items: rows.map((row) => ({
        ...row,
        sentence: { th: sentenceOf(row.kind, row.params, 'th'), en: sentenceOf(row.kind, row.params, 'en') },
      })),
    };
  }
}

/** That something was done stays; what it came to is part of her story. */
function withoutOutcome(row: TimelineRow): TimelineRow {
  if (row.kind === 'case-closed') return row;
  const { outcome: _, ...params } = row.params;
  return { ...row, kind: TOLD_BY_OUTCOME.has(row.kind) ? 'task-completed' : row.kind, params };
}

const TOLD_BY_OUTCOME: ReadonlySet<TimelineKind> = new Set(['screening-decided', 'finding-recorded', 'exit-recorded']);

function labelOf<Label>(labels: Readonly<Record<string, Label>>, code: string): Label | null {
  return labels[code] ?? null;
}
