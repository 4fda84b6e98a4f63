import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Me } from '../api/answers.js';

/** What lies on this device is unreadable without the key, which the browser holds and gives to nobody (S28). */
interface VaultSchema extends DBSchema {
  keys: { key: string; value: CryptoKey };
  items: { key: string; value: Sealed; indexes: { owner: string } };
}

interface Sealed {
  readonly id: string;
  /** A hash: whose it is can be compared, and not read. */
  readonly owner: string;
  readonly kind: ItemKind;
  readonly keptAt: number;
  readonly expiresAt: number;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly ciphertext: ArrayBuffer;
}

type ItemKind = 'profile' | 'draft' | 'outbox' | 'photo';

type Bytes = Uint8Array<ArrayBuffer>;

export interface Opened<Content> {
  readonly id: string;
  readonly keptAt: number;
  readonly content: Content;
}

/** A report that could not be sent in three days is told by voice; a lost phone must not keep it. */
export const TIME_TO_LIVE_MS = 72 * 3_600_000;
const DEVICE_OWNER = 'device';

let opened: Promise<IDBPDatabase<VaultSchema>> | undefined;

function database(): Promise<IDBPDatabase<VaultSchema>> {
  opened ??= openDB<VaultSchema>('workbook', 1, {
    upgrade(db) {
      db.createObjectStore('keys');
      db.createObjectStore('items', { keyPath: 'id' }).createIndex('owner', 'owner');
    },
  });
  return opened;
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function keyOf(owner: string): Promise<CryptoKey> {
  const db = await database();
  const known = await db.get('keys', owner);
  if (known !== undefined) return known;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const tx = db.transaction('keys', 'readwrite');
  // Another tab may have made one meanwhile: the first stays.
  const first = await tx.store.get(owner);
  if (first === undefined) await tx.store.put(made, owner);
  await tx.done;
  return first ?? made;
}

async function seal(owner: string, id: string, kind: ItemKind, bytes: Bytes): Promise<void> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const ciphertext = await crypto.subtle.encrypt(
    // Bound to its place: a row that was moved or renamed does not open.
    { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`${owner}/${id}/${kind}`) },
    await keyOf(owner),
    bytes,
  );
  const known = await (await database()).get('items', id);
  const keptAt = known?.keptAt ?? Date.now();
  await (
    await database()
  ).put('items', { id, owner, kind, keptAt, expiresAt: keptAt + TIME_TO_LIVE_MS, iv, ciphertext });
}

function bytesOf(content: unknown): Bytes {
  return new TextEncoder().encode(JSON.stringify(content));
}

async function open<Content>(item: Sealed): Promise<Opened<Content> | null> {
  const bytes = await openBytes(item);
  if (bytes === null) return null;
  return { id: item.id, keptAt: item.keptAt, content: JSON.parse(new TextDecoder().decode(bytes)) as Content };
}

/** What lay in it, or null of what has expired or cannot be opened; either is removed. */
async function openBytes(item: Sealed): Promise<Bytes | null> {
  const key = await (await database()).get('keys', item.owner);
  if (key !== undefined && item.expiresAt > Date.now()) {
    try {
      const bytes = await crypto.subtle.decrypt(
        {
          name: 'AES-GCM',
          iv: item.iv,
          additionalData: new TextEncoder().encode(`${item.owner}/${item.id}/${item.kind}`),
        },
        key,
        item.ciphertext,
      );
      return new Uint8Array(bytes);
    } catch (reason) {
      // A broken row opens for nobody, today or later.
      if (!(reason instanceof DOMException)) throw reason;
    }
  }
  await (await database()).delete('items', item.id);
  return null;
}

/** The drafts and reports of one person on this device. Another person's are never listed. */
export async function vaultOf(username: string) {
  const owner = await hashOf(username);
  const idOf = (id: string) => `${owner.slice(0, 16)}:${id}`;
  return {
    async list<Content>(kind: ItemKind): Promise<readonly Opened<Content>[]> {
      const items = await (await database()).getAllFromIndex('items', 'owner', owner);
      const found = await Promise.all(items.filter((item) => item.kind === kind).map((item) => open<Content>(item)));
      return found.filter((item) => item !== null).sort((a, b) => b.keptAt - a.keptAt);
    },
    async find<Content>(kind: ItemKind, id: string): Promise<Content | null> {
      const item = await (await database()).get('items', idOf(id));
      return item?.kind === kind ? ((await open<Content>(item))?.content ?? null) : null;
    },
    put: (kind: ItemKind, id: string, content: unknown) => seal(owner, idOf(id), kind, bytesOf(content)),
    async findPhoto(id: string): Promise<Bytes | null> {
      const item = await (await database()).get('items', idOf(id));
      return item?.kind === 'photo' ? openBytes(item) : null;
    },
    putPhoto: (id: string, bytes: Bytes) => seal(owner, idOf(id), 'photo', bytes),
    remove: async (id: string) => (await database()).delete('items', idOf(id)),
  };
}

/** Who was last signed in here, so that a report can be written where there is no network. */
export async function keepProfile(me: Me): Promise<void> {
  await seal(DEVICE_OWNER, DEVICE_OWNER, 'profile', bytesOf(me));
}

export async function findKeptProfile(): Promise<Me | null> {
  const item = await (await database()).get('items', DEVICE_OWNER);
  return item === undefined ? null : ((await open<Me>(item))?.content ?? null);
}

/** Signing out: keys first, so that whatever might be left opens for nobody. */
export async function wipeDevice(username: string): Promise<void> {
  const db = await database();
  const owner = await hashOf(username);
  await db.delete('keys', owner);
  await db.delete('keys', DEVICE_OWNER);
  const tx = db.transaction('items', 'readwrite');
  const left = await tx.store.getAll();
  await Promise.all(
    left.filter((item) => item.owner === owner || item.owner === DEVICE_OWNER).map(({ id }) => tx.store.delete(id)),
  );
  await tx.done;
}

/** Removes what is too old, whoever it belongs to. */
export async function removeExpired(now = Date.now()): Promise<void> {
  const tx = (await database()).transaction('items', 'readwrite');
  const items = await tx.store.getAll();
  await Promise.all(items.filter(({ expiresAt }) => expiresAt <= now).map(({ id }) => tx.store.delete(id)));
  await tx.done;
}
