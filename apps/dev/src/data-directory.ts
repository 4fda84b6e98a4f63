import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { chooseFreePort, isPortFree } from './free-port.js';
import { choosePostgresFolder } from './postgres-cluster.js';
import type { PostgresAccount } from './postgres-account.js';
import { type ProcessIdentity, identifyProcess, isSameProcess, stopRecordedProcess } from './process-identity.mjs';
import { projectRoot } from './project-root.js';
import { readRunFile } from './running-server.js';
import { SentenceError } from './sentence-error.js';

/** Made once with the data folder and kept with it: losing them locks the data out. */
export interface Secrets {
  readonly superuser: string;
  readonly owner: string;
  readonly app: string;
  /** PostgreSQL's own folder, which may have to lie elsewhere when root starts Saphan. */
  readonly postgresFolder: string;
}

/** The folder that holds everything an embedded Saphan keeps: `.saphan` in the project unless SAPHAN_DATA_DIR moves it. */
export function dataFolder(env: NodeJS.ProcessEnv = process.env): string {
  return env.SAPHAN_DATA_DIR ? path.resolve(env.SAPHAN_DATA_DIR) : path.join(projectRoot(), '.saphan');
}

export class DataDirectory {
  private readonly ports: Record<string, number>;

  private constructor(readonly folder: string) {
    this.ports = readJson<Record<string, number>>(path.join(folder, 'ports.json')) ?? {};
  }

  /** Opens the folder for this process alone; refuses while another Saphan runs in it. */
  static open(folder: string): DataDirectory {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw new SentenceError(
        `The data folder ${folder} cannot be created (${(error as NodeJS.ErrnoException).code}): set SAPHAN_DATA_DIR to a folder that you may write to.`,
      );
    }
    const directory = new DataDirectory(folder);
    directory.lock();
    return directory;
  }

  get logFolder(): string {
    return path.join(this.folder, 'logs');
  }

  recordFile(name: string): string {
    return path.join(this.folder, 'processes', `${name}.json`);
  }

  /** Ends what an earlier start that was killed left running; touches nothing that it cannot prove to be its own. */
  async stopLeftovers(): Promise<readonly string[]> {
    const folder = path.join(this.folder, 'processes');
    const stopped: string[] = [];
    for (const file of existsSync(folder) ? readdirSync(folder) : []) {
      const record = readJson<ProcessIdentity & { stopSignal?: NodeJS.Signals }>(path.join(folder, file));
      if (record && (await stopRecordedProcess(record, { signal: record.stopSignal ?? 'SIGTERM' }))) {
        stopped.push(path.basename(file, '.json'));
      }
      rmSync(path.join(folder, file), { force: true });
    }
    return stopped;
  }

  secrets(account: PostgresAccount | undefined): Secrets {
    const file = path.join(this.folder, 'secrets.json');
    const known = readJson<Secrets>(file);
    if (known) return known;
    // The account that runs PostgreSQL passes through this folder to its own; what lies beside it stays closed.
    if (account) chmodSync(this.folder, 0o711);
    const postgresFolder = choosePostgresFolder(this.folder, account);
    if (existsSync(postgresFolder)) {
      throw new SentenceError(
        `${file} is missing, so the passwords of the database in ${postgresFolder} are lost: put the file back, or use another SAPHAN_DATA_DIR.`,
      );
    }
    const password = () => randomBytes(24).toString('base64url');
    const secrets: Secrets = { superuser: password(), owner: password(), app: password(), postgresFolder };
    writeJson(file, secrets);
    return secrets;
  }

  /** The port used last time if it is still free, else another one; `wanted` must be free. */
  async choosePort(name: string, wanted?: number): Promise<number> {
    if (wanted !== undefined && !(await isPortFree(wanted))) {
      throw new SentenceError(
        `Port ${wanted} is in use: set PORT to a free one, or leave PORT out to have one chosen.`,
      );
    }
    let port = wanted ?? this.ports[name];
    while (port === undefined || !(await isPortFree(port)) || (wanted === undefined && this.isTaken(name, port))) {
      port = await chooseFreePort();
    }
    this.ports[name] = port;
    writeJson(path.join(this.folder, 'ports.json'), this.ports);
    return port;
  }

  writeRunFile(server: Record<string, unknown>): void {
    writeJson(path.join(this.folder, 'run.json'), { ...identifyProcess(process.pid), ...server });
  }

  close(): void {
    for (const file of ['run.json', 'start.lock']) rmSync(path.join(this.folder, file), { force: true });
  }

  private isTaken(name: string, port: number): boolean {
    return Object.entries(this.ports).some(([other, used]) => other !== name && used === port);
  }

  private lock(): void {
    const file = path.join(this.folder, 'start.lock');
    const own = `${file}.${process.pid}`;
    writeJson(own, identifyProcess(process.pid) ?? { pid: process.pid });
    try {
      for (let attempt = 0; attempt < 3; attempt += 1) {
        try {
          // A link is made whole or not at all: nobody ever reads half a lock.
          linkSync(own, file);
          return;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        }
        const holder = readJson<ProcessIdentity>(file);
        if (holder && isSameProcess(holder)) throw new SentenceError(this.describeHolder(holder.pid));
        rmSync(file, { force: true });
      }
      throw new SentenceError(`Another Saphan is starting in ${this.folder}.`);
    } finally {
      rmSync(own, { force: true });
    }
  }

  private describeHolder(pid: number): string {
    const server = readRunFile(this.folder);
    const what = server ? `Saphan already runs at ${server.apiUrl}` : 'Saphan is already starting';
    return `${what} (process ${pid}) on the data in ${this.folder}. Stop it with Ctrl-C in its window or "kill ${pid}", or set SAPHAN_DATA_DIR to start a second one.`;
  }
}

function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}

function writeJson(file: string, content: unknown): void {
  const part = `${file}.part`;
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(part, JSON.stringify(content, null, 2), { mode: 0o600 });
  renameSync(part, file);
}
