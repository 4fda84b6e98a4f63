import { parseIfMatch, waitSecondsOf } from './preferences.js';

describe('how long a caller wants to wait', () => {
  it.each([
    ['wait=5', 5],
    ['respond-async, wait=10', 10],
    ['wait=0', 0],
    ['WAIT=7;foo', 7],
    ['wait=30', 30],
  ])('is read from "%s"', (prefer, seconds) => {
    expect(waitSecondsOf(prefer)).toBe(seconds);
  });

  it('is never longer than half a minute', () => {
    expect(waitSecondsOf('wait=31')).toBe(30);
    expect(waitSecondsOf('wait=9999')).toBe(30);
  });

  it.each([undefined, '', 'wait', 'wait=', 'wait=-1', 'wait=soon', 'await=5', 'wait=5s', 'wait=99999'])(
    'is not at all when it says %j',
    (prefer) => {
      expect(waitSecondsOf(prefer)).toBe(0);
    },
  );
});

describe('the revision that a caller has seen', () => {
  it.each([
    ['"3"', 3],
    ['W/"3"', 3],
    ['"0"', 0],
  ])('is read from %s', (header, revision) => {
    expect(parseIfMatch(header)).toBe(revision);
  });

  it('is unknown when none was sent', () => {
    expect(parseIfMatch(undefined)).toBeNull();
  });

  it.each(['3', '*', '', '"x"', '"1", "2"', '"-1"', '"1234567890"'])('never matches by accident: %j', (header) => {
    expect(() => parseIfMatch(header)).toThrow(
      expect.objectContaining({ violations: [{ path: '/headers/if-match', code: 'revision-conflict' }] }) as Error,
    );
  });
});
