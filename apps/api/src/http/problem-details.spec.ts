import { ERROR_CODES } from '#domain/errors.js';
import { displayInstant } from '#domain/instant.js';
import { problemOf } from './problem-details.js';
import { PROBLEM_STATUS } from './problem-status.js';

const THAI = /[\u0E01-\u0E5B]/;

describe('a problem', () => {
  it.each(ERROR_CODES)('%s speaks Thai and English, and has a status that a machine can read', (code) => {
    const problem = problemOf(code, [{ path: '/answers/outcome', code }]);
    expect(problem).toMatchObject({ type: `/problems/${code}`, code, status: PROBLEM_STATUS[code] });
    expect(problem.status).toBeGreaterThanOrEqual(400);
    expect(problem.details.th).toMatch(THAI);
    expect(problem.details.en).toMatch(/^[A-Z0-9s].*\w/);
    expect(problem.details.en).not.toMatch(THAI);
    expect(problem.detail).toBe(`${problem.details.th} / ${problem.details.en}`);
    expect(problem.title).not.toBe('');
    // Nothing stays open when a number is not at hand.
    expect(JSON.stringify(problem)).not.toMatch(/\{\w+\}|undefined|null/);
  });

  it('puts the numbers of a rule into its words, for the whole and for each field', () => {
    const latest = '2026-12-01T09:00:00.000Z';
    const code = 'clock-extension-beyond-maximum';
    const problem = problemOf(code, [{ path: '/newDueAt', code, params: { latest } }], { latest });
    expect(problem.details.th).toContain(displayInstant(latest, 'th'));
    expect(problem.details.en).toContain(displayInstant(latest, 'en'));
    expect(problem.errors[0]?.details).toEqual(problem.details);
  });

  it('names the request only when there is one', () => {
    expect(problemOf('not-found', [], {}, 'r-1')).toMatchObject({ requestId: 'r-1' });
    expect(problemOf('not-found')).not.toHaveProperty('requestId');
  });
});
