import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '#domain/errors.js';
import { displayInstant, type Instant } from '#domain/instant.js';
import type { SubjectRequestKind } from '#domain/subject-requests.js';
import { auditedRead } from '#persistence/audited-read.js';
import { dataKeySql, getCipher, type DataKeyJson } from '#persistence/data-keys.js';
import { readSubjectPack } from '#persistence/subject-pack.js';
import { UnitOfWork, type Tx } from '#persistence/unit-of-work.js';
import { requireRight, shownOfCase } from '../http/access.js';
import type { SignedIn } from '../http/request-context.js';
import type { SubjectRequestListQuery } from './dto/subject-request.dto.js';

const COLUMNS = `s.id, s.case_id as "caseId", c.number as "caseNumber", s.kind, s.asked_by as "askedBy",
  s.received_at as "receivedAt", s.due_at as "dueAt", s.decision is null and s.due_at < now() as overdue,
  f.username as "filedBy", s.filed_at as "filedAt", s.decision, d.username as "decidedBy", s.decided_at as "decidedAt",
  s.lifted_at as "liftedAt"`;
const FROM = `from subject_requests s join cases c on c.id = s.case_id join accounts f on f.id = s.filed_by
  left join accounts d on d.id = s.decided_by`;

const STATES = {
  open: 's.decision is null',
  overdue: 's.decision is null and s.due_at < now()',
  decided: 's.decision is not null',
} as const;

interface RequestRow {
  readonly id: string;
  readonly caseId: string;
  readonly kind: SubjectRequestKind;
  readonly dueAt: Instant;
  readonly decision: 'granted' | 'refused' | null;
}

interface SealedRow extends RequestRow {
  readonly details: Buffer;
  readonly decisionReason: Buffer | null;
  readonly liftReason: Buffer | null;
  readonly dataKey: DataKeyJson | null;
}

@Injectable()
export class SubjectRequestsQuery {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  list(me: SignedIn, { state, caseId }: SubjectRequestListQuery) {
    return this.unitOfWork.read(me, async (tx) => {
      const rows = await tx.query<RequestRow>(
        `select ${COLUMNS} ${FROM} where ${state === undefined ? 'true' : STATES[state]}
           and ($1::uuid is null or s.case_id = $1)
         order by s.decision is not null, s.due_at, s.id limit 200`,
        [caseId ?? null],
      );
      return { items: rows.map(withDue) };
    });
  }

  read(me: SignedIn, id: string) {
    const attempt = { action: 'read-subject-request', purpose: 'subject-request', subjectId: id } as const;
    return auditedRead(this.unitOfWork, me, attempt, async (tx, seen) => {
      const row = await this.get(tx, id);
      const shown = await shownOfCase(tx, me, row.caseId);
      if (!shown.has('story')) throw new DomainError('not-permitted');
      const { dataKey, details, decisionReason, liftReason, ...rest } = row;
      const cipher = await getCipher(tx, 'case', row.caseId, dataKey);
      const open = <Value>(column: string, sealed: Buffer | null) =>
        cipher.open<Value>({ column: `subject_requests.${column}`, row: id }, sealed);
      seen({ caseId: row.caseId, fields: ['decisionReason', 'details', 'liftReason'] });
      return {
        ...withDue(rest),
        details: open<object>('details', details),
        decisionReason: open<string>('decision_reason', decisionReason),
        liftReason: open<string>('lift_reason', liftReason),
      };
    });
  }

  /** Two persons have agreed to it: who filed the request, and who granted it (S26). */
  pack(me: SignedIn, id: string) {
    const attempt = { action: 'export-personal-data', purpose: 'subject-request', subjectId: id } as const;
    return auditedRead(this.unitOfWork, me, attempt, async (tx, seen) => {
      const { caseId, kind, decision } = await this.get(tx, id);
      const [kase] = await tx.query<{ access: readonly string[]; now: Instant }>(
        'select access, now() as now from cases where id = $1',
        [caseId],
      );
      requireRight(me, kase?.access ?? [], 'subject-request.pack', 'subject-request-not-found');
      if (kind !== 'export' || decision !== 'granted') throw new DomainError('export-not-granted');
      const pack = await readSubjectPack(tx, caseId);
      seen({ caseId, fields: Object.keys(pack.tables) });
      // She is told which agency made it; who there did so, the audit tells by the request and the instant (0040).
      return { requestId: id, caseId, madeAt: kase?.now ?? null, madeBy: me.agency, ...pack };
    });
  }

  private async get(tx: Tx, id: string): Promise<SealedRow> {
    const [row] = await tx.query<SealedRow>(
      `select ${COLUMNS}, s.details, s.decision_reason as "decisionReason", s.lift_reason as "liftReason",
         ${dataKeySql('case', 's.case_id')} as "dataKey" ${FROM} where s.id = $1`,
      [id],
    );
    if (row === undefined) throw new DomainError('subject-request-not-found');
    return row;
  }
}

function withDue<Row extends RequestRow>(row: Row) {
  return { ...row, dueAtShown: { th: displayInstant(row.dueAt, 'th'), en: displayInstant(row.dueAt, 'en') } };
}
