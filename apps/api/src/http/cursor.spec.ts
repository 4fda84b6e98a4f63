import { decodeCursor, encodeCursor } from './cursor.js';

describe('a place in a list', () => {
  it.each([[[]], [['2026-11-20T09:00:00.000Z', 'a']], [['ไทย', null, '']]])('is found again: %j', (values) => {
    expect(decodeCursor(encodeCursor(values), values.length)).toEqual(values);
  });

  it('can stand in an address as it is', () => {
    expect(encodeCursor(['???>>>', 'ÿÿÿ'])).toMatch(/^[\w-]+$/);
  });

  it.each([
    ['nothing', ''],
    ['a word', 'next'],
    ['another list’s', encodeCursor(['one'])],
    ['an object', Buffer.from('{"0":"a","1":"b","length":2}').toString('base64url')],
    ['numbers', Buffer.from('[1,2]').toString('base64url')],
    ['bytes that are no text', Buffer.from([0xff, 0xfe]).toString('base64url')],
  ])('is refused when it is %s', (_, cursor) => {
    expect(() => decodeCursor(cursor, 2)).toThrow(
      expect.objectContaining({ violations: [{ path: '/query/cursor', code: 'field-not-a-valid-value' }] }) as Error,
    );
  });
});
