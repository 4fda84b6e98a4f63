import { decrypt, DoesNotOpenError, encrypt } from './aead.js';

/** First byte of every sealed record: a later format is told from this one without guessing (S10). */
export const RECORD_VERSION = 1;
const ID_BYTES = 16;
const HEADER_BYTES = 1 + ID_BYTES;

export interface DataKey {
  /** A UUID; it stands in every record that was sealed with the key. */
  readonly id: string;
  readonly bytes: Buffer;
}

/** version · key id · nonce · ciphertext · tag. `place` is bound to it: moved elsewhere it does not open. */
export function sealRecord(key: DataKey, place: string, plain: Buffer): Buffer {
  const header = Buffer.concat([Buffer.of(RECORD_VERSION), idBytes(key.id)]);
  return Buffer.concat([header, encrypt(key.bytes, place, plain)]);
}

export function openRecord(key: DataKey, place: string, sealed: Buffer): Buffer {
  const isOurs =
    sealed.length > HEADER_BYTES &&
    sealed[0] === RECORD_VERSION &&
    sealed.subarray(1, HEADER_BYTES).equals(idBytes(key.id));
  if (!isOurs) throw new DoesNotOpenError(place);
  return decrypt(key.bytes, place, sealed.subarray(HEADER_BYTES));
}

function idBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}
