import fc from 'fast-check';
import { CLOCK_KEYS } from './clock.js';
import { DomainError, type Violation } from './errors.js';
import { epochMs, earlier, instantOf, plus } from './instant.js';
import { FIXTURE_POLICY, policyReading } from './policy.fixture.js';
import { courtExtensionStart, dueAtOf, parsePolicy, policyInSeconds } from './policy.js';

type Json = Record<string, unknown>;
const copy = (): Json => structuredClone(FIXTURE_POLICY) as unknown as Json;

/** The policy with one value put in place. */
function policyWith(path: string, value: unknown): Json {
  const policy = copy();
  const steps = path.slice(1).split('/');
  const last = steps.pop() ?? '';
  const parent = steps.reduce<Json>((node, step) => node[step] as Json, policy);
  parent[last] = value;
  return policy;
}

function refusalsOf(outside: unknown): readonly Violation[] {
  try {
    parsePolicy(outside);
  } catch (error) {
    if (error instanceof DomainError) return error.violations;
    throw error;
  }
  return [];
}

function refusedPaths(outside: unknown): readonly string[] {
  return refusalsOf(outside).map(({ path }) => path);
}

/** Every value of the fixture that must say where it comes from. */
const WITH_PROVENANCE = [
  ...CLOCK_KEYS.map((key) => `/clocks/${key}`),
  '/clocks/nrm-reflection/extension',
  '/clocks/mdt-result/extension',
  '/switches/courtExtensionStartsAt',
  '/switches/reflectionCounts',
  '/followUpVisits',
  '/mdtQuorum',
  '/mdtMoreTime',
  '/retention',
];

describe('a policy from outside', () => {
  it('is accepted when every number says where it comes from', () => {
    expect(parsePolicy(copy())).toEqual(FIXTURE_POLICY);
  });

  it.each(WITH_PROVENANCE)('is refused when %s does not say its basis, source or confidence', (path) => {
    for (const mark of ['basis', 'source', 'confidence']) {
      for (const missing of [undefined, '', '  ', 7, null]) {
        expect(refusedPaths(policyWith(`${path}/${mark}`, missing))).toEqual([`${path}/${mark}`]);
      }
    }
  });

  it.each(WITH_PROVENANCE)('is refused when %s says its basis or source in one language', (path) => {
    for (const mark of ['basis', 'source']) {
      for (const half of ['Act s.1', { en: 'Act s.1' }, { th: ' ', en: 'Act s.1' }, { th: 'มาตรา 1' }]) {
        expect(refusedPaths(policyWith(`${path}/${mark}`, half))).toEqual([`${path}/${mark}`]);
      }
    }
  });

  it.each(WITH_PROVENANCE.filter((path) => !path.endsWith('/extension')))('is refused without %s', (path) => {
    expect(refusedPaths(policyWith(path, undefined))).toEqual([path]);
  });

  it.each([
    ['/version', ''],
    ['/title', { th: 'ไทย' }],
    ['/clocks/s29-custody/title', { th: '', en: 'Custody' }],
    ['/clocks/s29-custody/limit', '24 hours'],
    ['/clocks/s29-custody/limit', 'PT0S'],
    ['/clocks/s29-custody/limit', undefined],
    ['/clocks/s29-custody/kind', 'wish'],
    ['/clocks/s29-custody/confidence', 'certain'],
    ['/clocks/s29-custody/decidedBy', 'toss-a-coin'],
    ['/clocks/referral-response/urgentLimit', '-PT4H'],
    ['/clocks/stay-permit/renewalLimit', 'a year'],
    ['/clocks/nrm-reflection/extension/maximum', undefined],
    ['/clocks/nrm-reflection/extension/grounds', []],
    ['/clocks/nrm-reflection/extension/grantedBy', ['the-exploiter']],
    ['/clocks/no-such-clock', { limit: 'P1D' }],
    ['/switches/courtExtensionStartsAt/value', 'the-later'],
    ['/switches/reflectionCounts/value', 'never'],
    ['/followUpVisits/values', []],
    ['/mdtQuorum/value', 0],
    ['/mdtQuorum/value', 2.5],
    ['/mdtQuorum/capacities', 0],
    ['/mdtQuorum/capacities', 9],
    ['/clocks/mdt-result/unsettled', 'yes'],
    ['/clocks/mdt-result/renewalLimt', 'P1Y'],
    ['/clocks/mdt-result/limit', 'P900Y'],
    ['/sweeperGrace/value', 'P1M'],
    ['/notices/digestEvery', 'P1M'],
    ['/notices/nightRest', true],
    ['/shortcuts', {}],
    ['/mdtMoreTime/maximum', 'soon'],
    ['/retention/value', 'for ever'],
  ])('is refused at %s when it says %j', (path, value) => {
    expect(refusedPaths(policyWith(path, value))).toEqual([path]);
  });

  it('names the one visit that is no length of time', () => {
    expect(refusedPaths(policyWith('/followUpVisits/values', ['P1M', 'soon']))).toEqual(['/followUpVisits/values/1']);
  });

  it('tells what is missing, what is wrong and what nothing reads from one another', () => {
    const outside = policyWith('/clocks/mdt-result/limit', undefined);
    outside.retention = { ...(outside.retention as Json), value: 'for ever', 'per/haps': 1 };
    expect(refusalsOf(outside)).toEqual([
      { path: '/clocks/mdt-result/limit', code: 'field-missing' },
      { path: '/retention/value', code: 'field-not-a-valid-value' },
      { path: '/retention/per~1haps', code: 'field-unknown' },
    ]);
  });

  it('answers a flood of unknown fields with a page of complaints', () => {
    const flood = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`field-${index}`, index]));
    expect(refusedPaths({ ...copy(), ...flood })).toHaveLength(100);
  });

  it('names all that is wrong at once', () => {
    expect(refusedPaths({ ...policyWith('/clocks/mdt-result/basis', ''), version: '' })).toEqual([
      '/version',
      '/clocks/mdt-result/basis',
    ]);
  });

  it('is never accepted when it is something else', () => {
    fc.assert(fc.property(fc.jsonValue(), (outside) => expect(() => parsePolicy(outside)).toThrow(DomainError)));
    for (const outside of [undefined, null, 7, 'th-nrm-2565', []]) expect(refusedPaths(outside)).toEqual(['']);
  });
});

describe('when a clock ends', () => {
  const at = '2026-11-24T16:10:00.000Z';

  it('gives the law’s 24 hours', () => {
    expect(dueAtOf(FIXTURE_POLICY, 's29-custody', at)).toBe('2026-11-25T16:10:00.000Z');
  });

  it('gives an urgent referral its shorter limit, and only those that have one', () => {
    expect(dueAtOf(FIXTURE_POLICY, 'referral-response', at, true)).toBe(plus(at, 'PT4H'));
    expect(dueAtOf(FIXTURE_POLICY, 'referral-response', at)).toBe(plus(at, 'PT48H'));
    expect(dueAtOf(FIXTURE_POLICY, 's29-custody', at, true)).toBe(plus(at, 'PT24H'));
  });

  it('counts the 45 days of reflection in total, or on top of the 15, as the policy reads the law', () => {
    expect(dueAtOf(policyReading({ reflectionCounts: 'total' }), 'nrm-reflection', at)).toBe(plus(at, 'P45D'));
    expect(dueAtOf(policyReading({ reflectionCounts: 'on-top' }), 'nrm-reflection', at)).toBe(plus(at, 'P60D'));
    for (const key of CLOCK_KEYS.filter((candidate) => candidate !== 'nrm-reflection')) {
      expect(dueAtOf(policyReading({ reflectionCounts: 'on-top' }), key, at)).toBe(dueAtOf(FIXTURE_POLICY, key, at));
    }
  });
});

describe('when the court’s seven days begin', () => {
  const instant = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) }).map(instantOf);

  it('is read in three ways, and by default never to her harm', () => {
    fc.assert(
      fc.property(instant, instant, (orderedAt, endOf24Hours) => {
        const start = (reading: 'order' | 'end-of-24-hours' | 'the-earlier'): string =>
          courtExtensionStart(policyReading({ courtExtensionStartsAt: reading }), orderedAt, endOf24Hours);
        expect(start('order')).toBe(orderedAt);
        expect(start('end-of-24-hours')).toBe(endOf24Hours);
        expect(start('the-earlier')).toBe(earlier(orderedAt, endOf24Hours));
      }),
    );
  });
});

describe('the policy of a demonstration, a day in a second', () => {
  const demo = policyInSeconds(FIXTURE_POLICY, 1);
  const at = '2026-01-01T00:00:00.000Z';
  const seconds = (until: string): number => (epochMs(until) - epochMs(at)) / 1000;

  it('shrinks every limit alike', () => {
    for (const key of CLOCK_KEYS) {
      const days = seconds(dueAtOf(FIXTURE_POLICY, key, at)) / 86_400;
      expect(seconds(dueAtOf(demo, key, at))).toBeCloseTo(days, 3);
    }
    expect(seconds(dueAtOf(demo, 'referral-response', at, true))).toBeCloseTo(4 / 24, 3);
    expect(demo.clocks['stay-permit'].renewalLimit).toBe('PT365.000S');
    expect(demo.clocks['nrm-reflection'].extension?.maximum).toBe('PT30.000S');
    expect(demo.followUpVisits.values).toEqual(['PT31.000S', 'PT90.000S', 'PT181.000S', 'PT365.000S']);
  });

  it('is a policy, keeps where each number comes from, and cannot be taken for the real one', () => {
    expect(parsePolicy(structuredClone(demo))).toEqual(demo);
    expect(demo.version).not.toBe(FIXTURE_POLICY.version);
    expect(demo.clocks['s29-custody'].basis).toBe(FIXTURE_POLICY.clocks['s29-custody'].basis);
    expect([demo.retention, demo.mdtQuorum]).toEqual([FIXTURE_POLICY.retention, FIXTURE_POLICY.mdtQuorum]);
  });
});
