import { createHash } from 'node:crypto';
import path from 'node:path';
import { decrypt, encrypt } from '#privacy/aead.js';
import { createKeyFile, FileKeys } from '#privacy/file-keys.js';
import type { KeyProvider, KeyStore, WrappedKey } from '#privacy/key-provider.js';
import { Vault } from '#privacy/vault.js';
import { getRunFolder } from './test-run.js';

/** The same in every run, so that a history that was recorded encrypted can be replayed. Never anybody's real key. */
function testSecret(name: string): string {
  return createHash('sha256').update(`only for tests: ${name}`).digest('base64');
}

/** Keys in memory; for specs in one process. */
export class TestKeys implements KeyProvider {
  private readonly keks = new Map([['test:1', testSecret('kek')]]);
  private current = 'test:1';
  private store: KeyStore = {
    shredTree: { '': testSecret('shred') },
    searchSecrets: { 1: testSecret('search') },
    payloadSecrets: { 1: testSecret('payload') },
  };

  wrap(plain: Buffer, context: string): Promise<WrappedKey> {
    return Promise.resolve({ kekId: this.current, bytes: encrypt(this.kek(this.current), context, plain) });
  }

  unwrap({ kekId, bytes }: WrappedKey, context: string): Promise<Buffer> {
    return Promise.resolve(decrypt(this.kek(kekId), context, bytes));
  }

  currentKekId(): Promise<string> {
    return Promise.resolve(this.current);
  }

  addKek(): Promise<string> {
    this.current = `test:${this.keks.size + 1}`;
    this.keks.set(this.current, testSecret(this.current));
    return Promise.resolve(this.current);
  }

  readStore(): Promise<KeyStore> {
    return Promise.resolve(this.store);
  }

  changeStore(change: (store: KeyStore) => KeyStore): Promise<void> {
    this.store = change(this.store);
    return Promise.resolve();
  }

  private kek(id: string): Buffer {
    const key = this.keks.get(id);
    if (key === undefined) throw new Error(`No key ${id}`);
    return Buffer.from(key, 'base64');
  }
}

export function testVault(): Vault {
  return new Vault({ keys: new TestKeys() });
}

/** The key file of this test run, for processes and specs that must read what the other has written. */
export function testKeyFile(): string {
  const file = path.join(getRunFolder(), 'keys/keyring.json');
  createKeyFile(file);
  return file;
}

/** What the API and the worker of a stack can open, opened in the spec. */
export function vaultOfRun(): Vault {
  return new Vault({ keys: new FileKeys({ file: testKeyFile(), create: false }) });
}
