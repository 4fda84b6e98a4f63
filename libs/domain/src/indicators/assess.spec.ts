import fc from 'fast-check';
import { answersInForce, INDICATOR_ANSWERS, type AnsweredIndicator } from './answered.js';
import { answersThatMattered, assessSet, type SetAssessment } from './assess.js';
import { adviseOn, keptAdvice } from './advice.js';
import { AGE_GROUPS, type AgeGroup, type Weight } from './indicator-set.js';
import { answered, SET_IDS, shippedSet } from './indicators.fixture.js';

const SEED = 20_261_124;
const labour = shippedSet('ilo-labour');
const sets = SET_IDS.map(shippedSet);

/** The first so many indicators of each weight of one dimension, answered yes. */
function yesIn(dimension: string, age: AgeGroup, wanted: Partial<Record<Weight, number>>): AnsweredIndicator[] {
  return (Object.entries(wanted) as [Weight, number][]).flatMap(([weight, count]) => {
    const ids = labour.indicators.filter((one) => one.dimension === dimension && one[age] === weight);
    if (ids.length < count) throw new Error(`${dimension} has no ${count} ${weight}`);
    return ids.slice(0, count).map(({ id }) => answered(id));
  });
}

const dimensionOf = (assessment: SetAssessment, id: string) => {
  const found = assessment.dimensions.find((dimension) => dimension.id === id);
  if (found === undefined) throw new Error(`No dimension ${id}`);
  return found;
};

describe('a dimension is positive', () => {
  it.each<[Partial<Record<Weight, number>>, boolean, number]>([
    [{ strong: 2 }, true, 0],
    [{ strong: 1 }, false, 1],
    [{ strong: 1, medium: 1 }, true, 0],
    [{ strong: 1, weak: 1 }, true, 0],
    [{ medium: 3 }, true, 0],
    [{ medium: 2 }, false, 1],
    [{ medium: 2, weak: 1 }, true, 0],
    [{ medium: 1, weak: 1 }, false, 1],
    [{ weak: 1 }, false, 1],
    [{}, false, 2],
  ])('at destination, for an adult, with %p: %p', (wanted, positive, missing) => {
    const assessment = assessSet(labour, yesIn('coercion-at-destination', 'adult', wanted), 'adult');
    expect(dimensionOf(assessment, 'coercion-at-destination')).toMatchObject({ positive, margin: { missing } });
  });

  it('never by weak ones alone, however many', () => {
    const weak = yesIn('recruitment-by-abuse-of-vulnerability', 'adult', { weak: 2 });
    const assessment = assessSet(labour, weak, 'adult');
    expect(dimensionOf(assessment, 'recruitment-by-abuse-of-vulnerability').positive).toBe(false);
  });

  it('for a child by a weight that an adult does not have', () => {
    const threats = [
      answered('coercive-recruitment/debt-bondage'),
      answered('coercive-recruitment/threats-of-violence-against-victim'),
    ];
    expect(dimensionOf(assessSet(labour, threats, 'adult'), 'coercive-recruitment').positive).toBe(false);
    expect(dimensionOf(assessSet(labour, threats, 'child'), 'coercive-recruitment').positive).toBe(true);
  });

  it('for a child not by what does not count for children', () => {
    const answers = [answered('exploitation/no-social-protection'), ...yesIn('exploitation', 'child', { medium: 1 })];
    const { through, margin } = dimensionOf(assessSet(labour, answers, 'child'), 'exploitation');
    expect(margin.missing).toBe(1);
    expect(through.map(({ indicator }) => indicator)).not.toContain('exploitation/no-social-protection');
  });
});

describe('the whole set', () => {
  const recruited = yesIn('deceptive-recruitment', 'adult', { strong: 1, medium: 1 });
  const exploited = yesIn('exploitation', 'adult', { strong: 1, medium: 1 });
  const coerced = yesIn('coercion-at-destination', 'adult', { strong: 2 });

  it.each([
    ['recruitment, exploitation and coercion', [...recruited, ...exploited, ...coerced], 'suggests'],
    ['no exploitation yet', [...recruited, ...coerced], 'cannot-tell'],
    ['no coercion yet', [...recruited, ...exploited], 'cannot-tell'],
    ['no recruitment yet', [...exploited, ...coerced], 'cannot-tell'],
  ])('for an adult: %s', (_, answers, result) => {
    expect(assessSet(labour, answers, 'adult').result).toBe(result);
  });

  it.each(['deceptive-recruitment', 'coercive-recruitment', 'recruitment-by-abuse-of-vulnerability'])(
    'any one of the three recruitments is enough for an adult: %s',
    (dimension) => {
      const answers = [...yesIn(dimension, 'adult', { medium: 3 }), ...exploited, ...coerced];
      expect(assessSet(labour, answers, 'adult').result).toBe('suggests');
    },
  );

  it('abuse of vulnerability at the destination alone is not recruitment', () => {
    const answers = [
      ...yesIn('abuse-of-vulnerability-at-destination', 'adult', { medium: 3 }),
      ...exploited,
      ...coerced,
    ];
    expect(assessSet(labour, answers, 'adult').result).toBe('cannot-tell');
  });

  it('needs no means for a child: the act and the exploitation suggest it', () => {
    const answers = [answered('act/transport'), ...yesIn('exploitation', 'child', { strong: 1, medium: 1 })];
    expect(assessSet(labour, answers, 'child').result).toBe('suggests');
    expect(assessSet(labour, answers, 'adult').result).toBe('cannot-tell');
  });

  it('takes a child’s recruitment from any answer that shows it', () => {
    const answers = [
      answered('deceptive-recruitment/wages'),
      ...yesIn('exploitation', 'child', { strong: 1, medium: 1 }),
    ];
    expect(assessSet(labour, answers, 'child').result).toBe('suggests');
  });

  it('for a child without any act does not suggest it', () => {
    const acts = labour.indicators.filter(({ dimension }) => dimension === 'act').map(({ id }) => answered(id, 'no'));
    const answers = [...acts, ...yesIn('exploitation', 'child', { strong: 1, medium: 1 })];
    expect(assessSet(labour, answers, 'child').result).toBe('does-not-suggest');
  });
});

describe('unknown is not no', () => {
  const all = (answer: AnsweredIndicator['answer']) => labour.indicators.map(({ id }) => answered(id, answer));

  it.each(['unknown', 'refused', 'not-asked'] as const)('all of them %s: cannot tell', (answer) => {
    for (const age of AGE_GROUPS) expect(assessSet(labour, all(answer), age).result).toBe('cannot-tell');
  });

  it('all of them no: it does not suggest trafficking', () => {
    for (const age of AGE_GROUPS) expect(assessSet(labour, all('no'), age).result).toBe('does-not-suggest');
  });

  it('exploitation answered no but for one strong and one medium unknown: cannot tell, and asks those', () => {
    const open = ['exploitation/excessive-working-days-or-hours', 'exploitation/low-or-no-salary'];
    const answers = [
      ...yesIn('deceptive-recruitment', 'adult', { strong: 1, medium: 1 }),
      ...yesIn('coercion-at-destination', 'adult', { strong: 2 }),
      ...labour.indicators
        .filter(({ id, dimension }) => dimension === 'exploitation' && !open.includes(id))
        .map(({ id }) => answered(id, 'no')),
    ];
    const assessment = assessSet(labour, answers, 'adult');
    expect(assessment.result).toBe('cannot-tell');
    expect(assessment.nextQuestions.map(({ indicator }) => indicator).sort()).toEqual([...open].sort());
    const closed = [...answers, answered('exploitation/low-or-no-salary', 'no')];
    expect(assessSet(labour, closed, 'adult').result).toBe('does-not-suggest');
  });

  it('asks first what would settle it, and not again what was refused', () => {
    const answers = [
      ...yesIn('deceptive-recruitment', 'adult', { strong: 1, medium: 1 }),
      ...yesIn('exploitation', 'adult', { strong: 1, medium: 1 }),
      answered('coercion-at-destination/debt-bondage'),
      answered('coercion-at-destination/violence-on-victims', 'refused'),
    ];
    const { nextQuestions } = assessSet(labour, answers, 'adult');
    expect(nextQuestions[0]).toMatchObject({ dimension: 'coercion-at-destination', wouldSettle: true });
    expect(nextQuestions.map(({ indicator }) => indicator)).not.toContain(
      'coercion-at-destination/violence-on-victims',
    );
    expect(nextQuestions.every(({ dimension }) => dimension === 'coercion-at-destination')).toBe(true);
  });
});

describe('over several sittings', () => {
  const id = 'coercion-at-destination/debt-bondage';
  const inForce = (...given: AnsweredIndicator['answer'][]) => {
    const { answers, changed } = answersInForce(given.map((answer) => answered(id, answer)));
    return [answers[0]?.answer, changed.length];
  };

  it('a later yes or no counts, and the change is shown', () => {
    expect(inForce('no', 'yes')).toEqual(['yes', 1]);
    expect(inForce('yes', 'no')).toEqual(['no', 1]);
    expect(inForce('unknown', 'yes')).toEqual(['yes', 0]);
  });

  it('silence takes nothing back', () => {
    expect(inForce('yes', 'refused')).toEqual(['yes', 0]);
    expect(inForce('no', 'unknown', 'not-asked')).toEqual(['no', 0]);
    expect(inForce('unknown', 'refused')).toEqual(['refused', 0]);
  });
});

describe('the explanation names exactly the answers that mattered', () => {
  const everyId = [...new Set(sets.flatMap(({ indicators }) => indicators.map(({ id }) => id)))];
  const anyAnswers = (set: (typeof sets)[number]) =>
    fc
      .uniqueArray(fc.constantFrom(...set.indicators.map(({ id }) => id), ...everyId), { maxLength: 40 })
      .chain((ids) =>
        fc.tuple(...ids.map((id) => fc.constantFrom(...INDICATOR_ANSWERS).map((one) => answered(id, one)))),
      );
  /** What a reader would see change: the result, and of every dimension that counts how safe or near it is. */
  const shown = ({ result, dimensions }: SetAssessment, withSupport: boolean): string =>
    JSON.stringify([
      result,
      dimensions
        .filter(({ counts }) => counts)
        .map((d) => [d.positive, d.margin, d.marginIfAllUnknownWereYes, ...(withSupport ? [d.restsOn] : [])]),
    ]);

  // Where one indicator may be shown by several answers, how many it rests on is part of the margin.
  it.each([
    ['ilo-labour', 'adult', false],
    ['sexual-exploitation', 'adult', false],
    ['ilo-labour', 'child', true],
    ['sexual-exploitation', 'child', true],
    ['ilo-forced-labour', 'adult', true],
    ['forced-criminality', 'child', true],
    ['forced-criminality', 'adult', true],
  ] as const)(
    '%s, %s: without any named answer the result or the margin is another, without the others never',
    (id, age, withSupport) => {
      const set = shippedSet(id);
      let named = 0;
      fc.assert(
        fc.property(anyAnswers(set), (answers) => {
          const whole = assessSet(set, answers, age);
          const mattered = answersThatMattered(whole);
          named += mattered.length;
          for (const answer of answers) {
            const without = assessSet(
              set,
              answers.filter((other) => other !== answer),
              age,
            );
            expect([answer.id, shown(without, withSupport) !== shown(whole, withSupport)]).toEqual([
              answer.id,
              mattered.includes(answer.id),
            ]);
          }
        }),
        { seed: SEED, numRuns: 150 },
      );
      // The property would be empty if nothing were ever named.
      expect(named).toBeGreaterThan(5);
    },
  );
});

describe('the advice', () => {
  it('is none where nothing was answered', () => {
    expect(adviseOn(sets, [], false)).toBeNull();
  });

  it('is an indication as soon as one set suggests it, and names the set, its dimensions and the answers', () => {
    const answers = [
      answered('forced-criminality/made-to-commit-offences'),
      answered('forced-criminality/ransom-or-fee-for-release'),
      answered('forced-criminality/quotas-with-punishment'),
    ];
    const advice = adviseOn(sets, answers, false);
    expect(advice?.outcome).toBe('indication');
    const kept = advice && keptAdvice(advice);
    expect(kept?.sets.find(({ id }) => id === 'forced-criminality')).toEqual({
      id: 'forced-criminality',
      version: 1,
      provisional: true,
      result: 'suggests',
      positive: ['offence', 'control'],
      because: expect.arrayContaining(answers.map(({ id }) => id)) as string[],
    });
  });

  it('is "no indication" only when every set is out of reach', () => {
    const noEverywhere = [...new Set(sets.flatMap(({ indicators }) => indicators.map(({ id }) => id)))].map((id) =>
      answered(id, 'no'),
    );
    expect(adviseOn(sets, noEverywhere, false)?.outcome).toBe('no-indication');
    expect(adviseOn(sets, noEverywhere, true)?.outcome).toBe('no-indication');
    const labourOnly = labour.indicators.map(({ id }) => answered(id, 'no'));
    expect(adviseOn(sets, labourOnly, false)?.outcome).toBe('cannot-tell-yet');
  });

  it('is the same whatever else is answered unknown (fast-check)', () => {
    const ids = labour.indicators.map(({ id }) => id);
    fc.assert(
      fc.property(fc.subarray(ids), fc.subarray(ids), (yes, silent) => {
        const given = yes.map((id) => answered(id));
        const more = silent.map((id) => answered(id, 'unknown'));
        if (given.length === 0) return;
        expect(adviseOn(sets, [...given, ...more], false)?.outcome).toBe(adviseOn(sets, given, false)?.outcome);
      }),
      { seed: SEED, numRuns: 60 },
    );
  });
});
