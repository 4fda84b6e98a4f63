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

/** What was put away, open again. */
interface Row {
  readonly id: string;
  readonly kind: ItemKind;
  readonly keptAt: number;
  readonly bytes: Bytes;
}

interface Shelf {
  readonly all: (owner: string, kind: ItemKind) => Promise<readonly Row[]>;
  readonly get: (id: string) => Promise<Row | null>;
  readonly put: (owner: string, row: Omit<Row, 'keptAt'>) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
}

const onDevice: Shelf = {
  async all(owner, kind) {
    const items = await (await database()).getAllFromIndex('items', 'owner', owner);
    const rows = await Promise.all(items.filter((item) => item.kind === kind).map(open));
    return rows.filter((row) => row !== null);
  },
  async get(id) {
    const item = await (await database()).get('items', id);
    return item === undefined ? null : open(item);
  },
  async put(owner, { id, kind, bytes }) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const ciphertext = await crypto.subtle.encrypt(
      // Bound to its place: a row that was moved or renamed does not open.
      { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`${owner}/${id}/${kind}`) },
      await keyOf(owner),
      bytes,
    );
    const db = await database();
    const keptAt = (await db.get('items', id))?.keptAt ?? Date.now();
    await db.put('items', { id, owner, kind, keptAt, expiresAt: keptAt + TIME_TO_LIVE_MS, iv, ciphertext });
  },
  remove: async (id) => (await database()).delete('items', id),
};

const memory = new Map<string, Row & { readonly owner: string }>();

/** Where an agency lets its devices keep nothing: as long as the page is open, and no longer. */
const inPage: Shelf = {
  all: (owner, kind) => Promise.resolve([...memory.values()].filter((row) => row.owner === owner && row.kind === kind)),
  get: (id) => Promise.resolve(memory.get(id) ?? null),
  put: (owner, row) => {
    memory.set(row.id, { ...row, owner, keptAt: memory.get(row.id)?.keptAt ?? Date.now() });
    return Promise.resolve();
  },
  remove: (id) => {
    memory.delete(id);
    return Promise.resolve();
  },
};

let current = onDevice;

/** What lay in it, or null of what has expired or cannot be opened; either is removed. */
async function open(item: Sealed): Promise<Row | null> {
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
      return { id: item.id, kind: item.kind, keptAt: item.keptAt, bytes: new Uint8Array(bytes) };
    } catch (reason) {
      // A broken row opens for nobody, today or later.
      if (!(reason instanceof DOMException)) throw reason;
    }
  }
  await (await database()).delete('items', item.id);
  return null;
}

function bytesOf(content: unknown): Bytes {
  return new TextEncoder().encode(JSON.stringify(content));
}

function contentOf<Content>({ bytes }: Row): Content {
  return JSON.parse(new TextDecoder().decode(bytes)) as Content;
}

/** The drafts and reports of one person on this device, or in this page. Another person's are never listed. */
export function vaultOf(username: string) {
  return openVault(username, () => current);
}

/** The same on the device, also where nothing is put there any more. */
export function deviceVaultOf(username: string) {
  return openVault(username, () => onDevice);
}

async function openVault(username: string, shelf: () => Shelf) {
  const owner = await hashOf(username);
  const idOf = (id: string) => `${owner.slice(0, 16)}:${id}`;
  return {
    async list<Content>(kind: ItemKind): Promise<readonly Opened<Content>[]> {
      const rows = await shelf().all(owner, kind);
      return rows
        .map((row) => ({ id: row.id.slice(idOf('').length), keptAt: row.keptAt, content: contentOf<Content>(row) }))
        .sort((a, b) => b.keptAt - a.keptAt);
    },
    put: (kind: ItemKind, id: string, content: unknown) =>
      shelf().put(owner, { id: idOf(id), kind, bytes: bytesOf(content) }),
    async findPhoto(id: string): Promise<Bytes | null> {
      const row = await shelf().get(idOf(id));
      return row?.kind === 'photo' ? row.bytes : null;
    },
    putPhoto: (id: string, bytes: Bytes) => shelf().put(owner, { id: idOf(id), kind: 'photo', bytes }),
    remove: (id: string) => shelf().remove(idOf(id)),
  };
}

/** Her agency lets devices keep nothing: all of hers goes over into this page's memory, and the device forgets her. */
export async function moveToPage(username: string): Promise<void> {
  // From here on nothing new is put on the device.
  current = inPage;
  const owner = await hashOf(username);
  for (const item of await (await database()).getAllFromIndex('items', 'owner', owner)) {
    const row = await open(item);
    if (row !== null && !memory.has(row.id)) memory.set(row.id, { ...row, owner });
  }
  await wipeDevice(username);
}

/** Her agency lets devices keep what waits, perhaps since a moment ago. */
export async function moveToDevice(): Promise<void> {
  current = onDevice;
  for (const { owner, ...row } of memory.values()) await onDevice.put(owner, row);
  memory.clear();
}

/** Who was last signed in here, so that a report can be written where there is no network. */
export async function keepProfile(me: Me): Promise<void> {
  await onDevice.put(DEVICE_OWNER, { id: DEVICE_OWNER, kind: 'profile', bytes: bytesOf(me) });
}

export async function findKeptProfile(): Promise<Me | null> {
  const row = await onDevice.get(DEVICE_OWNER);
  // Kept only where devices may keep something; an earlier version of the console did not say so.
  return row === null ? null : { ...contentOf<Me>(row), keepsOffline: true };
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
