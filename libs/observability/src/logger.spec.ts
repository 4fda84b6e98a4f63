import fc from 'fast-check';
import { describeFailure, NestLogger } from './logger.js';
import type { Logger } from 'pino';

const NAME = 'สมหญิง ใจดี 1101700230708';

describe('what is written of a failure', () => {
  it('is its class, its code and its place in our code, never its message', () => {
    const failure = Object.assign(new TypeError(`duplicate key (national_id)=(${NAME})`), {
      code: '23505',
      detail: NAME,
      query: `insert into persons values ('${NAME}')`,
      parameters: [NAME],
    });
    const described = describeFailure(failure);
    expect(described).toMatchObject({ type: 'TypeError', code: '23505' });
    expect(described.at).toMatch(/libs\/observability\/src\/logger\.spec\.ts:\d+/);
    expect(Object.keys(described).sort()).toEqual(['at', 'code', 'type']);
    expect(JSON.stringify(described)).not.toContain(NAME);
  });

  it('holds no word of any message, whatever its causes and lines', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4, unit: 'grapheme' }), (typed) => {
        const marked = `§${typed}§`;
        const failure = new Error(marked, { cause: new Error(marked) });
        return !JSON.stringify(describeFailure(failure)).includes('§');
      }),
      { seed: 2551 },
    );
  });

  it.each([
    ['a name', NAME],
    ['nothing', undefined],
    ['an object', { name: NAME }],
  ])('is only its kind when %s was thrown', (_, thrown) => {
    expect(describeFailure(thrown)).toEqual({ type: typeof thrown });
  });

  it('tells a number for a code, and leaves out a code that is an object', () => {
    expect(describeFailure(Object.assign(new Error('x'), { code: 14 })).code).toBe('14');
    expect(describeFailure(Object.assign(new Error('x'), { code: { name: NAME } }))).not.toHaveProperty('code');
  });
});

describe('the framework’s own messages', () => {
  it('carry a failure to the log as a failure, which is then described without its message', () => {
    const lines: unknown[][] = [];
    const logger = { error: (...line: unknown[]) => lines.push(line) } as unknown as Logger;
    const failure = new Error(NAME);
    new NestLogger(logger).error(failure, 'ExceptionsHandler');
    new NestLogger(logger).error('could not start', failure, 'Injector');
    expect(lines).toEqual([
      [{ err: failure, context: 'ExceptionsHandler' }, 'failure'],
      [{ err: failure, context: 'Injector' }, 'failure'],
    ]);
  });
});
