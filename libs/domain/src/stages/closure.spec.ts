import fc from 'fast-check';
import { LAO_WOMAN, planAct, refusalsOf } from '../act.fixture.js';
import type { CaseCodes } from '../case-codes.js';
import { keysOf, openingOf } from '../step.js';
import { CASE_OUTCOMES } from '../stages.js';
import { isNegative } from './closure.js';

const propose = (outcome: string, codes: Partial<CaseCodes>, reasons = 'As written'): readonly string[] =>
  refusalsOf('closure', 'propose-closure', outcome, { codes, answers: { reasons } });
const opened = (codes: Partial<CaseCodes>): readonly string[] =>
  openingOf('closure', keysOf('closure'), { ...LAO_WOMAN, ...codes }).map(({ key, state }) => `${key} ${state}`);

describe('a negative result', () => {
  it.each([
    { screening: 'no-indication' },
    { finding: 'not-a-victim' },
    { finding: 'other-labour-violation' },
  ] as const)('is told before the closure can be proposed: %j', (codes) => {
    expect(opened(codes)).toEqual(['tell-negative-result open', 'propose-closure blocked', 'approve-closure blocked']);
  });

  it('is not told to a victim, or to a person who has gone', () => {
    expect(opened({ finding: 'victim-s6' })[0]).toBe('propose-closure open');
    expect(isNegative({ ...LAO_WOMAN, finding: 'not-a-victim', exit: 'left' })).toBe(false);
  });

  it('is told with reasons and with the right to a new screening', () => {
    const tell = (answers: object): readonly string[] =>
      refusalsOf('closure', 'tell-negative-result', 'told', { answers: { ...answers } });
    expect(tell({})).toEqual([
      '/answers/rescreeningRightTold rescreening-right-not-told',
      '/answers/reasons reasons-missing',
    ]);
    expect(tell({ rescreeningRightTold: true, reasons: 'No act was found' })).toEqual([]);
    for (const rescreeningRightTold of [false, 'true', 1, null]) {
      expect(tell({ rescreeningRightTold, reasons: 'No act was found' })).toHaveLength(1);
    }
  });

  it('is the outcome only of a case in which it was decided, and so told', () => {
    for (const outcome of ['not-a-victim', 'other-labour-violation']) {
      expect(propose(outcome, { finding: 'victim-s6' })).toEqual(['/answers/outcome field-not-a-valid-value']);
      expect(propose(outcome, {})).toEqual(['/answers/outcome field-not-a-valid-value']);
      expect(propose(outcome, { finding: 'not-a-victim' })).toEqual([]);
    }
  });
});

describe('the proposal', () => {
  it.each(CASE_OUTCOMES)('has written reasons: %s', (outcome) => {
    expect(propose(outcome, {}, '  ')).toContain('/answers/reasons reasons-missing');
  });

  it.each(['withdrew', 'left', 'deceased'] as const)('of a person who %s says so and nothing else', (exit) => {
    expect(CASE_OUTCOMES.filter((outcome) => propose(outcome, { exit }).length === 0)).toEqual([exit]);
  });

  it('does not call reintegrated whom it found no victim', () => {
    expect(propose('reintegrated', { screening: 'no-indication' })).toEqual([
      '/answers/outcome field-not-a-valid-value',
    ]);
    expect(propose('reintegrated', { finding: 'victim-s6' })).toEqual([]);
  });

  it.each(['running', 'petitioned', 'court-extended'] as const)(
    'closes no file on a person whose custody is %s, save that it doubles another',
    (custody) => {
      const closing = CASE_OUTCOMES.filter(
        (outcome) => propose(outcome, { custody, finding: 'victim-s6' }).length === 0,
      );
      expect(closing).toEqual(['duplicate']);
    },
  );

  it('can be made of every case in some way', () => {
    const codes = fc.record(
      {
        screening: fc.constantFrom('indication' as const, 'no-indication' as const),
        finding: fc.constantFrom('victim-s6' as const, 'victim-s6-1' as const, 'not-a-victim' as const),
        exit: fc.constantFrom('withdrew' as const, 'left' as const, 'deceased' as const),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(codes, (drawn) => {
        expect(CASE_OUTCOMES.some((outcome) => propose(outcome, drawn).length === 0)).toBe(true);
      }),
    );
  });
});

describe('the approval', () => {
  it('is never given by the person who proposed', () => {
    fc.assert(
      fc.property(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('a', 'b', 'c'), (proposer, approver) => {
        const refused = refusalsOf('closure', 'approve-closure', 'approved', {
          actorId: approver,
          completedBy: (key) => (key === 'propose-closure' ? proposer : undefined),
        });
        expect(refused).toEqual(proposer === approver ? ['/answers/outcome four-eyes-required'] : []);
      }),
    );
  });

  it('of a duplicate leaves custody to the other case, so that new facts find her free to be protected here', () => {
    const answered = (outcome: string): CaseCodes['custody'] =>
      planAct('closure', 'approve-closure', outcome, {
        codes: { custody: 'running' },
        completedBy: () => 'somebody else',
      }).codes.custody;
    expect([answered('approved'), answered('rejected')]).toEqual(['ended', 'running']);
  });

  it('is told to the case, with its answer', () => {
    const plan = planAct('closure', 'approve-closure', 'rejected', { completedBy: () => 'somebody else' });
    expect(plan.tells).toEqual({ kind: 'closureAnswered', outcome: 'rejected' });
  });
});
