import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureRoles } from '../../apps/dev/src/database-roles.js';
import { chooseFreePort } from '../../apps/dev/src/free-port.js';
import { findPostgresAccount } from '../../apps/dev/src/postgres-account.js';
import {
  choosePostgresFolder,
  getPostgresBinaries,
  initialisePostgres,
  postgresProcess,
  postgresUrl,
  withClient,
} from '../../apps/dev/src/postgres-cluster.js';
import { getTemporalBinary } from '../../apps/dev/src/temporal-binary.js';
import type { ManagedProcess } from '../../apps/dev/src/managed-process.js';
import { cleanUpRun, createRunFolder } from '../../libs/testing/src/run-cleanup.mjs';
import { startStack, type Stack } from '../../libs/testing/src/stack.js';
import { getRunFolder, sharedOnce, startTestProcess } from '../../libs/testing/src/test-run.js';
import { sleep } from './deadline.js';
import { cpuSeconds } from './cpu-time.js';
import { say } from './figures.js';

/** As in libs/testing/src/test-services.ts, whose databases are made in this cluster. */
const PASSWORD = 'only-for-this-test-run';

/** Nothing is switched off that keeps a promise: an acknowledged step is on the disk. */
const POSTGRES_SETTINGS = [
  'fsync=on',
  'synchronous_commit=on',
  'full_page_writes=on',
  'shared_buffers=256MB',
  'max_connections=200',
];

export type Part = 'api' | 'worker' | 'temporal' | 'postgresql';

/** A whole Saphan of the bench's own, with the processes that it consists of. */
export interface BenchStack {
  readonly stack: Stack;
  readonly pids: Readonly<Record<Part, number>>;
  /** Waits until none of its processes has anything left to do. */
  quiet(limitMs: number): Promise<void>;
}

/** Runs the bench with services of its own and ends them whatever happens. */
export async function withBenchServices(work: () => Promise<void>): Promise<void> {
  const folder = createRunFolder();
  process.env.SAPHAN_TEST_RUN_DIR = folder;
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= cleanUpRun(folder));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void stop().finally(() => process.exit(130)));
  }
  try {
    await getTemporalBinary({ say });
    await startPostgres();
    await work();
  } finally {
    await stop();
  }
}

/** Takes the place of the tests' cluster, which forgets at a power cut what it has acknowledged. */
async function startPostgres(): Promise<void> {
  await sharedOnce('postgresql', async () => {
    const account = findPostgresAccount();
    const dataFolder = choosePostgresFolder(getRunFolder(), account);
    if (!dataFolder.startsWith(getRunFolder())) {
      await sharedOnce('outside-folder', () => Promise.resolve({ folder: dataFolder }));
    }
    const cluster = {
      binaries: getPostgresBinaries(account),
      dataFolder,
      port: await chooseFreePort(),
      superuserPassword: PASSWORD,
      account,
    };
    await initialisePostgres(cluster);
    await startTestProcess({ ...postgresProcess(cluster, { settings: POSTGRES_SETTINGS }), stopSignal: 'SIGQUIT' });
    await withClient(postgresUrl(cluster, 'postgres'), (client) =>
      ensureRoles(client, { owner: PASSWORD, app: PASSWORD }),
    );
    return { port: cluster.port, superuserUrl: postgresUrl(cluster, 'postgres') };
  });
}

/** Once more when it does not start: a free port that was chosen may be taken before it is used. */
export function startBenchStack(env: Readonly<Record<string, string>> = {}): Promise<BenchStack> {
  return startOnce(env).catch(() => startOnce(env));
}

async function startOnce(env: Readonly<Record<string, string>>): Promise<BenchStack> {
  const before = new Set(recordedProcesses().keys());
  // Metrics and messages of a run that lasts minutes are nobody's business; warnings are.
  const stack = await startStack({ env: { SAPHAN_LOG_LEVEL: 'warn', ...env } });
  const recorded = recordedProcesses();
  const started = [...recorded].filter(([name]) => !before.has(name));
  const pidOf = (part: Part, among: readonly (readonly [string, number])[]): number => {
    const found = among.find(([name]) => name.startsWith(`${part}_`));
    if (found === undefined) throw new Error(`No process ${part} was started`);
    return found[1];
  };
  const pids = {
    api: pidOf('api', started),
    worker: pidOf('worker', started),
    temporal: pidOf('temporal', started),
    postgresql: pidOf('postgresql', [...recorded]),
  };
  return { stack, pids, quiet: (limitMs) => waitUntilQuiet(pids, limitMs) };
}

/** A reference program of this folder, started as the product's processes are: it says when it is ready. */
export function startReference(name: string, env: Readonly<Record<string, string>>): Promise<ManagedProcess> {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  return startTestProcess({
    name,
    command: process.execPath,
    args: ['--enable-source-maps', fileURLToPath(new URL(`./${name}.js`, import.meta.url))],
    env: { ...inherited, ...env },
    stopSignal: 'SIGKILL',
    ready: 'message',
    readyTimeoutMs: 60_000,
  });
}

/** The processes of this run by the name of their record. */
function recordedProcesses(): ReadonlyMap<string, number> {
  const folder = path.join(getRunFolder(), 'processes');
  return new Map(
    readdirSync(folder).map((name) => {
      const { pid } = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as { pid: number };
      return [name, pid];
    }),
  );
}

const QUIET_CORES = 0.2;
const QUIET_FOR_MS = 500;

async function waitUntilQuiet(pids: Readonly<Record<Part, number>>, limitMs: number): Promise<void> {
  const { postgresql: _, ...own } = pids;
  const total = () => Object.values(cpuSeconds(own) ?? {}).reduce((sum, seconds) => sum + seconds, 0);
  const deadline = performance.now() + limitMs;
  for (let before = total(); performance.now() < deadline;) {
    await sleep(QUIET_FOR_MS);
    const after = total();
    if ((after - before) / (QUIET_FOR_MS / 1000) < QUIET_CORES) return;
    before = after;
  }
  say('The services have not come to rest in time; measured all the same.');
}
