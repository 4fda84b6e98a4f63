import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { identifyProcess, isSameProcess, type ProcessIdentity, stopRecordedProcess } from './process-identity.mjs';

const children: ChildProcess[] = [];

afterAll(() => children.forEach((child) => child.kill('SIGKILL')));

function startSleeper(script = 'setInterval(() => {}, 1000)'): ProcessIdentity {
  const child = spawn(process.execPath, ['-e', script], { env: {}, stdio: 'ignore' });
  children.push(child);
  const identity = identifyProcess(child.pid ?? 0);
  if (!identity) throw new Error('The sleeper does not run.');
  return identity;
}

describe('the identity of a process', () => {
  it('knows this very process, and nobody under a number that no process has', () => {
    expect(identifyProcess(process.pid)?.pid).toBe(process.pid);
    expect(identifyProcess(2 ** 22 + 1)).toBeUndefined();
    expect(identifyProcess(0)).toBeUndefined();
    expect(identifyProcess(Number.NaN)).toBeUndefined();
  });

  it('never stops a process that started at another time than the recorded one', async () => {
    const sleeper = startSleeper();
    const older = { ...sleeper, startedAt: `${sleeper.startedAt}0` };
    expect(await stopRecordedProcess(older)).toBe(false);
    expect(isSameProcess(sleeper)).toBe(true);
  });

  it('stops the recorded process, by force when it does not listen', async () => {
    const sleeper = startSleeper(`process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)`);
    const gone = once(children.at(-1) ?? failWithoutChild(), 'exit');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await stopRecordedProcess(sleeper, { graceMs: 100 })).toBe(true);
    expect((await gone)[1]).toBe('SIGKILL');
    expect(identifyProcess(sleeper.pid)).toBeUndefined();
  });
});

function failWithoutChild(): never {
  throw new Error('No child was started');
}
