import { Inject, Injectable } from '@nestjs/common';
import { systemSubject } from '#domain/subject.js';
import type { AuditAction } from '#domain/texts/audit-texts.js';
import { recordAudit } from '#persistence/audit-entry.js';
import type { Actor } from '#persistence/rows.js';
import { UnitOfWork, type Tx } from '#persistence/unit-of-work.js';
import type { SignedIn } from '../http/request-context.js';

/** What was done to which account. */
export interface AccountAct {
  readonly by: Actor;
  readonly action: AuditAction;
  readonly subjectId: string;
  /** Names of what changed, never what it changed to. */
  readonly fields?: readonly string[];
}

/** Accounts, sessions and their secrets, in tables that hold nobody's case. */
@Injectable()
export class AccountWork {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** Before it is known who acts, or for what a session does to itself. */
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.unitOfWork.run(systemSubject('accounts'), work);
  }

  /** What a person does, in her own name. */
  as<T>(me: SignedIn, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.unitOfWork.run(me, work);
  }
}

/** On the audit, in the same transaction as the act. */
export function recordAct(tx: Tx, { by, action, subjectId, fields = [] }: AccountAct): Promise<void> {
  return recordAudit(tx, by, [{ action, purpose: 'accounts', subjectId, fields }]);
}
