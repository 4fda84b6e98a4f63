import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '#domain/errors.js';
import { recordAudit } from '#persistence/audit-entry.js';
import { Casework } from '#persistence/casework.js';
import type { OutboxRow } from '#persistence/rows.js';
import type { Tx } from '#persistence/unit-of-work.js';
import { requireRight } from '../http/access.js';
import { actorOf } from '../http/actor.js';
import { once, type IdempotencyHeader } from '../http/idempotency.js';
import type { SignedIn } from '../http/request-context.js';
import { DuplicatesService } from '../duplicates/duplicates.service.js';
import { PoliciesService } from '../policies/policies.service.js';
import { RetentionService } from '../retention/retention.service.js';
import { MachineryService } from '../stuck-cases/machinery.service.js';
import type { ApprovalListQuery, DecisionDto } from './dto/approval.dto.js';

interface Asked {
  readonly id: string;
  readonly kind: 'reset-case' | 'apply-policy' | 'shred-case' | 'merge-cases';
  readonly payload: { readonly version: string; readonly caseIds: readonly string[]; readonly pairId: string };
  readonly caseId: string | null;
  readonly requestedBy: string;
  readonly decided: boolean;
}

export interface DecisionReceipt {
  readonly id: string;
  readonly kind: Asked['kind'];
  readonly decision: DecisionDto['decision'];
  readonly done: readonly string[];
}

/** What the decision did, and what workflows are told of it. */
interface Done {
  readonly done: readonly string[];
  readonly told: readonly OutboxRow[];
}

/** A merge is of two cases: it is shown to whoever is shown both. */
const SHOWS_BOTH = `(a.kind <> 'merge-cases'
  or exists (select from duplicate_pairs p where p.id = (a.payload->>'pairId')::uuid))`;

/** What one must not do alone (S26): asked by one person, decided by another, done in the commit of the decision. */
@Injectable()
export class ApprovalsService {
  constructor(
    @Inject(Casework) private readonly casework: Casework,
    @Inject(MachineryService) private readonly machinery: MachineryService,
    @Inject(PoliciesService) private readonly policies: PoliciesService,
    @Inject(RetentionService) private readonly retention: RetentionService,
    @Inject(DuplicatesService) private readonly duplicates: DuplicatesService,
  ) {}

  list(me: SignedIn, { state }: ApprovalListQuery) {
    return this.casework.unitOfWork.read(me, async (tx) => {
      const items = await tx.query<unknown>(
        `select a.id, a.kind, a.case_id as "caseId", c.number as "caseNumber", a.payload, a.reason,
           r.username as "requestedBy", a.requested_at as "requestedAt", d.decision, p.username as "decidedBy",
           d.decided_at as "decidedAt"
         from approvals a join accounts r on r.id = a.requested_by left join cases c on c.id = a.case_id
         left join approval_decisions d on d.approval_id = a.id left join accounts p on p.id = d.decided_by
         where (a.case_id is null or c.id is not null) and ${SHOWS_BOTH} and ($1::text is null or (d.approval_id is null) = ($1 = 'pending'))
         order by a.requested_at desc, a.id limit 200`,
        [state ?? null],
      );
      return { items };
    });
  }

  decide(me: SignedIn, id: string, { decision, reason }: DecisionDto, header: IdempotencyHeader | null) {
    return once<DecisionReceipt>(this.casework, me, header, async (tx) => {
      const asked = await askedFor(tx, id);
      if (asked.requestedBy === me.accountId) throw new DomainError('four-eyes-required');
      if (asked.decided) throw new DomainError('approval-already-decided');
      await note(tx, me, id, decision, asked.kind === 'apply-policy' ? reason : null);
      const { done, told } = await this.act(tx, me, asked, { decision, reason });
      return { result: { id, kind: asked.kind, decision, done }, told };
    });
  }

  private act(tx: Tx, me: SignedIn, asked: Asked, order: DecisionDto): Promise<Done> {
    const { id, caseId, payload } = asked;
    switch (asked.kind) {
      case 'reset-case':
        return this.decideReset(tx, me, asked, order);
      case 'apply-policy':
        return this.decidePolicy(tx, me, asked, order);
      case 'shred-case':
        return this.retention.decide(tx, me, { id, caseId: caseId ?? '' }, order);
      case 'merge-cases':
        return this.duplicates.decideMerge(tx, me, payload.pairId, order);
    }
  }

  private async decidePolicy(tx: Tx, me: SignedIn, { id, payload }: Asked, { decision }: DecisionDto): Promise<Done> {
    await recordAudit(tx, actorOf(me), [
      { action: `policy-application-${decision}`, purpose: 'policy', subjectId: id, fields: ['reason'] },
    ]);
    return decision === 'approved' ? this.policies.apply(tx, me, id, payload) : { done: [], told: [] };
  }

  private async decideReset(
    tx: Tx,
    me: SignedIn,
    { id, caseId }: Asked,
    { decision, reason }: DecisionDto,
  ): Promise<Done> {
    const file = await this.casework.open(tx, 'case', caseId ?? '', actorOf(me));
    requireRight(me, file.row.access, 'stuck.repair', 'approval-not-found');
    file.writes.insert('stuckActions', {
      id: randomUUID(),
      case_id: file.id,
      action: `reset-${decision}`,
      subject: id,
      reason,
      taken_by: me.accountId,
      taken_at: file.now,
    });
    file.audit(`stuck-reset-${decision}`, 'casework', id, ['reason']);
    const done = decision === 'approved' ? await this.machinery.reset(file) : [];
    return { done, told: await file.flush(tx) };
  }
}

/** Of a case that is not hers to see there is no approval either. The lock makes two deciders one after the other; the row itself never changes. */
async function askedFor(tx: Tx, id: string): Promise<Asked> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('approval:' || $1, 0))`, [id]);
  const [asked] = await tx.query<Asked>(
    `select a.id, a.kind, a.payload, a.case_id as "caseId", a.requested_by as "requestedBy",
       exists (select from approval_decisions d where d.approval_id = a.id) as decided
     from approvals a where a.id = $1 and (a.case_id is null or a.case_id in (select id from cases)) and ${SHOWS_BOTH}`,
    [id],
  );
  if (asked === undefined) throw new DomainError('approval-not-found');
  return asked;
}

async function note(tx: Tx, me: SignedIn, id: string, decision: string, reason: string | null): Promise<void> {
  await tx.query(
    `insert into approval_decisions (approval_id, decision, reason, decided_by, decided_at)
     values ($1, $2, $3, $4, clock_timestamp())`,
    [id, decision, reason, me.accountId],
  );
}
