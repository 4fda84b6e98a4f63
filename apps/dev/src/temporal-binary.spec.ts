import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { getTemporalBinary, TEMPORAL_CLI_VERSION } from './temporal-binary.js';
import type { ToolResult } from './tool-process.js';

const TEMPORAL = '#!/bin/sh\necho "temporal version 9.9.9 (Server 1.99.0)"\n';
const REFUSED: ToolResult = { code: 1, output: 'Failed to start ephemeral server: 403 Forbidden\n', timedOut: false };

let folder: string;
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'saphan-lookup-'));
  mkdirSync(path.join(folder, 'bin'));
  said = [];
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(relativePath: string, text: string): string {
  const file = path.join(folder, relativePath);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
}

function lookUp(
  options: { install?: boolean; download?: (target: string) => Promise<ToolResult> } = {},
): Promise<string> {
  const env = { PATH: `${path.join(folder, 'bin')}:/usr/bin:/bin`, SAPHAN_CACHE_DIR: path.join(folder, 'cache') };
  const download = options.download ?? (() => Promise.resolve(REFUSED));
  return getTemporalBinary({ env, say: (line) => said.push(line), ...options, download });
}

const cacheFile = () => path.join(folder, 'cache', `temporal-cli-${TEMPORAL_CLI_VERSION}`, 'temporal');

/** Stands in for `go install`: takes a moment, then leaves the program in GOBIN. */
const FAKE_GO = `#!/bin/sh
echo "$@" >> "$(dirname "$0")/go-calls"
sleep 0.2
printf '%s' '${TEMPORAL}' > "$GOBIN/temporal"
chmod 755 "$GOBIN/temporal"
`;

describe('the search for the Temporal program', () => {
  it('takes the one on the PATH before the one in the cache', async () => {
    const onPath = program('bin/temporal', TEMPORAL);
    program(path.relative(folder, cacheFile()), TEMPORAL);
    expect(await lookUp()).toBe(onPath);
    expect(said).toEqual([]);
  });

  it('passes over another program of the same name', async () => {
    program('bin/temporal', '#!/bin/sh\necho "temporal 0.3, a calendar"\n');
    program(path.relative(folder, cacheFile()), TEMPORAL);
    expect(await lookUp()).toBe(cacheFile());
  });

  it('takes what the SDK downloads, whatever its name, and finds it again', async () => {
    const download = (target: string) => {
      program(path.join(path.relative(folder, target), 'temporal-sdk-typescript-1.24.0'), TEMPORAL);
      return Promise.resolve({ code: 0, output: '', timedOut: false });
    };
    const found = await lookUp({ download });
    expect(path.basename(found)).toBe('temporal-sdk-typescript-1.24.0');
    expect(await lookUp({ install: false })).toBe(found);
  });

  it('builds it with Go when the download is refused, and keeps it', async () => {
    program('bin/go', FAKE_GO);
    expect(await lookUp()).toBe(cacheFile());
    expect(readFileSync(path.join(folder, 'bin/go-calls'), 'utf8')).toContain(
      `install github.com/temporalio/cli/cmd/temporal@v${TEMPORAL_CLI_VERSION}`,
    );
    expect(said.join('\n')).toMatch(/403 Forbidden[\s\S]*up to 6 minutes/);
    rmSync(path.join(folder, 'bin/go'));
    expect(await lookUp()).toBe(cacheFile());
  });

  it('survives two starts that build at once', async () => {
    program('bin/go', FAKE_GO);
    expect(await Promise.all([lookUp(), lookUp()])).toEqual([cacheFile(), cacheFile()]);
    expect(readFileSync(cacheFile(), 'utf8')).toBe(TEMPORAL);
    expect(readdirSync(path.dirname(cacheFile()))).toEqual(['temporal']);
  });

  it('says what to install when nothing works, and leaves nothing half made', async () => {
    await expect(lookUp()).rejects.toThrow(
      /install the Temporal CLI .* or Go 1.25 or newer .* SAPHAN_TEMPORAL_ADDRESS/,
    );
    program('bin/go', '#!/bin/sh\necho "go: module requires go >= 1.25.0" >&2\nexit 1\n');
    await expect(lookUp()).rejects.toThrow(/could not be built .*requires go >= 1.25.0/);
    expect(existsSync(cacheFile())).toBe(false);
  });

  it('only looks when it may not install', async () => {
    program('bin/go', FAKE_GO);
    await expect(lookUp({ install: false })).rejects.toThrow(/not installed yet/);
    expect(existsSync(path.join(folder, 'bin/go-calls'))).toBe(false);
  });
});
