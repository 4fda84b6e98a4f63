import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;
/** Read aloud on the telephone: no letter that looks or sounds like another. */
const SPOKEN = '23456789abcdefghjkmnpqrstuvwxyz';

/** An opaque reference of 256 bits. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** What is stored of a token or a code that is random enough to need no slow hash. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** A code that a person copies from paper or is told: 20 signs, 99 bits. */
export function newSpokenCode(): string {
  const signs: string[] = [];
  while (signs.length < 20) {
    // Bytes beyond the last whole round would make the first signs likelier.
    const [byte = 255] = randomBytes(1);
    if (byte < SPOKEN.length * 8) signs.push(SPOKEN[byte % SPOKEN.length] ?? '');
  }
  return (signs.join('').match(/.{5}/g) ?? []).join('-');
}

/** As it is hashed: without the hyphens, spaces and capitals of who typed it. */
export function spokenCodeOf(typed: string): string {
  return typed.toLowerCase().replace(/[\s-]/g, '');
}
