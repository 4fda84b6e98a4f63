import { CLOCK_KEYS, type ClockKey } from '#domain/clock.js';
import { DomainError } from '#domain/errors.js';
import { durationMs, plus } from '#domain/instant.js';
import { CONFIDENCES, dueAtOf, parsePolicy, type ClockRule, type Provenance } from '#domain/policy.js';
import { checklistOf, CHECKLISTS, type ChecklistName } from '#domain/checklists.js';
import {
  DEFAULT_POLICY_VERSION,
  DEMONSTRATION_SPEEDS,
  demonstrationVersion,
  getPolicy,
  loadExtensionGrounds,
  loadPolicies,
} from './load-policy.js';

const policy = getPolicy(DEFAULT_POLICY_VERSION);

type Row = Pick<ClockRule, 'kind' | 'limit' | 'urgentLimit' | 'renewalLimit' | 'confidence' | 'decidedBy'>;

/**
 * GUIDE §3 as a table. The mark is that of the number: where the law sets a duty and the product the number (`s29-notify`
 * and the two on rights), the number is a product default.
 */
const GUIDE: Record<ClockKey, Row> = {
  's29-custody': { kind: 'ceiling', limit: 'PT24H', confidence: 'V', decidedBy: 'decide-custody' },
  's29-court-extension': { kind: 'ceiling', limit: 'P7D', confidence: 'V', decidedBy: 'decide-custody' },
  's29-notify': { kind: 'target', limit: 'PT6H', confidence: 'P', decidedBy: 'notify-superior' },
  'nrm-before-interview': { kind: 'ceiling', limit: 'P15D', confidence: 'V', decidedBy: 'mdt-interview' },
  'nrm-reflection': { kind: 'ceiling', limit: 'P45D', confidence: 'V', decidedBy: 'decide-readiness' },
  'rights-assistance': { kind: 'target', limit: 'PT24H', confidence: 'P', decidedBy: 'tell-rights' },
  'rights-compensation': { kind: 'target', limit: 'P3D', confidence: 'P', decidedBy: 'tell-rights-s34' },
  'referral-response': {
    kind: 'target',
    limit: 'PT48H',
    urgentLimit: 'PT4H',
    confidence: 'P',
    decidedBy: 'answer-referral',
  },
  'mdt-result': { kind: 'target', limit: 'P7D', confidence: 'P', decidedBy: 'mdt-finding' },
  'mdt-reconvene': { kind: 'target', limit: 'P7D', confidence: 'P', decidedBy: 'convene-mdt' },
  'liaison-response': {
    kind: 'target',
    limit: 'PT72H',
    urgentLimit: 'PT24H',
    confidence: 'P',
    decidedBy: 'record-partner-answer',
  },
  'family-tracing': { kind: 'target', limit: 'P30D', confidence: 'P', decidedBy: 'trace-family' },
  'stay-permit': { kind: 'ceiling', limit: 'P2Y', renewalLimit: 'P1Y', confidence: 'V', decidedBy: 'permit-to-stay' },
  'case-management-meeting': { kind: 'schedule', limit: 'P6M', confidence: 'V', decidedBy: 'case-management-meeting' },
  'follow-up': { kind: 'schedule', limit: 'P1M', confidence: 'P', decidedBy: 'follow-up-visit' },
};

/** Every object of the policy that holds a number or a reading of the law. */
/** Whatever in it says how sure it is, by its path. */
function provenances(value: object = policy, path = ''): readonly (readonly [string, Provenance])[] {
  const inner = Object.entries(value).flatMap(([name, at]: [string, unknown]) =>
    typeof at === 'object' && at !== null ? provenances(at, `${path}/${name}`) : [],
  );
  return 'confidence' in value ? [[path, value as Provenance], ...inner] : inner;
}

describe('the policy of the Act and the NRM B.E. 2565', () => {
  it('is one that the domain reads', () => {
    expect(parsePolicy(policy).version).toBe('th-nrm-2565');
  });

  it.each(CLOCK_KEYS)('holds for %s the number of the guide', (key) => {
    const { kind, limit, urgentLimit, renewalLimit, confidence, decidedBy } = policy.clocks[key];
    const row = Object.entries({ kind, limit, urgentLimit, renewalLimit, confidence, decidedBy });
    expect(Object.fromEntries(row.filter(([, value]) => value !== undefined))).toEqual(GUIDE[key]);
  });

  it.each(provenances())('says of %s where it comes from and how sure that is', (_name, value) => {
    for (const { th, en } of [value.basis, value.source]) {
      expect(th).toMatch(/[ก-๙]/);
      expect(en).not.toMatch(/[ก-๙]/);
    }
    expect(CONFIDENCES).toContain(value.confidence);
  });

  it.each(provenances().filter(([, value]) => value.confidence === 'P'))(
    'never lets the product default of %s look like law',
    (_name, value) => {
      const { basis, source } = value;
      expect(`${basis.en} ${source.en}`).toMatch(/product default|chosen by the product|does not say|read both ways/i);
      expect(`${basis.th} ${source.th}`).toMatch(/ค่าที่ระบบตั้งไว้|ระบบเลือกไว้|ไม่ได้ระบุ|ตีความได้สองทาง/);
    },
  );

  it("marks the two readings that the law leaves open, and takes the guide's defaults", () => {
    expect(policy.switches.courtExtensionStartsAt).toMatchObject({ value: 'the-earlier', unsettled: true });
    expect(policy.switches.reflectionCounts).toMatchObject({ value: 'total', unsettled: true });
  });

  it('plans visits at 1, 3, 6 and 12 months, asks for three members of a team, of two capacities, and keeps records ten years', () => {
    expect(policy.followUpVisits.values).toEqual(['P1M', 'P3M', 'P6M', 'P12M']);
    expect(policy.mdtQuorum).toMatchObject({ value: 3, capacities: 2 });
    expect(policy.mdtMoreTime.maximum).toBe('P30D');
    expect(policy.retention.value).toBe('P10Y');
  });

  it('lets nobody but the court lengthen temporary protection', () => {
    expect(policy.clocks['s29-custody'].extension).toBeUndefined();
    expect(policy.clocks['s29-court-extension'].extension).toBeUndefined();
  });

  it('says of every other extension that its maximum is a product default', () => {
    const extensions = Object.values(policy.clocks).flatMap(({ extension }) => extension ?? []);
    expect(extensions).toHaveLength(8);
    expect(extensions.every(({ confidence }) => confidence === 'P')).toBe(true);
  });

  it('names every ground of an extension in Thai and English, and no ground that is not used', () => {
    const used = Object.values(policy.clocks).flatMap(({ extension }) => extension?.grounds ?? []);
    const named = loadExtensionGrounds();
    expect([...named.keys()].sort()).toEqual([...new Set(used)].sort());
    for (const { th, en } of named.values()) {
      expect(th).toMatch(/[\u0e00-\u0e7f]/);
      expect(en).toMatch(/[a-z]/i);
    }
  });

  it.each(CLOCK_KEYS)('lets the case decide %s by a task that somebody may do', (key) => {
    const names = Object.keys(CHECKLISTS) as ChecklistName[];
    const tasks = names.flatMap((name) => checklistOf(name).tasks.map((task) => task.key));
    expect(tasks).toContain(policy.clocks[key].decidedBy);
  });

  it('cannot be changed by whoever has asked for it', () => {
    expect(() => Object.assign(policy.clocks['s29-custody'], { limit: 'P9D' })).toThrow(TypeError);
  });
});

describe('which policies a case may be pinned to', () => {
  it('lists the law alone unless a demonstration is asked for', () => {
    expect([...loadPolicies().keys()]).toEqual(['th-nrm-2565']);
    expect(() => getPolicy('th-nrm-2565-days-as-seconds')).toThrow(new DomainError('policy-unknown'));
  });

  it.each(DEMONSTRATION_SPEEDS)(
    'runs a whole case at a speed of %s seconds a day, where that is asked for',
    (seconds) => {
      const policy = getPolicy(demonstrationVersion(seconds), { demonstrationSpeeds: DEMONSTRATION_SPEEDS });
      expect(durationMs(policy.clocks['s29-custody'].limit)).toBe(seconds * 1_000);
      expect(durationMs(policy.clocks['nrm-reflection'].limit)).toBe(45 * seconds * 1_000);
      expect(() => getPolicy(demonstrationVersion(seconds))).toThrow(new DomainError('policy-unknown'));
    },
  );

  it('lists beside the law, when asked, a copy in which a day lasts some seconds', () => {
    const options = { demonstrationSecondsPerDay: 2 };
    expect([...loadPolicies(options).keys()]).toEqual(['th-nrm-2565', 'th-nrm-2565-days-as-seconds']);
    const quick = getPolicy('th-nrm-2565-days-as-seconds', options);
    const start = '2026-11-20T09:00:00.000Z';
    expect(dueAtOf(quick, 's29-custody', start)).toBe(plus(start, 'PT2S'));
    expect(dueAtOf(quick, 'nrm-reflection', start)).toBe(plus(start, 'PT90S'));
    expect(getPolicy(DEFAULT_POLICY_VERSION, options).clocks['s29-custody'].limit).toBe('PT24H');
  });

  it('says in the title of the demonstration that its days are not those of the law', () => {
    const options = { demonstrationSecondsPerDay: 2 };
    const { title } = getPolicy('th-nrm-2565-days-as-seconds', options);
    expect(title.th).toMatch(/^สาธิต/);
    expect(title.en).toMatch(/^Demonstration, a day lasts 2 seconds/);
  });

  it('refuses a version that it does not know', () => {
    expect(() => getPolicy('th-nrm-2599')).toThrow(
      expect.objectContaining({ code: 'policy-unknown', params: { version: 'th-nrm-2599' } }) as Error,
    );
    expect(() => getPolicy('__proto__')).toThrow(DomainError);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a demonstration day of %p seconds', (seconds) => {
    expect(() => loadPolicies({ demonstrationSecondsPerDay: seconds })).toThrow(RangeError);
  });

  it('refuses a demonstration day so short that a clock would have no time at all', () => {
    expect(() => loadPolicies({ demonstrationSecondsPerDay: 0.0001 })).toThrow(DomainError);
  });
});
