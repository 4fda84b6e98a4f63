import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readAuditKey, type AuditKey } from '#audit/audit-key.js';
import { checkpointFolder } from '#audit/checkpoint.js';
import { dataFolder } from './data-directory.js';
import { getRunningServer } from './running-server.js';
import { SentenceError } from './sentence-error.js';

/** Where the audit's commands look: DATABASE_URL, else the running server. */
export interface AuditSurroundings {
  readonly databaseUrl: string;
  readonly keyFile: string;
  readonly key: AuditKey | null;
  readonly checkpoints: string;
}

export function auditSurroundings(env: NodeJS.ProcessEnv = process.env): AuditSurroundings {
  const folder = dataFolder(env);
  const databaseUrl = env.DATABASE_URL ?? getRunningServer(folder).databaseUrl;
  const keyFile = env.SAPHAN_AUDIT_KEY_FILE ?? path.join(folder, 'audit.key');
  return { databaseUrl, keyFile, key: readKey(keyFile), checkpoints: checkpointFolder(env, keyFile) };
}

function readKey(file: string): AuditKey | null {
  try {
    return readAuditKey(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

export function requireKey({ key, keyFile }: AuditSurroundings): AuditKey {
  if (key !== null) return key;
  throw new SentenceError(`The audit key is not at ${keyFile}: set SAPHAN_AUDIT_KEY_FILE to where it is.`);
}

/** A public key in base64 (SPKI), or the file that holds it. */
export function readPublicKeyText(text: string): string {
  return text.startsWith('MC') ? text : readFileSync(text, 'utf8').trim();
}
