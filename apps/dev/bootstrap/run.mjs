import { spawn } from 'node:child_process';
import os from 'node:os';
import { Sentence } from './sentence.mjs';

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program in the foreground and answers its exit code. Signals are passed on and the program is waited for:
 * it may need seconds to stop what it started.
 */
export function run(command, args, { cwd, env = process.env, channel = false, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const output = quiet ? 'ignore' : 'inherit';
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: channel ? ['inherit', output, 'inherit', 'ipc'] : ['inherit', output, 'inherit'],
    });
    const handlers = PASSED_ON.map((signal) => [signal, () => child.kill(signal)]);
    for (const [signal, handler] of handlers) process.on(signal, handler);
    const done = () => {
      for (const [signal, handler] of handlers) process.removeListener(signal, handler);
    };
    child.once('error', (error) => {
      done();
      reject(error.code === 'ENOENT' ? new Sentence(`${command} was not found; install it and try again.`) : error);
    });
    child.once('exit', (code, signal) => {
      done();
      resolve(code ?? 128 + (os.constants.signals[signal] ?? 0));
    });
  });
}
