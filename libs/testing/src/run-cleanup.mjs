// Plain JavaScript: Jest's global setup and teardown and the guard run it without a build.
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  chmodSync,
  mkdirSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { identifyProcess, isSameProcess, stopRecordedProcess } from '../../../apps/dev/src/process-identity.mjs';

const PREFIX = 'saphan-test-';

/** The folder in which one test run keeps its services; named in SAPHAN_TEST_RUN_DIR for all of its processes. */
export function createRunFolder() {
  const folder = mkdtempSync(path.join(os.tmpdir(), PREFIX));
  // The account that runs PostgreSQL passes through it to its own data.
  chmodSync(folder, 0o711);
  mkdirSync(path.join(folder, 'processes'));
  writeFileSync(path.join(folder, 'owner.json'), JSON.stringify(identifyProcess(process.pid)));
  return folder;
}

/** Whether the test run that owns the folder still lives. */
export function isRunAlive(folder) {
  const owner = readJson(path.join(folder, 'owner.json'));
  return owner !== undefined && isSameProcess(owner);
}

/** Ends every process that a test run started and removes its files. */
export async function cleanUpRun(folder) {
  const processes = path.join(folder, 'processes');
  const records = existsSync(processes)
    ? readdirSync(processes).map((file) => readJson(path.join(processes, file)))
    : [];
  await Promise.all(records.filter(Boolean).map((record) => stopRecorded(record)));
  const outside = readJson(path.join(folder, 'outside-folder.json'));
  if (outside) rmSync(outside.folder, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Test runs that were killed before they could tidy up, and whose guard was killed as well. */
export async function cleanUpDeadRuns() {
  for (const name of readdirSync(os.tmpdir())) {
    const folder = path.join(os.tmpdir(), name);
    if (name.startsWith(PREFIX) && existsSync(path.join(folder, 'owner.json')) && !isRunAlive(folder)) {
      // Another account's run is not ours to tidy up, and no reason to run no test.
      await cleanUpRun(folder).catch(() => undefined);
    }
  }
}

async function stopRecorded(record) {
  if (record.marker) {
    // A wrapper script knows its number but not its start: the run's own folder on the command line is the proof.
    const alive = identifyProcess(record.pid);
    if (alive?.command.includes(record.marker)) await stopRecordedProcess(alive, { signal: 'SIGKILL' });
    return;
  }
  await stopRecordedProcess(record, { signal: record.stopSignal, graceMs: 3_000 });
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
