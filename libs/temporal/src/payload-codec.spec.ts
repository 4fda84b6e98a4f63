import { defaultPayloadConverter } from '@temporalio/common';
import { testVault } from '#testing/test-keys.js';
import { EncryptingCodec } from './payload-codec.js';

describe('what travels through Temporal', () => {
  const vault = testVault();
  const codec = new EncryptingCodec(vault);
  const payload = defaultPayloadConverter.toPayload({ kind: 'reportTriaged' });

  it('is encrypted, and read again by whoever has the keys', async () => {
    const encoded = await codec.encode([payload]);
    expect(Buffer.from(encoded[0]?.data ?? []).toString('latin1')).not.toContain('reportTriaged');
    const [decoded] = await codec.decode(encoded);
    expect(defaultPayloadConverter.fromPayload(decoded ?? {})).toEqual({ kind: 'reportTriaged' });
  });

  it('is read as it is when an earlier version left it unencrypted', async () => {
    expect(await codec.decode([payload])).toEqual([payload]);
  });

  it('is read after the key has changed', async () => {
    const encoded = await codec.encode([payload]);
    await vault.keys.changeStore((store) => ({
      ...store,
      payloadSecrets: { ...store.payloadSecrets, 2: Buffer.alloc(32).toString('base64') },
    }));
    const [again] = await codec.encode([payload]);
    expect(Buffer.from(again?.metadata?.['encryption-key'] ?? []).toString()).toBe('2');
    expect(await codec.decode(encoded)).toHaveLength(1);
  });

  it('is refused when it was altered', async () => {
    const [encoded] = await codec.encode([payload]);
    const data = Buffer.from(encoded?.data ?? []);
    data[20] = (data[20] ?? 0) ^ 1;
    await expect(codec.decode([{ ...encoded, data }])).rejects.toThrow(/does not open/);
  });
});
