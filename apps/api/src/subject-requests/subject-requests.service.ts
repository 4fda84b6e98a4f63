import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '#domain/errors.js';
import { displayInstant, isInTheFuture, parseInstant, plus, type Instant } from '#domain/instant.js';
import { ANSWER_WITHIN, type PersonChanges, type SubjectRequestKind } from '#domain/subject-requests.js';
import type { CaseFile } from '#persistence/case-file/case-file.js';
import { correctPerson } from '#persistence/case-file/correct-person.js';
import { Casework } from '#persistence/casework.js';
import type { Tx } from '#persistence/unit-of-work.js';
import { requireRight } from '../http/access.js';
import { actorOf } from '../http/actor.js';
import { once, type IdempotencyHeader } from '../http/idempotency.js';
import type { SignedIn } from '../http/request-context.js';
import type { SubjectDecisionDto, SubjectRequestDto, SubjectRequestLiftingDto } from './dto/subject-request.dto.js';

interface Filed {
  readonly kind: SubjectRequestKind;
  readonly details: Buffer;
  readonly filedBy: string;
  readonly decision: 'granted' | 'refused' | null;
  readonly liftedAt: Instant | null;
}

interface Details {
  readonly words: string;
  readonly changes?: PersonChanges;
}

/** The person's rights over her data: filed by one, decided by another, done in the commit of the decision. */
@Injectable()
export class SubjectRequestsService {
  constructor(@Inject(Casework) private readonly casework: Casework) {}

  file(me: SignedIn, request: SubjectRequestDto, header: IdempotencyHeader | null) {
    const { caseId, kind, askedBy, words, changes } = request;
    requireChangesOfCorrection(request);
    return once(this.casework, me, header, async (tx) => {
      const file = await this.casework.open(tx, 'case', caseId, actorOf(me));
      requireRight(me, file.row.access, 'subject-request.file', 'case-not-found');
      const receivedAt = receivedInstant(request.receivedAt, file.now);
      const dueAt = plus(receivedAt, ANSWER_WITHIN);
      const id = randomUUID();
      file.writes.insert('subjectRequests', {
        id,
        case_id: caseId,
        kind,
        asked_by: askedBy,
        details: { words, ...(changes === undefined ? {} : { changes }) } satisfies Details,
        received_at: receivedAt,
        due_at: dueAt,
        filed_by: me.accountId,
        filed_at: file.now,
      });
      file.timeline('subject-request-filed', { due: dueAt }, receivedAt);
      file.audit('file-subject-request', 'subject-request', id, Object.keys(changes ?? {}).sort());
      const dueAtShown = { th: displayInstant(dueAt, 'th'), en: displayInstant(dueAt, 'en') };
      return { result: { id, kind, caseId, receivedAt, dueAt, dueAtShown }, told: await file.flush(tx) };
    });
  }

  decide(me: SignedIn, id: string, { decision, reason }: SubjectDecisionDto, header: IdempotencyHeader | null) {
    return once(this.casework, me, header, async (tx) => {
      const { file, filed } = await this.openRequest(tx, me, id);
      if (filed.filedBy === me.accountId) throw new DomainError('four-eyes-required');
      if (filed.decision !== null) throw new DomainError('approval-already-decided');
      const changed =
        decision === 'granted' && filed.kind === 'correction' ? await this.correct(file, tx, id, filed.details) : [];
      file.writes.update('subjectRequestDecisions', {
        id,
        decision,
        decision_reason: reason,
        decided_by: me.accountId,
        decided_at: file.now,
      });
      file.timeline('subject-request-decided', {}, file.now);
      file.audit(`subject-request-${decision}`, 'subject-request', id, changed);
      return { result: { id, kind: filed.kind, decision, changed }, told: await file.flush(tx) };
    });
  }

  lift(me: SignedIn, id: string, { reason }: SubjectRequestLiftingDto, header: IdempotencyHeader | null) {
    return once(this.casework, me, header, async (tx) => {
      const { file, filed } = await this.openRequest(tx, me, id);
      const restricts = filed.kind === 'restriction' || filed.kind === 'objection';
      if (!restricts || filed.decision !== 'granted' || filed.liftedAt !== null) {
        throw new DomainError('sharing-not-restricted');
      }
      file.writes.update('subjectRequestLifts', {
        id,
        lift_reason: reason,
        lifted_by: me.accountId,
        lifted_at: file.now,
      });
      file.timeline('sharing-restriction-lifted', {}, file.now);
      file.audit('lift-sharing-restriction', 'subject-request', id, ['liftReason']);
      return { result: { id, state: 'lifted' }, told: await file.flush(tx) };
    });
  }

  /** The case's lock first, then the request as it stands under it. */
  private async openRequest(tx: Tx, me: SignedIn, id: string): Promise<{ file: CaseFile; filed: Filed }> {
    const [found] = await tx.query<{ caseId: string }>(
      'select case_id as "caseId" from subject_requests where id = $1',
      [id],
    );
    if (found === undefined) throw new DomainError('subject-request-not-found');
    const file = await this.casework.open(tx, 'case', found.caseId, actorOf(me));
    requireRight(me, file.row.access, 'subject-request.decide', 'subject-request-not-found');
    const [filed] = await tx.query<Filed>(
      `select kind, details, filed_by as "filedBy", decision, lifted_at as "liftedAt"
       from subject_requests where id = $1`,
      [id],
    );
    if (filed === undefined) throw new DomainError('subject-request-not-found');
    return { file, filed };
  }

  private async correct(file: CaseFile, tx: Tx, id: string, sealed: Buffer): Promise<readonly string[]> {
    const cipher = await file.contents.cipher();
    const details = cipher.open<Details>({ column: 'subject_requests.details', row: id }, sealed);
    return correctPerson(file, tx, id, details?.changes ?? {});
  }
}

function requireChangesOfCorrection({ kind, changes }: SubjectRequestDto): void {
  const path = '/changes';
  const asked = Object.keys(changes ?? {}).length > 0;
  if (kind === 'correction' && !asked) throw new DomainError('field-missing', [{ path, code: 'field-missing' }]);
  if (kind !== 'correction' && asked) throw new DomainError('field-unknown', [{ path, code: 'field-unknown' }]);
}

function receivedInstant(text: string | undefined, now: Instant): Instant {
  const at = text === undefined ? now : parseInstant(text);
  if (at === null || isInTheFuture(at, now)) {
    throw new DomainError('instant-in-the-future', [{ path: '/receivedAt', code: 'instant-in-the-future' }]);
  }
  return at;
}
