import { Inject, Injectable } from '@nestjs/common';
import type { BreachCategory } from '#domain/breach.js';
import { DomainError } from '#domain/errors.js';
import { displayInstant, type Instant } from '#domain/instant.js';
import { draftBreachNotices } from '#domain/texts/breach-notice.js';
import { auditedRead } from '#persistence/audited-read.js';
import { dataKeySql, getCipher, type DataKeyJson } from '#persistence/data-keys.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import type { SignedIn } from '../http/request-context.js';

const COLUMNS = `b.id, b.categories, b.persons_affected as "personsAffected", b.high_risk as "highRisk",
  b.discovered_at as "discoveredAt", b.office_due_at as "officeDueAt", b.office_late_until_at as "officeLateUntilAt",
  r.username as "recordedBy", b.recorded_at as "recordedAt", b.office_notified_at as "officeNotifiedAt",
  b.persons_notified_at as "personsNotifiedAt",
  coalesce(b.office_notified_at, now()) > b.office_due_at as "officeOverdue",
  coalesce(b.office_notified_at, now()) > b.office_late_until_at as "beyondLateLimit",
  b.high_risk and b.persons_notified_at is null as "personsToBeTold"`;
const FROM = 'from breaches b join accounts r on r.id = b.recorded_by';

interface BreachRow {
  readonly id: string;
  readonly categories: readonly BreachCategory[];
  readonly personsAffected: number;
  readonly highRisk: boolean;
  readonly discoveredAt: Instant;
  readonly officeDueAt: Instant;
}

interface SealedRow extends BreachRow {
  readonly whatHappened: Buffer;
  readonly lateReason: Buffer | null;
  readonly dataKey: DataKeyJson | null;
  readonly now: Instant;
}

/** The register of breaches. */
@Injectable()
export class BreachesQuery {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** What the Office has not been told yet comes first, the first due first. */
  list(me: SignedIn) {
    return this.unitOfWork.read(me, async (tx) => {
      const rows = await tx.query<BreachRow>(
        `select ${COLUMNS} ${FROM} order by b.office_notified_at is not null, b.office_due_at, b.id limit 200`,
      );
      return { items: rows.map(withDue) };
    });
  }

  read(me: SignedIn, id: string) {
    const attempt = { action: 'read-breach', purpose: 'breach', subjectId: id } as const;
    return auditedRead(this.unitOfWork, me, attempt, async (tx, seen) => {
      const [found] = await tx.query<SealedRow>(
        `select ${COLUMNS}, b.what_happened as "whatHappened", b.late_reason as "lateReason", now() as now,
           ${dataKeySql('breach', 'b.id')} as "dataKey" ${FROM} where b.id = $1`,
        [id],
      );
      if (found === undefined) throw new DomainError('breach-not-found');
      const { whatHappened, lateReason, dataKey, now, ...row } = found;
      const cipher = await getCipher(tx, 'breach', id, dataKey);
      seen({ fields: ['lateReason', 'whatHappened'] });
      return {
        ...withDue(row),
        whatHappened: cipher.open<string>({ column: 'breaches.what_happened', row: id }, whatHappened),
        lateReason: cipher.open<string>({ column: 'breaches.late_reason', row: id }, lateReason),
        drafts: draftBreachNotices(row, now),
      };
    });
  }
}

function withDue<Row extends BreachRow>(row: Row) {
  const { officeDueAt } = row;
  return { ...row, officeDueAtShown: { th: displayInstant(officeDueAt, 'th'), en: displayInstant(officeDueAt, 'en') } };
}
