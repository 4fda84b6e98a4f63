import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ProcessSpec } from './managed-process.js';
import { identifyProcess } from './process-identity.mjs';
import { Supervisor, type SupervisorTimes } from './supervisor.js';

let folder: string;
let said: string[];
let supervisor: Supervisor | undefined;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'saphan-supervisor-'));
  said = [];
});

afterEach(async () => {
  await supervisor?.stop();
  supervisor = undefined;
  rmSync(folder, { recursive: true, force: true });
});

function supervise(times: Partial<SupervisorTimes> = {}): Supervisor {
  supervisor = new Supervisor({
    logFolder: path.join(folder, 'logs'),
    say: (line) => said.push(line),
    times: { firstBackoffMs: 20, longestBackoffMs: 60, ...times },
  });
  return supervisor;
}

/** A tiny program that is ready at once, notes its orders in a file and obeys SIGTERM unless told otherwise. */
function stub(name: string, body = '', onStop = 'process.exit(0)'): ProcessSpec {
  const script = path.join(folder, `${name}.cjs`);
  const journal = path.join(folder, 'journal');
  writeFileSync(
    script,
    `const { appendFileSync } = require('node:fs');
     const note = (what) => appendFileSync(${JSON.stringify(journal)}, '${name} ' + what + '\\n');
     process.on('SIGTERM', () => { note('stops'); ${onStop} });
     setInterval(() => {}, 1000);
     note('starts');
     ${body}
     process.send({ ready: true });`,
  );
  return {
    name,
    command: process.execPath,
    args: [script],
    env: { PATH: process.env.PATH },
    stopSignal: 'SIGTERM',
    ready: 'message',
    readyTimeoutMs: 5_000,
  };
}

const journal = () => readFileSync(path.join(folder, 'journal'), 'utf8').trim().split('\n');

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Not reached in 5 s; said: ${said.join(' | ')}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function killAndAwaitRestart(name: string): Promise<void> {
  const pid = supervisor?.pidOf(name) ?? 0;
  process.kill(pid, 'SIGKILL');
  await until(() => supervisor?.stateOf(name) === 'running' && supervisor.pidOf(name) !== pid);
}

describe('the supervisor', () => {
  it('starts a process only when the one before it is ready, and stops them in reverse order', async () => {
    const all = supervise();
    await all.start(stub('database'));
    await all.start(stub('worker'));
    expect(all.stateOf('worker')).toBe('running');
    await all.stop();
    expect(all.stateOf('worker')).toBe('stopped');
    expect(journal()).toEqual(['database starts', 'worker starts', 'worker stops', 'database stops']);
  });

  it('starts a killed process again and says so', async () => {
    await supervise().start(stub('worker'));
    await killAndAwaitRestart('worker');
    expect(said).toEqual(['worker stopped (signal SIGKILL), starting again in 0.02 s']);
  });

  it('waits twice as long after each crash, up to the longest wait', async () => {
    await supervise().start(stub('worker'));
    for (let crash = 0; crash < 4; crash += 1) await killAndAwaitRestart('worker');
    expect(said.map((line) => line.split(' in ')[1])).toEqual(['0.02 s', '0.04 s', '0.06 s', '0.06 s']);
  });

  it('begins with the short wait again once a process has proved itself', async () => {
    await supervise({ provenAfterMs: 0 }).start(stub('worker'));
    for (let crash = 0; crash < 3; crash += 1) await killAndAwaitRestart('worker');
    expect(said.map((line) => line.split(' in ')[1])).toEqual(['0.02 s', '0.02 s', '0.02 s']);
  });

  it('gives up on a process that never becomes ready, with its last words', async () => {
    const start = supervise({ startAttempts: 2 }).start(
      stub('api', `console.error('the port is taken'); process.exit(3);`),
    );
    await expect(start).rejects.toThrow(/api does not start[\s\S]*the port is taken/);
    expect(said).toEqual(['api stopped (exit code 3), starting again in 0.02 s']);
  });

  it('ends a process that does not become ready in time', async () => {
    const silent = { ...stub('api', 'process.send = () => {};'), readyTimeoutMs: 150 };
    await expect(supervise({ startAttempts: 1 }).start(silent)).rejects.toThrow(/api does not start/);
  });

  it('stops within its limit although a process ignores the request, and still stops the others in order', async () => {
    const all = supervise({ stopTurnMs: 100, killAfterMs: 600 });
    await all.start(stub('database'));
    await all.start(stub('worker', '', ''));
    const pids = [all.pidOf('database'), all.pidOf('worker')];
    const started = Date.now();
    await all.stop();
    expect(Date.now() - started).toBeLessThan(2_000);
    expect(said).toEqual(['worker did not stop in time and is ended']);
    expect(journal().slice(2)).toEqual(['worker stops', 'database stops']);
    expect(pids.map((pid) => identifyProcess(pid ?? 0))).toEqual([undefined, undefined]);
  });

  it('leaves no grandchild behind when it has to force a process', async () => {
    const all = supervise({ stopTurnMs: 50, killAfterMs: 100 });
    const spawnChild = `const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      note('child ' + child.pid);`;
    await all.start(stub('worker', spawnChild, ''));
    const grandchild = Number(journal()[1]?.split(' ').at(-1));
    expect(identifyProcess(grandchild)).toBeDefined();
    await all.stop();
    await until(() => identifyProcess(grandchild) === undefined);
  });

  it('does not start anything again while it stops', async () => {
    const all = supervise({ firstBackoffMs: 10_000, longestBackoffMs: 10_000 });
    await all.start(stub('worker'));
    process.kill(all.pidOf('worker') ?? 0, 'SIGKILL');
    await until(() => all.stateOf('worker') === 'waiting');
    await all.stop();
    expect(journal()).toEqual(['worker starts']);
    await expect(all.start(stub('api'))).rejects.toThrow('Saphan is stopping.');
  });
});
