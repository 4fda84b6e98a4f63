import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  linkSync,
} from 'node:fs';
import path from 'node:path';
import { decrypt, encrypt, newKey } from './aead.js';
import { KeyProviderError, newKeyStore, type KeyProvider, type KeyStore, type WrappedKey } from './key-provider.js';

/** What the key file holds; readable by its owner only. */
interface Keyring extends KeyStore {
  readonly current: string;
  readonly keks: Readonly<Record<string, string>>;
}

export interface FileKeysOptions {
  readonly file: string;
  /** Make the file when there is none: for the embedded start; in production somebody must have made and saved it. */
  readonly create: boolean;
}

const LOCK_TRIES = 200;
const LOCK_WAIT_MS = 25;

/** Keys in one file of mode 0600 in the data folder. Every process reads it anew when it has changed. */
export class FileKeys implements KeyProvider {
  private read: { readonly stamp: string; readonly keyring: Keyring } | null = null;

  constructor(private readonly options: FileKeysOptions) {
    const { file, create } = options;
    if (create) createKeyFile(file);
    this.keyring();
  }

  wrap(plain: Buffer, context: string): Promise<WrappedKey> {
    const { current } = this.keyring();
    return Promise.resolve({ kekId: current, bytes: encrypt(this.kek(current), context, plain) });
  }

  unwrap({ kekId, bytes }: WrappedKey, context: string): Promise<Buffer> {
    return Promise.resolve(decrypt(this.kek(kekId), context, bytes));
  }

  currentKekId(): Promise<string> {
    return Promise.resolve(this.keyring().current);
  }

  async addKek(): Promise<string> {
    const id = kekId();
    await this.change((ring) => ({
      ...ring,
      current: id,
      keks: { ...ring.keks, [id]: newKey().toString('base64') },
    }));
    return id;
  }

  readStore(): Promise<KeyStore> {
    return Promise.resolve(this.keyring());
  }

  changeStore(change: (store: KeyStore) => KeyStore): Promise<void> {
    return this.change((ring) => ({ ...ring, ...change(ring) }));
  }

  private kek(id: string): Buffer {
    const key = this.keyring().keks[id];
    if (key === undefined) {
      throw new KeyProviderError(
        `The key file ${this.options.file} does not hold the key ${id}: put back the right one.`,
      );
    }
    return Buffer.from(key, 'base64');
  }

  private keyring(): Keyring {
    const { file } = this.options;
    try {
      const { ino, mtimeMs, size, mode } = statSync(file);
      const stamp = `${ino}:${mtimeMs}:${size}`;
      if (this.read?.stamp === stamp) return this.read.keyring;
      if ((mode & 0o077) !== 0) {
        throw new KeyProviderError(`The key file ${file} can be read by others: "chmod 600 ${file}" closes it.`);
      }
      const keyring = JSON.parse(readFileSync(file, 'utf8')) as Keyring;
      this.read = { stamp, keyring };
      return keyring;
    } catch (failure) {
      if (failure instanceof KeyProviderError) throw failure;
      throw new KeyProviderError(
        `The key file ${file} cannot be read (${(failure as NodeJS.ErrnoException).code ?? 'it is damaged'}): without it no personal data opens. Put it back, or make one for a new system with "npm run rotate-keys -- --create".`,
      );
    }
  }

  private async change(change: (ring: Keyring) => Keyring): Promise<void> {
    const { file } = this.options;
    const lock = `${file}.lock`;
    await takeLock(lock);
    try {
      // Whatever was read before the lock may be old by now.
      this.read = null;
      writeWhole(file, change(this.keyring()));
    } finally {
      rmSync(lock, { force: true });
    }
  }
}

/** Made whole or not at all, and by one process only when two start at once. */
export function createKeyFile(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  if (statSync(file, { throwIfNoEntry: false }) !== undefined) return;
  const id = kekId();
  const ring: Keyring = { ...newKeyStore(), current: id, keks: { [id]: newKey().toString('base64') } };
  const part = writePart(file, ring);
  try {
    linkSync(part, file);
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'EEXIST') throw failure;
  } finally {
    rmSync(part, { force: true });
  }
}

function kekId(): string {
  return `file:${randomBytes(6).toString('hex')}`;
}

function writePart(file: string, ring: Keyring): string {
  const part = `${file}.${process.pid}.${randomBytes(4).toString('hex')}.part`;
  const handle = openSync(part, 'wx', 0o600);
  try {
    writeFileSync(handle, JSON.stringify(ring));
    // A key that data was sealed with must survive a power cut.
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return part;
}

function writeWhole(file: string, ring: Keyring): void {
  renameSync(writePart(file, ring), file);
  const folder = openSync(path.dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

async function takeLock(lock: string): Promise<void> {
  for (let attempt = 0; attempt < LOCK_TRIES; attempt += 1) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx', mode: 0o600 });
      return;
    } catch (failure) {
      if ((failure as NodeJS.ErrnoException).code !== 'EEXIST') throw failure;
    }
    await new Promise((resolve) => setTimeout(resolve, LOCK_WAIT_MS));
  }
  throw new KeyProviderError(
    `${lock} is held by another process: wait for it; remove the file if that process has died.`,
  );
}
