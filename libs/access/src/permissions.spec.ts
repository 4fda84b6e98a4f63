import { checklistOf, CHECKLISTS, rolesFor, type ChecklistName } from '#domain/checklists.js';
import { ROLES, type Role } from '#domain/roles.js';
import { STANDING_ACTS } from '#domain/standing-acts.js';
import { getPolicy } from '#policy/load-policy.js';
import { decide, shownTo, subjectKeys } from './relation-keys.js';
import { isPermitted, PERMISSIONS, RELATIONS, type CaseAction, type Permission, type Relation } from './permissions.js';

const NAMES = Object.keys(PERMISSIONS) as Permission[];
const TASK_ROLES = new Set<string>(
  (Object.keys(CHECKLISTS) as ChecklistName[]).flatMap((name) => checklistOf(name).tasks.flatMap(({ roles }) => roles)),
);

const person = (role: Role) => ({ accountId: 'a', agency: 'an-agency', province: '12', roles: [role] });

describe('what a role may do', () => {
  it.each(NAMES)('%s is held by somebody, and by roles that exist, each named once', (name) => {
    const holders: readonly Role[] = PERMISSIONS[name];
    expect(holders.length).toBeGreaterThan(0);
    expect(new Set(holders).size).toBe(holders.length);
    expect(holders.filter((role) => !ROLES.includes(role))).toEqual([]);
  });

  it('is nothing without a role, and nothing for a role that nobody knows', () => {
    for (const name of NAMES) {
      expect(isPermitted(name, [])).toBe(false);
      expect(isPermitted(name, ['minister' as Role])).toBe(false);
    }
  });

  it('is what any one of her roles may do', () => {
    for (const name of NAMES) {
      for (const role of ROLES) {
        const expected = (PERMISSIONS[name] as readonly Role[]).includes(role);
        expect(isPermitted(name, [role])).toBe(expected);
        expect(isPermitted(name, ['minister' as Role, role])).toBe(expected);
      }
    }
  });

  it('lets everybody who has a task find it, read it and complete it', () => {
    for (const role of TASK_ROLES) {
      for (const name of ['task.list', 'task.read', 'task.complete'] as const)
        expect(PERMISSIONS[name]).toContain(role);
    }
  });

  it('lets whoever may answer a referral’s task answer the referral itself, and nobody else', () => {
    expect([...PERMISSIONS['referral.answer']].sort()).toEqual([...rolesFor('answer-referral')].sort());
  });

  it('lets exactly those extend a time limit whom the policy names for one, where they stand to the case', () => {
    const { clocks } = getPolicy('th-nrm-2565');
    const named = new Set(Object.values(clocks).flatMap(({ extension }) => extension?.grantedBy ?? []));
    expect([...PERMISSIONS['clock.extend']].sort()).toEqual([...named].sort());
    for (const role of named) {
      const relations = (Object.keys(RELATIONS) as Relation[]).filter((relation) =>
        (RELATIONS[relation].may as readonly CaseAction[]).includes('clock.extend'),
      );
      expect(relations.filter((relation) => (RELATIONS[relation].roles as readonly Role[]).includes(role))).not.toEqual(
        [],
      );
    }
  });

  it('keeps from an administrator who the person is, and from an auditor everything but the audit, the law and the figures', () => {
    const { person, story } = subjectKeys({
      accountId: 'a',
      agency: 'datip',
      province: null,
      roles: ['administrator'],
    });
    expect([...person, ...story]).toEqual([]);
    expect(isPermitted('task.complete', ['administrator'])).toBe(false);
    expect(NAMES.filter((name) => isPermitted(name, ['auditor'])).sort()).toEqual([
      'audit.read',
      'policy.read',
      'statistics.read',
    ]);
  });

  it('keeps from a reporter what becomes of the case beyond her own report', () => {
    for (const role of RELATIONS.reporter.roles) {
      expect(isPermitted('report.read-own', [role])).toBe(true);
      expect(decide(person(role), ['reporter'], 'case.read')).toBe(false);
      expect([...shownTo(person(role), ['reporter'])]).toEqual(['status']);
    }
  });

  it('leaves no standing act without somebody who may open it', () => {
    for (const key of Object.keys(STANDING_ACTS) as (keyof typeof STANDING_ACTS)[]) {
      expect(rolesFor(key).filter((role) => isPermitted('task.complete', [role as Role]))).not.toEqual([]);
    }
  });
});
