import { randomUUID } from 'node:crypto';
import { DomainError } from '#domain/errors.js';
import { ACTION_ROLES, type StuckAction } from '#domain/stuck-actions.js';
import { stuckCauses, type StuckCause } from '#domain/stuck.js';
import { isAfter } from '#domain/instant.js';
import type { CaseFile } from '#persistence/case-file/case-file.js';
import { waitingCaseOf } from '#persistence/case-file/stuck-rows.js';
import type { SignedIn } from '../http/request-context.js';

export interface ActionReceipt {
  readonly id: string;
  readonly action: StuckAction;
  readonly caseId: string;
}

/** The board offers more than each of its readers may do. */
export function requireAction(me: SignedIn, action: StuckAction): void {
  if (!me.roles.some((role) => (ACTION_ROLES[action] as readonly string[]).includes(role))) {
    throw new DomainError('not-permitted');
  }
}

/** The cause as it stands now, under the case's lock. */
export function requireCause(file: CaseFile, key: string): StuckCause {
  const found = stuckCauses(waitingCaseOf(file), file.policy, file.contents.holds).find((cause) => cause.key === key);
  if (found === undefined || isAfter(found.stuckAt, file.now)) {
    throw new DomainError('stuck-cause-not-found', [{ path: '/key', code: 'stuck-cause-not-found' }]);
  }
  return found;
}

/** What was done, by whom, and why: in the same commit as the act itself. */
export function recordAction(file: CaseFile, action: StuckAction, subject: string, reason: string): ActionReceipt {
  const id = randomUUID();
  file.writes.insert('stuckActions', {
    id,
    case_id: file.id,
    action,
    subject,
    reason,
    taken_by: file.actor.accountId,
    taken_at: file.now,
  });
  file.audit(`stuck-${action}`, 'casework', subject, ['reason']);
  return { id, action, caseId: file.id };
}
