import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';

/** USER_HZ, which Linux has fixed at 100 for programs on every architecture that Node runs on. */
const TICKS_PER_SECOND = 100;

interface ProcessTimes {
  readonly parent: number;
  readonly seconds: number;
}

/** CPU seconds that each named process and all its children have used so far; undefined where there is no /proc. */
export function cpuSeconds<Name extends string>(
  pids: Readonly<Record<Name, number>>,
): Record<Name, number> | undefined {
  if (os.platform() !== 'linux') return undefined;
  const all = readAll();
  const entries = (Object.entries(pids) as [Name, number][]).map(
    ([name, pid]) => [name, secondsOfTree(pid, all)] as const,
  );
  return Object.fromEntries(entries) as Record<Name, number>;
}

function secondsOfTree(root: number, all: ReadonlyMap<number, ProcessTimes>): number {
  let seconds = all.get(root)?.seconds ?? 0;
  for (const [pid, { parent }] of all) if (parent === root) seconds += secondsOfTree(pid, all);
  return seconds;
}

function readAll(): Map<number, ProcessTimes> {
  const all = new Map<number, ProcessTimes>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const times = readOne(name);
    if (times) all.set(Number(name), times);
  }
  return all;
}

function readOne(pid: string): ProcessTimes | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces: fields are counted behind the last bracket (proc(5), field 3 on).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // utime, stime and those of children that have ended: PostgreSQL starts a process for each connection.
    const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0);
    return { parent: Number(fields[1]), seconds: ticks / TICKS_PER_SECOND };
  } catch {
    return undefined;
  }
}

/** Adds up what processes use between its starts and stops; this very process, which plays the clients, is one of them. */
export class CpuMeter {
  private readonly used = new Map<string, number>();
  private before: Readonly<Record<string, number>> = {};

  constructor(private readonly pids: Readonly<Record<string, number>>) {}

  start(): void {
    this.before = this.read();
  }

  stop(): void {
    for (const [name, seconds] of Object.entries(this.read())) {
      this.used.set(name, (this.used.get(name) ?? 0) + seconds - (this.before[name] ?? 0));
    }
  }

  /** "api 7.8 · worker 9.1 · together 16.9" */
  perStep(steps: number): string {
    const all = [
      ...this.used,
      ['together', [...this.used.values()].reduce((sum, seconds) => sum + seconds, 0)] as const,
    ];
    return all.map(([name, seconds]) => `${name} ${((seconds * 1000) / steps).toFixed(1)}`).join(' · ');
  }

  private read(): Record<string, number> {
    const { user, system } = process.cpuUsage();
    return { ...cpuSeconds(this.pids), clients: (user + system) / 1e6 };
  }
}
