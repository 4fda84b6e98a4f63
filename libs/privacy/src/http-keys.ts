import { KeyProviderError, newKeyStore, type KeyProvider, type KeyStore, type WrappedKey } from './key-provider.js';

export interface HttpKeysOptions {
  /** Base address of a service that speaks HashiCorp Vault's (or OpenBao's) transit and KV 2 interface. */
  readonly url: string;
  readonly token: string;
  readonly transitKey: string;
  /** Where the shred tree and the secrets of search and payloads are kept: `mount/data/path`. */
  readonly storePath: string;
  /** For a new system: makes the store when there is none. */
  readonly create?: boolean;
}

const TIMEOUT_MS = 5_000;
const STORE_FRESH_MS = 30_000;
const CHANGE_TRIES = 10;
/** What is kept in the service's own store is sealed by its transit key as well: two rights are needed to read it. */
const STORE_CONTEXT = 'saphan/key-store';

interface ReadStore {
  readonly store: KeyStore;
  readonly version: number;
  readonly at: number;
}

/** Key-encryption keys that never leave a key-management service; this side only asks to wrap and unwrap. */
export class HttpKeys implements KeyProvider {
  private read: ReadStore | null = null;
  private latestKek: string | null = null;

  constructor(private readonly options: HttpKeysOptions) {}

  async wrap(plain: Buffer, context: string): Promise<WrappedKey> {
    const { ciphertext } = await this.transit<{ ciphertext: string }>('encrypt', {
      plaintext: plain.toString('base64'),
      associated_data: Buffer.from(context).toString('base64'),
    });
    const kekId = this.kekIdOf(ciphertext);
    this.latestKek = kekId;
    return { kekId, bytes: Buffer.from(ciphertext) };
  }

  async unwrap({ bytes }: WrappedKey, context: string): Promise<Buffer> {
    const { plaintext } = await this.transit<{ plaintext: string }>('decrypt', {
      ciphertext: bytes.toString(),
      associated_data: Buffer.from(context).toString('base64'),
    });
    return Buffer.from(plaintext, 'base64');
  }

  async currentKekId(): Promise<string> {
    return this.latestKek ?? (await this.wrap(Buffer.alloc(1), 'saphan/which-key')).kekId;
  }

  async addKek(): Promise<string> {
    await this.ask('POST', `transit/keys/${this.options.transitKey}/rotate`, {});
    this.latestKek = null;
    return this.currentKekId();
  }

  async readStore(): Promise<KeyStore> {
    if (this.read !== null && Date.now() - this.read.at < STORE_FRESH_MS) return this.read.store;
    this.read = (await this.fetchStore()) ?? (await this.createStore());
    return this.read.store;
  }

  async changeStore(change: (store: KeyStore) => KeyStore): Promise<void> {
    for (let attempt = 0; attempt < CHANGE_TRIES; attempt += 1) {
      this.read = null;
      await this.readStore();
      const { store, version } = this.read as unknown as ReadStore;
      if (await this.writeStore(change(store), version)) {
        this.read = null;
        return;
      }
    }
    throw new KeyProviderError('The key store of the key-management service was changed by others all the time.');
  }

  private async fetchStore(): Promise<ReadStore | null> {
    interface Found {
      readonly data: { readonly sealed: string };
      readonly metadata: { readonly version: number };
    }
    const found = await this.ask<Found>('GET', this.options.storePath);
    if (found === null) return null;
    const text = await this.unwrap({ kekId: '', bytes: Buffer.from(found.data.sealed) }, STORE_CONTEXT);
    return { store: JSON.parse(text.toString()) as KeyStore, version: found.metadata.version, at: Date.now() };
  }

  private async createStore(): Promise<ReadStore> {
    if (this.options.create !== true) {
      throw new KeyProviderError(
        `The key-management service holds no key store at ${this.options.storePath}: without it no personal data opens. Put it back, or make one for a new system with "npm run rotate-keys -- --create".`,
      );
    }
    await this.writeStore(newKeyStore(), 0);
    const made = await this.fetchStore();
    if (made === null) throw new KeyProviderError('The key-management service does not keep what it is given.');
    return made;
  }

  /** False when somebody else wrote first: the service compares the version (check-and-set). */
  private async writeStore(store: KeyStore, version: number): Promise<boolean> {
    const { bytes } = await this.wrap(Buffer.from(JSON.stringify(store)), STORE_CONTEXT);
    const written = await this.ask<object>(
      'POST',
      this.options.storePath,
      { options: { cas: version }, data: { sealed: bytes.toString() } },
      [400],
    );
    if (written === null) return false;
    // An older version of the tree could still reckon the keys that were destroyed.
    if (version > 0) {
      await this.ask('PUT', this.options.storePath.replace('/data/', '/destroy/'), { versions: [version] });
    }
    return true;
  }

  private kekIdOf(ciphertext: string): string {
    const version = /^vault:(v\d{1,9}):/.exec(ciphertext)?.[1];
    if (version === undefined) throw new KeyProviderError('The key-management service answered an unknown ciphertext.');
    return `${this.options.transitKey}:${version}`;
  }

  private async transit<Answer>(act: 'encrypt' | 'decrypt', body: object): Promise<Answer> {
    const answer = await this.ask<Answer>('POST', `transit/${act}/${this.options.transitKey}`, body);
    if (answer === null)
      throw new KeyProviderError(`The key-management service knows no key ${this.options.transitKey}.`);
    return answer;
  }

  /** The answer's data; null when there is nothing at the path, or for a status that the caller expects. */
  private async ask<Answer>(
    method: string,
    path: string,
    body?: object,
    expected: readonly number[] = [],
  ): Promise<Answer | null> {
    const response = await fetch(new URL(`v1/${path}`, this.options.url.replace(/\/?$/, '/')), {
      method,
      headers: { 'x-vault-token': this.options.token, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((failure: unknown) => {
      throw new KeyProviderError(`The key-management service does not answer (${(failure as Error).name}).`);
    });
    if (response.status === 404 || expected.includes(response.status)) return null;
    // Its words may repeat what it was sent: only the status is told on.
    if (!response.ok) throw new KeyProviderError(`The key-management service refused: status ${response.status}.`);
    if (response.status === 204) return {} as Answer;
    return ((await response.json()) as { data: Answer }).data;
  }
}
