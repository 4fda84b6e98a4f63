import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decrypt, encrypt, newKey } from './aead.js';
import { HttpKeys } from './http-keys.js';
import { keysFrom } from './keys-from-env.js';
import { PersonalDataErasedError, Vault } from './vault.js';

const CONTEXT = 'saphan/case/1';
const TOKEN = 'a-token';

/** A key-management service as Saphan knows one: Vault's transit and KV 2, over real HTTP. */
class KeyService {
  readonly keys = [newKey()];
  readonly versions: (string | null)[] = [];
  readonly asked: string[] = [];
  status: number | null = null;

  answer(method: string, url: string, token: unknown, body: Record<string, unknown>): [number, unknown] {
    this.asked.push(`${method} ${url}`);
    if (this.status !== null) return [this.status, { errors: [JSON.stringify(body)] }];
    if (token !== TOKEN) return [403, {}];
    const context = Buffer.from(String(body.associated_data), 'base64').toString();
    switch (url) {
      case '/v1/transit/encrypt/saphan': {
        const sealed = encrypt(this.keys.at(-1) ?? newKey(), context, Buffer.from(String(body.plaintext), 'base64'));
        return [200, { data: { ciphertext: `vault:v${this.keys.length}:${sealed.toString('base64')}` } }];
      }
      case '/v1/transit/decrypt/saphan': {
        const [, version = '', sealed = ''] = String(body.ciphertext).split(':');
        const key = this.keys[Number(version.slice(1)) - 1] ?? newKey();
        const plain = decrypt(key, context, Buffer.from(sealed, 'base64'));
        return [200, { data: { plaintext: plain.toString('base64') } }];
      }
      case '/v1/transit/keys/saphan/rotate':
        this.keys.push(newKey());
        return [204, null];
      case '/v1/secret/destroy/saphan':
        for (const version of body.versions as number[]) this.versions[version - 1] = null;
        return [204, null];
      case '/v1/secret/data/saphan':
        return method === 'GET' ? this.latest() : this.write(body);
      default:
        return [404, {}];
    }
  }

  private latest(): [number, unknown] {
    const sealed = this.versions.at(-1);
    if (sealed === undefined || sealed === null) return [404, {}];
    return [200, { data: { data: { sealed }, metadata: { version: this.versions.length } } }];
  }

  private write({ options, data }: Record<string, unknown>): [number, unknown] {
    if ((options as { cas: number }).cas !== this.versions.length) return [400, {}];
    this.versions.push((data as { sealed: string }).sealed);
    return [200, { data: { version: this.versions.length } }];
  }
}

describe('keys in a key-management service', () => {
  let service: KeyService;
  let server: Server;
  let url: string;
  const open = (token = TOKEN, create = true) =>
    new HttpKeys({ url, token, transitKey: 'saphan', storePath: 'secret/data/saphan', create });

  beforeEach(async () => {
    service = new KeyService();
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(parts).toString() || '{}') as Record<string, unknown>;
        const [status, answer] = service.answer(
          request.method ?? '',
          request.url ?? '',
          request.headers['x-vault-token'],
          body,
        );
        response.writeHead(status).end(answer === null ? undefined : JSON.stringify(answer));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('carry a case from its first name to its end: sealed, opened elsewhere, rewrapped, shredded', async () => {
    const vault = new Vault({ keys: open() });
    const { row, cipher } = await vault.createKey('case', '1');
    const place = { column: 'persons.alias', row: '1' } as const;
    const sealed = cipher.seal(place, 'Noi');
    expect(row.kekId).toBe('saphan:v1');
    expect(await open().addKek()).toBe('saphan:v2');
    const rewrapped = await vault.rewrapKey('case', '1', row);
    expect(rewrapped.kekId).toBe('saphan:v2');
    for (const either of [row, rewrapped]) {
      expect((await new Vault({ keys: open() }).openKey('case', '1', either)).open(place, sealed)).toBe('Noi');
    }
    await vault.destroyShredKeys([{ kind: 'case', id: '1' }]);
    await expect(new Vault({ keys: open() }).openKey('case', '1', rewrapped)).rejects.toThrow(PersonalDataErasedError);
    expect(service.versions.slice(0, -1)).toEqual([null]);
  });

  it('never lie in the service’s own store unsealed', async () => {
    const { shredTree } = await open().readStore();
    expect(service.versions.join()).toMatch(/^vault:v1:/);
    expect(service.versions.join()).not.toContain(shredTree['']);
  });

  it('change one after the other when two write at once', async () => {
    const [one, two] = [open(), open()];
    await one.readStore();
    await Promise.all(
      [one, two].map((keys, index) =>
        keys.changeStore((store) => ({
          ...store,
          searchSecrets: { ...store.searchSecrets, [index + 2]: newKey().toString('base64') },
        })),
      ),
    );
    expect(Object.keys((await open().readStore()).searchSecrets)).toEqual(['1', '2', '3']);
  });

  it('are missed with a sentence: no store, no service, no right; and never with what was sent', async () => {
    await expect(open(TOKEN, false).readStore()).rejects.toThrow(/holds no key store at secret\/data\/saphan/);
    await expect(open('stolen').wrap(newKey(), CONTEXT)).rejects.toThrow('refused: status 403');
    service.status = 500;
    await expect(open().wrap(newKey(), CONTEXT)).rejects.toThrow(/^The key-management service refused: status 500\.$/);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await expect(open().wrap(newKey(), CONTEXT)).rejects.toThrow(/does not answer/);
    await new Promise<void>((resolve) => server.listen(0, resolve));
  });

  it('are reached by https only in production, with a token from a file', () => {
    const env = { NODE_ENV: 'production', SAPHAN_KMS_URL: url };
    expect(() => keysFrom(env)).toThrow(/SAPHAN_KMS_TOKEN_FILE/);
    expect(() => keysFrom({ ...env, SAPHAN_KMS_TOKEN_FILE: '/etc/hostname' })).toThrow(/https/);
  });
});
