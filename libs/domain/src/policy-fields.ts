import type { Violation } from './errors.js';

/** The names that an object may have, each with those within it; `*` stands for any name, `[]` for each item of a list. */
interface Fields {
  readonly [name: string]: Fields | true;
}

const BILINGUAL = { th: true, en: true } as const;
const PROVENANCE = { basis: BILINGUAL, source: BILINGUAL, confidence: true, unsettled: true } as const;
const VALUE = { ...PROVENANCE, value: true } as const;
const VALUES = { ...PROVENANCE, values: true } as const;
const LADDER = { '[]': { at: true, after: true, to: true } } as const;

const POLICY: Fields = {
  version: true,
  title: BILINGUAL,
  clocks: {
    '*': {
      ...PROVENANCE,
      title: BILINGUAL,
      kind: true,
      limit: true,
      urgentLimit: true,
      renewalLimit: true,
      decidedBy: true,
      extension: { ...PROVENANCE, grounds: true, grantedBy: true, maximum: true },
    },
  },
  switches: { courtExtensionStartsAt: VALUE, reflectionCounts: VALUE },
  followUpVisits: VALUES,
  secondReading: { ...PROVENANCE, share: true },
  mdtQuorum: { ...VALUE, capacities: true },
  mdtMoreTime: { ...PROVENANCE, maximum: true },
  retention: VALUE,
  sweeperGrace: VALUE,
  stuck: {
    stageIdleAfter: VALUES,
    waitAtMost: VALUES,
    noOwnerAfter: VALUE,
    noDeadlineAfter: VALUE,
    nothingOpenAfter: VALUE,
    quorumMisses: VALUE,
    longestHold: VALUE,
  },
  escalation: { ...PROVENANCE, byKind: { '*': LADDER }, byClock: { '*': LADDER } },
  notices: {
    ...PROVENANCE,
    budget: { count: true, per: true },
    digestEvery: true,
    quietHours: { from: true, to: true },
  },
};

/**
 * What a policy says that nothing reads. A misspelt `renewalLimt` would otherwise be taken, and the number that its author
 * believes in would be another's.
 */
export function unknownPolicyFields(outside: unknown): readonly Violation[] {
  return unknownIn(outside, POLICY, '');
}

function unknownIn(value: unknown, fields: Fields, path: string): readonly Violation[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const known = Array.isArray(value) ? fields['[]'] : ownField(fields, name);
    const at = `${path}/${pointerPart(name)}`;
    if (known === undefined) return [{ path: at, code: 'field-unknown' as const }];
    return known === true ? [] : unknownIn(inner, known, at);
  });
}

function ownField(fields: Fields, name: string): Fields | true | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : fields['*'];
}

/** RFC 6901. */
function pointerPart(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The same complaints, each telling what is not there from what is wrong. */
export function tellingMissing(outside: unknown, violations: readonly Violation[]): readonly Violation[] {
  return violations.map((violation) =>
    violation.code === 'field-not-a-valid-value' && valueAt(outside, violation.path) === undefined
      ? { ...violation, code: 'field-missing' }
      : violation,
  );
}

function valueAt(outside: unknown, path: string): unknown {
  return path
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (at, name) =>
        typeof at === 'object' && at !== null && Object.hasOwn(at, name)
          ? (at as Readonly<Record<string, unknown>>)[name]
          : undefined,
      outside,
    );
}
