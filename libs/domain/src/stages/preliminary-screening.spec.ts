import fc from 'fast-check';
import { LAO_WOMAN, planAct, refusals, refusalsOf } from '../act.fixture.js';
import type { CaseCodes } from '../case-codes.js';
import { FIXTURE_POLICY } from '../policy.fixture.js';
import { planStep } from '../step.js';
import { afterScreening, CONSENT_ANSWERS } from './preliminary-screening.js';

const ALL_TOLD = Object.fromEntries(CONSENT_ANSWERS.map((field) => [field, true]));
const NOW = '2026-11-25T12:00:00.000Z';
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

describe('a second reader', () => {
  const decide = (outcome: string, codes: Partial<CaseCodes> = {}, caseId = 'case-not-drawn') =>
    planAct('preliminary-screening', 'decide-screening', outcome, {
      caseId,
      codes: { ...understood, ...codes },
      answers: { reasons: 'As written', ground: 'reflection' },
    });
  const read = (outcome: string, answers: object = {}, actorId = 'second') =>
    planAct('preliminary-screening', 'second-read-screening', outcome, {
      codes: { ...understood, child: true, screeningToRead: 'no-indication' },
      actorId,
      completedBy: (key) => (key === 'decide-screening' ? 'first' : undefined),
      answers: { ...answers },
    });

  it('reads every "no indication" for a child before it takes effect', () => {
    const plan = decide('no-indication', { child: true });
    expect([plan.opens, plan.tells]).toEqual([['second-read-screening'], null]);
    expect([plan.codes.screening, plan.codes.screeningToRead]).toEqual([undefined, 'no-indication']);
  });

  it('reads the share of the others that the policy says, drawn by the case', () => {
    const drawn = Array.from({ length: 2000 }, (_none, number) => decide('no-indication', {}, `case-${number}`)).filter(
      ({ tells }) => tells === null,
    );
    expect(drawn.length / 2000).toBeGreaterThan(0.07);
    expect(drawn.length / 2000).toBeLessThan(0.13);
  });

  it('never holds up help: an indication and "cannot tell yet" take effect at once, for a child too', () => {
    for (const outcome of ['indication', 'cannot-tell-yet']) {
      for (let number = 0; number < 50; number += 1) {
        const plan = decide(outcome, { child: true }, `case-${number}`);
        expect([plan.opens, plan.tells?.outcome, plan.codes.screening]).toEqual([[], outcome, outcome]);
      }
    }
  });

  it('confirms: then the workflow hears the decision itself', () => {
    const plan = read('confirmed');
    expect(plan.tells).toEqual({ kind: 'screeningDecided', outcome: 'no-indication' });
    expect([plan.codes.screening, plan.codes.screeningToRead]).toEqual(['no-indication', undefined]);
  });

  it('sends back with reasons: then it is decided anew', () => {
    const plan = read('sent-back', { reasons: 'She was watched while she spoke' });
    expect([plan.opens, plan.tells]).toEqual([['decide-screening'], null]);
    expect([plan.codes.screening, plan.codes.screeningToRead]).toEqual([undefined, undefined]);
    expect(refusals(() => read('sent-back'))).toEqual(['/answers/reasons reasons-missing']);
  });

  it('is never the one who decided', () => {
    expect(refusals(() => read('confirmed', {}, 'first'))).toEqual(['/answers/outcome four-eyes-required']);
  });
});

describe('an interview in several sittings', () => {
  const checklist = 'preliminary-screening';
  const tasks = [
    { id: 'i', key: 'screening-interview', state: 'open', order: 1 },
    { id: 'd', key: 'decide-screening', state: 'blocked', order: 2 },
  ] as const;
  const hold = (outcome: string) =>
    planStep(
      checklist,
      tasks,
      'i',
      { key: 'screening-interview', outcome, answers: {}, at: NOW, now: NOW, actorId: 'malee' },
      {
        caseId: 'case-1',
        codes: { ...LAO_WOMAN, ...understood, consent: 'given' },
        policy: FIXTURE_POLICY,
        stage: checklist,
        dueAtOf: () => undefined,
        completedBy: () => undefined,
      },
    );

  it('opens the next sitting, and holds up the decision until it is over', () => {
    expect(hold('to-be-continued')).toMatchObject({ opens: ['screening-interview'], unblocks: [] });
    expect(hold('held')).toMatchObject({ opens: [], unblocks: ['d'] });
  });
});

describe('an interpreter', () => {
  const arrange = (outcome: string) => planAct('preliminary-screening', 'arrange-interpreter', outcome);

  it('who is booked is not there yet: whether he came is asked again', () => {
    expect(arrange('booked')).toMatchObject({ opens: ['arrange-interpreter'], codes: { interpreter: 'needed' } });
    expect(arrange('present')).toMatchObject({ opens: [], codes: { interpreter: 'present' } });
    expect(arrange('not-available')).toMatchObject({ opens: [], codes: { interpreter: 'none' } });
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
