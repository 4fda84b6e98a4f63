import type { Payload, PayloadCodec } from '@temporalio/common';
import { decrypt, encrypt } from '#privacy/aead.js';
import type { Vault } from '#privacy/vault.js';

const ENCODING = 'binary/encrypted';
const PLACE = 'temporal-payload';

/**
 * Encrypts everything that goes to Temporal, although no person is in it (DESIGN §1.3): arguments, results, queries and
 * failures. What earlier versions left unencrypted is read as it is.
 */
export class EncryptingCodec implements PayloadCodec {
  constructor(private readonly vault: Pick<Vault, 'payloadKeys'>) {}

  async encode(payloads: Payload[]): Promise<Payload[]> {
    const { current, keys } = await this.vault.payloadKeys();
    const key = keyOf(keys, current);
    return payloads.map((payload) => ({
      metadata: { encoding: Buffer.from(ENCODING), 'encryption-key': Buffer.from(String(current)) },
      data: encrypt(key, PLACE, packed(payload)),
    }));
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    const { keys } = await this.vault.payloadKeys();
    return payloads.map((payload) => {
      if (metadataOf(payload, 'encoding') !== ENCODING) return payload;
      const key = keyOf(keys, Number(metadataOf(payload, 'encryption-key')));
      return unpacked(decrypt(key, PLACE, Buffer.from(payload.data ?? [])));
    });
  }
}

function metadataOf({ metadata }: Payload, name: string): string {
  return Buffer.from(metadata?.[name] ?? []).toString();
}

function keyOf(keys: ReadonlyMap<number, Buffer>, version: number): Buffer {
  const key = keys.get(version);
  if (key === undefined) throw new Error(`The key provider has no payload key ${version}`);
  return key;
}

/** The length of the metadata, the metadata, the data: what is encrypted is the whole payload. */
function packed({ metadata, data }: Payload): Buffer {
  const entries = Object.entries(metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString('base64')]);
  const head = Buffer.from(JSON.stringify(entries));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, Buffer.from(data ?? [])]);
}

function unpacked(bytes: Buffer): Payload {
  const dataAt = 4 + bytes.readUInt32BE();
  const entries = JSON.parse(bytes.subarray(4, dataAt).toString()) as [string, string][];
  return {
    metadata: Object.fromEntries(entries.map(([name, value]) => [name, Buffer.from(value, 'base64')])),
    data: bytes.subarray(dataAt),
  };
}
