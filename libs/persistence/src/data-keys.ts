import { DomainError } from '#domain/errors.js';
import {
  PersonalDataErasedError,
  type KeyOwnerKind,
  type KeyRow,
  type RecordCipher,
  type Vault,
} from '#privacy/vault.js';
import type { Tx } from './unit-of-work.js';

/** A data key's row as it comes with the row that it opens. */
export interface DataKeyJson {
  readonly id: string;
  readonly kekId: string;
  /** Base64. */
  readonly wrapped: string;
}

/**
 * SQL that reads a data key in the very statement that reads what it opens: no round trip of its own, and no ciphertext
 * is ever opened whose key has been shredded meanwhile, whatever this process still holds.
 */
export function dataKeySql(kind: KeyOwnerKind, ownerId: string): string {
  return `(select json_build_object('id', dk.id, 'kekId', dk.kek_id, 'wrapped', encode(dk.wrapped, 'base64'))
    from data_keys dk where dk.${kind}_id = ${ownerId})`;
}

export function vaultOf({ vault }: Pick<Tx, 'vault'>): Vault {
  if (vault === null) throw new Error('This unit of work was given no vault');
  return vault;
}

/** What opens it; null when the personal data has been erased. */
export async function findCipher(
  tx: Pick<Tx, 'vault'>,
  kind: KeyOwnerKind,
  ownerId: string,
  key: DataKeyJson | null,
): Promise<RecordCipher | null> {
  try {
    return await vaultOf(tx).openKey(kind, ownerId, key === null ? null : keyRowOf(key));
  } catch (failure) {
    if (failure instanceof PersonalDataErasedError) return null;
    throw failure;
  }
}

/** The same for what cannot be done without: an erased case takes no new personal data. */
export async function getCipher(
  tx: Pick<Tx, 'vault'>,
  kind: KeyOwnerKind,
  ownerId: string,
  key: DataKeyJson | null,
): Promise<RecordCipher> {
  const cipher = await findCipher(tx, kind, ownerId, key);
  if (cipher === null) throw new DomainError('personal-data-erased');
  return cipher;
}

export function keyRowOf({ id, kekId, wrapped }: DataKeyJson): KeyRow {
  return { id, kekId, wrapped: Buffer.from(wrapped, 'base64') };
}
