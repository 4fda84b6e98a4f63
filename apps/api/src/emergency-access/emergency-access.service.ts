import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { RELATIONS } from '#access/permissions.js';
import { decide, isBlind, relationsTo, shownTo, type RelationKey } from '#access/relation-keys.js';
import { DomainError } from '#domain/errors.js';
import { displayInstant, type Instant } from '#domain/instant.js';
import { systemSubject } from '#domain/subject.js';
import { recordAudit } from '#persistence/audit-entry.js';
import { Casework } from '#persistence/casework.js';
import { dataKeySql, getCipher, type DataKeyJson } from '#persistence/data-keys.js';
import type { Tx } from '#persistence/unit-of-work.js';
import { EMERGENCY_PURPOSE } from '../http/access.js';
import { actorOf } from '../http/actor.js';
import { once, type IdempotencyHeader } from '../http/idempotency.js';
import type { SignedIn } from '../http/request-context.js';
import { isUuid } from '../http/uuid.pipe.js';
import { tellOfEmergencyAccess } from './tell-of-emergency-access.js';

export interface CaseInEmergency {
  readonly id: string;
  readonly number: string;
  readonly province: string;
  readonly agency: string | null;
  readonly policyVersion: string;
  readonly access: readonly RelationKey[];
  readonly dataKey: DataKeyJson | null;
}

interface Granted {
  readonly grantedAt: Instant;
  readonly expiresAt: Instant;
}

/**
 * An hour's sight of a case by somebody who has no part in it. It is not asked for but taken, and told at once to those
 * who answer for the case and for her. Row level security ends it (0002, `saphan_emergency`): nothing has to happen.
 */
@Injectable()
export class EmergencyAccessService {
  constructor(@Inject(Casework) private readonly casework: Casework) {}

  async open(me: SignedIn, reference: string, reason: string, header: IdempotencyHeader | null) {
    // Whoever keeps the system going stays blind, also in an emergency (S33).
    if (isBlind(me)) throw new DomainError('not-permitted');
    const kase = await this.find(reference);
    requireNeeded(me, kase);
    return once(this.casework, me, header, async (tx) => {
      const id = randomUUID();
      const cipher = await getCipher(tx, 'case', kase.id, kase.dataKey);
      const sealed = cipher.seal({ column: 'emergency_accesses.reason', row: id }, reason.trim());
      const granted = await grant(tx, { id, caseId: kase.id, accountId: me.accountId, sealed });
      await tx.query(
        `insert into timeline_events (case_id, kind, params, happened_at, recorded_at, actor_id, agency)
         values ($1, 'emergency-access', $2, $3, $3, $4, $5)`,
        [kase.id, { due: granted.expiresAt, access: id }, granted.grantedAt, me.accountId, me.agency],
      );
      const entry = { action: 'break-glass', purpose: EMERGENCY_PURPOSE, caseId: kase.id, subjectId: id } as const;
      await recordAudit(tx, actorOf(me), [{ ...entry, fields: ['reason'] }]);
      const policy = await this.casework.policyIn(tx, kase.policyVersion);
      await tellOfEmergencyAccess(tx, kase, me, id, policy.notices);
      const { expiresAt } = granted;
      const expiresAtShown = { th: displayInstant(expiresAt, 'th'), en: displayInstant(expiresAt, 'en') };
      return { result: { id, caseId: kase.id, caseNumber: kase.number, ...granted, expiresAtShown }, told: [] };
    });
  }

  /** In nobody's name: she stands in no relation to it yet. */
  private async find(reference: string): Promise<CaseInEmergency> {
    const column = isUuid(reference) ? 'id' : 'number';
    const [kase] = await this.casework.unitOfWork.read(systemSubject('break-glass'), (tx) =>
      tx.query<CaseInEmergency>(
        `select c.id, c.number, c.province, c.agency, c.policy_version as "policyVersion", c.access,
           ${dataKeySql('case', 'c.id')} as "dataKey" from cases c where c.${column} = $1`,
        [reference],
      ),
    );
    if (kase === undefined) throw new DomainError('case-not-found');
    return kase;
  }
}

/** Where it would show nothing more than she sees anyhow, nobody is alarmed for nothing. */
function requireNeeded(me: SignedIn, { access }: CaseInEmergency): void {
  const relations = relationsTo(me, access);
  const shown = shownTo(me, relations);
  if (decide(me, relations, 'case.read') && RELATIONS.emergency.shows.every((group) => shown.has(group))) {
    throw new DomainError('emergency-access-not-needed');
  }
}

interface Grant {
  readonly id: string;
  readonly caseId: string;
  readonly accountId: string;
  readonly sealed: Buffer | null;
}

/** The store's clock says from when and until when. */
async function grant(tx: Tx, { id, caseId, accountId, sealed }: Grant): Promise<Granted> {
  const [granted] = await tx.query<Granted>(
    `insert into emergency_accesses (id, case_id, account_id, reason) values ($1, $2, $3, $4)
     returning granted_at as "grantedAt", expires_at as "expiresAt"`,
    [id, caseId, accountId, sealed],
  );
  if (granted === undefined) throw new Error('The store answered no row');
  return granted;
}
