import { Inject, Injectable } from '@nestjs/common';
import { startClock, type ClockKey } from '#domain/clock.js';
import { isBefore, type Instant } from '#domain/instant.js';
import { movedEnd, weekOf } from '#domain/policy-move.js';
import { Casework } from '#persistence/casework.js';
import { POLICIES, policyOf, type Policies } from '#temporal/casework.providers.js';
import { decodeCursor, encodeCursor } from '../http/cursor.js';
import type { SignedIn } from '../http/request-context.js';
import type { WhatIfDto } from './dto/policy.dto.js';

interface RunningClock {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly province: string;
  readonly policyVersion: string;
  readonly clockId: string;
  readonly key: ClockKey;
  readonly startedAt: Instant;
  readonly firstDueAt: Instant;
  readonly dueAt: Instant;
  readonly revision: number;
}

const CLOCKS_SQL = `select c.id as "caseId", c.number as "caseNumber", c.province, c.policy_version as "policyVersion",
    k.id as "clockId", k.key, k.started_at as "startedAt", k.first_due_at as "firstDueAt", k.due_at as "dueAt", k.revision
  from cases c join clocks k on k.case_id = c.id and k.state = 'running'
  where c.status = 'open' and ($1::text is null or c.province = $1) and ($2::uuid[] is null or c.id = any ($2))
  order by k.due_at, k.id`;

/** Screened or on the way to it: their interviews come, but no clock says yet by when. */
const NOT_YET_PLACED_SQL = `select c.province, count(*)::int as count from cases c
  where c.status = 'open' and ($1::text is null or c.province = $1) and ($2::uuid[] is null or c.id = any ($2))
    and c.stage in ('report', 'reception', 'preliminary-screening', 'temporary-protection', 'recovery-reflection')
    and not exists (select from clocks k where k.case_id = c.id and k.key = 'nrm-before-interview')
  group by c.province`;

const SHOWN_MOVES = 200;

/** What a policy would change in open cases, reckoned and not done. */
@Injectable()
export class WhatIfQuery {
  constructor(
    @Inject(Casework) private readonly casework: Casework,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  ask(me: SignedIn, version: string, { province, caseIds, limit = SHOWN_MOVES, cursor }: WhatIfDto) {
    const after = cursor === undefined ? null : decodeCursor(cursor, '/cursor');
    return this.casework.unitOfWork.read(me, async (tx) => {
      await this.policies.readAll(tx);
      const to = policyOf(this.policies, version);
      const scope = [province ?? null, caseIds ?? null];
      const [clock] = await tx.query<{ now: Instant }>('select clock_timestamp() as now');
      const now = clock?.now ?? '';
      const running = await tx.query<RunningClock>(CLOCKS_SQL, scope);
      const notYetPlaced = await tx.query<{ province: string; count: number }>(NOT_YET_PLACED_SQL, scope);
      const ends = running.map((row) => {
        const { key, startedAt, dueAt, revision } = row;
        const end = movedEnd(
          { ...startClock(key, startedAt, dueAt), revision },
          row.firstDueAt,
          policyOf(this.policies, row.policyVersion),
          to,
        );
        return { row, end };
      });
      const moves = ends.flatMap(({ row, end }) => {
        if (end === null) return [];
        const { caseId, caseNumber, clockId, key, dueAt } = row;
        return [
          {
            caseId,
            caseNumber,
            province: row.province,
            clockId,
            clock: key,
            from: dueAt,
            to: end,
            overdueNow: isBefore(end, now),
          },
        ];
      });
      const left = after === null ? moves : moves.filter(({ from, clockId }) => isBehind(after, from, clockId));
      const shown = left.slice(0, limit);
      const last = shown.at(-1);
      return {
        version,
        cases: new Set(running.map(({ caseId }) => caseId)).size,
        movedClocks: moves.length,
        movedCases: new Set(moves.map(({ caseId }) => caseId)).size,
        overdueNow: moves.filter(({ overdueNow }) => overdueNow).length,
        moves: shown,
        nextCursor: last !== undefined && left.length > shown.length ? encodeCursor([last.from, last.clockId]) : null,
        interviews: forecast(ends, notYetPlaced, now),
      };
    });
  }
}

/** In the order of the list, by the end before the move and the clock. */
function isBehind([at, id]: readonly [string | null, string], dueAt: Instant, clockId: string): boolean {
  return dueAt === at ? clockId > id : isBefore(at ?? '', dueAt);
}

/** Interviews that each province must hold, by the week in which their time ends: the data of a chart. */
function forecast(
  ends: readonly { readonly row: RunningClock; readonly end: Instant | null }[],
  notYetPlaced: readonly { readonly province: string; readonly count: number }[],
  now: Instant,
) {
  const interviews = ends.filter(({ row }) => row.key === 'nrm-before-interview');
  const provinces = [
    ...new Set([...interviews.map(({ row }) => row.province), ...notYetPlaced.map((row) => row.province)]),
  ];
  return provinces.sort().map((province) => {
    const weeks = new Map<string, { before: number; after: number }>();
    const count = (at: Instant, side: 'before' | 'after'): void => {
      const week = weekOf(at, now);
      const known = weeks.get(week) ?? { before: 0, after: 0 };
      known[side] += 1;
      weeks.set(week, known);
    };
    for (const { row, end } of interviews.filter((interview) => interview.row.province === province)) {
      count(row.dueAt, 'before');
      count(end ?? row.dueAt, 'after');
    }
    return {
      province,
      weeks: [...weeks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([week, counts]) => ({ week, ...counts })),
      notYetPlaced: notYetPlaced.find((row) => row.province === province)?.count ?? 0,
    };
  });
}
