import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { SentenceError } from './sentence-error.js';

/** The unprivileged account that runs PostgreSQL when Saphan itself is started by root. */
export interface PostgresAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: undefined for everybody else, `postgres` or `nobody` for root. */
export function findPostgresAccount(passwdFile = '/etc/passwd'): PostgresAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync(passwdFile, 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const [name, , uid, gid] = accounts.find((fields) => fields[0] === wanted) ?? [];
    if (name && uid && gid) return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new SentenceError(
    'PostgreSQL does not run as root, and this machine has neither a user "postgres" nor "nobody": start Saphan as another user, or set DATABASE_URL.',
  );
}

/** Whether the account may pass every folder on the way to this path (as far as the path exists). */
export function canReach(target: string, account: PostgresAccount | undefined): boolean {
  if (!account) return true;
  let folder = path.resolve(target);
  while (!existsSync(folder)) folder = path.dirname(folder);
  for (;;) {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    const parent = path.dirname(folder);
    if (parent === folder) return true;
    folder = parent;
  }
}
