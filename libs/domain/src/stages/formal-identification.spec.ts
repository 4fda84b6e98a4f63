import fc from 'fast-check';
import { LAO_WOMAN, planAct, refusalsOf, type Trial } from '../act.fixture.js';
import { CHOICE_ANSWERS, FINDINGS, type CaseCodes } from '../case-codes.js';
import { CHECKLISTS } from '../checklists.js';
import { instantOf, plus } from '../instant.js';
import { FIXTURE_POLICY } from '../policy.fixture.js';
import { openingOf, settleBlocked, type ChecklistTask } from '../step.js';
import type { ActContext, Checklist } from '../task-template.js';
import { afterFinding, isNegativeFinding, isVictimFinding, MDT_ROUND } from './formal-identification.js';

const NOW = '2026-12-01T03:00:00.000Z';
const understood = { interpreter: 'present' } as const;
const HEARD = { actReasons: 'Heard', meansReasons: 'Heard', purposeReasons: 'Heard', forcedLabourReasons: 'Heard' };
const find = (outcome: string, answers: object, codes: Partial<CaseCodes> = {}): readonly string[] =>
  refusalsOf('formal-identification', 'mdt-finding', outcome, {
    at: NOW,
    codes: { ...understood, ...codes },
    answers: { reasons: 'As the team wrote', ...HEARD, ...answers },
  });
const element = fc.constantFrom<unknown>('found', 'not-found', 'unclear', undefined, true);
const elements = fc.record({ act: element, means: element, purpose: element, forcedLabour: element });

describe('a victim under s.6', () => {
  it('who is an adult: act, means and purpose, all three found', () => {
    fc.assert(
      fc.property(elements, (answers) => {
        const missing = (['act', 'purpose', 'means'] as const).filter((name) => answers[name] !== 'found');
        expect(find('victim-s6', answers)).toEqual(missing.map((name) => `/answers/${name} finding-not-supported`));
      }),
    );
  });

  it('who is a child: act and purpose; the means are not needed', () => {
    fc.assert(
      fc.property(elements, (answers) => {
        const missing = (['act', 'purpose'] as const).filter((name) => answers[name] !== 'found');
        expect(find('victim-s6', answers, { child: true })).toEqual(
          missing.map((name) => `/answers/${name} finding-not-supported`),
        );
      }),
    );
  });
});

describe('a victim under s.6/1', () => {
  it('rests on forced labour or services alone', () => {
    fc.assert(
      fc.property(elements, fc.boolean(), (answers, child) => {
        expect(find('victim-s6-1', answers, { child })).toEqual(
          answers.forcedLabour === 'found' ? [] : ['/answers/forcedLabour finding-not-supported'],
        );
      }),
    );
  });
});

describe('a negative finding', () => {
  it('is refused of an adult for whom act, means and purpose were all found', () => {
    const all = { act: 'found', means: 'found', purpose: 'found' };
    expect(find('not-a-victim', all)).toEqual(['/answers/outcome finding-not-supported']);
    expect(find('not-a-victim', { ...all, means: 'not-found' })).toEqual([]);
  });

  it('is refused of a child for whom act and purpose were found', () => {
    const both = { act: 'found', means: 'not-found', purpose: 'found' };
    expect(find('not-a-victim', both, { child: true })).toEqual(['/answers/outcome finding-not-supported']);
  });

  it.each(['needed', 'none'] as const)('is refused of a person whose interpreter is %s', (interpreter) => {
    expect(find('not-a-victim', {}, { interpreter })).toEqual(['/answers/outcome interpreter-needed']);
  });
});

describe('more time', () => {
  it('needs a ground, and an instant that lies ahead but not beyond the policy’s maximum', () => {
    expect(find('more-time', {})).toEqual([
      '/answers/moreTimeGround field-missing',
      '/answers/moreTimeUntil field-missing',
    ]);
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (offset) => {
        const moreTimeUntil = instantOf(Date.parse(NOW) + offset);
        expect(find('more-time', { moreTimeGround: 'health', moreTimeUntil })).toEqual(
          offset > 0 ? [] : ['/answers/moreTimeUntil date-invalid'],
        );
      }),
    );
    const maximum = plus(NOW, FIXTURE_POLICY.mdtMoreTime.maximum);
    expect(find('more-time', { moreTimeGround: 'health', moreTimeUntil: maximum })).toEqual([]);
    const later = instantOf(Date.parse(maximum) + 1);
    expect(find('more-time', { moreTimeGround: 'health', moreTimeUntil: later })).toEqual([
      '/answers/moreTimeUntil more-time-too-long',
    ]);
    expect(find('more-time', { moreTimeGround: 'health', moreTimeUntil: 'next week' })).toEqual([
      '/answers/moreTimeUntil field-missing',
    ]);
  });
});

describe('every finding', () => {
  it.each(FINDINGS)('has written reasons: %s', (outcome) => {
    const answers = {
      act: 'found',
      means: outcome === 'not-a-victim' ? 'not-found' : 'found',
      purpose: 'found',
      forcedLabour: 'found',
      moreTimeGround: 'health',
      moreTimeUntil: plus(NOW, 'P7D'),
    };
    expect(find(outcome, answers)).toEqual([]);
    for (const reasons of ['', '   ', undefined, 7]) {
      expect(find(outcome, { ...answers, reasons })).toEqual(['/answers/reasons reasons-missing']);
    }
  });

  it('gives its reasons for each element that it judges', () => {
    const all = { act: 'found', means: 'found', purpose: 'found', forcedLabour: 'unclear' };
    for (const field of Object.keys(HEARD)) {
      expect(find('victim-s6', { ...all, [field]: ' ' })).toEqual([`/answers/${field} reasons-missing`]);
    }
  });

  it.each(FINDINGS)('shows the way: %s', (outcome) => {
    const next = { 'victim-s6': 'rights-and-choices', 'victim-s6-1': 'rights-and-choices', 'more-time': 'more-time' };
    expect(afterFinding(outcome)).toBe((next as Record<string, string>)[outcome] ?? 'closure');
    expect([isVictimFinding(outcome), isNegativeFinding(outcome)].filter(Boolean)).toHaveLength(
      outcome === 'more-time' ? 0 : 1,
    );
  });

  it('stops the clock of the result, and starts that of s.34 only for a victim', () => {
    const clocksOf = (outcome: string, answers: object): readonly string[] =>
      planAct('formal-identification', 'mdt-finding', outcome, {
        codes: understood,
        answers: { reasons: 'As written', ...HEARD, ...answers },
      }).clocks.map(({ order, key }) => `${order} ${key}`);
    expect(clocksOf('victim-s6-1', { forcedLabour: 'found' })).toEqual([
      'stop mdt-result',
      'start rights-compensation',
    ]);
    expect(clocksOf('not-a-victim', {})).toEqual(['stop mdt-result']);
    expect(clocksOf('more-time', { moreTimeGround: 'health', moreTimeUntil: '2026-12-02T03:00:00.000Z' })).toEqual([
      'stop mdt-result',
      'start mdt-reconvene',
    ]);
  });
});

describe('the team', () => {
  const quorum = FIXTURE_POLICY.mdtQuorum.value;
  const members = (count: number, capacity?: string): readonly object[] =>
    Array.from({ length: count }, (_, index) => ({
      name: `member ${index}`,
      capacity: capacity ?? `capacity ${index}`,
    }));
  const interview = (outcome: string, answers: Trial['answers']): readonly string[] =>
    refusalsOf('formal-identification', 'mdt-interview', outcome, { answers: answers ?? {} });

  it('holds no interview below its quorum', () => {
    fc.assert(
      fc.property(fc.nat({ max: 9 }), (count) => {
        expect(interview('held', { membersPresent: members(count) })).toEqual(
          count >= quorum ? [] : ['/answers/membersPresent quorum-not-reached'],
        );
      }),
    );
    expect(interview('held', {})).toEqual(['/answers/membersPresent quorum-not-reached']);
  });

  it('is no team while all its members are of one capacity, nor when it is convened so', () => {
    const police = members(quorum + 2, 'police');
    expect(interview('held', { membersPresent: police })).toEqual(['/answers/membersPresent quorum-not-reached']);
    expect(refusalsOf('formal-identification', 'convene-mdt', 'convened', { answers: { members: police } })).toEqual([
      '/answers/members quorum-not-reached',
    ]);
  });

  it('starts the clock of the next sitting when its quorum is not reached, until it is convened again', () => {
    const clocksOf = (key: 'convene-mdt' | 'mdt-interview', outcome: string, answers: Trial['answers'] = {}) =>
      planAct('formal-identification', key, outcome, { answers }).clocks.map(
        ({ order, key: clock }) => `${order} ${clock}`,
      );
    expect(clocksOf('mdt-interview', 'quorum-not-reached')).toEqual(['start mdt-reconvene']);
    expect(clocksOf('convene-mdt', 'convened', { members: members(quorum) })).toEqual(['stop mdt-reconvene']);
  });

  it('may always say that its quorum was not reached', () => {
    expect(interview('quorum-not-reached', {})).toEqual([]);
  });

  it('finds nothing without an interview that was held', () => {
    const round = openingOf('formal-identification', MDT_ROUND, LAO_WOMAN).map(
      ({ key, state }, order): ChecklistTask => ({ id: key, key, state, order }),
    );
    const after = (mdtInterview: NonNullable<CaseCodes['mdtInterview']>): Partial<ReturnType<typeof settleBlocked>> => {
      const done = round.map((task) => (task.key === 'mdt-finding' ? task : { ...task, state: 'completed' as const }));
      const { unblocks, notNeeded } = settleBlocked('formal-identification', done, { ...LAO_WOMAN, mdtInterview });
      return { unblocks, notNeeded };
    };
    expect(after('held')).toEqual({ unblocks: ['mdt-finding'], notNeeded: [] });
    expect(after('quorum-not-reached')).toEqual({ unblocks: [], notNeeded: ['mdt-finding'] });
  });
});

describe('cooperation with the police', () => {
  const templates = Object.values<Checklist>(CHECKLISTS).flatMap(({ tasks }) => tasks);
  const cooperation = fc.constantFrom(...CHOICE_ANSWERS, undefined);

  it('is no input to any refusal, to any task’s opening, or to any clock', () => {
    const codes = fc
      .record({
        child: fc.boolean(),
        thai: fc.boolean(),
        interpreter: fc.constantFrom('not-needed' as const, 'needed' as const, 'present' as const),
        custody: fc.constantFrom('none' as const, 'running' as const, 'petitioned' as const, 'ended' as const),
        finding: fc.constantFrom(...FINDINGS),
        forcedCriminality: fc.boolean(),
      })
      .map((drawn) => ({ ...LAO_WOMAN, ...drawn }));
    const given = fc.record({
      reasons: fc.constantFrom('', 'As written'),
      placeType: fc.constantFrom('shelter', 'police-cell'),
      days: fc.integer({ min: 1, max: 9 }),
      act: element,
      means: element,
      purpose: element,
      forcedLabour: element,
    });
    const trial = fc.record({ template: fc.constantFrom(...templates), turn: fc.nat(), codes, given });
    fc.assert(
      fc.property(trial, cooperation, cooperation, ({ template, turn, codes, given }, one, other) => {
        const outcome = template.outcomes[turn % template.outcomes.length] ?? '';
        const act = { key: template.key, outcome, answers: given, at: NOW, now: NOW, actorId: 'officer' };
        const seenWith = (answer: typeof one): unknown => {
          const choices = answer === undefined ? {} : { cooperation: answer };
          const context: ActContext = {
            codes: { ...codes, choices },
            policy: FIXTURE_POLICY,
            stage: 'formal-identification',
            dueAtOf: () => NOW,
            caseId: 'case-1',
            completedBy: () => 'officer',
          };
          const { choices: _choices, ...changed } = template.changes?.(context.codes, act, context) ?? context.codes;
          const refused = template.refuses?.(act, context);
          const clocks = refused === undefined || refused.length === 0 ? template.clocks?.(act, context) : [];
          return [refused, template.onlyIf?.(context.codes), clocks, changed];
        };
        expect(seenWith(one)).toEqual(seenWith(other));
      }),
      { numRuns: 1000 },
    );
  });
});
