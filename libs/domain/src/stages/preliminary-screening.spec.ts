import fc from 'fast-check';
import { planAct, refusalsOf } from '../act.fixture.js';
import type { CaseCodes } from '../case-codes.js';
import { afterScreening, CONSENT_ANSWERS } from './preliminary-screening.js';

const ALL_TOLD = Object.fromEntries(CONSENT_ANSWERS.map((field) => [field, true]));
const understood = { interpreter: 'present' } as const;
const screen = (outcome: string, codes: Partial<CaseCodes>, ground?: string): readonly string[] =>
  refusalsOf('preliminary-screening', 'decide-screening', outcome, {
    codes,
    answers: { reasons: 'As written', ground },
  });

describe('consent', () => {
  const ask = (outcome: string, answers: object, codes: Partial<CaseCodes> = understood): readonly string[] =>
    refusalsOf('preliminary-screening', 'ask-consent', outcome, { codes, answers: { ...answers } });

  it('is given by seven answers, all of them yes', () => {
    expect(CONSENT_ANSWERS).toHaveLength(7);
    expect(ask('given', { ...ALL_TOLD, givenBy: 'person' })).toEqual([]);
  });

  it('is not given while any of the seven is no, or not asked', () => {
    const answer = fc.constantFrom<unknown>(true, false, undefined, 'yes', 1, null);
    const seven = fc.record(Object.fromEntries(CONSENT_ANSWERS.map((field) => [field, answer])));
    fc.assert(
      fc.property(seven, (answers) => {
        const given = ask('given', { ...answers, givenBy: 'person' });
        expect(given.length === 0).toBe(CONSENT_ANSWERS.every((field) => answers[field] === true));
        expect(given.every((line) => line.endsWith(' consent-missing'))).toBe(true);
      }),
    );
  });

  it('can be refused, when all seven were asked', () => {
    expect(ask('refused', { ...ALL_TOLD, agreesToInterview: false })).toEqual([]);
    expect(ask('refused', { agreesToInterview: false })).toHaveLength(6);
  });

  it('of a child is given by a guardian or under the duty of care, never by the child alone', () => {
    const child = { child: true, ...understood };
    for (const givenBy of ['person', '', undefined, 'recruiter']) {
      expect(ask('given', { ...ALL_TOLD, givenBy }, child)).toEqual(['/answers/givenBy consent-missing']);
    }
    for (const givenBy of ['guardian', 'duty-of-care'])
      expect(ask('given', { ...ALL_TOLD, givenBy }, child)).toEqual([]);
  });

  it('is not given to words that she could not understand', () => {
    for (const interpreter of ['needed', 'none'] as const) {
      expect(ask('given', { ...ALL_TOLD, givenBy: 'person' }, { interpreter })).toEqual([
        '/answers/outcome interpreter-needed',
      ]);
    }
  });

  it('is written down as it was answered', () => {
    const answers = { ...ALL_TOLD, agreesToInterview: false };
    expect(planAct('preliminary-screening', 'ask-consent', 'refused', { answers }).codes.consent).toBe('refused');
  });
});

describe('the decision of the screening', () => {
  it.each(['indication', 'no-indication', 'cannot-tell-yet'])('needs written reasons: %s', (outcome) => {
    const blank = { codes: understood, answers: { reasons: ' \n', ground: 's29' } };
    expect(refusalsOf('preliminary-screening', 'decide-screening', outcome, blank)).toEqual([
      '/answers/reasons reasons-missing',
    ]);
  });

  it.each(['needed', 'none'] as const)('turns nobody away whose interpreter is %s', (interpreter) => {
    expect(screen('no-indication', { interpreter })).toEqual(['/answers/outcome interpreter-needed']);
    expect(screen('indication', { interpreter })).toEqual([]);
    expect(screen('cannot-tell-yet', { interpreter }, 's29')).toEqual([]);
  });

  it.each(['not-needed', 'present'] as const)('may find no indication when the interpreter is %s', (interpreter) => {
    expect(screen('no-indication', { interpreter })).toEqual([]);
  });

  it('turns nobody away while her guardian is awaited', () => {
    expect(screen('no-indication', { ...understood, consent: 'guardian-pending' })).toEqual([
      '/answers/outcome consent-missing',
    ]);
  });

  it('says on what ground it cannot tell yet', () => {
    expect(screen('cannot-tell-yet', understood)).toEqual(['/answers/ground field-missing']);
    expect(screen('cannot-tell-yet', understood, 'later')).toEqual(['/answers/ground field-missing']);
    expect(screen('cannot-tell-yet', understood, 'reflection')).toEqual([]);
  });

  it('does not begin the 24 hours anew after custody has ended', () => {
    expect(screen('cannot-tell-yet', { ...understood, custody: 'ended' }, 's29')).toEqual([
      '/answers/ground custody-used',
    ]);
    expect(screen('indication', { ...understood, custody: 'ended' }, 's29')).toEqual([]);
  });
});

describe('a decision beside the advice', () => {
  const decide = (outcome: string, advised: 'indication' | 'no-indication' | 'cannot-tell-yet', because?: string) =>
    refusalsOf('preliminary-screening', 'decide-screening', outcome, {
      codes: understood,
      advised,
      answers: { reasons: 'As written', ground: 'reflection', differsBecause: because },
    });

  it('needs no more reasons when it agrees', () => {
    for (const outcome of ['indication', 'no-indication', 'cannot-tell-yet'] as const)
      expect(decide(outcome, outcome)).toEqual([]);
  });

  it.each([
    ['indication', 'no-indication'],
    ['no-indication', 'indication'],
    ['no-indication', 'cannot-tell-yet'],
    ['cannot-tell-yet', 'indication'],
  ] as const)('is %s where the advice is %s only with the reason why', (outcome, advised) => {
    expect(decide(outcome, advised)).toEqual(['/answers/differsBecause differs-without-reason']);
    expect(decide(outcome, advised, ' \n')).toEqual(['/answers/differsBecause differs-without-reason']);
    expect(decide(outcome, advised, 'She was seen to be watched while she spoke.')).toEqual([]);
  });
});

describe('the way from the screening', () => {
  const free = { rescuedAbroad: false, inCustody: false };

  it.each([
    ['indication', undefined, 'recovery-reflection'],
    ['no-indication', undefined, 'closure'],
    ['cannot-tell-yet', 's29', 'temporary-protection'],
    ['cannot-tell-yet', 'reflection', 'recovery-reflection'],
  ])('%s, ground %s: %s', (outcome, ground, stage) => {
    expect(afterScreening(outcome, ground, free)).toBe(stage);
  });

  it('stays under s.29 for a person in custody until custody itself is decided', () => {
    for (const outcome of ['indication', 'no-indication', 'cannot-tell-yet']) {
      expect(afterScreening(outcome, undefined, { ...free, inCustody: true })).toBe('temporary-protection');
    }
  });
});
