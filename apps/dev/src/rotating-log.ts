import { closeSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';

const REMEMBERED_LINES = 20;

/** Appends what a process says to a file; at its limit the file becomes `<file>.1` and a new one begins. */
export class RotatingLog {
  private handle: number | undefined;
  private size: number;
  private tail: string[] = [];

  constructor(
    readonly file: string,
    private readonly limitBytes = 10 * 1024 * 1024,
  ) {
    mkdirSync(path.dirname(file), { recursive: true });
    this.handle = openSync(file, 'a', 0o600);
    this.size = statSync(file).size;
  }

  write(chunk: Buffer | string): void {
    // The last output of a process can arrive after its end, when the log is already closed.
    if (this.handle === undefined) return;
    const bytes = Buffer.from(chunk);
    if (this.size > 0 && this.size + bytes.length > this.limitBytes) this.rotate();
    writeSync(this.handle, bytes);
    this.size += bytes.length;
    const lines = bytes.toString('utf8').split('\n').filter(Boolean);
    this.tail = [...this.tail, ...lines].slice(-REMEMBERED_LINES);
  }

  /** The last lines written in this run: what a person needs to see when a start fails. */
  lastLines(): readonly string[] {
    return this.tail;
  }

  close(): void {
    if (this.handle !== undefined) closeSync(this.handle);
    this.handle = undefined;
  }

  private rotate(): void {
    this.close();
    renameSync(this.file, `${this.file}.1`);
    this.handle = openSync(this.file, 'w', 0o600);
    this.size = 0;
  }
}
