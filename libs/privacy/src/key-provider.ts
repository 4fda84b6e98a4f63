import { newKey } from './aead.js';
import { newShredTree, type ShredTree } from './shred-tree.js';

export interface WrappedKey {
  /** Which key-encryption key, and which version of it. */
  readonly kekId: string;
  readonly bytes: Buffer;
}

/** Secrets by number; the highest is the one that new things use, the others still read what is old. */
export type NumberedSecrets = Readonly<Record<string, string>>;

/** What a provider keeps for Saphan beside the key-encryption keys: outside the database and outside its backups. */
export interface KeyStore {
  readonly shredTree: ShredTree;
  readonly searchSecrets: NumberedSecrets;
  readonly payloadSecrets: NumberedSecrets;
}

/**
 * Where the keys come from that encrypt keys. The database holds data keys only as this has wrapped them, so a copy of
 * the database alone reads nothing.
 */
export interface KeyProvider {
  wrap(plain: Buffer, context: string): Promise<WrappedKey>;
  unwrap(wrapped: WrappedKey, context: string): Promise<Buffer>;
  currentKekId(): Promise<string>;
  /** Makes a new key-encryption key the current one; older ones go on reading. */
  addKek(): Promise<string>;
  readStore(): Promise<KeyStore>;
  /** Replaces the store, one writer after the other. */
  changeStore(change: (store: KeyStore) => KeyStore): Promise<void>;
}

/** Keys cannot be had: said at the start, to whoever runs the system. */
export class KeyProviderError extends Error {
  override readonly name = 'KeyProviderError';
}

export function newKeyStore(): KeyStore {
  return {
    shredTree: newShredTree(),
    searchSecrets: { 1: newKey().toString('base64') },
    payloadSecrets: { 1: newKey().toString('base64') },
  };
}

export function newestOf(secrets: NumberedSecrets): number {
  return Math.max(...Object.keys(secrets).map(Number));
}

/** The same secrets with a fresh one, which is the newest from now on. */
export function withNewSecret(secrets: NumberedSecrets): NumberedSecrets {
  return { ...secrets, [newestOf(secrets) + 1]: newKey().toString('base64') };
}
