import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { identifyProcess } from '../../../apps/dev/src/process-identity.mjs';
import { cleanUpRun, createRunFolder } from './run-cleanup.mjs';
import { getRunFolder, sharedOnce, uniqueName } from './test-run.js';

const SLEEP = ['-e', 'setInterval(() => {}, 1000)'];
const { NODE_OPTIONS: _, ...env } = process.env;

function sleeper(...extra: string[]): { pid: number; gone: Promise<unknown> } {
  const child = spawn(process.execPath, [...SLEEP, ...extra], { env, stdio: 'ignore' });
  return { pid: child.pid ?? 0, gone: once(child, 'exit') };
}

describe('a test run', () => {
  it('ends what it recorded and removes its folder, but spares a stranger with a recorded number', async () => {
    const folder = createRunFolder();
    const [ours, marked, stranger] = [sleeper(), sleeper(`saphan.run=${folder}`), sleeper()];
    const record = (name: string, content: object) =>
      writeFileSync(path.join(folder, 'processes', name), JSON.stringify(content));
    record('a.json', { ...identifyProcess(ours.pid), stopSignal: 'SIGTERM' });
    record('b.json', { pid: marked.pid, marker: `saphan.run=${folder}` });
    record('c.json', { pid: stranger.pid, marker: 'saphan.run=/another' });
    await cleanUpRun(folder);
    await Promise.all([ours.gone, marked.gone]);
    expect(existsSync(folder)).toBe(false);
    expect(identifyProcess(stranger.pid)).toBeDefined();
    process.kill(stranger.pid, 'SIGKILL');
    await stranger.gone;
  });

  it('is tidied up by its guard when Jest was killed', async () => {
    const folder = createRunFolder();
    const jest = sleeper();
    const service = sleeper();
    writeFileSync(path.join(folder, 'owner.json'), JSON.stringify(identifyProcess(jest.pid)));
    writeFileSync(
      path.join(folder, 'processes/service.json'),
      JSON.stringify({ ...identifyProcess(service.pid), stopSignal: 'SIGTERM' }),
    );
    const script = fileURLToPath(new URL('./run-guard.mjs', import.meta.url));
    const guard = once(spawn(process.execPath, [script, folder], { env, stdio: 'ignore' }), 'exit');
    process.kill(jest.pid, 'SIGKILL');
    await Promise.all([guard, service.gone]);
    expect(existsSync(folder)).toBe(false);
  }, 10_000);

  it('makes what is shared once, also for two who ask at the same moment and after a failure', async () => {
    const name = uniqueName('shared');
    let made = 0;
    await expect(sharedOnce(name, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const make = async () => {
      made += 1;
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { made };
    };
    expect(await Promise.all([sharedOnce(name, make), sharedOnce(name, make)])).toEqual([{ made: 1 }, { made: 1 }]);
    expect(
      readdirSync(getRunFolder()).filter((file) => file.startsWith(`${name}.json.`) || file.endsWith('.part')),
    ).toEqual([]);
  });

  it('takes a lock over from a test worker that was killed', async () => {
    const name = uniqueName('held');
    mkdirSync(getRunFolder(), { recursive: true });
    const file = path.join(getRunFolder(), `${name}.lock`);
    writeFileSync(file, JSON.stringify({ ...identifyProcess(process.pid), startedAt: 'before' }));
    expect(await sharedOnce(name, () => Promise.resolve({ ok: true }))).toEqual({ ok: true });
    expect(existsSync(file)).toBe(false);
    expect(JSON.parse(readFileSync(path.join(getRunFolder(), `${name}.json`), 'utf8'))).toEqual({ ok: true });
    rmSync(path.join(getRunFolder(), `${name}.json`));
  });
});
