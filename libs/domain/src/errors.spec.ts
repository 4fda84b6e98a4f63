import { DomainError, ERROR_CODES, refuseWhenViolated } from './errors.js';

describe('a refusal', () => {
  it('is silent when no rule is violated', () => {
    expect(() => refuseWhenViolated([])).not.toThrow();
  });

  it('is named by the first violated rule, with its numbers, and lists them all', () => {
    const violations = [
      { path: '/answers/days', code: 'court-order-too-long', params: { maximum: 7 } },
      { path: '/answers/reasons', code: 'reasons-missing' },
    ] as const;
    try {
      refuseWhenViolated(violations);
      throw new Error('not refused');
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      expect([error.code, error.params, error.violations]).toEqual([
        'court-order-too-long',
        { maximum: 7 },
        violations,
      ]);
    }
  });

  it('has a code of its own for each rule', () => {
    expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
  });
});
