import { ROLES, type Role } from '#domain/roles.js';

/** What a role may do through the API. Which task a role may complete stands with the task (libs/domain checklists). */
export const PERMISSIONS = {
  'account.manage': ['administrator'],
  'report.create': [
    'police-officer',
    'consular-officer',
    'hotline-officer',
    'labour-inspector',
    'social-worker',
    'ngo-worker',
  ],
  'report.read-own': [
    'police-officer',
    'consular-officer',
    'hotline-officer',
    'labour-inspector',
    'social-worker',
    'ngo-worker',
  ],
  'case.list': ['social-worker', 'supervisor', 'mdt-chair', 'mdt-member', 'administrator'],
  'case.read': ['social-worker', 'supervisor', 'mdt-chair', 'mdt-member', 'administrator'],
  'case.read-person': ['social-worker', 'supervisor', 'mdt-chair', 'mdt-member'],
  'task.list': ROLES.filter((role) => role !== 'auditor'),
  'task.read': ROLES.filter((role) => role !== 'auditor'),
  'task.complete': ROLES.filter((role) => role !== 'auditor' && role !== 'administrator'),
  'task.assign': ['social-worker', 'supervisor', 'administrator'],
  'clock.extend': ['social-worker', 'supervisor', 'administrator'],
  'webhook.manage': ['administrator'],
  'workload.read': ['social-worker', 'supervisor', 'mdt-chair', 'administrator'],
  'referral.create': ['social-worker'],
  'referral.list': ['social-worker', 'supervisor', 'shelter-staff', 'ngo-worker', 'administrator'],
  'stuck.list': ['social-worker', 'supervisor', 'mdt-chair', 'administrator'],
  'stuck.act': ['social-worker', 'supervisor', 'mdt-chair', 'administrator'],
  'stuck.repair': ['supervisor', 'administrator'],
  'approval.list': ['supervisor', 'administrator'],
  'approval.decide': ['supervisor', 'administrator'],
  'retention.review': ['supervisor', 'administrator'],
  'legal-hold.place': ['social-worker', 'supervisor', 'administrator'],
  'audit.read': ['auditor'],
  'statistics.read': ['social-worker', 'supervisor', 'mdt-chair', 'administrator', 'auditor'],
  'referral.answer': ['shelter-staff', 'ngo-worker', 'social-worker'],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

export function isPermitted(permission: Permission, roles: readonly Role[]): boolean {
  return roles.some((role) => (PERMISSIONS[permission] as readonly Role[]).includes(role));
}
