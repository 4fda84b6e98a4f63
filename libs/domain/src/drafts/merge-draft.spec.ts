import fc from 'fast-check';
import type { Answers } from '../task-template.js';
import { EMPTY_DRAFT, entriesOf, mergeDraft, type DraftState } from './merge-draft.js';

const AT = '2026-11-24T09:00:00.000Z';
const merged = (draft: DraftState, by: string, base: number, answers: Answers): DraftState => {
  const result = mergeDraft(draft, { answers, base, by, at: AT });
  if (!('draft' in result)) throw new Error(`Conflicts: ${JSON.stringify(result.conflicts)}`);
  return result.draft;
};
const thing = (id: string, answer: string) => ({ id, answer, evidence: 'statement' });

describe('a draft that two people write', () => {
  const first = merged(EMPTY_DRAFT, 'malee', 0, { narrative: 'Told', indicators: [thing('a/b', 'yes')] });

  it('knows of every answer whose it is', () => {
    const second = merged(first, 'somchai', 1, { wishes: 'Home' });
    expect(second.answers).toEqual({ narrative: 'Told', indicators: [thing('a/b', 'yes')], wishes: 'Home' });
    expect(Object.entries(second.fields).map(([field, { by, revision }]) => [field, by, revision])).toEqual([
      ['/narrative', 'malee', 1],
      ['/indicators/a~1b', 'malee', 1],
      ['/wishes', 'somchai', 2],
    ]);
  });

  it('takes answers to different questions from both, also of an older revision', () => {
    const second = merged(first, 'malee', 1, { indicators: [thing('a/c', 'no')] });
    const third = merged(second, 'somchai', 1, { indicators: [thing('a/d', 'yes')], wishes: 'Home' });
    expect(third.answers.indicators).toEqual([thing('a/b', 'yes'), thing('a/c', 'no'), thing('a/d', 'yes')]);
  });

  it('shows both values where both changed the same answer, and keeps all as it was', () => {
    const second = merged(first, 'malee', 1, { narrative: 'Told more' });
    expect(
      mergeDraft(second, { answers: { narrative: 'Told less', wishes: 'x' }, base: 1, by: 'somchai', at: AT }),
    ).toEqual({
      conflicts: [{ field: '/narrative', yours: 'Told less', theirs: 'Told more', by: 'malee', at: AT }],
    });
  });

  it('sees no conflict where both wrote the same', () => {
    const second = merged(first, 'malee', 1, { narrative: 'Same' });
    expect(merged(second, 'somchai', 1, { narrative: 'Same' })).toBe(second);
  });

  it('clears an answer, and a clearing too is not overwritten unseen', () => {
    const second = merged(first, 'malee', 1, { narrative: null, indicators: [{ id: 'a/b', removed: true }] });
    expect(second.answers).toEqual({});
    expect(mergeDraft(second, { answers: { narrative: 'Again' }, base: 1, by: 'somchai', at: AT })).toMatchObject({
      conflicts: [{ field: '/narrative', yours: 'Again', theirs: null }],
    });
  });

  it('clears a whole list thing by thing, and takes an empty list for nothing', () => {
    expect(merged(first, 'malee', 1, { indicators: [] })).toBe(first);
    expect(merged(first, 'malee', 1, { indicators: null }).answers).toEqual({ narrative: 'Told' });
    const empty = merged(EMPTY_DRAFT, 'malee', 0, { indicators: [] });
    expect(merged(empty, 'malee', 1, { indicators: [thing('a/b', 'no')] }).answers.indicators).toEqual([
      thing('a/b', 'no'),
    ]);
  });

  it('pollutes nothing, whatever a field is called', () => {
    const hostile = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"__proto__":{"polluted":1}}}') as Answers;
    const draft = merged(EMPTY_DRAFT, 'malee', 0, hostile);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(draft.answers)).toEqual(['__proto__', 'constructor']);
  });

  it('keeps silence and evidence each by their own question', () => {
    const second = merged(first, 'malee', 1, { notAnswered: { wishes: 'refused' } });
    const third = merged(second, 'somchai', 1, { notAnswered: { feelsToday: 'unknown' } });
    expect(third.answers.notAnswered).toEqual({ wishes: 'refused', feelsToday: 'unknown' });
  });

  it('takes any answers whole, in any order (fast-check)', () => {
    const name = fc.constantFrom('a', 'b~c', 'd/e', 'f');
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string(), { minLength: 1 }));
    const answers = fc.dictionary(name, fc.oneof(value, fc.dictionary(name, value, { minKeys: 1 })));
    fc.assert(
      fc.property(answers, (sent) => {
        const entries =
          fc.sample(fc.shuffledSubarray([...entriesOf(sent)], { minLength: entriesOf(sent).length }), 1)[0] ?? [];
        expect(entries.length).toBe(entriesOf(sent).length);
        expect(merged(EMPTY_DRAFT, 'malee', 0, sent).answers).toEqual(sent);
      }),
      { seed: 8, numRuns: 300 },
    );
  });
});
