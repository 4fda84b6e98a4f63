import { Inject, Injectable } from '@nestjs/common';
import { relationsTo, shownTo, type RelationKey } from '#access/relation-keys.js';
import type { Instant } from '#domain/instant.js';
import { auditedRead } from '#persistence/audited-read.js';
import { dataKeySql, findCipher, type DataKeyJson } from '#persistence/data-keys.js';
import { UnitOfWork, type Tx } from '#persistence/unit-of-work.js';
import { decodeCursor, encodeCursor } from '../http/cursor.js';
import type { PageQuery } from '../http/page.query.js';
import type { SignedIn } from '../http/request-context.js';

interface AccessRow {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly province: string;
  readonly by: string;
  readonly agency: string;
  readonly grantedAt: Instant;
  readonly expiresAt: Instant;
  readonly access: readonly RelationKey[];
  readonly reason: Buffer | null;
  readonly dataKey: DataKeyJson | null;
}

/** That a glass was broken is part of where a case stands (`process`); why, of what she went through (`story`). */
@Injectable()
export class EmergencyReviewQuery {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  list(me: SignedIn, { limit = 50, cursor }: PageQuery) {
    const attempt = { action: 'read-emergency-accesses', purpose: 'review' } as const;
    return auditedRead(this.unitOfWork, me, attempt, async (tx, seen) => {
      const found = await rowsOf(tx, limit + 1, cursor);
      const items = [];
      for (const { access, reason, dataKey, ...row } of found.slice(0, limit)) {
        const words = shownTo(me, relationsTo(me, access)).has('story')
          ? await open(tx, { ...row, reason, dataKey })
          : null;
        if (words !== null) seen({ caseId: row.caseId, fields: ['reason'] });
        items.push({ ...row, reason: words });
      }
      const last = items.at(-1);
      return { items, nextCursor: found.length > limit && last ? encodeCursor([last.grantedAt, last.id]) : null };
    });
  }
}

function rowsOf(tx: Tx, most: number, cursor: string | undefined): Promise<AccessRow[]> {
  const [at, id] = cursor === undefined ? [null, null] : decodeCursor(cursor);
  return tx.query<AccessRow>(
    `select x.id, t.case_id as "caseId", c.number as "caseNumber", c.province, a.username as by, t.agency,
       t.happened_at as "grantedAt", t.params->>'due' as "expiresAt", c.access, e.reason,
       ${dataKeySql('case', 'c.id')} as "dataKey"
     from timeline_events t cross join lateral (select (t.params->>'access')::uuid as id) x
       join cases c on c.id = t.case_id join accounts a on a.id = t.actor_id
       left join emergency_accesses e on e.id = x.id
     where t.kind = 'emergency-access' and ($2::timestamptz is null or (t.happened_at, x.id) < ($2, $3::uuid))
     order by t.happened_at desc, x.id desc limit $1`,
    [most, at, id],
  );
}

/** Null once her data has been erased. */
async function open(
  tx: Tx,
  { id, caseId, reason, dataKey }: Pick<AccessRow, 'id' | 'caseId' | 'reason' | 'dataKey'>,
): Promise<string | null> {
  const cipher = await findCipher(tx, 'case', caseId, dataKey);
  return cipher?.open<string>({ column: 'emergency_accesses.reason', row: id }, reason) ?? null;
}
