import type { FormSchema } from '../api/answers.js';
import { differences, firstUnanswered, questionOfPath, questionsOf, withoutEmpty } from './form-model.js';

const SCHEMA: FormSchema = {
  required: ['outcome'],
  properties: {
    outcome: { title: 'Answer', type: 'string', enum: ['accepted', 'declined'] },
    reason: { title: 'Reason', type: 'string' },
  },
  if: { properties: { outcome: { const: 'declined' } } },
  then: { required: ['reason'] },
};

describe('a form on the screen', () => {
  it('asks for the reason of a refusal only when there is one', () => {
    const needed = (answers: object) =>
      questionsOf(SCHEMA, { ...answers })
        .filter(({ isRequired }) => isRequired)
        .map(({ name }) => name);
    expect(needed({ outcome: 'accepted' })).toEqual(['outcome']);
    expect(needed({ outcome: 'declined' })).toEqual(['outcome', 'reason']);
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
    expect(firstUnanswered(questionsOf(SCHEMA, answers), answers)).toBe(1);
  });

  it('sees where two drafts differ, whatever the order of their fields', () => {
    expect(differences({ a: { x: 1, y: 2 }, b: 'mine' }, { a: { y: 2, x: 1 }, c: 'theirs' })).toEqual(['b', 'c']);
  });
});
