import { PERSONAL_TASKS } from '#domain/checklists.js';
import { DomainError } from '#domain/errors.js';
import type { Role } from '#domain/roles.js';
import type { CaseFile } from '#persistence/case-file/case-file.js';
import type { Tx } from '#persistence/unit-of-work.js';

/** Gives a task to a person who may do it, or back to the pool. */
export async function assignTask(
  tx: Tx,
  file: CaseFile,
  taskId: string,
  assignee: string | null,
): Promise<{ id: string; assignee: string | null }> {
  const task = file.task(taskId);
  if (task === undefined) throw new DomainError('task-not-found');
  if (task.state === 'completed') throw new DomainError('task-already-completed');
  if (task.state === 'cancelled') throw new DomainError('task-cancelled');
  if (PERSONAL_TASKS.includes(task.key)) throw new DomainError('opinion-is-personal');
  const account = assignee === null ? null : await accountFor(tx, assignee, task.roles);
  const params = { task: task.key, taskId, before: task.assigneeId ?? '' };
  file.assignTask(task, account?.id ?? null);
  file.timeline('task-assigned', params, file.now);
  file.audit('assign-task', 'casework', taskId, ['assignee']);
  return { id: taskId, assignee: account?.username ?? null };
}

async function accountFor(tx: Tx, username: string, roles: readonly Role[]): Promise<{ id: string; username: string }> {
  const [account] = await tx.query<{ id: string; username: string; roles: Role[] }>(
    'select id, username, roles from accounts where username = $1 and disabled_at is null',
    [username],
  );
  if (!account?.roles.some((role) => roles.includes(role))) {
    throw new DomainError('field-not-a-valid-value', [{ path: '/assignee', code: 'field-not-a-valid-value' }]);
  }
  return account;
}
