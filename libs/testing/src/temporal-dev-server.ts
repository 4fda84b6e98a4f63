import path from 'node:path';
import { chooseFreePort } from '../../../apps/dev/src/free-port.js';
import type { ManagedProcess } from '../../../apps/dev/src/managed-process.js';
import { getTemporalBinary } from '../../../apps/dev/src/temporal-binary.js';
import { temporalProcess } from '../../../apps/dev/src/temporal-server.js';
import { getRunFolder, sharedOnce, startTestProcess, uniqueName } from './test-run.js';

/** A real Temporal server of one spec's own, which it may stop, kill and start again. */
export interface TemporalDevServer {
  readonly address: string;
  readonly databaseFile: string;
  /** Stops it in order (about 2.5 s). */
  stop(): Promise<void>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same address and database file; kills it first when it still runs. */
  restart(): Promise<void>;
}

/** Starts a Temporal development server on a database file (about 1 s). */
export async function startTemporalDevServer(
  options: { readonly dbFile?: string; readonly port?: number } = {},
): Promise<TemporalDevServer> {
  const binary = await getTemporalBinary({ install: false });
  const port = options.port ?? (await chooseFreePort());
  const databaseFile = options.dbFile ?? path.join(getRunFolder(), `${uniqueName('temporal')}.db`);
  // SIGKILL is how the run's end stops it: nobody needs its data then, and its orderly stop takes seconds.
  const spec = { ...temporalProcess({ binary, port, databaseFile }), stopSignal: 'SIGKILL' as const };
  let current: ManagedProcess | undefined = await startTestProcess(spec);
  const end = async (signal: NodeJS.Signals) => {
    current?.send(signal);
    await current?.exited;
    current = undefined;
  };
  return {
    address: `127.0.0.1:${port}`,
    databaseFile,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGKILL');
      current = await startTestProcess(spec);
    },
  };
}

/** The one Temporal server that specs of this run share when they only need some server; never stop it. */
export function sharedTemporalServer(): Promise<{ readonly address: string }> {
  return sharedOnce('temporal', async () => {
    const binary = await getTemporalBinary({ install: false });
    const port = await chooseFreePort();
    const databaseFile = path.join(getRunFolder(), 'temporal-shared.db');
    const server = await startTestProcess({
      ...temporalProcess({ binary, port, databaseFile }),
      stopSignal: 'SIGKILL',
    });
    server.unref();
    return { address: `127.0.0.1:${port}` };
  });
}
