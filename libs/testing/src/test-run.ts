import { spawn } from 'node:child_process';
import { existsSync, linkSync, openSync, closeSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ManagedProcess, type ProcessSpec } from '../../../apps/dev/src/managed-process.js';
import { identifyProcess, isSameProcess, type ProcessIdentity } from '../../../apps/dev/src/process-identity.mjs';

const LOCK_LIMIT_MS = 120_000;
let counter = 0;

/** A name that no other test worker of this run uses. */
export function uniqueName(prefix: string): string {
  counter += 1;
  return `${prefix}_${process.pid}_${counter}_${Date.now().toString(36)}`;
}

/** The folder of this test run, made by Jest's global setup. */
export function getRunFolder(): string {
  const folder = process.env.SAPHAN_TEST_RUN_DIR;
  if (!folder || !existsSync(folder)) {
    throw new Error('This needs the services of a test run: run it with "npm test", which makes their folder.');
  }
  return folder;
}

/**
 * What the whole run shares and the first who asks for it makes. Jest's workers are processes of their own, so a file
 * is the lock; what was made is kept as JSON beside it.
 */
export async function sharedOnce<T>(name: string, make: () => Promise<T>): Promise<T> {
  const file = path.join(getRunFolder(), `${name}.json`);
  const known = readJson<T>(file);
  if (known !== undefined) return known;
  return withLock(name, async () => {
    const madeMeanwhile = readJson<T>(file);
    if (madeMeanwhile !== undefined) return madeMeanwhile;
    const made = await make();
    writeFileSync(`${file}.part`, JSON.stringify(made), { mode: 0o600 });
    renameSync(`${file}.part`, file);
    return made;
  });
}

/** Starts a process of this run: recorded, so that it ends with the run whatever happens to this test worker. */
export async function startTestProcess(spec: ProcessSpec): Promise<ManagedProcess> {
  const folder = getRunFolder();
  await startGuard(folder);
  const name = uniqueName(spec.name);
  const logFile = path.join(folder, `${name}.log`);
  const log = openSync(logFile, 'a', 0o600);
  const started = new ManagedProcess({ ...spec, recordFile: path.join(folder, 'processes', `${name}.json`) }, log);
  const outcome = await started.whenReady();
  closeSync(log);
  if (outcome !== 'ready') {
    started.kill();
    const lines = readFileSync(logFile, 'utf8').trim().split('\n').slice(-20).join('\n');
    throw new Error(`${spec.name} did not start (${JSON.stringify(outcome)}). Its last lines:\n${lines}`);
  }
  return started;
}

async function startGuard(folder: string): Promise<void> {
  await sharedOnce('guard', () => {
    const script = fileURLToPath(new URL('./run-guard.mjs', import.meta.url));
    const { NODE_OPTIONS: _, ...env } = process.env;
    const guard = spawn(process.execPath, [script, folder], { detached: true, stdio: 'ignore', cwd: '/', env });
    guard.unref();
    return Promise.resolve({ pid: guard.pid ?? 0 });
  });
}

async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const file = path.join(getRunFolder(), `${name}.lock`);
  // Two calls of one worker are two askers.
  const own = `${file}.${uniqueName('asker')}`;
  writeFileSync(own, JSON.stringify(identifyProcess(process.pid)));
  const deadline = Date.now() + LOCK_LIMIT_MS;
  try {
    while (!tryLink(own, file)) {
      const holder = readJson<ProcessIdentity>(file);
      // A test worker that was killed while it held the lock.
      if (holder && !isSameProcess(holder)) rmSync(file, { force: true });
      if (Date.now() > deadline) throw new Error(`Another test worker did not finish starting ${name}.`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    try {
      return await work();
    } finally {
      rmSync(file, { force: true });
    }
  } finally {
    rmSync(own, { force: true });
  }
}

function tryLink(own: string, file: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
