import { decodeCursor, encodeCursor } from './cursor.js';

const ID = '0b0e4f7e-5a0c-4c9e-9a51-0d6f3c0f1a2b';

describe('a place in a list', () => {
  it.each([[['2026-11-20T09:00:00.000Z', ID]], [[null, ID]]] as const)('is found again: %j', (values) => {
    expect(decodeCursor(encodeCursor(values))).toEqual(values);
  });

  it('can stand in an address as it is', () => {
    expect(encodeCursor(['2026-11-20T09:00:00.000Z', ID])).toMatch(/^[\w-]+$/);
  });

  it.each([
    ['nothing', ''],
    ['a word', 'next'],
    ['no instant', encodeCursor(['tomorrow', ID])],
    ['no id', encodeCursor([null, "'; drop table cases; --"])],
    ['an object', Buffer.from('{"0":"a","1":"b","length":2}').toString('base64url')],
    ['numbers', Buffer.from('[1,2]').toString('base64url')],
    ['bytes that are no text', Buffer.from([0xff, 0xfe]).toString('base64url')],
  ])('is refused when it is %s', (_, cursor) => {
    expect(() => decodeCursor(cursor)).toThrow(
      expect.objectContaining({ violations: [{ path: '/query/cursor', code: 'field-not-a-valid-value' }] }) as Error,
    );
  });
});
