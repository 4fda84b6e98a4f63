import { decide, relationsTo, shownTo, type RelationKey } from '#access/relation-keys.js';
import type { CaseAction, FieldGroup, Relation } from '#access/permissions.js';
import { PERSONAL_TASKS } from '#domain/checklists.js';
import { DomainError, type ErrorCode } from '#domain/errors.js';
import type { TaskKey } from '#domain/task-keys.js';
import type { Tx } from '#persistence/unit-of-work.js';
import type { SignedIn } from './request-context.js';

/**
 * What the table of access says of an act on a case or a task. Whoever stands in no relation is told that there is no
 * such thing (S02); who does, but not for this, that it is not permitted.
 */
export function requireRight(
  me: SignedIn,
  carried: readonly RelationKey[],
  action: CaseAction,
  missing: ErrorCode,
): readonly Relation[] {
  const relations = relationsTo(me, carried);
  if (relations.length === 0) throw new DomainError(missing);
  if (!decide(me, relations, action)) throw new DomainError('not-permitted');
  return relations;
}

interface CompletableTask {
  readonly key: TaskKey;
  readonly access: readonly RelationKey[];
  readonly roles: readonly string[];
  readonly assigneeId: string | null;
}

/**
 * Beside a role that the task asks for, a relation through which tasks are completed. A personal task is its person's
 * alone; that she gave no opinion, once it is due, is for the chair to record.
 */
export function requireMayComplete(me: SignedIn, task: CompletableTask, outcome?: unknown): void {
  requireRight(me, task.access, 'task.complete', 'task-not-found');
  if (PERSONAL_TASKS.includes(task.key)) {
    const forAnother = outcome === 'not-given' && me.roles.includes('mdt-chair');
    if (task.assigneeId !== me.accountId && !forAnother) throw new DomainError('opinion-is-personal');
    return;
  }
  if (!me.roles.some((role) => task.roles.includes(role))) throw new DomainError('not-permitted');
}

export const EMERGENCY_PURPOSE = 'emergency';

/** For a list of persons: for what each of them stands on the audit, where only a broken glass shows her. */
export async function purposesOf(
  tx: Tx,
  caseIds: readonly string[],
): Promise<(caseId: string) => { readonly purpose?: string }> {
  const rows = await tx.query<{ id: string }>(
    `select id from cases where id = any ($1) and id = any ((select saphan_emergency('person'))::uuid[])
       and not access && (select saphan_keys('person'))`,
    [caseIds],
  );
  const broken = new Set(rows.map(({ id }) => id));
  return (caseId) => (broken.has(caseId) ? { purpose: EMERGENCY_PURPOSE } : {});
}

/** A case that may be read, with the groups of fields that are shown; anything else does not exist. */
export async function shownOfCase(
  tx: Tx,
  me: SignedIn,
  caseId: string,
  missing: ErrorCode = 'case-not-found',
): Promise<ReadonlySet<FieldGroup>> {
  const [row] = await tx.query<{ access: readonly RelationKey[]; emergency: boolean }>(
    `select access, id = any (saphan_emergency('status')) as emergency from cases where id = $1`,
    [caseId],
  );
  const carried = [...(row?.access ?? []), ...(row?.emergency === true ? [`emergency:${me.accountId}`] : [])];
  const relations = relationsTo(me, carried);
  if (!decide(me, relations, 'case.read')) throw new DomainError(missing);
  const shown = shownTo(me, relations);
  const ordinary = relations.filter((relation) => relation !== 'emergency');
  // What only the broken glass shows is not called casework on the audit.
  if (shown.size > shownTo(me, ordinary).size) tx.auditPurpose = EMERGENCY_PURPOSE;
  return shown;
}
