import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '#domain/errors.js';
import { auditedRead } from '#persistence/audited-read.js';
import { Casework } from '#persistence/casework.js';
import { dataKeySql, getCipher, type DataKeyJson } from '#persistence/data-keys.js';
import type { Tx } from '#persistence/unit-of-work.js';
import { requireRight, shownOfCase } from '../http/access.js';
import { actorOf } from '../http/actor.js';
import { once, type IdempotencyHeader } from '../http/idempotency.js';
import type { SignedIn } from '../http/request-context.js';
import type { LegalHoldDto, LegalHoldLiftingDto } from './dto/retention.dto.js';

interface HoldRow {
  readonly id: string;
  readonly reason: Buffer;
  readonly placedBy: string;
  readonly placedAt: string;
  readonly liftReason: Buffer | null;
  readonly liftedBy: string | null;
  readonly liftedAt: string | null;
}

/** A hold keeps a case from being erased although its retention has passed: a trial, an appeal, a claim. */
@Injectable()
export class LegalHoldsService {
  constructor(@Inject(Casework) private readonly casework: Casework) {}

  place(me: SignedIn, caseId: string, { reason }: LegalHoldDto, header: IdempotencyHeader | null) {
    return once(this.casework, me, header, async (tx) => {
      const file = await this.casework.open(tx, 'case', caseId, actorOf(me));
      requireRight(me, file.row.access, 'legal-hold.place', 'case-not-found');
      if ((await standingHold(tx, caseId)) !== null) throw new DomainError('legal-hold');
      const id = randomUUID();
      file.writes.insert('legalHolds', {
        id,
        case_id: caseId,
        reason,
        placed_by: me.accountId,
        placed_at: file.now,
      });
      file.timeline('legal-hold-placed', {}, file.now);
      file.audit('place-legal-hold', 'retention', id, ['reason']);
      return { result: { id, state: 'standing' }, told: await file.flush(tx) };
    });
  }

  lift(me: SignedIn, caseId: string, { reason }: LegalHoldLiftingDto, header: IdempotencyHeader | null) {
    return once(this.casework, me, header, async (tx) => {
      const file = await this.casework.open(tx, 'case', caseId, actorOf(me));
      requireRight(me, file.row.access, 'retention.review', 'case-not-found');
      const id = await standingHold(tx, caseId);
      if (id === null) throw new DomainError('legal-hold-not-found');
      file.writes.update('legalHoldLifts', {
        id,
        lift_reason: reason,
        lifted_by: me.accountId,
        lifted_at: file.now,
      });
      file.timeline('legal-hold-lifted', {}, file.now);
      file.audit('lift-legal-hold', 'retention', id, ['liftReason']);
      return { result: { id, state: 'lifted' }, told: await file.flush(tx) };
    });
  }

  list(me: SignedIn, caseId: string) {
    const attempt = { action: 'read-legal-holds', purpose: 'retention', caseId } as const;
    return auditedRead(this.casework.unitOfWork, me, attempt, async (tx, seen) => {
      const [kase] = await tx.query<{ dataKey: DataKeyJson | null }>(
        `select ${dataKeySql('case', 'c.id')} as "dataKey" from cases c where c.id = $1`,
        [caseId],
      );
      const shown = await shownOfCase(tx, me, caseId);
      if (kase === undefined || !shown.has('story')) throw new DomainError('not-permitted');
      const cipher = await getCipher(tx, 'case', caseId, kase.dataKey);
      const rows = await tx.query<HoldRow>(
        `select h.id, h.reason, p.username as "placedBy", h.placed_at as "placedAt", h.lift_reason as "liftReason",
           l.username as "liftedBy", h.lifted_at as "liftedAt"
         from legal_holds h join accounts p on p.id = h.placed_by left join accounts l on l.id = h.lifted_by
         where h.case_id = $1 order by h.placed_at, h.id`,
        [caseId],
      );
      seen({ caseId, fields: ['liftReason', 'reason'] });
      const items = rows.map(({ reason, liftReason, ...row }) => ({
        ...row,
        reason: cipher.open<string>({ column: 'legal_holds.reason', row: row.id }, reason),
        liftReason: cipher.open<string>({ column: 'legal_holds.lift_reason', row: row.id }, liftReason),
      }));
      return { items };
    });
  }
}

/** The hold that stands; asked under the case's lock by whoever decides on it. */
export async function standingHold(tx: Tx, caseId: string): Promise<string | null> {
  const [hold] = await tx.query<{ id: string }>('select id from legal_holds where case_id = $1 and lifted_at is null', [
    caseId,
  ]);
  return hold?.id ?? null;
}
