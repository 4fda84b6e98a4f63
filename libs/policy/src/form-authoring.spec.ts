import { authoringFaults } from './form-authoring.js';
import { readFormFiles } from './form-library.js';
import { formLibrary } from './forms.js';
import { presentationOf } from './presentation.js';

const THAI = /[\u0E01-\u0E5B]/;
const written = readFormFiles();

describe('every form, also an earlier one', () => {
  it.each(written.map((form) => [`${form.id} v${form.version}`, form] as const))(
    'can be asked as it is: %s',
    (_, form) => {
      expect(authoringFaults(form)).toEqual([]);
    },
  );

  it('is shown with words in both languages, for an adult and for a child', () => {
    for (const form of formLibrary().all()) {
      for (const child of [false, true]) {
        const { pages, officialWording } = presentationOf(form, child);
        const texts = pages.flatMap(({ title, intro, questions }) => [
          title,
          ...(intro === undefined ? [] : [intro]),
          ...questions.flatMap(({ label, help, choices = [], indicators = [] }) => [
            label,
            ...(help === undefined ? [] : [help]),
            ...choices.map((choice) => choice.label),
            ...indicators.flatMap((asked) => [asked.label, asked.question]),
          ]),
        ]);
        for (const { th, en } of [officialWording.text, ...texts]) {
          expect(th).toMatch(THAI);
          expect(en).toMatch(/[A-Za-z]/);
        }
      }
    }
  });
});

describe('the authoring check', () => {
  const form = written.find(({ id, version }) => id === 'screening-interview' && version === 2);
  /** The interview with one place changed; `-` adds to a list, as in RFC 6901. */
  const faultsWith = (at: string, value: unknown): readonly string[] => {
    const changed: unknown = JSON.parse(JSON.stringify(form));
    const steps = at.split('/').slice(1);
    const last = steps.pop() ?? '';
    const parent = steps.reduce<unknown>((inner, step) => (inner as Record<string, unknown>)[step], changed);
    if (Array.isArray(parent) && last === '-') parent.push(value);
    else (parent as Record<string, unknown>)[last] = value;
    return authoringFaults(changed);
  };

  it.each<[string, string, unknown, RegExp]>([
    ['a title in one language', '/title', { th: 'แบบ' }, /en/],
    ['an English title in Thai', '/title', { th: 'แบบ', en: 'แบบ' }, /pattern/],
    ['a field without a Thai title', '/schema/properties/sittings/x-title-th', undefined, /x-title-th/],
    ['a choice without a label', '/schema/properties/placeType/enum/-', 'ship', /ship has no label/],
    ['a page without a title', '/presentation/pages/0/title', undefined, /title/],
    ['no word on the official wording', '/officialWording', undefined, /officialWording/],
    [
      'a question on no page',
      '/schema/properties/orphan',
      { title: 'X', 'x-title-th': 'ก', type: 'boolean' },
      /on no page/,
    ],
    ['a question about nothing', '/presentation/pages/0/questions/-', { field: 'nothing' }, /no such field/],
    ['a question asked twice', '/presentation/pages/0/questions/-', { field: 'narrative' }, /asked twice/],
    ['a branch to nowhere', '/presentation/pages/0/questions/0/showIf', { field: 'nothing', is: [1] }, /not there/],
    [
      'a branch that never opens',
      '/presentation/pages/0/questions/0/showIf',
      { field: 'outcome', is: ['x'] },
      /never x/,
    ],
    ['a page twice', '/presentation/pages/1/id', 'setting', /two pages/],
    ['a required question that some never see', '/schema/required/-', 'continueAt', /hidden to some/],
    ['a required field that is not there', '/schema/required/-', 'nothing', /no such field/],
    [
      'an indicator that no set knows',
      '/indicates',
      [{ field: 'breaks', indicator: 'a/b', yesWhen: { atLeast: 1 } }],
      /no such indicator/,
    ],
    [
      'the record’s own name',
      '/schema/properties/advice',
      { title: 'X', 'x-title-th': 'ก', type: 'boolean' },
      /own name/,
    ],
    ['an unknown set', '/presentation/pages/3/questions/0/indicators/set', 'zodiac', /no such set/],
  ])('finds %s', (_, at, value, fault) => {
    expect(faultsWith(at, value).join('\n')).toMatch(fault);
  });
});

describe('the interview', () => {
  const pagesFor = (child: boolean) => presentationOf(formLibrary().current('screening-interview'), child).pages;

  it('asks a child otherwise than an adult', () => {
    expect(pagesFor(true).map(({ id }) => id)).toContain('child-opening');
    expect(pagesFor(false).map(({ id }) => id)).not.toContain('child-opening');
  });

  it('asks every indicator that is answered by no other question, and none twice', () => {
    const asked = pagesFor(false).flatMap(({ questions }) => questions.flatMap(({ indicators = [] }) => indicators));
    const ids = asked.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^(act|forced-)/.test(id))).toHaveLength(67);
    expect(asked.filter(({ provisional }) => provisional).every(({ id }) => id.startsWith('forced-'))).toBe(true);
  });
});
