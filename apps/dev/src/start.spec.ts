import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { getRunFolder, uniqueName } from '#testing/test-run.js';
import { identifyProcess, type ProcessIdentity } from './process-identity.mjs';
import { withClient } from './postgres-cluster.js';
import { projectRoot } from './project-root.js';
import { getRunningServer } from './running-server.js';

interface Start {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  output(): string;
}

/** `npm start` without npm: the compiled supervisor itself, on a data folder of this spec's own. */
function start(dataFolder: string): Start {
  const { NODE_OPTIONS: _, PORT: __, DATABASE_URL: ___, SAPHAN_TEMPORAL_ADDRESS: ____, ...env } = process.env;
  const child = spawn(process.execPath, [path.join(projectRoot(), 'dist/apps/dev/src/main.js')], {
    // The channel stops it when this test worker dies.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...env, NODE_ENV: 'development', SAPHAN_DATA_DIR: dataFolder },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += String(chunk)));
  return {
    child,
    ended: once(child, 'exit').then(([code]) => code as number | null),
    output: () => text,
  };
}

async function untilReady(start: Start): Promise<string> {
  const { child } = start;
  const output = () => start.output();
  while (!/^ready http/m.test(output())) {
    if (child.exitCode !== null) throw new Error(`It ended without being ready:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return /^ready (http:\/\/127\.0\.0\.1:\d+)$/m.exec(output())?.[1] ?? '';
}

function recordedProcesses(dataFolder: string): ProcessIdentity[] {
  const folder = path.join(dataFolder, 'processes');
  return readdirSync(folder).map(
    (file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as ProcessIdentity,
  );
}

const alive = (processes: ProcessIdentity[]) => processes.filter(({ pid }) => identifyProcess(pid));

describe('npm start', () => {
  it('starts everything, refuses a second start, stops in time and finds its data again', async () => {
    const dataFolder = path.join(getRunFolder(), uniqueName('start'));
    mkdirSync(dataFolder);
    const first = start(dataFolder);
    const url = await untilReady(first);
    expect(await fetch(url)).toBeDefined();
    const processes = recordedProcesses(dataFolder);
    expect(processes).toHaveLength(4);
    const { ownerDatabaseUrl } = getRunningServer(dataFolder);
    await withClient(ownerDatabaseUrl, (client) => client.query('CREATE TABLE kept_by_the_test (id int)'));

    const second = start(dataFolder);
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(`already runs at ${url} (process ${first.child.pid})`);

    const asked = Date.now();
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(Date.now() - asked).toBeLessThan(10_000);
    expect(alive(processes)).toEqual([]);
    expect(existsSync(path.join(dataFolder, 'run.json'))).toBe(false);

    const again = start(dataFolder);
    expect(await untilReady(again)).toBe(url);
    await withClient(ownerDatabaseUrl, (client) => client.query('DROP TABLE kept_by_the_test'));
    again.child.kill('SIGINT');
    expect(await again.ended).toBe(0);
  }, 120_000);

  it('tidies up after a start that was killed, and goes on', async () => {
    const dataFolder = path.join(getRunFolder(), uniqueName('start'));
    mkdirSync(dataFolder);
    const killed = start(dataFolder);
    await untilReady(killed);
    const processes = recordedProcesses(dataFolder);
    killed.child.kill('SIGKILL');
    await killed.ended;

    const next = start(dataFolder);
    await untilReady(next);
    expect(next.output()).toMatch(/Stopped what an earlier start had left running: .*postgresql/);
    expect(alive(processes)).toEqual([]);
    next.child.kill('SIGTERM');
    expect(await next.ended).toBe(0);
    expect(alive(recordedProcesses(dataFolder))).toEqual([]);
  }, 120_000);
});
