import { EMPTY_DRAFT, mergeDraft } from '#domain/drafts/merge-draft.js';
import type { Form, ShownQuestion } from '../api/answers.js';
import {
  answerTo,
  differences,
  draftChange,
  fieldWith,
  firstUnanswered,
  isAnswered,
  questionOfPath,
  questionsOf,
  silenceOn,
  withNote,
  withoutEmpty,
} from './form-model.js';

const words = (text: string) => ({ th: text, en: text });
const asked = (field: string, more: Partial<ShownQuestion> = {}): ShownQuestion => ({
  field,
  label: words(field),
  required: false,
  maySilence: false,
  asksEvidence: false,
  ...more,
});
const INDICATOR = {
  id: 'labour/debt',
  provisional: false,
  label: words('Debt'),
  question: words('Did she owe money?'),
};

const FORM: Pick<Form, 'schema' | 'presentation'> = {
  schema: {
    required: ['outcome'],
    properties: {
      outcome: { title: 'Answer', type: 'string', enum: ['accepted', 'declined'] },
      reason: { title: 'Reason', type: 'string' },
      indicators: { title: 'Indicators', type: 'array' },
    },
    if: { properties: { outcome: { const: 'declined' } } },
    then: { required: ['reason'] },
  },
  presentation: {
    officialWording: { state: 'none', text: words('') },
    silence: [],
    evidence: [],
    pages: [
      {
        id: 'one',
        title: words('One'),
        questions: [
          asked('outcome'),
          asked('reason', { showIf: { anyOf: [{ field: 'outcome', is: ['declined'] }] } }),
          asked('indicators', { indicators: [INDICATOR] }),
        ],
      },
    ],
  },
};

describe('a form on the screen', () => {
  it('asks for the reason of a refusal only when there is one', () => {
    const needed = (answers: object) =>
      questionsOf(FORM, { ...answers })
        .filter(({ isRequired }) => isRequired)
        .map(({ name }) => name);
    expect(needed({ outcome: 'accepted' })).toEqual(['outcome']);
    expect(needed({ outcome: 'declined' })).toEqual(['outcome', 'reason']);
  });

  it('asks each indicator by itself, and keeps its answer in the list beside the others', () => {
    const others = [{ id: 'labour/threats', answer: 'no', evidence: 'statement' }];
    const question = questionsOf(FORM, {}).find(({ indicator }) => indicator !== null);
    if (question === undefined) throw new Error('The form asks no indicator');
    const yes = { id: 'labour/debt', answer: 'yes', evidence: 'document' };
    const answers = { indicators: fieldWith(question, { indicators: others }, yes) };
    expect(answers.indicators).toEqual([...others, yes]);
    expect(answerTo(question, answers)).toEqual(yes);
    expect(answerTo(question, { indicators: others })).toBeUndefined();
  });

  it('keeps "refused" and "not asked" apart from every answer', () => {
    const [question] = questionsOf(FORM, {});
    if (question === undefined) throw new Error('The form asks nothing');
    const answers = { notAnswered: withNote('notAnswered', 'outcome', 'refused', {}) };
    expect(silenceOn(question, answers)).toBe('refused');
    expect(isAnswered(answerTo(question, answers))).toBe(false);
    expect(withNote('notAnswered', 'outcome', null, answers)).toEqual({});
  });

  it('sends nothing for what was not answered, and "no" for a no', () => {
    expect(withoutEmpty({ a: '', b: false, c: [], d: [{ e: '  ', f: 1 }], g: undefined })).toEqual({
      b: false,
      d: [{ f: 1 }],
    });
  });

  it('knows the question that a refusal speaks of', () => {
    expect(questionOfPath('/answers/dissent/0/member')).toBe('dissent');
    expect(questionOfPath('/occurredAt')).toBeNull();
  });

  it('finds what must still be answered', () => {
    const answers = { outcome: 'declined', reason: ' ' };
    expect(firstUnanswered(questionsOf(FORM, answers), answers)).toBe(1);
  });

  it('sees where two drafts differ, whatever the order of their fields', () => {
    expect(differences({ a: { x: 1, y: 2 }, b: 'mine' }, { a: { y: 2, x: 1 }, c: 'theirs' })).toEqual(['b', 'c']);
  });
});

describe('what the server is told of a draft', () => {
  it('is the answers, and of each that was cleared that it is: by name, inside an answer, and of a list', () => {
    const kept = {
      startOn: '2026-11-24',
      contact: 'Ward 3',
      notAnswered: { wishes: 'refused', needs: 'unknown' },
      indicators: [{ id: 'a/b' }, { id: 'a/c' }],
      services: ['shelter', 'health'],
    };
    expect(
      draftChange(kept, {
        contact: 'Ward 4',
        notAnswered: { needs: 'unknown' },
        indicators: [{ id: 'a/c' }],
        services: ['health'],
      }),
    ).toEqual({
      startOn: null,
      contact: 'Ward 4',
      notAnswered: { wishes: null, needs: 'unknown' },
      indicators: [{ id: 'a/c' }, { id: 'a/b', removed: true }],
      services: ['health'],
    });
    expect(draftChange({}, { contact: 'Ward 4' })).toEqual({ contact: 'Ward 4' });
  });

  it('leaves the server with what the window shows', () => {
    const AT = '2026-11-24T10:00:00.000Z';
    const first = {
      startOn: '2026-11-24',
      indicators: [{ id: 'a/b', answer: 'yes' }],
      notAnswered: { needs: 'unknown' },
    };
    const second = { contact: 'Ward 4', indicators: [{ id: 'a/c', answer: 'no' }] };
    let draft = EMPTY_DRAFT;
    let kept = {};
    for (const answers of [first, second, {}, first]) {
      const merged = mergeDraft(draft, {
        answers: draftChange(kept, answers),
        base: draft.revision,
        by: 'malee',
        at: AT,
      });
      if ('conflicts' in merged) throw new Error('One window alone conflicts with nothing');
      ({ draft } = merged);
      kept = answers;
      expect(draft.answers).toEqual(answers);
    }
  });
});
