import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DuplicateDecisionKind, DuplicateSignal, DuplicateState } from '#domain/duplicates.js';
import { DomainError } from '#domain/errors.js';
import type { TimelineKind } from '#domain/texts/timeline-texts.js';
import type { CaseFile } from '#persistence/case-file/case-file.js';
import { Casework } from '#persistence/casework.js';
import type { OutboxRow } from '#persistence/rows.js';
import type { Tx } from '#persistence/unit-of-work.js';
import { requireRight, shownOfCase } from '../http/access.js';
import { actorOf } from '../http/actor.js';
import { once, type IdempotencyHeader } from '../http/idempotency.js';
import type { SignedIn } from '../http/request-context.js';
import type { DuplicateDecisionDto, DuplicateReversalDto } from './dto/duplicate.dto.js';

interface Pair {
  readonly id: string;
  readonly caseId: string;
  readonly otherCaseId: string;
  readonly state: DuplicateState;
  readonly signals: readonly DuplicateSignal[];
  readonly followingCaseId: string | null;
}

interface OpenPair {
  readonly pair: Pair;
  /** Both under their locks, the smaller id first, so that two deciders never wait for each other. */
  readonly files: readonly [CaseFile, CaseFile];
}

interface PairChange {
  readonly state: DuplicateState;
  readonly decision: DuplicateDecisionKind;
  readonly reason: string;
  readonly followingCaseId?: string | null;
  readonly dismissed?: readonly DuplicateSignal[];
  /** What both teams are told; nothing where it would tell one of them that the other knows somebody. */
  readonly told?: TimelineKind;
}

const PAIR_SQL = `select id, case_id as "caseId", other_case_id as "otherCaseId", state, signals,
  following_case_id as "followingCaseId" from duplicate_pairs where id = $1`;

/** What a person says of two cases that may be one person's (decision 0033). No clock and no task is touched by it. */
@Injectable()
export class DuplicatesService {
  constructor(@Inject(Casework) private readonly casework: Casework) {}

  decide(me: SignedIn, id: string, order: DuplicateDecisionDto, header: IdempotencyHeader | null) {
    return once(this.casework, me, header, async (tx) => {
      const open = await this.open(tx, me, id);
      const { pair } = open;
      const { decision, reason } = order;
      const mayDecide = pair.state === 'proposed' || (pair.state === 'linked' && decision === 'merge');
      if (decision === 'merge') return this.askMerge(tx, me, open, order, mayDecide);
      refuseLeading(order);
      if (!mayDecide) throw new DomainError('duplicate-already-decided');
      const change: PairChange =
        decision === 'link'
          ? { state: 'linked', decision, reason, told: 'case-linked' }
          : { state: 'not-the-same', decision, reason, dismissed: pair.signals };
      return this.settle(tx, me, open, change);
    });
  }

  /** Only asked for here: what makes two files one person's is done by a second person (S26). */
  private async askMerge(tx: Tx, me: SignedIn, open: OpenPair, order: DuplicateDecisionDto, mayDecide: boolean) {
    const { pair, files } = open;
    const { leadingCaseId, reason } = order;
    const following = files.find(({ id }) => id !== leadingCaseId);
    if (!files.some(({ id }) => id === leadingCaseId) || following === undefined) {
      throw new DomainError('field-not-a-valid-value', [{ path: '/leadingCaseId', code: 'field-not-a-valid-value' }]);
    }
    if (!mayDecide) throw new DomainError('duplicate-already-decided');
    const approvalId = randomUUID();
    files[0].writes.insert('approvals', {
      id: approvalId,
      kind: 'merge-cases',
      case_id: pair.caseId,
      payload: { pairId: pair.id },
      reason: null,
      requested_by: me.accountId,
      requested_at: files[0].now,
    });
    const change = { state: 'merge-asked', decision: 'ask-merge', reason, followingCaseId: following.id } as const;
    const { result, told } = await this.settle(tx, me, open, change);
    return { result: { ...result, approvalId }, told };
  }

  /** In the commit of the second person's decision; she must be shown both persons, as the first was. */
  async decideMerge(
    tx: Tx,
    me: SignedIn,
    pairId: string,
    { decision, reason }: { readonly decision: 'approved' | 'refused'; readonly reason: string },
  ): Promise<{ readonly done: readonly string[]; readonly told: readonly OutboxRow[] }> {
    const open = await this.open(tx, me, pairId);
    const { state, followingCaseId } = open.pair;
    if (state !== 'merge-asked') throw new DomainError('duplicate-already-decided');
    if (decision === 'refused') {
      const { told } = await this.settle(tx, me, open, { state: 'proposed', decision: 'refuse-merge', reason });
      return { done: [], told };
    }
    const merge = { state: 'merged', decision: 'merge', reason, followingCaseId, told: 'case-merged' } as const;
    const { told } = await this.settle(tx, me, open, merge);
    return { done: open.files.map(({ id }) => id), told };
  }

  reverse(me: SignedIn, id: string, { reason }: DuplicateReversalDto, header: IdempotencyHeader | null) {
    return once(this.casework, me, header, async (tx) => {
      const open = await this.open(tx, me, id);
      const { state } = open.pair;
      if (state !== 'linked' && state !== 'merged' && state !== 'not-the-same') {
        throw new DomainError('duplicate-not-decided');
      }
      const told = state === 'not-the-same' ? {} : ({ told: 'case-link-reversed' } as const);
      return this.settle(tx, me, open, { state: 'proposed', decision: 'reverse', reason, ...told });
    });
  }

  private async open(tx: Tx, me: SignedIn, id: string): Promise<OpenPair> {
    const [seen] = await tx.query<Pair>(PAIR_SQL, [id]);
    if (seen === undefined) throw new DomainError('duplicate-not-found');
    const first = await this.casework.open(tx, 'case', seen.caseId, actorOf(me));
    const second = await this.casework.open(tx, 'case', seen.otherCaseId, actorOf(me));
    for (const { row } of [first, second]) requireRight(me, row.access, 'duplicate.review', 'duplicate-not-found');
    for (const { id: caseId } of [first, second]) {
      const shown = await shownOfCase(tx, me, caseId, 'duplicate-not-found');
      if (!shown.has('person')) throw new DomainError('not-permitted');
    }
    // As it stands under the locks.
    const [pair] = await tx.query<Pair>(PAIR_SQL, [id]);
    if (pair === undefined) throw new DomainError('duplicate-not-found');
    return { pair, files: [first, second] };
  }

  private async settle(tx: Tx, me: SignedIn, { pair, files }: OpenPair, change: PairChange) {
    const [first, second] = files;
    await tx.query(
      'update duplicate_pairs set state = $2, following_case_id = $3, dismissed_signals = $4 where id = $1',
      [pair.id, change.state, change.followingCaseId ?? null, change.dismissed ?? []],
    );
    first.writes.insert('duplicateDecisions', {
      id: randomUUID(),
      pair_id: pair.id,
      case_id: pair.caseId,
      decision: change.decision,
      reason: change.reason,
      decided_by: me.accountId,
      decided_at: first.now,
    });
    for (const [file, other] of [
      [first, second],
      [second, first],
    ] as const) {
      if (change.told !== undefined) file.timeline(change.told, { case: other.row.number }, file.now);
      file.audit(`duplicate-${change.decision}`, tx.auditPurpose ?? 'casework', pair.id, ['reason']);
    }
    const told = [...(await first.flush(tx)), ...(await second.flush(tx))];
    return { result: { id: pair.id, state: change.state }, told };
  }
}

/** Only a merge has a case that leads. */
function refuseLeading({ leadingCaseId }: DuplicateDecisionDto): void {
  if (leadingCaseId === undefined) return;
  throw new DomainError('field-unknown', [{ path: '/leadingCaseId', code: 'field-unknown' }]);
}
