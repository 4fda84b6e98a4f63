import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { breachDue } from '#domain/breach.js';
import { DomainError } from '#domain/errors.js';
import { isAfter, isBefore, isInTheFuture, parseInstant, type Instant } from '#domain/instant.js';
import type { AuditAction } from '#domain/texts/audit-texts.js';
import { recordAudit } from '#persistence/audit-entry.js';
import { Casework } from '#persistence/casework.js';
import { dataKeySql, getCipher, vaultOf, type DataKeyJson } from '#persistence/data-keys.js';
import type { Tx } from '#persistence/unit-of-work.js';
import { actorOf } from '../http/actor.js';
import { once, type IdempotencyHeader } from '../http/idempotency.js';
import type { SignedIn } from '../http/request-context.js';
import type { BreachDto, OfficeNoticeDto, PersonsNoticeDto } from './dto/breach.dto.js';

interface LockedBreach {
  readonly discoveredAt: Instant;
  readonly officeDueAt: Instant;
  readonly officeNotifiedAt: Instant | null;
  readonly personsNotifiedAt: Instant | null;
  readonly now: Instant;
}

/** A breach is written down when it is known, and told to the Office within 72 hours (PDPA s.37 (4)). */
@Injectable()
export class BreachesService {
  constructor(@Inject(Casework) private readonly casework: Casework) {}

  record(me: SignedIn, breach: BreachDto, header: IdempotencyHeader | null) {
    return once(this.casework, me, header, async (tx) => {
      const now = await nowOf(tx);
      const discoveredAt = instantAt(breach.discoveredAt, now, '/discoveredAt');
      const { officeDueAt, officeLateUntilAt } = breachDue(discoveredAt);
      const id = randomUUID();
      const { row: key, cipher } = await vaultOf(tx).createKey('breach', id);
      await tx.query(
        `with breach as (
           insert into breaches (id, what_happened, categories, persons_affected, high_risk, discovered_at, office_due_at,
             office_late_until_at, recorded_by, recorded_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))
         insert into data_keys (id, breach_id, kek_id, wrapped) values ($11, $1, $12, $13)`,
        [
          id,
          cipher.seal({ column: 'breaches.what_happened', row: id }, breach.whatHappened),
          breach.categories,
          breach.personsAffected,
          breach.highRisk,
          discoveredAt,
          officeDueAt,
          officeLateUntilAt,
          me.accountId,
          now,
          key.id,
          key.kekId,
          key.wrapped,
        ],
      );
      await audit(tx, me, 'record-breach', id, ['whatHappened']);
      return { result: { id, officeDueAt, officeLateUntilAt, tellPersons: breach.highRisk }, told: [] };
    });
  }

  tellOffice(me: SignedIn, id: string, { notifiedAt, lateReason }: OfficeNoticeDto, header: IdempotencyHeader | null) {
    return once(this.casework, me, header, async (tx) => {
      const breach = await lock(tx, id);
      if (breach.officeNotifiedAt !== null) throw new DomainError('breach-already-notified');
      const at = noticeInstant(notifiedAt, breach);
      const late = isAfter(at, breach.officeDueAt);
      if (late && lateReason === undefined) {
        throw new DomainError('late-reason-needed', [{ path: '/lateReason', code: 'late-reason-needed' }]);
      }
      await tx.query('update breaches set office_notified_at = $2, late_reason = $3 where id = $1', [
        id,
        at,
        await sealedReason(tx, id, late ? lateReason : undefined),
      ]);
      await audit(tx, me, 'tell-office-of-breach', id, late ? ['lateReason'] : []);
      return { result: { id, officeNotifiedAt: at, late }, told: [] };
    });
  }

  tellPersons(me: SignedIn, id: string, { notifiedAt }: PersonsNoticeDto, header: IdempotencyHeader | null) {
    return once(this.casework, me, header, async (tx) => {
      const breach = await lock(tx, id);
      if (breach.personsNotifiedAt !== null) throw new DomainError('breach-already-notified');
      const at = noticeInstant(notifiedAt, breach);
      await tx.query('update breaches set persons_notified_at = $2 where id = $1', [id, at]);
      await audit(tx, me, 'tell-persons-of-breach', id, []);
      return { result: { id, personsNotifiedAt: at }, told: [] };
    });
  }
}

async function lock(tx: Tx, id: string): Promise<LockedBreach> {
  const [breach] = await tx.query<LockedBreach>(
    `select discovered_at as "discoveredAt", office_due_at as "officeDueAt", office_notified_at as "officeNotifiedAt",
       persons_notified_at as "personsNotifiedAt", clock_timestamp() as now from breaches where id = $1 for update`,
    [id],
  );
  if (breach === undefined) throw new DomainError('breach-not-found');
  return breach;
}

async function sealedReason(tx: Tx, id: string, reason: string | undefined): Promise<Buffer | null> {
  if (reason === undefined) return null;
  const [row] = await tx.query<{ key: DataKeyJson | null }>(
    `select ${dataKeySql('breach', 'b.id')} as key from breaches b where b.id = $1`,
    [id],
  );
  const cipher = await getCipher(tx, 'breach', id, row?.key ?? null);
  return cipher.seal({ column: 'breaches.late_reason', row: id }, reason);
}

function audit(tx: Tx, me: SignedIn, action: AuditAction, id: string, fields: readonly string[]): Promise<void> {
  return recordAudit(tx, actorOf(me), [{ action, purpose: 'breach', subjectId: id, fields }]);
}

async function nowOf(tx: Tx): Promise<Instant> {
  const [clock] = await tx.query<{ now: Instant }>('select clock_timestamp() as now');
  if (clock === undefined) throw new Error('The store answered no time');
  return clock.now;
}

/** Nobody is told of a breach before it is known. */
function noticeInstant(text: string | undefined, { discoveredAt, now }: LockedBreach): Instant {
  if (text === undefined) return now;
  const at = instantAt(text, now, '/notifiedAt');
  if (isBefore(at, discoveredAt))
    throw new DomainError('date-invalid', [{ path: '/notifiedAt', code: 'date-invalid' }]);
  return at;
}

function instantAt(text: string, now: Instant, path: string): Instant {
  const at = parseInstant(text);
  if (at === null || isInTheFuture(at, now)) {
    throw new DomainError('instant-in-the-future', [{ path, code: 'instant-in-the-future' }]);
  }
  return at;
}
