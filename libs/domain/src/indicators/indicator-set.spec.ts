import { DomainError } from '../errors.js';
import { SET_IDS, readSource, shippedSet } from './indicators.fixture.js';
import { parseIndicatorSet, type RuleRow } from './indicator-set.js';

const labour = shippedSet('ilo-labour');
const source = readSource();

/** "1 strong + 1 medium or weak", as the source writes a row. */
const written = (row: RuleRow): string =>
  row.map(({ count, weights }) => `${count} ${weights.join(' or ')}`).join(' + ');

describe('the ILO labour set', () => {
  it('has the 67 indicators of the source, and beside them only the five acts of s.6', () => {
    const own = labour.indicators.filter(({ dimension }) => dimension !== 'act').map(({ id }) => id);
    expect(own).toHaveLength(67);
    expect(own).toEqual(source.indicators.map(({ id }) => id));
    expect(labour.indicators).toHaveLength(67 + 5);
  });

  it.each(source.indicators.map((row) => [row.id, row] as const))('weighs %s as the source does', (id, row) => {
    expect(labour.indicators.find((indicator) => indicator.id === id)).toMatchObject({
      dimension: row.dimension,
      adult: row.adultLabour,
      child: row.childLabour,
    });
  });

  it('has the rule rows of the source, word for word', () => {
    expect(labour.dimensionIsPositiveWhen.map(written)).toEqual(source.dimensionIsPositiveWhen);
  });

  it('combines the dimensions for an adult as the source does', () => {
    const [recruitment, ...others] = labour.suggestsWhen.adult;
    const sentence = [`(${recruitment?.join(' OR ')})`, ...others.map((clause) => clause.join(' OR '))].join(' AND ');
    expect(sentence).toBe(source.suggestsTraffickingAdultLabour);
  });

  it('needs no means for a child', () => {
    expect(source.suggestsTraffickingChild).toMatch(/^an act .* AND exploitation; no means needed$/);
    expect(labour.suggestsWhen.child).toEqual([['act'], ['exploitation']]);
  });
});

describe('the sexual-exploitation set', () => {
  const sexual = shippedSet('sexual-exploitation');

  it('says that it is provisional, and marks every weight that is borrowed', () => {
    expect(sexual).toMatchObject({ provisional: true, confidence: 'P' });
    const known = sexual.indicators.filter(({ provisionalWeight }) => provisionalWeight === false).map(({ id }) => id);
    expect(known).toEqual(['exploitation/hazardous-work', 'coercion-at-destination/forced-tasks-or-clients']);
  });

  it('has the known weights, and nothing strong among an adult’s exploitation', () => {
    const weightsOf = (id: string) => sexual.indicators.find((indicator) => indicator.id === id);
    expect(weightsOf('coercion-at-destination/forced-tasks-or-clients')).toMatchObject({
      adult: 'strong',
      child: 'strong',
    });
    expect(weightsOf('exploitation/hazardous-work')).toMatchObject({ child: 'strong' });
    const adult = sexual.indicators.filter(({ dimension }) => dimension === 'exploitation').map(({ adult }) => adult);
    expect(adult).not.toContain('strong');
  });
});

describe('the other sets', () => {
  it('are ILO’s eleven indicators of forced labour', () => {
    expect(shippedSet('ilo-forced-labour').indicators.map(({ id }) => id)).toEqual(
      [
        'abuse-of-vulnerability',
        'deception',
        'restriction-of-movement',
        'isolation',
        'physical-and-sexual-violence',
        'intimidation-and-threats',
        'retention-of-identity-documents',
        'withholding-of-wages',
        'debt-bondage',
        'abusive-working-and-living-conditions',
        'excessive-overtime',
      ].map((name) => `forced-labour/${name}`),
    );
  });

  it('of forced criminality points to s.41, which does not name it', () => {
    expect(shippedSet('forced-criminality').note.en).toMatch(/s\.41 does not name/);
  });

  it('refer only to indicators that some set asks', () => {
    const known = new Set(SET_IDS.flatMap((id) => shippedSet(id).indicators.map((indicator) => indicator.id)));
    const families = new Set([...known].map((id) => `${id.split('/')[0]}/*`));
    for (const id of SET_IDS) {
      for (const { shownBy = [], sameAs = [] } of shippedSet(id).indicators) {
        for (const link of [...shownBy, ...sameAs]) expect(known.has(link) || families.has(link)).toBe(true);
      }
    }
  });

  it.each(SET_IDS)('speak Thai and English, and ask without blame: %s', (id) => {
    for (const { label, question } of shippedSet(id).indicators) {
      for (const { th, en } of [label, question]) {
        expect(th).toMatch(/[\u0E01-\u0E5B]/);
        expect(en).toMatch(/^[A-Z]/);
      }
      expect(question.en).not.toMatch(/\bwhy did(n't)? you\b/i);
      expect(question.th).not.toMatch(/ทำไม/);
    }
  });
});

describe('a set from outside', () => {
  /** The labour set with one place changed; `-` adds to a list, as in RFC 6901. */
  const changed = (at: string, value: unknown): unknown => {
    const set: unknown = JSON.parse(JSON.stringify(labour));
    const steps = at.split('/').slice(1);
    const last = steps.pop() ?? '';
    const parent = steps.reduce<unknown>((inner, step) => (inner as Record<string, unknown>)[step], set);
    if (Array.isArray(parent) && last === '-') parent.push(value);
    else (parent as Record<string, unknown>)[last] = value;
    return set;
  };
  const complaints = (set: unknown): readonly string[] => {
    try {
      parseIndicatorSet(set);
      return [];
    } catch (error) {
      if (error instanceof DomainError) return error.violations.map(({ path }) => path);
      throw error;
    }
  };

  it('is taken when nothing is missing', () => {
    expect(complaints(changed('/version', 2))).toEqual([]);
  });

  it.each<[string, string, unknown]>([
    ['/id', '/id', 'ILO labour'],
    ['/version', '/version', 0],
    ['/source', '/source', ' '],
    ['/confidence', '/confidence', undefined],
    ['/provisional', '/provisional', 'yes'],
    ['/title', '/title/th', ''],
    ['/note', '/note', undefined],
    ['/dimensionIsPositiveWhen', '/dimensionIsPositiveWhen', []],
    ['/dimensionIsPositiveWhen', '/dimensionIsPositiveWhen/0/0/count', 0],
    ['/dimensionIsPositiveWhen', '/dimensionIsPositiveWhen/0/-', { weights: ['strong'], count: 1 }],
    ['/dimensionIsPositiveWhen', '/dimensionIsPositiveWhen/0/0/weights', ['huge']],
    ['/suggestsWhen/child', '/suggestsWhen/child', undefined],
    ['/suggestsWhen/adult', '/suggestsWhen/adult/-', ['unheard-of']],
    ['/dimensions', '/dimensions/-', labour.dimensions[0]],
    ['/dimensions/0/label', '/dimensions/0/label/en', undefined],
    ['/indicators', '/indicators/-', labour.indicators[0]],
    ['/indicators/5/id', '/indicators/5/id', 'a b'],
    ['/indicators/5/dimension', '/indicators/5/dimension', 'unheard-of'],
    ['/indicators/5/label', '/indicators/5/label/th', undefined],
    ['/indicators/5/question', '/indicators/5/question', undefined],
    ['/indicators/5/adult', '/indicators/5/adult', 'huge'],
    ['/indicators/5/shownBy', '/indicators/5/shownBy', 'act/*'],
  ])('is refused at %s when %s is %j', (complaint, at, value) => {
    expect(complaints(changed(at, value))).toContain(complaint);
  });

  it.each([null, 7, 'set', []])('is refused when it is %p', (outside) => {
    expect(() => parseIndicatorSet(outside)).toThrow(DomainError);
  });
});
