import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What was sealed does not open: another key, another place, or bytes that were altered. Says nothing of the content. */
export class DoesNotOpenError extends Error {
  override readonly name = 'DoesNotOpenError';
  constructor(readonly place: string) {
    super(`What is sealed for ${place} does not open with this key`);
  }
}

export function newKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** AES-256-GCM: nonce, ciphertext, tag. Random nonces are safe for 2³² messages a key; a case has some hundred. */
export function encrypt(key: Buffer, place: string, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

export function decrypt(key: Buffer, place: string, sealed: Buffer): Buffer {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new DoesNotOpenError(place);
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(place))
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new DoesNotOpenError(place);
  }
}

/** A key for one purpose out of a secret that has several: knowing one tells nothing of another. */
export function deriveKey(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `saphan/${purpose}`, KEY_BYTES));
}
