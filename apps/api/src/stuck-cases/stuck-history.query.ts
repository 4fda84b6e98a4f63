import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '#domain/errors.js';
import { auditedRead } from '#persistence/audited-read.js';
import { dataKeySql, getCipher, type DataKeyJson } from '#persistence/data-keys.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { shownOfCase } from '../http/access.js';
import type { SignedIn } from '../http/request-context.js';

interface ActionRow {
  readonly id: string;
  readonly action: string;
  readonly subject: string;
  readonly reason: Buffer;
  readonly takenBy: string;
  readonly takenAt: string;
}

const DATA_KEY_SQL = `select ${dataKeySql('case', 'c.id')} as "dataKey" from cases c where c.id = $1`;

const ACTIONS_SQL = `select s.id, s.action, s.subject, s.reason, a.username as "takenBy", s.taken_at as "takenAt"
  from stuck_actions s join accounts a on a.id = s.taken_by where s.case_id = $1 order by s.taken_at desc, s.id limit 200`;

/** What was done about a case on the board, and why: for the next who looks, and for the second who must decide. */
@Injectable()
export class StuckHistoryQuery {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  list(me: SignedIn, caseId: string) {
    const attempt = { action: 'read-stuck-actions', purpose: 'casework', caseId } as const;
    return auditedRead(this.unitOfWork, me, attempt, async (tx, seen) => {
      const shown = await shownOfCase(tx, me, caseId);
      const [kase] = await tx.query<{ dataKey: DataKeyJson | null }>(DATA_KEY_SQL, [caseId]);
      // A reason is in people's own words: it may tell of her.
      if (kase === undefined || !shown.has('story')) throw new DomainError('not-permitted');
      const cipher = await getCipher(tx, 'case', caseId, kase.dataKey);
      const rows = await tx.query<ActionRow>(ACTIONS_SQL, [caseId]);
      seen({ caseId, fields: ['reason'] });
      return {
        items: rows.map(({ reason, ...row }) => ({
          ...row,
          reason: cipher.open<string>({ column: 'stuck_actions.reason', row: row.id }, reason),
        })),
      };
    });
  }
}
