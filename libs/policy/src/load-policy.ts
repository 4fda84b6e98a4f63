import { readFileSync } from 'node:fs';
import { DomainError } from '#domain/errors.js';
import { parsePolicy, policyInSeconds, type BilingualText, type Policy } from '#domain/policy.js';
import { deepFrozen } from './deep-frozen.js';

export const DEFAULT_POLICY_VERSION = 'th-nrm-2565';

export interface PolicyOptions {
  /** Lists, beside the law, a copy in which a day lasts this many seconds. For demonstrations and tests only. */
  readonly demonstrationSecondsPerDay?: number | undefined;
  /** And so many more, each at a speed of its own that a demonstration may choose. */
  readonly demonstrationSpeeds?: readonly number[];
}

/** Seconds that a day may last in a demonstration. */
export const DEMONSTRATION_SPEEDS: readonly number[] = [0.5, 2, 5, 10, 30, 60];

/** The policy in which a day lasts so many seconds, among those of `DEMONSTRATION_SPEEDS`. */
export function demonstrationVersion(secondsPerDay: number): string {
  return `${DEFAULT_POLICY_VERSION}-day-in-${secondsPerDay}-seconds`;
}

// From libs/policy/src and from dist/libs/policy/src alike: the build copies what is not TypeScript along.
const FOLDER = new URL(`../${DEFAULT_POLICY_VERSION}/`, import.meta.url);

let law: Policy | undefined;

function defaultPolicy(): Policy {
  law ??= deepFrozen(parsePolicy(JSON.parse(readFileSync(new URL('policy.json', FOLDER), 'utf8'))));
  return law;
}

function demonstrationPolicy(secondsPerDay: number): Policy {
  if (!Number.isFinite(secondsPerDay) || secondsPerDay <= 0) {
    throw new RangeError(`A demonstration day must last some seconds, not ${secondsPerDay}.`);
  }
  const quick = policyInSeconds(defaultPolicy(), secondsPerDay);
  // Its clocks name the law as their basis: the title must say that their lengths are not the law's.
  const title = {
    th: `สาธิต หนึ่งวันเท่ากับ ${secondsPerDay} วินาที: ${quick.title.th}`,
    en: `Demonstration, a day lasts ${secondsPerDay} seconds: ${quick.title.en}`,
  };
  // Read like a policy from outside: a day too short to leave a clock any time is refused here, not in a case.
  return deepFrozen(parsePolicy({ ...quick, title }));
}

/** The policies that a case may be pinned to, by version. */
export function loadPolicies(options: PolicyOptions = {}): ReadonlyMap<string, Policy> {
  const { demonstrationSecondsPerDay, demonstrationSpeeds = [] } = options;
  const policies = [
    defaultPolicy(),
    ...(demonstrationSecondsPerDay === undefined ? [] : [demonstrationPolicy(demonstrationSecondsPerDay)]),
    ...demonstrationSpeeds.map((seconds) =>
      deepFrozen({ ...demonstrationPolicy(seconds), version: demonstrationVersion(seconds) }),
    ),
  ];
  return new Map(policies.map((policy) => [policy.version, policy]));
}

/** Throws `policy-unknown` for a version that is not listed; the demonstration is listed only when asked for. */
export function getPolicy(version: string, options: PolicyOptions = {}): Policy {
  const policy = loadPolicies(options).get(version);
  if (policy === undefined) throw new DomainError('policy-unknown', [], { version });
  return policy;
}

/** What a person reads for the ground of an extension, by the code that stands in the policy. */
export function loadExtensionGrounds(): ReadonlyMap<string, BilingualText> {
  const titles = JSON.parse(readFileSync(new URL('extension-grounds.json', FOLDER), 'utf8')) as Record<
    string,
    BilingualText
  >;
  return new Map(Object.entries(titles));
}
