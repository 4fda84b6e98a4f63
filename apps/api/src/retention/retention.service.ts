import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '#domain/errors.js';
import { legalDayOf } from '#domain/instant.js';
import type { AuditAction } from '#domain/texts/audit-texts.js';
import type { CaseFile } from '#persistence/case-file/case-file.js';
import { shredCase } from '#persistence/case-file/shred-case.js';
import { Casework } from '#persistence/casework.js';
import type { OutboxRow } from '#persistence/rows.js';
import type { Tx } from '#persistence/unit-of-work.js';
import type { DecisionDto } from '../approvals/dto/approval.dto.js';
import { requireRight } from '../http/access.js';
import { actorOf } from '../http/actor.js';
import { once, type IdempotencyHeader } from '../http/idempotency.js';
import type { SignedIn } from '../http/request-context.js';
import type { ShreddingRequestDto } from './dto/retention.dto.js';
import { standingHold } from './legal-holds.service.js';

/**
 * The end of retention: what is due is reviewed by one person and erased by the word of another (S26). What the decision
 * cannot undo is checked twice, when it is asked for and when it is done, both under the case's lock.
 */
@Injectable()
export class RetentionService {
  constructor(@Inject(Casework) private readonly casework: Casework) {}

  /**
   * Codes only. How many other cases share the incident is told, because its narrative may name this person and goes
   * with the last of them (docs/decisions/0016).
   */
  list(me: SignedIn) {
    return this.casework.unitOfWork.read(me, async (tx) => {
      const items = await tx.query<object>(
        `select c.id, c.number, c.province, c.outcome, c.closed_at as "closedAt",
           c.retention_until::text as "retentionUntil",
           (select json_build_object('id', h.id, 'placedAt', h.placed_at, 'placedBy', p.username)
             from legal_holds h join accounts p on p.id = h.placed_by
             where h.case_id = c.id and h.lifted_at is null) as "legalHold",
           (select json_build_object('approvalId', a.id, 'requestedAt', a.requested_at, 'requestedBy', r.username)
             from approvals a join accounts r on r.id = a.requested_by
             where a.case_id = c.id and a.kind = 'shred-case'
               and not exists (select from approval_decisions d where d.approval_id = a.id)
             order by a.requested_at desc limit 1) as "requested",
           (select count(*)::integer from subject_requests s where s.case_id = c.id and s.decision is null)
             as "openSubjectRequests",
           (select count(*)::integer from cases o where o.incident_id = c.incident_id and o.id <> c.id
             and not exists (select from shreddings x where x.owner_kind = 'case' and x.owner_id = o.id))
             as "otherCasesOfIncident"
         from cases c
         where c.status = 'closed' and c.retention_until < (now() at time zone 'Asia/Bangkok')::date
           and not exists (select from shreddings x where x.owner_kind = 'case' and x.owner_id = c.id)
         order by c.retention_until, c.id limit 200`,
      );
      return { items };
    });
  }

  request(me: SignedIn, caseId: string, { reason }: ShreddingRequestDto, header: IdempotencyHeader | null) {
    return once(this.casework, me, header, async (tx) => {
      const file = await this.casework.open(tx, 'case', caseId, actorOf(me));
      requireRight(me, file.row.access, 'retention.review', 'case-not-found');
      await requireErasable(tx, file);
      await refuseSecondRequest(tx, caseId);
      const approvalId = randomUUID();
      file.writes.insert('approvals', {
        id: approvalId,
        kind: 'shred-case',
        case_id: caseId,
        payload: { retentionUntil: file.row.retention_until },
        reason: null,
        requested_by: me.accountId,
        requested_at: file.now,
      });
      note(file, 'request-shredding', approvalId, reason);
      return { result: { approvalId, caseId, state: 'requested' }, told: await file.flush(tx) };
    });
  }

  /**
   * The second person's word, in the commit of her decision. The worker takes the shred key from the key provider after
   * it (apps/worker/src/shredding), so that no backup opens what was erased.
   */
  async decide(
    tx: Tx,
    me: SignedIn,
    { id, caseId }: { readonly id: string; readonly caseId: string },
    { decision, reason }: DecisionDto,
  ): Promise<{ readonly done: readonly string[]; readonly told: readonly OutboxRow[] }> {
    const file = await this.casework.open(tx, 'case', caseId, actorOf(me));
    requireRight(me, file.row.access, 'retention.review', 'case-not-found');
    if (decision === 'approved') await requireErasable(tx, file);
    note(file, `shredding-${decision}`, id, reason);
    if (decision === 'refused') return { done: [], told: await file.flush(tx) };
    file.timeline('personal-data-erased', {}, file.now);
    const told = await file.flush(tx);
    await shredCase(tx, caseId);
    return { done: [caseId], told };
  }
}

/** Closed, past its retention, held by nobody, and with no request of hers that could not be answered any more. */
async function requireErasable(tx: Tx, { id, row, now }: CaseFile): Promise<void> {
  if (row.status !== 'closed') throw new DomainError('case-not-closed');
  if (row.retention_until === null || row.retention_until >= legalDayOf(now)) {
    throw new DomainError('retention-not-passed', [], { due: row.retention_until ?? '–' });
  }
  if ((await standingHold(tx, id)) !== null) throw new DomainError('legal-hold');
  const open = await tx.query('select 1 from subject_requests where case_id = $1 and decision is null limit 1', [id]);
  if (open.length > 0) throw new DomainError('subject-request-open');
}

async function refuseSecondRequest(tx: Tx, caseId: string): Promise<void> {
  const pending = await tx.query(
    `select 1 from approvals a where a.case_id = $1 and a.kind = 'shred-case'
       and not exists (select from approval_decisions d where d.approval_id = a.id) limit 1`,
    [caseId],
  );
  if (pending.length > 0) throw new DomainError('shredding-already-requested');
}

/** Who, when and why. The words are sealed with her key and go with it; that it was done, by whom, stays. */
function note(file: CaseFile, action: AuditAction, approvalId: string, reason: string): void {
  file.writes.insert('stuckActions', {
    id: randomUUID(),
    case_id: file.id,
    action,
    subject: approvalId,
    reason,
    taken_by: file.actor.accountId,
    taken_at: file.now,
  });
  file.audit(action, 'retention', approvalId, ['reason']);
}
