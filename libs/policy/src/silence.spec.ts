import { checkAnswers, getForm } from './forms.js';

describe('silence', () => {
  const example = getForm('labour-screening').example;
  const without = (field: string): Record<string, unknown> =>
    Object.fromEntries(Object.entries(example).filter(([name]) => name !== field));

  it.each(['unknown', 'refused', 'not-asked'])('is an answer where it is allowed: %s', (silence) => {
    expect(
      checkAnswers('labour-screening', { ...without('documentsKept'), notAnswered: { documentsKept: silence } }),
    ).toEqual([]);
  });

  it('does not come by leaving a question out that must be met', () => {
    expect(checkAnswers('labour-screening', without('documentsKept'))).toEqual([
      { path: '/answers/documentsKept', code: 'field-missing' },
    ]);
  });

  it('is not an answer to every question', () => {
    const answers = { ...without('employer'), notAnswered: { employer: 'refused' } };
    expect(
      checkAnswers('labour-screening', answers)
        .map(({ code }) => code)
        .sort(),
    ).toEqual(['field-missing', 'field-unknown']);
  });

  it('does not stand beside an answer to the same question', () => {
    expect(checkAnswers('labour-screening', { ...example, notAnswered: { documentsKept: 'refused' } })).toEqual([
      { path: '/answers/notAnswered/documentsKept', code: 'field-not-a-valid-value' },
    ]);
  });

  it('and evidence are codes, never words of the person', () => {
    const answers = { ...example, notAnswered: { payCut: 'she wept' }, evidenceFor: { documentsKept: 'a photo' } };
    expect(
      checkAnswers('labour-screening', answers)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['/answers/evidenceFor/documentsKept', '/answers/notAnswered/payCut']);
  });
});
