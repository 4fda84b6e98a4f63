import { randomUUID } from 'node:crypto';
import { decrypt, deriveKey, encrypt, newKey } from './aead.js';
import { newestOf, type KeyProvider, type KeyStore, type NumberedSecrets } from './key-provider.js';
import { openRecord, sealRecord, type DataKey } from './sealed-record.js';
import { destroyShredKey, findShredKey } from './shred-tree.js';

/**
 * Whose data a key seals. An incident's shared texts and a breach have keys of their own (docs/decisions/0016), and so has
 * what Saphan shares with an account's authenticator or with the receiver of a webhook.
 */
export const KEY_OWNERS = ['case', 'incident', 'breach', 'account', 'webhook'] as const;
export type KeyOwnerKind = (typeof KEY_OWNERS)[number];

/** A data key as the database holds it: wrapped twice, by the case's shred key and by the key-encryption key. */
export interface KeyRow {
  readonly id: string;
  readonly kekId: string;
  readonly wrapped: Buffer;
}

/** The key's row is gone, or what could open it has been destroyed: this is final, and meant. */
export class PersonalDataErasedError extends Error {
  override readonly name = 'PersonalDataErasedError';
  constructor(kind: KeyOwnerKind, ownerId: string) {
    super(`The personal data of ${kind} ${ownerId} has been erased`);
  }
}

/** `table.column` and the row's id: sealed values are bound to where they stand. */
export interface Place {
  readonly column: `${string}.${string}`;
  readonly row: string;
}

/** Seals and opens what belongs to one case or one incident. */
export class RecordCipher {
  constructor(
    private readonly key: DataKey,
    private readonly owner: string,
  ) {}

  seal(place: Place, value: unknown): Buffer | null {
    return value === null || value === undefined ? null : this.sealBytes(place, Buffer.from(JSON.stringify(value)));
  }

  open<Value>(place: Place, sealed: Buffer | null): Value | null {
    return sealed === null ? null : (JSON.parse(this.openBytes(place, sealed).toString()) as Value);
  }

  sealBytes(place: Place, plain: Buffer): Buffer {
    return sealRecord(this.key, this.textOf(place), plain);
  }

  openBytes(place: Place, sealed: Buffer): Buffer {
    return openRecord(this.key, this.textOf(place), sealed);
  }

  private textOf({ column, row }: Place): string {
    return `${this.owner}/${column}/${row}`;
  }
}

export interface VaultOptions {
  readonly keys: KeyProvider;
  /** Data keys held in clear in this process at most, and for how long. */
  readonly cachedKeys?: number;
  readonly cachedForMs?: number;
}

export interface IndexKey {
  readonly version: number;
  readonly key: Buffer;
}

export interface PayloadKeys {
  readonly current: number;
  readonly keys: ReadonlyMap<number, Buffer>;
}

interface DerivedKeys {
  readonly store: KeyStore;
  readonly index: readonly IndexKey[];
  readonly payload: PayloadKeys;
}

/** The one way to personal data: makes, opens, rewraps and destroys data keys. */
export class Vault {
  private readonly opened = new Map<string, { readonly cipher: RecordCipher; readonly until: number }>();
  readonly keys: KeyProvider;
  private derived: DerivedKeys | null = null;
  private readonly cachedKeys: number;
  private readonly cachedForMs: number;

  constructor({ keys, cachedKeys = 5_000, cachedForMs = 300_000 }: VaultOptions) {
    this.keys = keys;
    this.cachedKeys = cachedKeys;
    this.cachedForMs = cachedForMs;
  }

  /** A key for a new case or incident; its row goes into the statement that writes the case. */
  async createKey(
    kind: KeyOwnerKind,
    ownerId: string,
  ): Promise<{ readonly row: KeyRow; readonly cipher: RecordCipher }> {
    const key: DataKey = { id: randomUUID(), bytes: newKey() };
    const owner = ownerText(kind, ownerId);
    const inner = encrypt(await this.shredKey(kind, ownerId), owner, key.bytes);
    const { kekId, bytes } = await this.keys.wrap(inner, owner);
    const cipher = new RecordCipher(key, owner);
    this.remember(key.id, cipher);
    return { row: { id: key.id, kekId, wrapped: bytes }, cipher };
  }

  /**
   * Takes the row as it was read with, or in the same transaction as, what is to be opened: when it is gone, the case has
   * been shredded, and a key that this process still holds must not serve.
   */
  async openKey(kind: KeyOwnerKind, ownerId: string, row: KeyRow | null): Promise<RecordCipher> {
    if (row === null) throw new PersonalDataErasedError(kind, ownerId);
    const known = this.opened.get(row.id);
    if (known !== undefined && known.until > Date.now()) return known.cipher;
    const owner = ownerText(kind, ownerId);
    const inner = await this.keys.unwrap({ kekId: row.kekId, bytes: row.wrapped }, owner);
    const bytes = decrypt(await this.shredKey(kind, ownerId), owner, inner);
    const cipher = new RecordCipher({ id: row.id, bytes }, owner);
    this.remember(row.id, cipher);
    return cipher;
  }

  /** The same data key under the current key-encryption key: nothing that it has sealed is touched. */
  async rewrapKey(kind: KeyOwnerKind, ownerId: string, row: KeyRow): Promise<KeyRow> {
    const owner = ownerText(kind, ownerId);
    const inner = await this.keys.unwrap({ kekId: row.kekId, bytes: row.wrapped }, owner);
    const { kekId, bytes } = await this.keys.wrap(inner, owner);
    return { id: row.id, kekId, wrapped: bytes };
  }

  /** Destroys what a backup of the database would still need to open these keys. Safe to repeat. */
  async destroyShredKeys(owners: readonly { readonly kind: KeyOwnerKind; readonly id: string }[]): Promise<void> {
    await this.keys.changeStore((store) => ({
      ...store,
      shredTree: owners.reduce((tree, { kind, id }) => destroyShredKey(tree, ownerText(kind, id)), store.shredTree),
    }));
  }

  /** The keys of the blind index by version, the newest first: what is new is written with that one. */
  async searchIndexKeys(): Promise<readonly IndexKey[]> {
    return (await this.derivedKeys()).index;
  }

  /** The keys of what travels through Temporal, by number. */
  async payloadKeys(): Promise<PayloadKeys> {
    return (await this.derivedKeys()).payload;
  }

  /** Reckoned again only when the provider's store has changed. */
  private async derivedKeys(): Promise<DerivedKeys> {
    const store = await this.keys.readStore();
    if (this.derived?.store === store) return this.derived;
    const { searchSecrets, payloadSecrets } = store;
    const derive = (secrets: NumberedSecrets, purpose: string) =>
      Object.entries(secrets).map(([version, secret]) => ({
        version: Number(version),
        key: deriveKey(Buffer.from(secret, 'base64'), purpose),
      }));
    this.derived = {
      store,
      index: derive(searchSecrets, 'blind-index').sort((a, b) => b.version - a.version),
      payload: {
        current: newestOf(payloadSecrets),
        keys: new Map(derive(payloadSecrets, 'temporal-payloads').map(({ version, key }) => [version, key])),
      },
    };
    return this.derived;
  }

  private async shredKey(kind: KeyOwnerKind, ownerId: string): Promise<Buffer> {
    const { shredTree } = await this.keys.readStore();
    const key = findShredKey(shredTree, ownerText(kind, ownerId));
    if (key === null) throw new PersonalDataErasedError(kind, ownerId);
    return key;
  }

  /** The oldest goes first: a Map keeps the order in which it was filled. */
  private remember(id: string, cipher: RecordCipher): void {
    this.opened.delete(id);
    this.opened.set(id, { cipher, until: Date.now() + this.cachedForMs });
    for (const oldest of this.opened.keys()) {
      if (this.opened.size <= this.cachedKeys) break;
      this.opened.delete(oldest);
    }
  }
}

function ownerText(kind: KeyOwnerKind, ownerId: string): string {
  return `saphan/${kind}/${ownerId}`;
}
