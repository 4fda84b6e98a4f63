// Plain JavaScript because the guard of the test services runs without a build.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * What tells a process from a later one with the same number: when it started, and its command line.
 * Undefined when no such process lives.
 */
export function identifyProcess(pid) {
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  return process.platform === 'linux' ? identifyFromProc(pid) : identifyFromPs(pid);
}

/** True only when the process alive under this number is the very one that was recorded. */
export function isSameProcess(recorded) {
  const alive = identifyProcess(recorded.pid);
  if (alive === undefined || alive.startedAt !== recorded.startedAt) return false;
  // Linux counts the start in clock ticks since this boot; ps only in seconds, where the command line must settle it.
  // On Linux the command line is not compared: a wrapper script that execs its program changes it.
  return process.platform === 'linux' || alive.command === recorded.command;
}

/** Asks a recorded process to stop, then forces it; answers false when it was not there (any more). */
export async function stopRecordedProcess(recorded, { signal = 'SIGTERM', graceMs = 5_000 } = {}) {
  if (!isSameProcess(recorded)) return false;
  sendSignal(recorded.pid, signal);
  const deadline = Date.now() + graceMs;
  while (isSameProcess(recorded)) {
    // Checked again at once before it is sent: the number may have changed hands while waiting.
    if (Date.now() > deadline) sendSignal(recorded.pid, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return true;
}

function sendSignal(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function identifyFromProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may itself contain spaces and brackets: count the fields behind the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
    return { pid, startedAt: `${boot}/${fields[19]}`, command };
  } catch {
    return undefined;
  }
}

function identifyFromPs(pid) {
  try {
    const line = execFileSync('ps', ['-o', 'lstart=,command=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    // "Mon Nov 24 05:38:55 2025 /path/postgres -D …": the date has a fixed width.
    return line ? { pid, startedAt: line.slice(0, 24), command: line.slice(24).trim() } : undefined;
  } catch {
    return undefined;
  }
}
