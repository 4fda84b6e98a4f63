import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { chooseFreePort } from '../../../apps/dev/src/free-port.js';
import type { ManagedProcess, ProcessSpec } from '../../../apps/dev/src/managed-process.js';
import { projectRoot } from '../../../apps/dev/src/project-root.js';
import { startTemporalDevServer } from './temporal-dev-server.js';
import { getRunFolder, startTestProcess, uniqueName } from './test-run.js';
import { createTestDatabase } from './test-services.js';

/** A whole Saphan of one spec's own: database, Temporal, worker and API as real processes. */
export interface Stack {
  readonly apiUrl: string;
  readonly databaseUrl: string;
  readonly ownerUrl: string;
  readonly temporalAddress: string;
  /** Where Temporal's database file lies. */
  readonly folder: string;
  /** Each start resolves when the process says that it is ready; each kill and stop when it has ended. */
  startApi(): Promise<void>;
  stopApi(): Promise<void>;
  killApi(): Promise<void>;
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  killWorker(): Promise<void>;
  startTemporal(): Promise<void>;
  stopTemporal(): Promise<void>;
  killTemporal(): Promise<void>;
  /** Stops Temporal if it runs and removes its database: the next start knows no workflow. */
  deleteTemporalDatabase(): Promise<void>;
  /** Ends all of it; safe to call twice and after a failure. */
  stop(): Promise<void>;
}

export interface StackOptions {
  /** Added to the environment of worker and API. */
  readonly env?: Readonly<Record<string, string>>;
  /** The demo accounts; on by default. */
  readonly seed?: boolean;
  /** False leaves the process to be started by the spec. */
  readonly worker?: boolean;
  readonly api?: boolean;
}

/** Starts a stack from dist/, which `npm test` builds; everything ends with the test run even when the spec fails. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  for (const app of ['worker', 'api']) {
    if (!existsSync(entryOf(app))) throw new Error(`${entryOf(app)} is missing: "npm run build" makes it.`);
  }
  const folder = path.join(getRunFolder(), uniqueName('stack'));
  mkdirSync(folder);
  const [database, temporal, apiPort] = await Promise.all([
    createTestDatabase(),
    startTemporalDevServer({ dbFile: path.join(folder, 'temporal.db') }),
    chooseFreePort(),
  ]);

  const running = new Map<string, ManagedProcess>();
  const start = async (app: string) => {
    if (running.get(app)?.hasExited === false) throw new Error(`The ${app} already runs.`);
    running.set(app, await startTestProcess(specOf(app)));
  };
  const end = async (app: string, signal: NodeJS.Signals) => {
    const process = running.get(app);
    running.delete(app);
    if (signal === 'SIGKILL') process?.kill();
    else process?.send(signal);
    await process?.exited;
  };
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const specOf = (app: string): ProcessSpec => ({
    name: app,
    command: process.execPath,
    args: ['--enable-source-maps', entryOf(app)],
    env: {
      ...inherited,
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      DATABASE_URL: database.appUrl,
      SAPHAN_TEMPORAL_ADDRESS: temporal.address,
      SAPHAN_DATA_DIR: folder,
      SAPHAN_EMBEDDED: '1',
      ...(app === 'api' ? { PORT: String(apiPort) } : {}),
      ...options.env,
    },
    stopSignal: 'SIGKILL',
    ready: 'message',
    readyTimeoutMs: 60_000,
  });

  const stack: Stack = {
    apiUrl: `http://127.0.0.1:${apiPort}`,
    databaseUrl: database.appUrl,
    ownerUrl: database.ownerUrl,
    temporalAddress: temporal.address,
    folder,
    startApi: () => start('api'),
    stopApi: () => end('api', 'SIGTERM'),
    killApi: () => end('api', 'SIGKILL'),
    startWorker: () => start('worker'),
    stopWorker: () => end('worker', 'SIGTERM'),
    killWorker: () => end('worker', 'SIGKILL'),
    startTemporal: () => temporal.restart(),
    stopTemporal: () => temporal.stop(),
    killTemporal: () => temporal.kill(),
    deleteTemporalDatabase: async () => {
      await temporal.stop();
      for (const suffix of ['', '-wal', '-shm', '-journal']) {
        rmSync(`${temporal.databaseFile}${suffix}`, { force: true });
      }
    },
    stop: async () => {
      await Promise.all([end('api', 'SIGKILL'), end('worker', 'SIGKILL'), temporal.kill()]);
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };

  try {
    if (options.seed ?? true) {
      const { seedDemoAccounts } = await import('#access/seed-demo-accounts.js');
      await seedDemoAccounts(database.ownerUrl);
    }
    await Promise.all([
      (options.worker ?? true) ? stack.startWorker() : undefined,
      (options.api ?? true) ? stack.startApi() : undefined,
    ]);
    return stack;
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

function entryOf(app: string): string {
  return path.join(projectRoot(), `dist/apps/${app}/src/main.js`);
}
