import { DomainError } from '#domain/errors.js';

/** An opaque place in a list: the sort values of the last item that was shown. */
export function encodeCursor(values: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

export function decodeCursor(cursor: string, length: number): readonly (string | null)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(values) && values.length === length && values.every((v) => v === null || typeof v === 'string')) {
      return values as (string | null)[];
    }
  } catch {
    // Not ours: refused below like any other unusable value.
  }
  throw new DomainError('field-not-a-valid-value', [{ path: '/query/cursor', code: 'field-not-a-valid-value' }]);
}
