import path from 'node:path';
import { ManagedProcess, type ProcessExit, type ProcessSpec } from './managed-process.js';
import { RotatingLog } from './rotating-log.js';
import { SentenceError } from './sentence-error.js';

export type ProcessState = 'starting' | 'running' | 'waiting' | 'stopping' | 'stopped';

/** How long things may take; the defaults are what DESIGN and README promise. */
export interface SupervisorTimes {
  readonly firstBackoffMs: number;
  readonly longestBackoffMs: number;
  /** Alive for this long, a process has proved itself and its next crash starts the backoff anew. */
  readonly provenAfterMs: number;
  /** When a stopping process has had this long, the next one is asked to stop as well. */
  readonly stopTurnMs: number;
  /** From the request to stop until everything left is killed. */
  readonly killAfterMs: number;
  /** Starts of a process that never became ready before the whole start is given up. */
  readonly startAttempts: number;
}

const DEFAULT_TIMES: SupervisorTimes = {
  firstBackoffMs: 500,
  longestBackoffMs: 15_000,
  provenAfterMs: 60_000,
  stopTurnMs: 2_500,
  killAfterMs: 8_000,
  startAttempts: 3,
};

interface Entry {
  readonly spec: ProcessSpec;
  readonly log: RotatingLog;
  state: ProcessState;
  current: ManagedProcess | undefined;
  crashes: number;
  wake: (() => void) | undefined;
  loop: Promise<void>;
}

/** Starts processes one after the other, starts again what dies, and stops all of it in reverse order. */
export class Supervisor {
  private readonly entries: Entry[] = [];
  private readonly times: SupervisorTimes;
  private stopping: Promise<void> | undefined;

  constructor(
    private readonly options: {
      readonly logFolder: string;
      readonly say: (line: string) => void;
      readonly times?: Partial<SupervisorTimes>;
    },
  ) {
    this.times = { ...DEFAULT_TIMES, ...options.times };
  }

  /** Starts one process and resolves when it is ready; from then on it is kept running. */
  async start(spec: ProcessSpec): Promise<void> {
    if (this.stopping) throw new SentenceError('Saphan is stopping.');
    const log = new RotatingLog(path.join(this.options.logFolder, `${spec.name}.log`));
    const entry: Entry = {
      spec,
      log,
      state: 'starting',
      current: undefined,
      crashes: 0,
      wake: undefined,
      loop: Promise.resolve(),
    };
    this.entries.push(entry);
    await new Promise<void>((resolve, reject) => {
      entry.loop = this.keepRunning(entry, resolve, reject);
    });
  }

  stateOf(name: string): ProcessState | undefined {
    return this.entries.find((entry) => entry.spec.name === name)?.state;
  }

  pidOf(name: string): number | undefined {
    return this.entries.find((entry) => entry.spec.name === name)?.current?.pid;
  }

  /** Stops everything within the promised time; a second call waits for the first. */
  stop(): Promise<void> {
    this.stopping ??= this.stopAll();
    return this.stopping;
  }

  private async keepRunning(entry: Entry, ready: () => void, giveUp: (error: Error) => void): Promise<void> {
    const { name } = entry.spec;
    let wasReady = false;
    while (!this.stopping) {
      const startedAt = Date.now();
      entry.state = 'starting';
      entry.current = new ManagedProcess(entry.spec, entry.log);
      const outcome = await entry.current.whenReady();
      if (outcome === 'ready') {
        // `stopAll` may have run meanwhile; its word stands.
        if (!this.stopping) entry.state = 'running';
        wasReady = true;
        ready();
      } else if (outcome === 'timeout') {
        if (!this.stopping) {
          this.options.say(`${name} was not ready after ${entry.spec.readyTimeoutMs / 1000} s and is ended`);
        }
        entry.current.kill();
      }
      const exit = await entry.current.exited;
      if (this.stopping) break;

      if (Date.now() - startedAt >= this.times.provenAfterMs) entry.crashes = 0;
      entry.crashes += 1;
      if (!wasReady && entry.crashes >= this.times.startAttempts) {
        entry.state = 'stopped';
        giveUp(new SentenceError(describeFailedStart(entry)));
        return;
      }
      const backoffMs = Math.min(this.times.firstBackoffMs * 2 ** (entry.crashes - 1), this.times.longestBackoffMs);
      entry.state = 'waiting';
      this.options.say(`${name} stopped (${describeExit(exit)}), starting again in ${backoffMs / 1000} s`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, backoffMs);
        entry.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    giveUp(new SentenceError('Saphan is stopping.'));
  }

  private async stopAll(): Promise<void> {
    const killAt = Date.now() + this.times.killAfterMs;
    for (const entry of this.entries.toReversed()) {
      entry.wake?.();
      if (entry.current && !entry.current.hasExited) {
        entry.state = 'stopping';
        entry.current.requestStop();
        // One that hangs must not use up the time of the database behind it: it keeps its time, the next begins.
        await waitAtMost(entry.current.exited, Math.min(this.times.stopTurnMs, killAt - Date.now()));
      }
    }
    await waitAtMost(Promise.all(this.entries.map(async (entry) => entry.current?.exited)), killAt - Date.now());
    for (const entry of this.entries) {
      if (entry.current && !entry.current.hasExited) {
        this.options.say(`${entry.spec.name} did not stop in time and is ended`);
        entry.current.kill();
      }
    }
    await Promise.all(this.entries.map((entry) => entry.loop));
    for (const entry of this.entries) {
      entry.state = 'stopped';
      entry.log.close();
    }
  }
}

function describeExit(exit: ProcessExit): string {
  return exit.signal ? `signal ${exit.signal}` : `exit code ${exit.code}`;
}

function describeFailedStart(entry: Entry): string {
  const lines = entry.log.lastLines().map((line) => `  ${line}`);
  const head = `${entry.spec.name} does not start; its log is ${entry.log.file}.`;
  return lines.length > 0 ? [`${head} Its last lines:`, ...lines].join('\n') : head;
}

async function waitAtMost(work: Promise<unknown>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.max(limitMs, 0));
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
