import { ROLES, type Role } from '#domain/roles.js';
import type { SystemProcess } from '#domain/subject.js';

/**
 * The one table of access, part 1: what a role may ask of the API at all. Part 2 below says through which relation to a
 * case; which task a role may complete stands with the task (libs/domain checklists). Held twice: in the service layer by
 * `decide`, and by PostgreSQL's row level security through `subjectKeys` (test/medium/authorisation-*.spec.ts).
 */
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
  'report.attach': [
    'police-officer',
    'consular-officer',
    'hotline-officer',
    'labour-inspector',
    'social-worker',
    'ngo-worker',
  ],
  'case.list': ['social-worker', 'supervisor', 'mdt-chair', 'mdt-member', 'administrator'],
  'case.read': ['social-worker', 'supervisor', 'mdt-chair', 'mdt-member', 'hotline-officer', 'administrator'],
  'case.read-person': ['social-worker', 'supervisor', 'mdt-chair', 'mdt-member'],
  'document.add': ['social-worker', 'supervisor', 'mdt-chair'],
  'document.read': ['social-worker', 'supervisor', 'mdt-chair', 'mdt-member'],
  'case.break-glass': ['social-worker', 'supervisor', 'hotline-officer'],
  'emergency-access.review': ['supervisor', 'administrator'],
  'task.list': ROLES.filter((role) => role !== 'auditor'),
  'calendar.read': ['social-worker', 'supervisor'],
  'sitting.list': ['mdt-chair', 'mdt-member'],
  'task.read': ROLES.filter((role) => role !== 'auditor'),
  'task.complete': ROLES.filter((role) => role !== 'auditor' && role !== 'administrator'),
  'task.assign': ['social-worker', 'supervisor', 'administrator'],
  'clock.extend': ['social-worker', 'supervisor', 'mdt-chair'],
  'webhook.manage': ['administrator'],
  'workload.read': ['social-worker', 'supervisor', 'mdt-chair', 'administrator'],
  'referral.create': ['social-worker'],
  'referral.list': ['social-worker', 'supervisor', 'shelter-staff', 'ngo-worker', 'administrator'],
  'stuck.list': ['social-worker', 'supervisor', 'mdt-chair', 'administrator'],
  'stuck.act': ['social-worker', 'supervisor', 'mdt-chair', 'administrator'],
  'stuck.repair': ['supervisor', 'administrator'],
  'policy.read': ['social-worker', 'supervisor', 'mdt-chair', 'administrator', 'auditor'],
  'policy.manage': ['administrator', 'supervisor'],
  'approval.list': ['supervisor', 'administrator'],
  'approval.decide': ['supervisor', 'administrator'],
  'retention.review': ['supervisor', 'administrator'],
  'legal-hold.place': ['social-worker', 'supervisor', 'administrator'],
  'breach.record': ['social-worker', 'supervisor', 'administrator'],
  'breach.manage': ['supervisor', 'administrator'],
  'subject-request.list': ['social-worker', 'supervisor', 'administrator'],
  'subject-request.file': ['social-worker', 'supervisor'],
  'subject-request.decide': ['supervisor', 'administrator'],
  'subject-request.pack': ['supervisor'],
  'duplicate.review': ['social-worker', 'supervisor'],
  'audit.read': ['auditor'],
  'statistics.read': ['social-worker', 'supervisor', 'mdt-chair', 'administrator', 'auditor'],
  'referral.answer': ['shelter-staff', 'ngo-worker', 'social-worker'],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

export function isPermitted(permission: Permission, roles: readonly Role[]): boolean {
  return roles.some((role) => (PERMISSIONS[permission] as readonly Role[]).includes(role));
}

/** What a case holds, from the least to the most telling. Each is a group of fields, and a row level policy. */
export const FIELD_GROUPS = [
  /** That it is there: number, stage, open or closed, and until when somebody is in custody. */
  'status',
  /** A task with its form, without what was answered. */
  'task',
  /** Tasks, clocks, processes, timeline: where it stands and what it waits for. */
  'process',
  /** Who she is, and what was reported of her. */
  'person',
  /** What she answered, what was decided about her, and the documents of her case. */
  'story',
  /** All referrals of the case. */
  'referral',
  /** One referral: the contract that the receiver was sent. */
  'contract',
  /** Who saw and did what, and nothing of what they saw. */
  'audit',
] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number];

export type CaseAction =
  | 'case.read'
  | 'task.read'
  | 'task.complete'
  | 'task.assign'
  | 'clock.extend'
  | 'stuck.act'
  | 'stuck.repair'
  | 'referral.create'
  | 'referral.answer'
  | 'legal-hold.place'
  | 'retention.review'
  | 'subject-request.file'
  | 'subject-request.decide'
  | 'subject-request.pack'
  | 'document.add'
  | 'report.attach'
  | 'duplicate.review';

interface RelationRow {
  /** In words: how one comes to stand in it. */
  readonly who: string;
  readonly roles: readonly Role[];
  readonly shows: readonly FieldGroup[];
  readonly may: readonly CaseAction[];
}

const WHOLE_FILE = ['status', 'task', 'process', 'person', 'story', 'referral'] as const;
const CASEWORK = [
  'case.read',
  'task.read',
  'task.complete',
  'task.assign',
  'clock.extend',
  'stuck.act',
  'referral.create',
  'referral.answer',
  'legal-hold.place',
  'subject-request.file',
  'document.add',
  'duplicate.review',
] as const;
const SUPERVISING = [
  'case.read',
  'task.read',
  'task.complete',
  'task.assign',
  'clock.extend',
  'stuck.act',
  'stuck.repair',
  'duplicate.review',
] as const;
const ASKED_ROLES = [
  'police-officer',
  'consular-officer',
  'hotline-officer',
  'labour-inspector',
  'mdt-chair',
  'mdt-member',
  'shelter-staff',
  'ngo-worker',
] as const;

/** The one table of access, part 2: who stands how to a case, what is shown of it then, and what may be done. */
export const RELATIONS = {
  team: {
    who: 'works at the agency that took the case',
    roles: ['social-worker'],
    shows: WHOLE_FILE,
    may: CASEWORK,
  },
  intake: {
    who: 'no agency has taken the case yet, and she works in its province, or in the reporter’s',
    roles: ['social-worker'],
    shows: WHOLE_FILE,
    may: CASEWORK,
  },
  supervision: {
    who: 'supervises the province of the case',
    roles: ['supervisor'],
    shows: [...WHOLE_FILE, 'audit'],
    may: [
      ...SUPERVISING,
      'legal-hold.place',
      'retention.review',
      'subject-request.file',
      'subject-request.decide',
      'subject-request.pack',
      'document.add',
    ],
  },
  home: {
    who: 'works in the home province while something is to be done there',
    roles: ['social-worker'],
    shows: ['status', 'task', 'process', 'person'],
    may: ['case.read', 'task.read', 'task.complete'],
  },
  mdt: {
    who: 'sits on the case: the team of its province, while it identifies',
    roles: ['mdt-chair', 'mdt-member'],
    shows: ['status', 'task', 'process', 'person', 'story'],
    may: ['case.read', 'task.read', 'task.complete', 'clock.extend', 'stuck.act', 'document.add'],
  },
  assigned: {
    who: 'has an open task of the case in her own name',
    roles: ['social-worker', 'supervisor', 'mdt-chair', 'mdt-member'],
    shows: ['status', 'task', 'process', 'person', 'story'],
    may: ['case.read', 'task.read', 'task.complete', 'document.add'],
  },
  commissioned: {
    who: 'has an open task of the case in her own name, from outside casework',
    roles: ['police-officer', 'consular-officer', 'hotline-officer', 'labour-inspector', 'shelter-staff', 'ngo-worker'],
    shows: ['status', 'task'],
    may: ['task.read', 'task.complete'],
  },
  asked: {
    who: 'holds a role that a task asks for, in the task’s province or for the whole country',
    roles: ASKED_ROLES,
    shows: ['status', 'task'],
    may: ['task.read', 'task.complete'],
  },
  receiver: {
    who: 'works at the agency that a referral was sent to',
    roles: ['shelter-staff', 'ngo-worker', 'social-worker'],
    shows: ['status', 'task', 'contract'],
    may: ['task.read', 'task.complete', 'referral.answer'],
  },
  reporter: {
    who: 'reported it',
    roles: ['police-officer', 'consular-officer', 'hotline-officer', 'labour-inspector', 'social-worker', 'ngo-worker'],
    shows: ['status'],
    // A photograph to her own report, and only for a while (decision 0029): shown to her is nothing more.
    may: ['report.attach'],
  },
  emergency: {
    who: 'broke the glass with a reason, less than an hour ago',
    roles: ['social-worker', 'supervisor', 'hotline-officer'],
    shows: ['status', 'task', 'process', 'person', 'story'],
    may: ['case.read'],
  },
  hotline: {
    who: 'answers 1300: whoever calls again is heard, whatever became of her case',
    roles: ['hotline-officer'],
    shows: ['status'],
    may: ['task.complete'],
  },
  'national-supervision': {
    who: 'supervises for the whole country',
    roles: ['supervisor'],
    shows: ['status', 'task', 'process'],
    may: [...SUPERVISING, 'legal-hold.place', 'retention.review', 'subject-request.decide'],
  },
  administration: {
    who: 'keeps the system going; never sees whom it is about',
    roles: ['administrator'],
    shows: ['status', 'task', 'process'],
    may: [
      'case.read',
      'task.read',
      'task.assign',
      'stuck.act',
      'stuck.repair',
      'legal-hold.place',
      'retention.review',
      'subject-request.decide',
    ],
  },
  oversight: {
    who: 'watches the watchers',
    roles: ['auditor'],
    shows: ['audit'],
    may: [],
  },
} as const satisfies Record<string, RelationRow>;
export type Relation = keyof typeof RELATIONS;

/** Whoever keeps the system going is blind, whatever other roles she was given (S33). */
export const BLIND_ROLE: Role = 'administrator';
export const HIDDEN_FROM_THE_BLIND: readonly FieldGroup[] = ['person', 'story', 'referral', 'contract'];

/** What a process may look at, in every case. It changes a case only under its lock, as people do. */
export const SYSTEM_SHOWS = {
  accounts: [],
  worker: ['status', 'task', 'process'],
  courier: ['status', 'process'],
  relay: ['status', 'process'],
  sealer: ['audit'],
  keys: ['status', 'process', 'person'],
  matcher: ['status', 'process', 'person'],
  'break-glass': ['status'],
  'reading-watch': ['status', 'audit'],
  // Whose an id is, and nothing else of it: libs/persistence/src/record-refusal.ts.
  refusals: ['status', 'task', 'process', 'story', 'referral'],
  sharing: ['status', 'process', 'person', 'story', 'referral'],
  rebuild: ['status', 'process'],
  sweeper: ['status', 'task', 'process'],
  notifier: ['status', 'task', 'process'],
  watcher: ['status', 'task', 'process'],
  reconciler: ['status', 'task', 'process'],
  metrics: ['status', 'process'],
  statistics: ['status', 'process', 'referral'],
  migration: FIELD_GROUPS,
} as const satisfies Record<SystemProcess, readonly FieldGroup[]>;
