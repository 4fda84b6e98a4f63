import { CLOCK_KEYS, type ClockKey } from './clock.js';
import { checkEscalation, mapLadders, type EscalationRules, type NoticeRules } from './escalation.js';
import { DomainError, type Violation } from './errors.js';
import { earlier, isDuration, isFixedDuration, plus, plusBoth, type Instant, type IsoDuration } from './instant.js';
import { tellingMissing, unknownPolicyFields } from './policy-fields.js';
import { ROLES, type Role } from './roles.js';
import { stuckPolicyViolations, withStuckLengths, type StuckPolicy } from './stuck-policy.js';
import { TASK_KEYS, type TaskKey } from './task-keys.js';

/** GUIDE: [V] seen in a source, [V2] in a secondary source only, [P] product default, [?] unsure. */
export const CONFIDENCES = ['V', 'V2', 'P', '?'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Where a number comes from. A deadline that is a product default must never look like law. */
export interface Provenance {
  readonly basis: BilingualText;
  readonly source: BilingualText;
  readonly confidence: Confidence;
  /** The law leaves it open; the product shows the mark wherever it shows the number. */
  readonly unsettled?: boolean;
}

export interface BilingualText {
  readonly th: string;
  readonly en: string;
}

export interface ExtensionRule extends Provenance {
  readonly grounds: readonly string[];
  readonly grantedBy: readonly Role[];
  /** How far past the first end the law or the product lets it go. */
  readonly maximum: IsoDuration;
}

export interface ClockRule extends Provenance {
  readonly title: BilingualText;
  /** `ceiling`: must be done before; `target`: should be; `schedule`: planned for. */
  readonly kind: 'ceiling' | 'target' | 'schedule';
  readonly limit: IsoDuration;
  readonly urgentLimit?: IsoDuration;
  /** What a renewal lasts, where it differs from the first grant. */
  readonly renewalLimit?: IsoDuration;
  readonly extension?: ExtensionRule;
  /** The task by which the case decides when the clock has run out; without one, `must-decide` opens. */
  readonly decidedBy?: TaskKey;
}

/** Two readings of the law: the default is the guide's, the mark is shown (docs/decisions/0008). */
export interface PolicySwitches {
  readonly courtExtensionStartsAt: Provenance & { readonly value: 'order' | 'end-of-24-hours' | 'the-earlier' };
  readonly reflectionCounts: Provenance & { readonly value: 'total' | 'on-top' };
}

export interface Policy {
  readonly version: string;
  readonly title: BilingualText;
  readonly clocks: Readonly<Record<ClockKey, ClockRule>>;
  readonly switches: PolicySwitches;
  /** Months after return at which a visit is due, as durations. */
  readonly followUpVisits: Provenance & { readonly values: readonly IsoDuration[] };
  /** The share of "no indication" decisions about adults that a second person reads before they take effect. */
  readonly secondReading: Provenance & { readonly share: number };
  /** So many members, of so many capacities. */
  readonly mdtQuorum: Provenance & { readonly value: number; readonly capacities: number };
  /** How far off the team may put its finding at one sitting. */
  readonly mdtMoreTime: Provenance & { readonly maximum: IsoDuration };
  readonly retention: Provenance & { readonly value: IsoDuration };
  /** How long a case's own timer has a due clock to itself before the sweeper sees to it. */
  readonly sweeperGrace: Provenance & { readonly value: IsoDuration };
  /** From when a wait is on the stuck board. */
  readonly stuck: StuckPolicy;
  readonly escalation: Provenance & EscalationRules;
  readonly notices: Provenance & NoticeRules;
}

/** Guess: more than anybody reads; keeps the answer to a flood of unknown fields small. */
const MOST_VIOLATIONS = 100;

/** Reads a policy from outside. Every value needs basis, source and confidence, or the whole policy is refused. */
export function parsePolicy(outside: unknown): Policy {
  const violations: Violation[] = [];
  const refuse = (path: string): void => void violations.push({ path, code: 'field-not-a-valid-value' });
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
  const checkBilingual = (value: unknown, path: string): void => {
    if (!isObject(value) || !isText(value.th) || !isText(value.en)) refuse(path);
  };
  const checkProvenance = (value: unknown, path: string): value is Record<string, unknown> => {
    if (!isObject(value)) {
      refuse(path);
      return false;
    }
    checkBilingual(value.basis, `${path}/basis`);
    checkBilingual(value.source, `${path}/source`);
    if (!CONFIDENCES.some((confidence) => confidence === value.confidence)) refuse(`${path}/confidence`);
    if (value.unsettled !== undefined && typeof value.unsettled !== 'boolean') refuse(`${path}/unsettled`);
    return true;
  };
  const checkDuration = (value: unknown, path: string): void => {
    if (typeof value !== 'string' || !isDuration(value)) refuse(path);
  };

  if (!isObject(outside)) throw new DomainError('answers-invalid', [{ path: '', code: 'field-wrong-type' }]);
  if (!isText(outside.version)) refuse('/version');
  checkBilingual(outside.title, '/title');
  const clocks = isObject(outside.clocks) ? outside.clocks : {};
  for (const key of Object.keys(clocks)) {
    if (!CLOCK_KEYS.some((known) => known === key)) refuse(`/clocks/${key}`);
  }
  for (const key of CLOCK_KEYS) {
    const path = `/clocks/${key}`;
    const rule = clocks[key];
    if (!checkProvenance(rule, path)) continue;
    checkBilingual(rule.title, `${path}/title`);
    checkDuration(rule.limit, `${path}/limit`);
    if (rule.urgentLimit !== undefined) checkDuration(rule.urgentLimit, `${path}/urgentLimit`);
    if (rule.renewalLimit !== undefined) checkDuration(rule.renewalLimit, `${path}/renewalLimit`);
    if (!['ceiling', 'target', 'schedule'].includes(String(rule.kind))) refuse(`${path}/kind`);
    if (rule.decidedBy !== undefined && !TASK_KEYS.some((known) => known === rule.decidedBy)) {
      refuse(`${path}/decidedBy`);
    }
    const extension = rule.extension;
    if (extension !== undefined && checkProvenance(extension, `${path}/extension`)) {
      checkDuration(extension.maximum, `${path}/extension/maximum`);
      const grounds = extension.grounds;
      if (!Array.isArray(grounds) || grounds.length === 0 || !grounds.every(isText))
        refuse(`${path}/extension/grounds`);
      const grantedBy: unknown = extension.grantedBy;
      const areRoles = Array.isArray(grantedBy) && grantedBy.every((role) => ROLES.some((known) => known === role));
      if (!areRoles) refuse(`${path}/extension/grantedBy`);
    }
  }
  const switches = isObject(outside.switches) ? outside.switches : {};
  const choices = {
    courtExtensionStartsAt: ['order', 'end-of-24-hours', 'the-earlier'],
    reflectionCounts: ['total', 'on-top'],
  };
  for (const [name, values] of Object.entries(choices)) {
    const value = switches[name];
    if (checkProvenance(value, `/switches/${name}`) && !values.includes(String(value.value))) {
      refuse(`/switches/${name}/value`);
    }
  }
  const visits = outside.followUpVisits;
  if (checkProvenance(visits, '/followUpVisits')) {
    const values = visits.values;
    if (!Array.isArray(values) || values.length === 0) refuse('/followUpVisits/values');
    else values.forEach((value, index) => checkDuration(value, `/followUpVisits/values/${index}`));
  }
  const quorum = outside.mdtQuorum;
  if (checkProvenance(quorum, '/mdtQuorum')) {
    for (const part of ['value', 'capacities']) {
      if (!(Number.isInteger(quorum[part]) && Number(quorum[part]) > 0)) refuse(`/mdtQuorum/${part}`);
    }
    // So few members are never of so many capacities: no meeting would ever have a quorum.
    if (Number(quorum.value) > 0 && Number(quorum.capacities) > Number(quorum.value)) refuse('/mdtQuorum/capacities');
  }
  const moreTime = outside.mdtMoreTime;
  if (checkProvenance(moreTime, '/mdtMoreTime')) checkDuration(moreTime.maximum, '/mdtMoreTime/maximum');
  for (const name of ['escalation', 'notices']) checkProvenance(outside[name], `/${name}`);
  checkEscalation(outside, refuse);
  const reading = outside.secondReading;
  if (checkProvenance(reading, '/secondReading')) {
    const share = reading.share;
    if (typeof share !== 'number' || !(share >= 0 && share <= 1)) refuse('/secondReading/share');
  }
  const retention = outside.retention;
  if (checkProvenance(retention, '/retention')) checkDuration(retention.value, '/retention/value');
  const grace = outside.sweeperGrace;
  if (checkProvenance(grace, '/sweeperGrace') && !isFixedDuration(String(grace.value))) refuse('/sweeperGrace/value');
  violations.push(...stuckPolicyViolations(outside.stuck, checkProvenance));

  const all = [...tellingMissing(outside, violations), ...unknownPolicyFields(outside)];
  const first = new Map(all.map((violation) => [violation.path, violation]));
  if (all.length > 0) throw new DomainError('answers-invalid', [...first.values()].slice(0, MOST_VIOLATIONS));
  return outside as unknown as Policy;
}

/** The end of a clock that starts at `startedAt`; urgent referrals and questions have their own limit. */
export function dueAtOf(policy: Policy, key: ClockKey, startedAt: Instant, urgent = false): Instant {
  const rule = policy.clocks[key];
  if (key === 'nrm-reflection' && policy.switches.reflectionCounts.value === 'on-top') {
    return plusBoth(startedAt, policy.clocks['nrm-before-interview'].limit, rule.limit);
  }
  return plus(startedAt, urgent && rule.urgentLimit !== undefined ? rule.urgentLimit : rule.limit);
}

/**
 * When the court's extension begins (s.29 ¶2). The section does not say whether it counts from the order or from the
 * end of the first 24 hours; the policy's default is the earlier, which is never to the person's harm.
 */
export function courtExtensionStart(policy: Policy, orderedAt: Instant, endOf24Hours: Instant): Instant {
  switch (policy.switches.courtExtensionStartsAt.value) {
    case 'order':
      return orderedAt;
    case 'end-of-24-hours':
      return endOf24Hours;
    case 'the-earlier':
      return earlier(orderedAt, endOf24Hours);
  }
}

/** A copy in which every day of every limit lasts `secondsPerDay` seconds. For demonstrations and tests only. */
export function policyInSeconds(policy: Policy, secondsPerDay: number): Policy {
  const reference: Instant = '2026-01-01T00:00:00.000Z';
  const shrink = (duration: IsoDuration): IsoDuration => {
    const days = (Date.parse(plus(reference, duration)) - Date.parse(reference)) / 86_400_000;
    return `PT${(days * secondsPerDay).toFixed(3)}S`;
  };
  const clocks = Object.fromEntries(
    Object.entries(policy.clocks).map(([key, rule]) => [
      key,
      {
        ...rule,
        limit: shrink(rule.limit),
        ...(rule.urgentLimit === undefined ? {} : { urgentLimit: shrink(rule.urgentLimit) }),
        ...(rule.renewalLimit === undefined ? {} : { renewalLimit: shrink(rule.renewalLimit) }),
        ...(rule.extension === undefined
          ? {}
          : { extension: { ...rule.extension, maximum: shrink(rule.extension.maximum) } }),
      },
    ]),
  ) as unknown as Policy['clocks'];
  return {
    ...policy,
    version: `${policy.version}-days-as-seconds`,
    clocks,
    followUpVisits: { ...policy.followUpVisits, values: policy.followUpVisits.values.map(shrink) },
    mdtMoreTime: { ...policy.mdtMoreTime, maximum: shrink(policy.mdtMoreTime.maximum) },
    stuck: withStuckLengths(policy.stuck, shrink),
    escalation: { ...policy.escalation, ...mapLadders(policy.escalation, shrink) },
  };
}
