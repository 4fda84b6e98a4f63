import { adviseOn } from '#domain/indicators/advice.js';
import { checkAnswers, formLibrary, getForm } from './forms.js';
import { indicatorAnswers, tasksThatIndicate, type AnsweredForm } from './indicator-answers.js';
import { isKnownIndicator, loadIndicatorSets } from './indicator-sets.js';

const AT = '2026-11-24T09:00:00.000Z';
const recorded = (key: AnsweredForm['key'], answers: AnsweredForm['answers']): AnsweredForm => ({
  key,
  formVersion: getForm(key).version,
  answers,
  happenedAt: AT,
  recordedBy: 'Malee',
});
const said = (...forms: readonly AnsweredForm[]) => indicatorAnswers(formLibrary(), forms);

describe('the indicator sets of the policy', () => {
  it('are four, in a fixed order', () => {
    expect(loadIndicatorSets().map(({ id }) => id)).toEqual([
      'forced-criminality',
      'ilo-forced-labour',
      'ilo-labour',
      'sexual-exploitation',
    ]);
  });

  it('cannot be changed by whoever has asked for one', () => {
    expect(() => Object.assign(loadIndicatorSets()[0] ?? {}, { provisional: false })).toThrow(TypeError);
  });
});

describe('what answered forms say of indicators', () => {
  it('is taken from the interview by name, with its evidence and who recorded it', () => {
    const indicators = [{ id: 'exploitation/hazardous-work', answer: 'unknown', evidence: 'none', note: 'Tired' }];
    expect(said(recorded('screening-interview', { indicators }))).toEqual([
      {
        id: 'exploitation/hazardous-work',
        answer: 'unknown',
        evidence: 'none',
        given: { task: 'screening-interview', at: AT, by: 'Malee' },
      },
    ]);
  });

  it('is taken from the labour inspector’s questions, so that nobody is asked twice', () => {
    const answers = said(recorded('labour-screening', getForm('labour-screening').example));
    expect(answers).toContainEqual(
      expect.objectContaining({ id: 'coercion-at-destination/confiscation-of-documents', answer: 'yes' }),
    );
    expect(answers).toContainEqual(
      expect.objectContaining({ id: 'coercion-at-destination/isolation-confinement-or-surveillance', answer: 'yes' }),
    );
    const other = said(recorded('labour-screening', { freeToLeave: true, monthsWithoutWages: 0 }));
    expect(other.map(({ id, answer }) => [id, answer])).toEqual(
      expect.arrayContaining([
        ['coercion-at-destination/isolation-confinement-or-surveillance', 'no'],
        ['exploitation/low-or-no-salary', 'no'],
      ]),
    );
  });

  it('is nothing where the question was not answered', () => {
    expect(said(recorded('labour-screening', {}))).toEqual([]);
  });

  it('links only to indicators that a set knows, from questions that the form has', () => {
    for (const { schema, indicates = [] } of formLibrary().all()) {
      for (const { field, indicator } of indicates) {
        expect(Object.keys(schema.properties)).toContain(field);
        expect([indicator, isKnownIndicator(indicator)]).toEqual([indicator, true]);
      }
    }
    expect(tasksThatIndicate(formLibrary())).toEqual(
      expect.arrayContaining(['labour-screening', 'screening-interview']),
    );
  });

  it('refuses an answer to an indicator that no set knows', () => {
    const indicators = [{ id: 'exploitation/made-up', answer: 'yes', evidence: 'statement' }];
    expect(checkAnswers('screening-interview', { outcome: 'held', indicators })).toEqual([
      { path: '/answers/indicators/0/id', code: 'field-not-a-valid-value' },
    ]);
  });

  it('gives the example interview an indication', () => {
    const answers = said(recorded('screening-interview', getForm('screening-interview').example));
    expect(adviseOn(loadIndicatorSets(), answers, false)?.outcome).toBe('indication');
    expect(adviseOn(loadIndicatorSets(), answers, true)?.outcome).toBe('indication');
  });
});

describe('the library of forms', () => {
  it('keeps every version beside the current one', () => {
    expect(formLibrary().current('decide-screening').version).toBe(2);
    expect(formLibrary().of('decide-screening', 1).schema.properties).toHaveProperty('differsFromAdvice');
    expect(() => formLibrary().of('decide-screening', 99)).toThrow(
      expect.objectContaining({ code: 'form-version-unknown' }) as Error,
    );
  });

  it('does not know two forms of one version', () => {
    expect(() => formLibrary().with(getForm('triage-report'))).toThrow(/of one version/);
  });
});
