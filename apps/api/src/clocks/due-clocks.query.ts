import { Inject, Injectable } from '@nestjs/common';
import type { Stage } from '#domain/stages.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { POLICIES, type Policies } from '#temporal/casework.providers.js';
import { READABLE_CASE } from '../cases/cases.query.js';
import { CLOCK_COLUMNS, clockView, type ClockRow } from '../http/clock-view.js';
import { decodeCursor, encodeCursor } from '../http/cursor.js';
import type { SignedIn } from '../http/request-context.js';
import type { DueClocksParams } from './dto/due-clocks.dto.js';

interface DueClockRow extends ClockRow {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly stage: Stage;
  readonly province: string;
}

const DEFAULT_LIMIT = 50;
/** What still asks for an act: it runs, or it ran out and nobody has answered it yet. */
export const CLOCK_WAITS = `k.stopped_at is null and k.state <> 'stopped'`;

/**
 * The clocks of all cases that a person may open: codes and instants, nothing of anybody. Read in the order of their ends
 * until the page is full, each case looked up for its clock: joined first, all open cases of the country would be (bench,
 * g: 4 ms in place of 900 over 100,000). Whoever sees next to nothing pays for it with half a second at that size.
 */
@Injectable()
export class DueClocksQuery {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  list(me: SignedIn, { key, province, limit = DEFAULT_LIMIT, cursor }: DueClocksParams) {
    const [due, id] = cursor === undefined ? [null, null] : decodeCursor(cursor);
    return this.unitOfWork.read(me, async (tx) => {
      const rows = await tx.query<DueClockRow>(
        `select ${CLOCK_COLUMNS}, c.id as "caseId", c.number as "caseNumber", c.stage, c.province
         from clocks k cross join lateral (
           select c.id, c.number, c.stage, c.province from cases c
           where c.id = k.case_id and c.status = 'open' and ${READABLE_CASE}
             and ($2::text is null or c.province = $2) limit 1) c
         where ${CLOCK_WAITS} and ($1::text is null or k.key = $1)
           and ($3::timestamptz is null or (k.due_at, k.id) > ($3::timestamptz, $4::uuid))
         order by k.due_at, k.id limit $5`,
        [key ?? null, province ?? null, due, id, limit + 1],
      );
      const shown = rows.slice(0, limit);
      for (const { policyVersion } of shown) await this.policies.read(tx, policyVersion);
      const items = shown.map(({ caseId, caseNumber, stage, province: lies, ...row }) => ({
        ...clockView(row, this.policies.get(row.policyVersion)),
        caseId,
        caseNumber,
        stage,
        province: lies,
      }));
      const last = items.at(-1);
      return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.dueAt, last.id]) : null };
    });
  }
}
