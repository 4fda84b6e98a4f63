import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { RotatingLog } from './rotating-log.js';

let folder: string;

beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'saphan-log-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a log', () => {
  it('never takes more room than twice its limit and goes on where the last run stopped', () => {
    const file = path.join(folder, 'worker.log');
    new RotatingLog(file, 10).write('first\n');
    const log = new RotatingLog(file, 10);
    for (const line of ['second\n', 'third\n', 'fourth\n']) log.write(line);
    expect(readdirSync(folder).sort()).toEqual(['worker.log', 'worker.log.1']);
    expect(readFileSync(file, 'utf8')).toBe('fourth\n');
    expect(log.lastLines()).toEqual(['second', 'third', 'fourth']);
    log.close();
    expect(() => log.write('too late\n')).not.toThrow();
  });
});
