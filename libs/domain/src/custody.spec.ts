import fc from 'fast-check';
import { LAO_WOMAN, planAct, refusals, type Trial } from './act.fixture.js';
import { startScreeningAnew, type CaseCodes } from './case-codes.js';
import { CHECKLISTS, type ChecklistName } from './checklists.js';
import { PROTECTION_PLACES, REFUSED_PLACES, refusesPlace } from './custody.js';
import { earlier, epochMs, instantOf, plus } from './instant.js';
import { FIXTURE_POLICY, policyReading } from './policy.fixture.js';
import { openingOf, type StepPlan } from './step.js';
import type { TaskKey } from './task-keys.js';

const TAKEN_AT = '2026-11-24T16:10:00.000Z';

/** An act twenty hours after she was taken into protection, unless the trial says otherwise. */
function inCustody(trial: Trial = {}): Trial {
  return {
    at: plus(TAKEN_AT, 'PT20H'),
    dueAtOf: (clock) => (clock === 's29-custody' ? plus(TAKEN_AT, 'PT24H') : undefined),
    ...trial,
    codes: { custody: 'running', custodyStartedAt: TAKEN_AT, ...trial.codes },
  };
}
const complete = (name: ChecklistName, key: TaskKey, outcome: string, trial?: Trial): StepPlan =>
  planAct(name, key, outcome, inCustody(trial));
const refusalsOf = (name: ChecklistName, key: TaskKey, outcome: string, trial?: Trial): readonly string[] =>
  refusals(() => complete(name, key, outcome, trial));

const free = { codes: { custody: 'none' } } as const;
const admissions = ['temporary-protection', 'standing'] as const;
const anyPlace = fc.oneof(
  fc.string(),
  fc.constantFrom(...REFUSED_PLACES),
  fc.constantFrom(...REFUSED_PLACES, ...PROTECTION_PLACES).map((place) => place.toUpperCase()),
  fc.constantFrom('cell', 'police station', 'ห้องขัง', ' shelter', 'shelter ', 'toString', '__proto__', 'immigration'),
  fc.constantFrom<unknown>(undefined, null, 0, true, ['shelter'], { place: 'shelter' }),
);

describe('where a person may be protected', () => {
  it.each(PROTECTION_PLACES)('accepts a bed in %s', (placeType) => {
    for (const name of admissions) {
      expect(refusalsOf(name, 'admit-to-protection', 'admitted', { ...free, answers: { placeType } })).toEqual([]);
    }
  });

  it.each(REFUSED_PLACES)('refuses a bed in %s, by its own name', (placeType) => {
    for (const name of admissions) {
      expect(refusalsOf(name, 'admit-to-protection', 'admitted', { ...free, answers: { placeType } })).toEqual([
        '/answers/placeType bed-in-a-cell-refused',
      ]);
    }
  });

  it('refuses whatever else is called a place', () => {
    fc.assert(
      fc.property(anyPlace, fc.constantFrom(...admissions), (placeType, name) => {
        fc.pre(!PROTECTION_PLACES.some((place) => place === placeType));
        expect(refusesPlace(placeType, '/answers/placeType')).toHaveLength(1);
        expect(refusalsOf(name, 'admit-to-protection', 'admitted', { ...free, answers: { placeType } })).toHaveLength(
          1,
        );
      }),
    );
  });

  it('asks for the place when none is named', () => {
    expect(refusesPlace(undefined, '/placeType')).toEqual([{ path: '/placeType', code: 'field-missing' }]);
  });

  it('asks why, when nobody is taken into protection after all', () => {
    const notNeeded = (reasons: string): readonly string[] =>
      refusalsOf('temporary-protection', 'admit-to-protection', 'not-needed', { ...free, answers: { reasons } });
    expect(notNeeded('  ')).toEqual(['/answers/reasons reasons-missing']);
    expect(notNeeded('An aunt came for her')).toEqual([]);
  });

  it('takes nobody into protection twice at a time', () => {
    for (const name of admissions) {
      expect(refusalsOf(name, 'admit-to-protection', 'admitted', { answers: { placeType: 'shelter' } })).toEqual([
        '/answers/outcome custody-running',
      ]);
    }
  });
});

describe('a second admission under s.29', () => {
  const admit = (codes: CaseCodes, name: (typeof admissions)[number]): readonly string[] =>
    refusalsOf(name, 'admit-to-protection', 'admitted', { codes, answers: { placeType: 'shelter' } });
  const released: CaseCodes = { ...LAO_WOMAN, custody: 'ended', custodyStartedAt: TAKEN_AT };

  it('is refused while nothing new is known: her 24 hours are used', () => {
    for (const name of admissions) {
      expect(admit(released, name)).toEqual(['/answers/outcome custody-used']);
      expect(openingOf(name, ['admit-to-protection'], released)).toEqual([]);
    }
  });

  it('is possible when new facts began her case anew', () => {
    for (const name of admissions) {
      const anew = startScreeningAnew(released);
      expect(admit(anew, name)).toEqual([]);
      expect(openingOf(name, ['admit-to-protection'], anew)).toHaveLength(1);
    }
  });

  it('is not made possible by new facts while she is still held', () => {
    for (const custody of ['running', 'petitioned', 'court-extended'] as const) {
      const held = startScreeningAnew({ ...released, custody });
      for (const name of admissions) expect(admit(held, name)).toEqual(['/answers/outcome custody-running']);
    }
  });
});

describe('the first minute of protection', () => {
  it('starts the 24 hours and the notice to the superior, back-dated to it', () => {
    const startedAt = plus(TAKEN_AT, 'PT0.5S');
    const { clocks, codes, tells } = complete('temporary-protection', 'admit-to-protection', 'admitted', {
      ...free,
      at: startedAt,
      answers: { placeType: 'children-and-family-home' },
    });
    expect(clocks).toEqual([
      { order: 'start', key: 's29-custody', at: startedAt },
      { order: 'start', key: 's29-notify', at: startedAt },
    ]);
    expect([codes.custody, codes.custodyStartedAt, tells?.kind]).toEqual(['running', startedAt, 'custodyStarted']);
  });
});

describe('the decision within 24 hours', () => {
  it.each(['none', 'ended'] as const)('is refused when custody is %s', (custody) => {
    for (const outcome of ['release', 'petition-court', 'consent-based-stay']) {
      expect(refusalsOf('custody', 'decide-custody', outcome, { codes: { custody } })).toEqual([
        '/answers/outcome custody-not-running',
      ]);
    }
  });

  it('releases her from each state of custody', () => {
    for (const custody of ['running', 'petitioned', 'court-extended'] as const) {
      const { codes, clocks } = complete('custody', 'decide-custody', 'release', { codes: { custody } });
      expect([codes.custody, clocks.map(({ key }) => key)]).toEqual(['ended', ['s29-custody', 's29-court-extension']]);
    }
  });

  it('petitions the court once', () => {
    expect(complete('custody', 'decide-custody', 'petition-court').codes.custody).toBe('petitioned');
    for (const custody of ['petitioned', 'court-extended'] as const) {
      expect(refusalsOf('custody', 'decide-custody', 'petition-court', { codes: { custody } })).toEqual([
        '/answers/outcome stage-does-not-allow',
      ]);
    }
  });

  it('lets her stay after custody only by her recorded consent, or as a child on a protection ground', () => {
    const answers = fc.record(
      {
        consentRecorded: fc.constantFrom<unknown>(true, false, 'true', 1, null),
        childProtectionGround: fc.constantFrom<unknown>('', '   ', 'Child Protection Act s.40', 7),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(answers, fc.boolean(), (given, child) => {
        const byConsent = given.consentRecorded === true;
        const byGround = child && given.childProtectionGround === 'Child Protection Act s.40';
        const found = refusalsOf('custody', 'decide-custody', 'consent-based-stay', {
          codes: { child },
          answers: given,
        });
        expect(found).toEqual(byConsent || byGround ? [] : ['/answers/consentRecorded consent-missing']);
      }),
    );
  });
});

describe('the order of the court', () => {
  const petitioned = { custody: 'petitioned' } as const;
  const order = (days: unknown, more: Trial = {}): Trial => ({ ...more, codes: petitioned, answers: { days } });

  it('is accepted up to seven days, and refused beyond', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3, max: 60 }), (days) => {
        const found = refusalsOf('custody', 'record-court-order', 'granted', order(days));
        if (days < 1) expect(found).toEqual(['/answers/days field-missing']);
        else if (days > 7) expect(found).toEqual(['/answers/days court-order-too-long']);
        else expect(found).toEqual([]);
      }),
    );
  });

  it('is refused without a petition, without its days, and from before custody began', () => {
    expect(refusalsOf('custody', 'record-court-order', 'granted', { answers: { days: 3 } })).toEqual([
      '/answers/outcome custody-not-running',
    ]);
    expect(refusalsOf('custody', 'record-court-order', 'granted', order(undefined))).toEqual([
      '/answers/days field-missing',
    ]);
    const tooEarly = order(3, { at: instantOf(epochMs(TAKEN_AT) - 1) });
    expect(refusalsOf('custody', 'record-court-order', 'granted', tooEarly)).toEqual([
      '/answers/orderedAt date-invalid',
    ]);
  });

  it('counts from the earlier of the order and the end of the 24 hours, for the days it names', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 72 }), fc.integer({ min: 1, max: 7 }), (hours, days) => {
        const at = plus(TAKEN_AT, `PT${hours}H`.replace('PT0H', 'PT0.001S'));
        const start = earlier(at, plus(TAKEN_AT, 'PT24H'));
        const { clocks, codes } = complete('custody', 'record-court-order', 'granted', order(days, { at }));
        expect(clocks).toEqual([
          { order: 'start', key: 's29-court-extension', at: start, dueAt: plus(start, `P${days}D`) },
        ]);
        expect(codes.custody).toBe('court-extended');
      }),
    );
  });

  it('counts from the order, or from the end of the 24 hours, where the policy reads the law so', () => {
    const at = plus(TAKEN_AT, 'PT20H');
    const startIn = (reading: 'order' | 'end-of-24-hours'): string | undefined =>
      complete(
        'custody',
        'record-court-order',
        'granted',
        order(2, { at, policy: policyReading({ courtExtensionStartsAt: reading }) }),
      ).clocks[0]?.at;
    expect([startIn('order'), startIn('end-of-24-hours')]).toEqual([at, plus(TAKEN_AT, 'PT24H')]);
  });

  it('may shorten the limit of the policy, never lengthen it', () => {
    const extension = FIXTURE_POLICY.clocks['s29-court-extension'];
    const threeDays = { ...FIXTURE_POLICY.clocks, 's29-court-extension': { ...extension, limit: 'P3D' } };
    const policy = { ...FIXTURE_POLICY, clocks: threeDays };
    const at = plus(TAKEN_AT, 'PT20H');
    const [started] = complete('custody', 'record-court-order', 'granted', order(7, { at, policy })).clocks;
    expect(started).toMatchObject({ dueAt: plus(at, 'P3D') });
  });

  it('that refuses extends nothing', () => {
    const { clocks, codes } = complete('custody', 'record-court-order', 'refused', order(undefined));
    expect([clocks, codes.custody]).toEqual([[], 'petitioned']);
  });
});

describe('the notice to the superior', () => {
  it('stops its own clock and no other', () => {
    const { clocks } = complete('custody', 'notify-superior', 'notified');
    expect(clocks).toEqual([{ order: 'stop', key: 's29-notify', at: plus(TAKEN_AT, 'PT20H'), reason: 'notified' }]);
  });
});

describe('leaving', () => {
  it.each(['withdrew', 'left', 'deceased'])('ends custody and its clocks when she %s', (outcome) => {
    const { codes, clocks } = complete('standing', 'record-exit', outcome);
    expect([codes.custody, codes.exit, clocks.map(({ key }) => key)]).toEqual([
      'ended',
      outcome,
      ['s29-custody', 's29-court-extension'],
    ]);
  });
});

it('decides on custody in one checklist only, which opens whatever the stage', () => {
  const names = Object.keys(CHECKLISTS) as ChecklistName[];
  const deciding = names.filter((name) => CHECKLISTS[name].tasks.some(({ key }) => key === 'decide-custody'));
  expect(deciding).toEqual(['custody']);
});
