import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createTimeSkippingEnvironment, getTimeSkippingServer } from './time-skipping-server.js';

const REFUSED = () => Promise.resolve({ code: 1, output: '403', timedOut: false });
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'saphan-lookup-'));
  mkdirSync(path.join(folder, 'bin'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, text: string): void {
  writeFileSync(path.join(folder, 'bin', name), text);
  chmodSync(path.join(folder, 'bin', name), 0o755);
}

function lookUp(install = true, download: (target: string) => ReturnType<typeof REFUSED> = REFUSED): Promise<string> {
  const env = { PATH: path.join(folder, 'bin'), SAPHAN_CACHE_DIR: path.join(folder, 'cache') };
  return getTimeSkippingServer({ env, say: () => undefined, install, download });
}

describe('the time-skipping server', () => {
  it('is what the SDK downloads, else what Maven brings, else a sentence that says what to install', async () => {
    await expect(lookUp()).rejects.toThrow(/install Java 11 or newer and Maven/);
    program('java', '#!/bin/sh\n');
    program('mvn', '#!/bin/sh\nexit 0\n');
    const fetched = await lookUp();
    expect(fetched).toMatch(/temporal-test-server-1.38.0\/temporal-test-server$/);
    expect(readFileSync(path.join(path.dirname(fetched), 'pom.xml'), 'utf8')).toContain('io.temporal');
    expect(await lookUp(false)).toBe(fetched);

    rmSync(path.join(folder, 'cache'), { recursive: true });
    const downloaded = await lookUp(true, (target) => {
      writeFileSync(path.join(target, 'temporal-test-server-sdk-typescript-1.24.0'), '', { mode: 0o755 });
      return REFUSED();
    });
    expect(path.basename(downloaded)).toBe('temporal-test-server-sdk-typescript-1.24.0');
  });

  it('lets 45 days pass in a moment', async () => {
    const environment = await createTimeSkippingEnvironment();
    try {
      const before = await environment.currentTimeMs();
      const started = Date.now();
      await environment.sleep('45 days');
      expect((await environment.currentTimeMs()) - before).toBeGreaterThanOrEqual(45 * 86_400_000);
      expect(Date.now() - started).toBeLessThan(10_000);
    } finally {
      await environment.teardown();
    }
  }, 30_000);
});
