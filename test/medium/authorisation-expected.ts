import {
  BLIND_ROLE,
  HIDDEN_FROM_THE_BLIND,
  PERMISSIONS,
  RELATIONS,
  type CaseAction,
  type FieldGroup,
  type Permission,
  type Relation,
} from '#access/permissions.js';
import type { Role } from '#domain/roles.js';
import type { ContentRoute } from './authorisation-routes.js';

export type Expected = 'not-signed-in' | 'not-permitted' | 'hidden' | 'through';

const CHANGES: readonly CaseAction[] = [
  'task.complete',
  'task.assign',
  'clock.extend',
  'stuck.act',
  'stuck.repair',
  'referral.create',
  'referral.answer',
  'document.add',
  'legal-hold.place',
  'retention.review',
  'subject-request.file',
  'subject-request.decide',
  'duplicate.review',
];

export function holds(roles: readonly Role[], permission: string): boolean {
  if (permission === 'signed-in' || permission === 'public') return true;
  return (PERMISSIONS[permission as Permission] as readonly Role[]).some((role) => roles.includes(role));
}

/** Straight from the table: what is shown of what she stands to in these relations. */
export function shows(roles: readonly Role[], relations: readonly Relation[], group: FieldGroup): boolean {
  if (roles.includes(BLIND_ROLE) && HIDDEN_FROM_THE_BLIND.includes(group)) return false;
  return relations.some((relation) => (RELATIONS[relation].shows as readonly FieldGroup[]).includes(group));
}

function may(relations: readonly Relation[], action: CaseAction): boolean {
  return relations.some((relation) => (RELATIONS[relation].may as readonly CaseAction[]).includes(action));
}

/** What the one table says of this question; never learnt from an answer. */
export function expectedOf(
  route: ContentRoute & { readonly permission: string },
  roles: readonly Role[],
  standing: readonly Relation[],
  taskRoles: readonly Role[] = [],
): Expected {
  if (!holds(roles, route.permission)) return 'not-permitted';
  if (route.ofAnyCase === true) return 'through';
  // The order of the checks: a role that may never do it is told so, whatever the case.
  if (route.locks === true && route.roles !== undefined && isStuck(route) && !overlap(roles, route.roles)) {
    return 'not-permitted';
  }
  // The hour's sight is of the case; its tasks are seen in it, and nothing is done through it.
  const relations = route.hides === true ? standing : standing.filter((relation) => relation !== 'emergency');
  if (!route.needs.some((group) => shows(roles, relations, group))) return 'hidden';
  if (route.locks === true && !CHANGES.some((action) => may(relations, action))) return 'hidden';
  if (route.action === null) return 'through';
  const permitted = may(relations, route.action) && holds(roles, route.action);
  if (!permitted) return route.hides === true ? 'hidden' : 'not-permitted';
  if (route.alsoShows !== undefined && !shows(roles, relations, route.alsoShows)) return 'not-permitted';
  const asked = route.roles === 'task' ? taskRoles : route.roles;
  return asked === undefined || overlap(roles, asked) ? 'through' : 'not-permitted';
}

/** The board refuses a role before it looks for the case. */
function isStuck({ action, body }: ContentRoute): boolean {
  return action?.startsWith('stuck.') === true || (body as { reason?: string } | undefined)?.reason !== undefined;
}

function overlap(roles: readonly Role[], asked: readonly Role[] | 'task'): boolean {
  return asked !== 'task' && asked.some((role) => roles.includes(role));
}
