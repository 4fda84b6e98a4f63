import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

export interface ToolResult {
  readonly code: number | null;
  readonly output: string;
  readonly timedOut: boolean;
}

/** Runs a tool to its end without a terminal; never throws, also when the tool does not exist. */
export function runTool(
  command: string,
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string; readonly timeoutMs: number },
): Promise<ToolResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      env: options.env ?? process.env,
      ...(options.cwd ? { cwd: options.cwd } : {}),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let timedOut = false;
    // Whoever ends Saphan while it builds a tool does not want the build to go on alone.
    const killWithUs = () => child.kill('SIGKILL');
    process.once('exit', killWithUs);
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, options.timeoutMs);
    const collect = (chunk: Buffer) => (output = (output + chunk.toString('utf8')).slice(-20_000));
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const end = (code: number | null) => {
      clearTimeout(timer);
      process.removeListener('exit', killWithUs);
      resolve({ code, output, timedOut });
    };
    child.once('error', (error) => {
      output += error.message;
      end(127);
    });
    child.once('exit', (code) => setImmediate(end, code));
  });
}

/** The first executable of this name on the PATH. */
export function findOnPath(name: string, env: NodeJS.ProcessEnv): string | undefined {
  for (const folder of (env.PATH ?? '').split(path.delimiter)) {
    if (folder && isExecutable(path.join(folder, name))) return path.join(folder, name);
  }
  return undefined;
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Says that a long piece of work is still going on, so that nobody takes it for a hang. */
export async function withHeartbeat<T>(
  say: (line: string) => void,
  what: string,
  work: () => Promise<T>,
  everyMs = 30_000,
): Promise<T> {
  const started = Date.now();
  const timer = setInterval(() => say(`${what}: ${Math.round((Date.now() - started) / 1000)} s so far.`), everyMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
