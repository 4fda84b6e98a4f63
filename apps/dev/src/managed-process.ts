import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { identifyProcess } from './process-identity.mjs';
import type { RotatingLog } from './rotating-log.js';

/** How a process ended: by an exit code or by a signal. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** What is to run, how it says that it is ready and how it is asked to stop. */
export interface ProcessSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly stopSignal: NodeJS.Signals;
  /** `message`: a Node child that sends `{ ready: true }`; else a probe that is asked again until it answers true. */
  readonly ready: 'message' | (() => Promise<boolean>);
  readonly readyTimeoutMs: number;
  /** Where the process is recorded, so that the next start can recognise one that was left behind. */
  readonly recordFile?: string;
}

/** One run of one program, from its start to its end. */
export class ManagedProcess {
  readonly exited: Promise<ProcessExit>;
  private readonly child: ChildProcess;
  private isReady = false;
  private exit: ProcessExit | undefined;

  constructor(
    private readonly spec: ProcessSpec,
    /** A log of this process, or an open file that outlives it. */
    private readonly output: RotatingLog | number,
  ) {
    const out = typeof output === 'number' ? output : 'pipe';
    this.child = spawn(spec.command, spec.args, {
      // Its own process group: Ctrl-C must reach the supervisor only, which stops the processes in order.
      detached: true,
      stdio: spec.ready === 'message' ? ['ignore', out, out, 'ipc'] : ['ignore', out, out],
      env: spec.env ?? process.env,
      ...(spec.cwd === undefined ? {} : { cwd: spec.cwd }),
      ...(spec.uid === undefined ? {} : { uid: spec.uid }),
      ...(spec.gid === undefined ? {} : { gid: spec.gid }),
    });
    this.child.stdout?.on('data', (chunk: Buffer) => this.write(chunk));
    this.child.stderr?.on('data', (chunk: Buffer) => this.write(chunk));
    this.child.on('message', (message) => {
      if (isReadyMessage(message)) this.isReady = true;
    });
    this.exited = new Promise((resolve) => {
      const end = (exit: ProcessExit) => {
        this.exit ??= exit;
        if (spec.recordFile) rmSync(spec.recordFile, { force: true });
        resolve(this.exit);
      };
      this.child.once('exit', (code, signal) => end({ code, signal }));
      this.child.once('error', (error) => {
        this.write(`${error.message}\n`);
        if (this.child.pid === undefined) end({ code: 127, signal: null });
      });
    });
    this.record();
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get hasExited(): boolean {
    return this.exit !== undefined;
  }

  /** Resolves when the program is ready, with how it ended when it stopped first, or 'timeout'. */
  async whenReady(): Promise<'ready' | 'timeout' | ProcessExit> {
    const deadline = Date.now() + this.spec.readyTimeoutMs;
    for (;;) {
      if (this.exit) return this.exit;
      if (await this.askReady(deadline - Date.now())) return this.exit ?? 'ready';
      if (Date.now() > deadline) return this.exit ?? 'timeout';
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** Asks it to stop; the caller decides how long to wait for `exited` and when to force. */
  requestStop(): void {
    this.send(this.spec.stopSignal);
  }

  /** Ends the program and whatever it started in its process group, at once. */
  kill(): void {
    if (this.exit || this.child.pid === undefined) return;
    try {
      process.kill(-this.child.pid, 'SIGKILL');
    } catch {
      this.send('SIGKILL');
    }
  }

  /** Lets the process that started it end first; something else must stop it then. */
  unref(): void {
    this.child.unref();
    this.child.channel?.unref();
  }

  send(signal: NodeJS.Signals): void {
    if (!this.exit) this.child.kill(signal);
  }

  private write(chunk: Buffer | string): void {
    if (typeof this.output === 'number') writeSync(this.output, Buffer.from(chunk));
    else this.output.write(chunk);
  }

  private async askReady(remainingMs: number): Promise<boolean> {
    if (this.spec.ready === 'message') return this.isReady;
    const answer = this.spec.ready().catch(() => false);
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), Math.max(remainingMs, 1));
    });
    try {
      return await Promise.race([answer, timeout, this.exited.then(() => false)]);
    } finally {
      clearTimeout(timer);
    }
  }

  private record(): void {
    if (!this.spec.recordFile || this.child.pid === undefined) return;
    const identity = identifyProcess(this.child.pid);
    if (!identity) return;
    mkdirSync(path.dirname(this.spec.recordFile), { recursive: true });
    writeFileSync(this.spec.recordFile, JSON.stringify({ ...identity, stopSignal: this.spec.stopSignal }), {
      mode: 0o600,
    });
  }
}

function isReadyMessage(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'ready' in message && message.ready === true;
}
