import { Inject, Injectable } from '@nestjs/common';
import { WAIT_CAUSES, type WaitCause } from '#domain/wait-causes.js';
import type { Policy } from '#domain/policy.js';
import { Casework } from '#persistence/casework.js';
import type { Tx } from '#persistence/unit-of-work.js';
import { decodeCursor, encodeCursor } from '../http/cursor.js';
import type { SignedIn } from '../http/request-context.js';
import type { StuckCasesQueryDto } from './dto/stuck-cases.query.dto.js';
import { causeView, type CauseRow, type StuckCaseView } from './stuck-view.js';

const DEFAULT_LIMIT = 50;
/** Counted no further: a board of a thousand needs no exact number, and 100,000 cases must not be slower than 10,000. */
const COUNTED_TO = 1_000;

export interface CauseCount {
  readonly cause: WaitCause;
  readonly count: number;
  /** There are more than were counted. */
  readonly more: boolean;
}

interface Filter {
  readonly where: (alias: string) => string;
  readonly params: readonly unknown[];
}

interface CaseOnBoard {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly stage: StuckCaseView['stage'];
  readonly province: string;
  readonly mustDecide: boolean;
  readonly policyVersion: string;
  readonly since: string;
}

/** The stuck board: which cases do not move, the longest waiting first, and why. */
@Injectable()
export class StuckBoardQuery {
  constructor(@Inject(Casework) private readonly casework: Casework) {}

  list(me: SignedIn, query: StuckCasesQueryDto) {
    return this.casework.unitOfWork.read(me, async (tx) => {
      const filter = filterOf(query);
      const counts = await countsOf(tx, filter);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const cases = await casesOf(tx, filter, limit + 1, query.cursor);
      const shown = cases.slice(0, limit);
      const causes = await causesOf(tx, shown);
      const items: StuckCaseView[] = [];
      for (const kase of shown) {
        const policy = await this.casework.policyIn(tx, kase.policyVersion);
        items.push(viewOf(kase, causes.get(kase.caseId) ?? [], policy));
      }
      const last = shown.at(-1);
      return {
        items,
        counts,
        nextCursor: cases.length > limit && last ? encodeCursor([last.since, last.caseId]) : null,
      };
    });
  }
}

function viewOf(kase: CaseOnBoard, rows: readonly CauseRow[], policy: Policy): StuckCaseView {
  const { caseId, caseNumber, stage, province, mustDecide, since } = kase;
  return {
    caseId,
    caseNumber,
    stage,
    province,
    mustDecide,
    since,
    causes: rows.map((row) => causeView(row, policy)),
  };
}

function filterOf(query: StuckCasesQueryDto): Filter {
  const params: unknown[] = [];
  const parts: ((alias: string) => string)[] = [(s) => `${s}.stuck_at <= now()`];
  const add = (sql: (alias: string, place: string) => string, value: unknown): void => {
    params.push(value);
    const place = `$${params.length}`;
    parts.push((alias) => sql(alias, place));
  };
  const { cause, province, agency, stage, olderThanDays, caseId } = query;
  if (cause !== undefined) add((s, place) => `${s}.cause = ${place}`, cause);
  if (province !== undefined) add((s, place) => `${s}.province = ${place}`, province);
  if (agency !== undefined) add((s, place) => `${s}.agency = ${place}`, agency);
  if (stage !== undefined) add((s, place) => `${s}.stage = ${place}`, stage);
  if (caseId !== undefined) add((s, place) => `${s}.case_id = ${place}`, caseId);
  if (olderThanDays !== undefined)
    add((s, place) => `${s}.since <= now() - make_interval(days => ${place})`, olderThanDays);
  return { where: (alias) => parts.map((part) => part(alias)).join(' and '), params };
}

/**
 * A case stands where its longest cause stands, of those that are asked for. Looked up row by row along the index, as far
 * as the page goes, and only then joined to the cases: otherwise the whole board would be read first.
 */
function casesOf(tx: Tx, { where, params }: Filter, limit: number, cursor: string | undefined): Promise<CaseOnBoard[]> {
  const values = [...params];
  let after = '';
  if (cursor !== undefined) {
    values.push(...decodeCursor(cursor));
    after = `and (s.since, s.case_id) > ($${values.length - 1}::timestamptz, $${values.length}::uuid)`;
  }
  values.push(limit);
  return tx.query<CaseOnBoard>(
    `select s.case_id as "caseId", c.number as "caseNumber", c.stage, c.province, c.must_decide as "mustDecide",
       c.policy_version as "policyVersion", s.since
     from (select s.case_id, s.since from stuck_causes s
       where ${where('s')} ${after}
         and (select true from stuck_causes o where o.case_id = s.case_id and ${where('o')}
           and (o.since, o.key) < (s.since, s.key) limit 1) is null
       order by s.since, s.case_id limit $${values.length}) s
     join cases c on c.id = s.case_id order by s.since, s.case_id`,
    values,
  );
}

/** All that holds up the cases shown, also beside what was asked for. */
async function causesOf(tx: Tx, cases: readonly CaseOnBoard[]): Promise<ReadonlyMap<string, CauseRow[]>> {
  if (cases.length === 0) return new Map();
  const rows = await tx.query<CauseRow & { caseId: string }>(
    `select case_id as "caseId", key, cause, rule, since, agency, roles, task_id as "taskId", clock_id as "clockId",
       workflow_id as "workflowId", params
     from stuck_causes where case_id = any($1) and stuck_at <= now() order by since, key`,
    [cases.map(({ caseId }) => caseId)],
  );
  return Map.groupBy(rows, ({ caseId }) => caseId);
}

/**
 * One look into the index for each cause, and none further than the number that is shown. The order keeps it there: without
 * it, a cause that nobody has would be sought through the whole table.
 */
async function countsOf(tx: Tx, { where, params }: Filter): Promise<readonly CauseCount[]> {
  const causes = `$${params.length + 1}`;
  const rows = await tx.query<{ cause: WaitCause; count: number }>(
    `select w.cause, n.count::int from unnest(${causes}::text[]) as w (cause), lateral (
       select count(*) from (select 1 from stuck_causes s where s.cause = w.cause and ${where('s')}
         order by s.since limit ${COUNTED_TO + 1}) counted) n`,
    [...params, [...WAIT_CAUSES]],
  );
  return rows.map(({ cause, count }) => ({ cause, count: Math.min(count, COUNTED_TO), more: count > COUNTED_TO }));
}
