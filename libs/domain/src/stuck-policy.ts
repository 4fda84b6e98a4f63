import type { Violation } from './errors.js';
import { isDuration, type IsoDuration } from './instant.js';
import type { Provenance } from './policy.js';
import { STAGES, type Stage } from './stages.js';
import { HASTY_CAUSES, type HastyCause } from './wait-causes.js';

/** From when a wait is too long. All of it product defaults: no law says how long is stuck. */
export interface StuckPolicy {
  /** No progress for this long in a stage. */
  readonly stageIdleAfter: Provenance & { readonly values: Readonly<Record<Exclude<Stage, 'closed'>, IsoDuration>> };
  /** An open task that no clock watches, by what it waits for. */
  readonly waitAtMost: Provenance & { readonly values: Readonly<Record<HastyCause, IsoDuration>> };
  readonly noOwnerAfter: Provenance & { readonly value: IsoDuration };
  readonly noDeadlineAfter: Provenance & { readonly value: IsoDuration };
  /** An open case in which nobody has anything to do: its process should have moved on long ago. */
  readonly nothingOpenAfter: Provenance & { readonly value: IsoDuration };
  /** Meetings in a row without a quorum. */
  readonly quorumMisses: Provenance & { readonly value: number };
  /** How far ahead somebody may say that a case waits rightly. */
  readonly longestHold: Provenance & { readonly value: IsoDuration };
}

const OPEN_STAGES = STAGES.filter((stage) => stage !== 'closed');

/** What is wrong with the values themselves; basis, source and confidence are judged like those of the clocks. */
export function stuckPolicyViolations(
  outside: unknown,
  checkProvenance: (value: unknown, path: string) => value is Record<string, unknown>,
): readonly Violation[] {
  const violations: Violation[] = [];
  const refuse = (path: string): void => void violations.push({ path, code: 'field-not-a-valid-value' });
  const rules = (typeof outside === 'object' && outside !== null ? outside : {}) as Record<string, unknown>;
  const tables = { stageIdleAfter: OPEN_STAGES, waitAtMost: HASTY_CAUSES };
  for (const [name, keys] of Object.entries(tables)) {
    const rule = rules[name];
    if (!checkProvenance(rule, `/stuck/${name}`)) continue;
    const values = (rule.values ?? {}) as Record<string, unknown>;
    for (const key of keys) if (!isLength(values[key])) refuse(`/stuck/${name}/values/${key}`);
  }
  for (const name of ['noOwnerAfter', 'noDeadlineAfter', 'nothingOpenAfter', 'longestHold']) {
    const rule = rules[name];
    if (checkProvenance(rule, `/stuck/${name}`) && !isLength(rule.value)) refuse(`/stuck/${name}/value`);
  }
  const misses = rules.quorumMisses;
  if (checkProvenance(misses, '/stuck/quorumMisses')) {
    if (!(Number.isInteger(misses.value) && Number(misses.value) > 0)) refuse('/stuck/quorumMisses/value');
  }
  return violations;
}

function isLength(value: unknown): boolean {
  return typeof value === 'string' && isDuration(value);
}

/** The same with every length changed; that of the machinery stays, it is not a day of anybody's work. */
export function withStuckLengths(stuck: StuckPolicy, change: (length: IsoDuration) => IsoDuration): StuckPolicy {
  const each = <Table extends Readonly<Record<string, IsoDuration>>>(table: Table): Table =>
    Object.fromEntries(Object.entries(table).map(([key, length]) => [key, change(length)])) as Table;
  return {
    ...stuck,
    stageIdleAfter: { ...stuck.stageIdleAfter, values: each(stuck.stageIdleAfter.values) },
    waitAtMost: { ...stuck.waitAtMost, values: each(stuck.waitAtMost.values) },
    noOwnerAfter: { ...stuck.noOwnerAfter, value: change(stuck.noOwnerAfter.value) },
    noDeadlineAfter: { ...stuck.noDeadlineAfter, value: change(stuck.noDeadlineAfter.value) },
    longestHold: { ...stuck.longestHold, value: change(stuck.longestHold.value) },
  };
}
