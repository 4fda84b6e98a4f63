import { DomainError } from '#domain/errors.js';
import { parseInstant } from '#domain/instant.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function isPlace(value: unknown): boolean {
  return value === null || (typeof value === 'string' && parseInstant(value) !== null);
}

/** An opaque place in a list: the instant by which it is sorted, and the id, of the last item that was shown. */
export function encodeCursor(values: readonly [at: string | null, id: string]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** `path` is where in the request it stands. */
export function decodeCursor(cursor: string, path = '/query/cursor'): readonly [at: string | null, id: string] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(values) && values.length === 2 && isPlace(values[0]) && UUID.test(String(values[1]))) {
      return values as unknown as [string | null, string];
    }
  } catch {
    // Not ours: refused below like any other unusable value.
  }
  throw new DomainError('field-not-a-valid-value', [{ path, code: 'field-not-a-valid-value' }]);
}
