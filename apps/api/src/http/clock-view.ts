import { plus, displayInstant } from '#domain/instant.js';
import type { ClockKey } from '#domain/clock.js';
import type { BilingualText, Policy } from '#domain/policy.js';
import type { Role } from '#domain/roles.js';
import type { TaskKey } from '#domain/task-keys.js';
import { CLOCK_LABELS } from '#domain/texts/code-labels.js';

/** A clock as it is kept. */
export interface ClockRow {
  readonly id: string;
  readonly key: ClockKey;
  readonly policyVersion: string;
  readonly startedAt: string;
  readonly firstDueAt: string;
  readonly dueAt: string;
  readonly state: string;
  readonly revision: number;
  readonly endedAt: string | null;
  readonly lateByMs: string | null;
  readonly stoppedAt: string | null;
  readonly stopReason: string | null;
  /** Ends that were seen, and that a grant of before them has overtaken since. */
  readonly overtakenEnds: readonly { readonly dueAt: string; readonly endedAt: string }[];
}

export const CLOCK_COLUMNS = `k.id, k.key, k.policy_version as "policyVersion", k.started_at as "startedAt",
  k.first_due_at as "firstDueAt", k.due_at as "dueAt", k.state, k.revision, k.ended_at as "endedAt",
  k.late_by_ms as "lateByMs", k.stopped_at as "stoppedAt", k.stop_reason as "stopReason",
  coalesce((select json_agg(json_build_object('dueAt', e.due_at, 'endedAt', e.fired_at) order by e.revision)
    from clock_events e where e.clock_id = k.id and e.threshold = 100 and e.revision < k.revision),
    '[]') as "overtakenEnds"`;

/** How a clock may be extended that runs, or that ran out before a grant of before its end was typed: by whom, on what ground, until when at the latest. */
export interface ExtensionView {
  readonly grounds: readonly string[];
  readonly grantedBy: readonly Role[];
  readonly latestDueAt: string;
  readonly basis: BilingualText;
  readonly source: BilingualText;
  readonly confidence: string;
}

export type ClockView = Omit<ClockRow, 'lateByMs' | 'firstDueAt'> & {
  readonly lateByMs: number | null;
  readonly title: BilingualText;
  readonly kind: string | null;
  readonly basis: BilingualText | null;
  readonly source: BilingualText | null;
  readonly confidence: string | null;
  readonly unsettled: boolean;
  /** The task whose answer ends it. */
  readonly decidedBy: TaskKey | null;
  readonly dueAtShown: BilingualText;
  readonly extension: ExtensionView | null;
};

/** A clock with the law behind it: a product default must never look like law. */
export function clockView({ firstDueAt, ...row }: ClockRow, policy: Policy | undefined): ClockView {
  const rule = policy?.clocks[row.key];
  return {
    ...row,
    lateByMs: row.lateByMs === null ? null : Number(row.lateByMs),
    overtakenEnds: row.overtakenEnds.map(({ dueAt, endedAt }) => ({ dueAt: inUtc(dueAt), endedAt: inUtc(endedAt) })),
    title: rule?.title ?? CLOCK_LABELS[row.key],
    kind: rule?.kind ?? null,
    basis: rule?.basis ?? null,
    source: rule?.source ?? null,
    confidence: rule?.confidence ?? null,
    unsettled: policy === undefined ? false : isUnsettled(policy, row.key),
    decidedBy: rule?.decidedBy ?? null,
    dueAtShown: { th: displayInstant(row.dueAt, 'th'), en: displayInstant(row.dueAt, 'en') },
    extension: row.state !== 'stopped' && row.stoppedAt === null ? extensionOf(policy, row.key, firstDueAt) : null,
  };
}

/** PostgreSQL writes an instant within JSON with its own offset. */
function inUtc(at: string): string {
  return new Date(at).toISOString();
}

function extensionOf(policy: Policy | undefined, key: ClockKey, firstDueAt: string): ExtensionView | null {
  const rule = policy?.clocks[key].extension;
  if (rule === undefined) return null;
  const { grounds, grantedBy, maximum, basis, source, confidence } = rule;
  return { grounds, grantedBy, latestDueAt: plus(firstDueAt, maximum), basis, source, confidence };
}

function isUnsettled(policy: Policy, key: ClockKey): boolean {
  if (key === 's29-court-extension') return policy.switches.courtExtensionStartsAt.unsettled === true;
  if (key === 'nrm-reflection') return policy.switches.reflectionCounts.unsettled === true;
  return policy.clocks[key].unsettled === true;
}
