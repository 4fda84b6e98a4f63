import { createPrivateKey, createPublicKey, hash, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const BLOCK = 64;
const DIGEST = 32;
const SECRET_BYTES = 32;
/** What comes before an Ed25519 seed in PKCS #8. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * The secret of the audit, which the database never sees: with it the writers stamp each row and the sealer signs
 * checkpoints. Whoever can write the database alone can neither forge a row nor cut off the end unseen.
 */
export class AuditKey {
  /** Ed25519; its public half is in every checkpoint. */
  readonly signing: KeyObject;
  readonly verifying: KeyObject;
  private readonly inner = Buffer.alloc(BLOCK + DIGEST);
  private readonly outer = Buffer.alloc(BLOCK + DIGEST);

  constructor(secret: Buffer) {
    if (secret.length !== SECRET_BYTES) throw new Error(`The audit key must have ${SECRET_BYTES} bytes.`);
    const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', `saphan audit ${purpose}`, 32));
    this.signing = createPrivateKey({
      key: Buffer.concat([PKCS8_ED25519, derive('checkpoint')]),
      format: 'der',
      type: 'pkcs8',
    });
    this.verifying = createPublicKey(this.signing);
    const stampKey = derive('stamp');
    this.inner.fill(0x36, 0, BLOCK);
    this.outer.fill(0x5c, 0, BLOCK);
    for (const [place, byte] of stampKey.entries()) {
      this.inner.writeUInt8(byte ^ 0x36, place);
      this.outer.writeUInt8(byte ^ 0x5c, place);
    }
  }

  /**
   * HMAC-SHA-256 of a row's hash, both in hexadecimal. Written out, because `createHmac` costs ten times as much and
   * verifying needs it for every row; a digest as a string costs half of one as a buffer.
   */
  stamp(rowHash: string): string {
    this.inner.write(rowHash, BLOCK, 'hex');
    this.outer.write(hash('sha256', this.inner, 'binary'), BLOCK, 'binary');
    return hash('sha256', this.outer, 'hex');
  }
}

/** `SAPHAN_AUDIT_KEY_FILE`, else the file in the data folder of an embedded start. */
export function auditKeyFile(env: NodeJS.ProcessEnv): string {
  if (env.SAPHAN_AUDIT_KEY_FILE) return env.SAPHAN_AUDIT_KEY_FILE;
  if (env.SAPHAN_EMBEDDED === '1' && env.SAPHAN_DATA_DIR) return path.join(env.SAPHAN_DATA_DIR, 'audit.key');
  throw new Error('Set SAPHAN_AUDIT_KEY_FILE to the file with the audit key (32 bytes, base64).');
}

export function readAuditKey(file: string): AuditKey {
  return new AuditKey(Buffer.from(readFileSync(file, 'utf8').trim(), 'base64'));
}

/** Makes the key once; of two processes that start together both get the same. */
export function ensureAuditKey(file: string): AuditKey {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const own = `${file}.${process.pid}`;
  writeFileSync(own, `${randomBytes(SECRET_BYTES).toString('base64')}\n`, { mode: 0o600 });
  try {
    linkSync(own, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(own, { force: true });
  }
  return readAuditKey(file);
}

let ofThisProcess: AuditKey | undefined;

/** The key of this process, read once. Only an embedded start makes one: in production a new key would hide a lost one. */
export function auditKey(env: NodeJS.ProcessEnv = process.env): AuditKey {
  const file = auditKeyFile(env);
  ofThisProcess ??= env.SAPHAN_EMBEDDED === '1' ? ensureAuditKey(file) : readAuditKey(file);
  return ofThisProcess;
}
