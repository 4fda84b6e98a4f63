import type { ClockKey } from './clock.js';
import type { ClockRule, ExtensionRule, Policy, PolicySwitches, Provenance } from './policy.js';

const FIXTURE_LAW = { th: 'กฎหมายจำลอง มาตรา 1', en: 'Fixture Act s.1' };
const FIXTURE = { th: 'ค่าจำลอง', en: 'fixture' };
const LAW: Provenance = { basis: FIXTURE_LAW, source: FIXTURE, confidence: 'V' };
const PRODUCT: Provenance = { basis: FIXTURE, source: FIXTURE, confidence: 'P' };

function rule(key: ClockKey, limit: string, provenance: Provenance, more: Partial<ClockRule> = {}): ClockRule {
  return { ...provenance, title: { th: `นาฬิกา ${key}`, en: `Clock ${key}` }, kind: 'target', limit, ...more };
}

function extension(maximum: string, ...grounds: readonly string[]): ExtensionRule {
  return { ...LAW, grounds, grantedBy: ['supervisor'], maximum };
}

/**
 * A policy for the tests of the domain, with the shape of the real one. Its numbers are the guide's where a test leans
 * on them; `libs/policy` holds the ones that people work with.
 */
export const FIXTURE_POLICY: Policy = {
  version: 'fixture-1',
  title: { th: 'นโยบายสำหรับทดสอบ', en: 'Policy for tests' },
  clocks: {
    's29-custody': rule('s29-custody', 'PT24H', LAW, { kind: 'ceiling', decidedBy: 'decide-custody' }),
    's29-court-extension': rule('s29-court-extension', 'P7D', LAW, { kind: 'ceiling', decidedBy: 'decide-custody' }),
    's29-notify': rule('s29-notify', 'PT6H', PRODUCT, { decidedBy: 'notify-superior' }),
    'nrm-before-interview': rule('nrm-before-interview', 'P15D', LAW, { kind: 'ceiling', decidedBy: 'mdt-interview' }),
    'nrm-reflection': rule('nrm-reflection', 'P45D', LAW, {
      kind: 'ceiling',
      decidedBy: 'decide-readiness',
      extension: extension('P30D', 'treatment-continues'),
    }),
    'rights-assistance': rule('rights-assistance', 'PT24H', PRODUCT, { decidedBy: 'tell-rights' }),
    'rights-compensation': rule('rights-compensation', 'P3D', PRODUCT, { decidedBy: 'tell-rights-s34' }),
    'referral-response': rule('referral-response', 'PT48H', PRODUCT, { urgentLimit: 'PT4H' }),
    'mdt-result': rule('mdt-result', 'P7D', PRODUCT, {
      decidedBy: 'mdt-finding',
      extension: extension('P7D', 'dissent'),
    }),
    'mdt-reconvene': rule('mdt-reconvene', 'P7D', PRODUCT, { decidedBy: 'convene-mdt' }),
    'liaison-response': rule('liaison-response', 'PT72H', PRODUCT, { urgentLimit: 'PT24H' }),
    'family-tracing': rule('family-tracing', 'P30D', PRODUCT, { decidedBy: 'trace-family' }),
    'stay-permit': rule('stay-permit', 'P2Y', LAW, {
      kind: 'ceiling',
      renewalLimit: 'P1Y',
      decidedBy: 'permit-to-stay',
    }),
    'case-management-meeting': rule('case-management-meeting', 'P6M', LAW, { kind: 'schedule' }),
    'follow-up': rule('follow-up', 'P1M', PRODUCT, { kind: 'schedule', decidedBy: 'follow-up-visit' }),
  },
  switches: {
    courtExtensionStartsAt: { ...LAW, unsettled: true, value: 'the-earlier' },
    reflectionCounts: { ...LAW, unsettled: true, value: 'total' },
  },
  followUpVisits: { ...PRODUCT, values: ['P1M', 'P3M', 'P6M', 'P12M'] },
  secondReading: { ...PRODUCT, share: 0.1 },
  mdtQuorum: { ...PRODUCT, value: 3, capacities: 2 },
  mdtMoreTime: { ...PRODUCT, maximum: 'P30D' },
  retention: { ...PRODUCT, value: 'P10Y' },
  sweeperGrace: { ...PRODUCT, value: 'PT1S' },
  stuck: {
    stageIdleAfter: {
      ...PRODUCT,
      values: {
        report: 'PT12H',
        reception: 'P3D',
        'preliminary-screening': 'P3D',
        'temporary-protection': 'P2D',
        'recovery-reflection': 'P21D',
        'formal-identification': 'P7D',
        'rights-and-choices': 'P7D',
        assistance: 'P30D',
        return: 'P30D',
        reintegration: 'P30D',
        'follow-up': 'P30D',
        closure: 'P14D',
      },
    },
    waitAtMost: {
      ...PRODUCT,
      values: {
        agency: 'P7D',
        document: 'P14D',
        interpreter: 'PT12H',
        court: 'PT24H',
        consent: 'P3D',
        quorum: 'P7D',
        'return-arrangement': 'P30D',
      },
    },
    noOwnerAfter: { ...PRODUCT, value: 'P2D' },
    noDeadlineAfter: { ...PRODUCT, value: 'P14D' },
    nothingOpenAfter: { ...PRODUCT, value: 'PT1M' },
    quorumMisses: { ...PRODUCT, value: 2 },
    longestHold: { ...PRODUCT, value: 'P90D' },
  },
  escalation: {
    ...PRODUCT,
    byKind: {
      ceiling: [
        { at: 90, to: ['responsible'] },
        { at: 100, to: ['responsible', 'supervisor'] },
        { at: 100, after: 'PT1H', to: ['datip'] },
      ],
      target: [{ at: 100, to: ['responsible'] }],
      schedule: [{ at: 100, to: ['responsible'] }],
    },
    byClock: {},
  },
  notices: {
    ...PRODUCT,
    budget: { count: 5, per: 'PT1H' },
    digestEvery: 'PT4H',
    quietHours: { from: '21:00', to: '07:00' },
  },
};

/** The same policy under other readings of the law. */
export function policyReading(values: {
  readonly courtExtensionStartsAt?: PolicySwitches['courtExtensionStartsAt']['value'];
  readonly reflectionCounts?: PolicySwitches['reflectionCounts']['value'];
}): Policy {
  const { courtExtensionStartsAt, reflectionCounts } = FIXTURE_POLICY.switches;
  return {
    ...FIXTURE_POLICY,
    switches: {
      courtExtensionStartsAt: {
        ...courtExtensionStartsAt,
        value: values.courtExtensionStartsAt ?? courtExtensionStartsAt.value,
      },
      reflectionCounts: { ...reflectionCounts, value: values.reflectionCounts ?? reflectionCounts.value },
    },
  };
}
