import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '#domain/errors.js';
import type { Instant } from '#domain/instant.js';
import { auditedRead } from '#persistence/audited-read.js';
import { dataKeySql, getCipher, type DataKeyJson } from '#persistence/data-keys.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { shownOfCase } from '../http/access.js';
import type { SignedIn } from '../http/request-context.js';

interface AccessRow {
  readonly id: string;
  readonly by: string;
  readonly agency: string;
  readonly reason: Buffer;
  readonly grantedAt: Instant;
  readonly expiresAt: Instant;
}

/** For those who review it: who looked, when, and in her own words why. Whoever looked sees her own. */
@Injectable()
export class EmergencyAccessQuery {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  list(me: SignedIn, caseId: string) {
    const attempt = { action: 'read-emergency-accesses', purpose: 'review', caseId } as const;
    return auditedRead(this.unitOfWork, me, attempt, async (tx, seen) => {
      if (!(await shownOfCase(tx, me, caseId)).has('story')) throw new DomainError('not-permitted');
      const [kase] = await tx.query<{ dataKey: DataKeyJson | null }>(
        `select ${dataKeySql('case', 'c.id')} as "dataKey" from cases c where c.id = $1`,
        [caseId],
      );
      const cipher = await getCipher(tx, 'case', caseId, kase?.dataKey ?? null);
      const rows = await tx.query<AccessRow>(
        `select e.id, a.username as by, a.agency, e.reason, e.granted_at as "grantedAt", e.expires_at as "expiresAt"
         from emergency_accesses e join accounts a on a.id = e.account_id where e.case_id = $1
         order by e.granted_at desc, e.id`,
        [caseId],
      );
      seen({ caseId, fields: ['reason'] });
      const items = rows.map((row) => ({
        ...row,
        reason: cipher.open<string>({ column: 'emergency_accesses.reason', row: row.id }, row.reason),
      }));
      return { items };
    });
  }
}
