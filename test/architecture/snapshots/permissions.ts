import { PERMISSIONS, type Permission } from '#access/permissions.js';
import { checklistOf, CHECKLISTS, type ChecklistName } from '#domain/checklists.js';
import { ROLES, type Role } from '#domain/roles.js';
import { declaredRoutes } from '../api-surface.js';
import { table } from './table.js';

/** Who may do what, as a reviewer reads it: the roles’ permissions, the endpoints that ask for them, the tasks. */
export function permissionsPage(): string {
  const mark = (holds: boolean): string => (holds ? '●' : '');
  const permissions = Object.keys(PERMISSIONS) as Permission[];
  const names = Object.keys(CHECKLISTS) as ChecklistName[];
  return [
    '# Who may do what',
    'Made by `npm run sync` from the code; a test fails when it differs. Do not edit.',
    '## Permissions by role',
    table(
      ['permission', ...ROLES],
      permissions.map((name) => {
        const holders: readonly Role[] = PERMISSIONS[name];
        return [`\`${name}\``, ...ROLES.map((role) => mark(holders.includes(role)))];
      }),
    ),
    '## What each endpoint asks for',
    '`public` needs no session; `signed-in` any. An endpoint that names nothing is closed to everybody.',
    table(
      ['endpoint', 'asks for'],
      declaredRoutes().map(({ route, permission }) => [`\`${route}\``, permission ?? '**closed**']),
    ),
    '## Tasks by role',
    'A person completes a task when she holds one of its roles; `task.complete` alone is not enough.',
    table(
      ['checklist', 'task', 'roles', 'outcomes'],
      names.flatMap((name) =>
        checklistOf(name).tasks.map(({ key, roles, outcomes }) => [name, key, roles.join(', '), outcomes.join(', ')]),
      ),
    ),
  ].join('\n\n');
}
