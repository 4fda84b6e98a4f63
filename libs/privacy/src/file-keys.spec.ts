import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FileKeys } from './file-keys.js';
import { keysFrom } from './keys-from-env.js';

const CONTEXT = 'saphan/case/1';
const key = Buffer.from('a data key of thirty-two bytes..');

describe('the key file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'saphan-keys-'));
    file = path.join(folder, 'keys/keyring.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made at the first embedded start, for its owner only, and found again', async () => {
    const env = { SAPHAN_EMBEDDED: '1', SAPHAN_DATA_DIR: folder };
    const wrapped = await keysFrom(env).wrap(key, CONTEXT);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await keysFrom(env).unwrap(wrapped, CONTEXT)).toEqual(key);
  });

  it('is one and the same when two processes start at once', async () => {
    const [one, two] = [new FileKeys({ file, create: true }), new FileKeys({ file, create: true })];
    expect(await two.unwrap(await one.wrap(key, CONTEXT), CONTEXT)).toEqual(key);
    expect(readdirSync(path.dirname(file))).toEqual(['keyring.json']);
  });

  it.each([
    ['missing', {}],
    ['missing, also in an embedded start', { SAPHAN_EMBEDDED: '1' }],
  ])('is never made by itself in production: %s is refused', (_, env) => {
    const start = () => keysFrom({ ...env, NODE_ENV: 'production', SAPHAN_DATA_DIR: folder });
    expect(start).toThrow(/cannot be read \(ENOENT\).*rotate-keys -- --create/);
  });

  it('is refused when others can read it, when it is damaged, and when nobody said where it is', () => {
    new FileKeys({ file, create: true });
    chmodSync(file, 0o640);
    expect(() => new FileKeys({ file, create: false })).toThrow(/can be read by others/);
    writeFileSync(file, '{', { mode: 0o600 });
    chmodSync(file, 0o600);
    expect(() => new FileKeys({ file, create: false })).toThrow(/damaged/);
    expect(() => keysFrom({})).toThrow(/never written unencrypted/);
  });

  it('takes a new key that every process uses at once, while the old one still reads (S10)', async () => {
    const running = new FileKeys({ file, create: true });
    const old = await running.wrap(key, CONTEXT);
    const added = await new FileKeys({ file, create: false }).addKek();
    const fresh = await running.wrap(key, CONTEXT);
    expect([fresh.kekId, old.kekId === added]).toEqual([added, false]);
    expect(await running.unwrap(old, CONTEXT)).toEqual(key);
  });

  it('opens a wrapped key for its own case only', async () => {
    const keys = new FileKeys({ file, create: true });
    await expect(async () => keys.unwrap(await keys.wrap(key, CONTEXT), 'saphan/case/2')).rejects.toThrow(
      /does not open/,
    );
  });

  it('loses no change when many write at once', async () => {
    new FileKeys({ file, create: true });
    await Promise.all(Array.from({ length: 8 }, () => new FileKeys({ file, create: false }).addKek()));
    const read = new FileKeys({ file, create: false });
    const { keks } = (await read.readStore()) as unknown as { keks: object };
    expect(Object.keys(keks)).toHaveLength(9);
  });
});
