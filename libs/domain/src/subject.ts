import type { Role } from './roles.js';

/** What runs without a person in front of it. Each is named, so that its rights can be told apart. */
export const SYSTEM_PROCESSES = [
  'accounts',
  'worker',
  'courier',
  'relay',
  'sealer',
  'rebuild',
  'sweeper',
  'notifier',
  'watcher',
  'reconciler',
  'metrics',
  'statistics',
  'migration',
  'keys',
  'break-glass',
  'matcher',
  'sharing',
  'reading-watch',
  'refusals',
] as const;
export type SystemProcess = (typeof SYSTEM_PROCESSES)[number];

/** A signed-in person, as the record must know her to decide what she may see and do. */
export interface PersonSubject {
  readonly accountId: string;
  readonly roles: readonly Role[];
  readonly agency: string;
  /** Two-digit code of the Ministry of Interior; none for national bodies. */
  readonly province: string | null;
}

export interface SystemSubject {
  readonly system: SystemProcess;
  readonly accountId: null;
  readonly roles: readonly [];
  readonly agency: 'saphan';
  readonly province: null;
}

/** Who acts. Every transaction has one; without one nothing is seen. */
export type Subject = PersonSubject | SystemSubject;

export function systemSubject(system: SystemProcess): SystemSubject {
  return { system, accountId: null, roles: [], agency: 'saphan', province: null };
}
