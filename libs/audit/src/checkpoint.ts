import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import canonicalize from 'canonicalize';
import type { AuditKey } from './audit-key.js';
import type { Sql } from './sealing.js';

/**
 * What the chain was at an instant, signed. Kept where nobody with the database can reach it, it proves that no end was
 * cut off and that nothing before it was written anew.
 */
export interface Checkpoint {
  readonly at: string;
  readonly sealNo: number;
  readonly sealHash: string;
  readonly rows: number;
}
export interface SignedCheckpoint extends Checkpoint {
  /** Ed25519, SPKI in base64. */
  readonly publicKey: string;
  readonly signature: string;
}

/** The checkpoint of the chain as it is now; null while nothing has been sealed. */
export async function takeCheckpoint(sql: Sql, key: AuditKey, now = new Date()): Promise<SignedCheckpoint | null> {
  const [last] = await sql.query<{ no: string; hash: Buffer; lastRow: string }>(
    'select no, hash, last_row as "lastRow" from audit_seals order by no desc limit 1',
  );
  if (last === undefined) return null;
  const checkpoint: Checkpoint = {
    at: now.toISOString(),
    sealNo: Number(last.no),
    sealHash: last.hash.toString('hex'),
    rows: Number(last.lastRow),
  };
  return {
    ...checkpoint,
    publicKey: key.verifying.export({ format: 'der', type: 'spki' }).toString('base64'),
    signature: sign(null, bytesOf(checkpoint), key.signing).toString('base64'),
  };
}

function bytesOf({ at, sealNo, sealHash, rows }: Checkpoint): Buffer {
  return Buffer.from(canonicalize({ at, rows, sealHash, sealNo }) ?? '');
}

/** Signed by the key that the verifier trusts, not by the one that the file brings along. */
export function isGenuine(checkpoint: SignedCheckpoint, trusted: KeyObject): boolean {
  return verify(null, bytesOf(checkpoint), trusted, Buffer.from(checkpoint.signature, 'base64'));
}

export function publicKeyOf(base64: string): KeyObject {
  return createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
}

/** One file for each seal at which a checkpoint was taken, whole or not at all. */
export function writeCheckpoint(folder: string, checkpoint: SignedCheckpoint): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `checkpoint-${String(checkpoint.sealNo).padStart(12, '0')}.json`);
  writeFileSync(`${file}.part`, `${JSON.stringify(checkpoint, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.part`, file);
  return file;
}

export interface CheckpointFile {
  readonly file: string;
  readonly checkpoint: SignedCheckpoint;
}

/** All checkpoints of a folder, by seal; none when there is no such folder yet. */
export function readCheckpoints(folder: string): readonly CheckpointFile[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return names
    .filter((name) => /^checkpoint-\d+\.json$/.test(name))
    .map((name) => {
      const file = path.join(folder, name);
      return { file, checkpoint: JSON.parse(readFileSync(file, 'utf8')) as SignedCheckpoint };
    })
    .sort((a, b) => a.checkpoint.sealNo - b.checkpoint.sealNo);
}

/** `SAPHAN_AUDIT_CHECKPOINT_DIR`, else beside the key: a folder to be shipped elsewhere. */
export function checkpointFolder(env: NodeJS.ProcessEnv, keyFile: string): string {
  return env.SAPHAN_AUDIT_CHECKPOINT_DIR ?? path.join(path.dirname(keyFile), 'audit-checkpoints');
}
