import {
  FIELD_GROUPS,
  HIDDEN_FROM_THE_BLIND,
  BLIND_ROLE,
  PERMISSIONS,
  RELATIONS,
  SYSTEM_SHOWS,
  type CaseAction,
  type FieldGroup,
  type Permission,
  type Relation,
} from '#access/permissions.js';
import { checklistOf, CHECKLISTS, type ChecklistName } from '#domain/checklists.js';
import { ROLES, type Role } from '#domain/roles.js';
import { declaredRoutes } from '../api-surface.js';
import { table } from './table.js';

const CASE_ACTIONS: readonly CaseAction[] = [
  'case.read',
  'task.read',
  'task.complete',
  'task.assign',
  'clock.extend',
  'stuck.act',
  'stuck.repair',
  'referral.create',
  'referral.answer',
  'legal-hold.place',
  'retention.review',
  'subject-request.file',
  'subject-request.decide',
  'subject-request.pack',
  'document.add',
  'report.attach',
];

/** Who may do what, as a reviewer reads it: the roles’ permissions, the endpoints that ask for them, the tasks. */
export function permissionsPage(): string {
  const mark = (holds: boolean): string => (holds ? '●' : '');
  const permissions = Object.keys(PERMISSIONS) as Permission[];
  const relations = Object.keys(RELATIONS) as Relation[];
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
    '## Who stands how to a case',
    `Most of what is asked is about a case: then the role alone is not enough. Whoever stands in no relation to it is told
that there is no such case, and the store shows her no row of it.`,
    table(
      ['relation', 'held by whoever', 'with the role'],
      relations.map((name) => [name, RELATIONS[name].who, RELATIONS[name].roles.join(', ')]),
    ),
    '## What each relation shows',
    `An account with the role \`${BLIND_ROLE}\` is never shown ${HIDDEN_FROM_THE_BLIND.join(', ')}, whatever else it holds.`,
    table(
      ['relation', ...FIELD_GROUPS],
      relations.map((name) => {
        const shows: readonly FieldGroup[] = RELATIONS[name].shows;
        return [name, ...FIELD_GROUPS.map((group) => mark(shows.includes(group)))];
      }),
    ),
    '## What each relation allows, to a role that may',
    table(
      ['relation', ...CASE_ACTIONS],
      relations.map((name) => {
        const may: readonly CaseAction[] = RELATIONS[name].may;
        return [name, ...CASE_ACTIONS.map((action) => mark(may.includes(action)))];
      }),
    ),
    '## What a process sees of every case',
    table(
      ['process', ...FIELD_GROUPS],
      Object.entries<readonly FieldGroup[]>(SYSTEM_SHOWS).map(([name, shows]) => [
        name,
        ...FIELD_GROUPS.map((group) => mark(shows.includes(group))),
      ]),
    ),
    '## What each endpoint asks for',
    '`public` needs no session; `signed-in` any. An endpoint that names nothing is closed to everybody. Where a fresh proof ' +
      'is asked, the person shows once more who she is; machines are shut out.',
    table(
      ['endpoint', 'asks for', 'a fresh proof'],
      declaredRoutes().map(({ route, permission, isSensitive }) => [
        `\`${route}\``,
        permission ?? '**closed**',
        mark(isSensitive),
      ]),
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
