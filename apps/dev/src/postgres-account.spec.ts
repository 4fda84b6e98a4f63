import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { canReach, findPostgresAccount } from './postgres-account.js';

const STRANGER = { name: 'stranger', uid: 54_321, gid: 54_321 };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'saphan-reach-'));
  mkdirSync(path.join(folder, 'inner'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the account that runs PostgreSQL', () => {
  it('reaches only what every folder on the way lets it pass to', () => {
    chmodSync(folder, 0o711);
    expect(canReach(path.join(folder, 'inner', 'not-there-yet'), STRANGER)).toBe(true);
    chmodSync(folder, 0o700);
    expect(canReach(path.join(folder, 'inner', 'not-there-yet'), STRANGER)).toBe(false);
    expect(canReach(path.join(folder, 'inner'), undefined)).toBe(true);
  });

  // PostgreSQL refuses root, so only root needs another account.
  (process.getuid?.() === 0 ? it : it.skip)('is postgres, else nobody, else a sentence', () => {
    const passwd = path.join(folder, 'passwd');
    writeFileSync(passwd, 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n');
    expect(findPostgresAccount(passwd)).toEqual({ name: 'nobody', uid: 65_534, gid: 65_534 });
    writeFileSync(passwd, 'nobody:x:65534:65534::/:/bin/false\npostgres:x:101:104::/var/lib:/bin/sh\n');
    expect(findPostgresAccount(passwd)?.name).toBe('postgres');
    writeFileSync(passwd, 'root:x:0:0::/root:/bin/sh\n');
    expect(() => findPostgresAccount(passwd)).toThrow(/start Saphan as another user, or set DATABASE_URL/);
  });
});
