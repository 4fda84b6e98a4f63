import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from './cache-folder.js';
import { SentenceError } from './sentence-error.js';
import { findOnPath, isExecutable, runTool, type ToolResult, withHeartbeat } from './tool-process.js';

/** The newest release whose module can be installed by `go install`; its server is 1.29. */
export const TEMPORAL_CLI_VERSION = '1.5.1';
const GO_PACKAGE = `github.com/temporalio/cli/cmd/temporal@v${TEMPORAL_CLI_VERSION}`;
const BUILD_LIMIT_MS = 20 * 60_000;
const DOWNLOAD_LIMIT_MS = 120_000;

export interface TemporalLookup {
  readonly env?: NodeJS.ProcessEnv;
  readonly say?: (line: string) => void;
  /** False: only look, neither download nor build. */
  readonly install?: boolean;
  /** Replaceable in tests: asks the SDK to download into the folder. */
  readonly download?: (folder: string) => Promise<ToolResult>;
}

/**
 * The `temporal` program: from the PATH, the cache, the SDK's downloader or built with Go.
 * With SAPHAN_TEMPORAL_ADDRESS a server is given and no program is needed; callers look at that first.
 */
export async function getTemporalBinary(lookup: TemporalLookup = {}): Promise<string> {
  const env = lookup.env ?? process.env;
  const say = lookup.say ?? console.log;
  const onPath = findOnPath('temporal', env);
  if (onPath && (await isTemporal(onPath, env))) return onPath;

  const folder = path.join(cacheFolder(env), `temporal-cli-${TEMPORAL_CLI_VERSION}`);
  const cached = path.join(folder, 'temporal');
  if (isExecutable(cached)) return cached;
  const downloads = path.join(cacheFolder(env), 'temporal-sdk');
  const downloaded = await findDownloaded(downloads, env);
  if (downloaded) return downloaded;
  if (lookup.install === false) {
    throw new SentenceError(
      'The Temporal program is not installed yet: "npm start" and "npm test" install it, or put `temporal` on the PATH.',
    );
  }

  say('Temporal is not on this machine yet: trying the download of the Temporal SDK.');
  mkdirSync(downloads, { recursive: true });
  const download = await (lookup.download ?? downloadWithSdk)(downloads);
  const found = await findDownloaded(downloads, env);
  if (found) return found;
  say(`The download did not work (${firstLine(download)}).`);
  return buildWithGo(folder, env, say);
}

/** `go install` into a folder of its own, then one rename: two starts at once cannot spoil each other's file. */
async function buildWithGo(folder: string, env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<string> {
  const go = findOnPath('go', env);
  if (!go) {
    throw new SentenceError(
      'Temporal is needed and cannot be downloaded here: install the Temporal CLI (`temporal` on the PATH) or Go 1.25 or newer to build it, or set SAPHAN_TEMPORAL_ADDRESS to a Temporal server.',
    );
  }
  mkdirSync(folder, { recursive: true });
  const target = path.join(folder, 'temporal');
  const work = mkdtempSync(path.join(folder, 'build-'));
  const what = `Building Temporal ${TEMPORAL_CLI_VERSION} with Go`;
  say(`${what}: once on this machine, may take up to 6 minutes.`);
  try {
    const result = await withHeartbeat(say, what, () =>
      runTool(go, ['install', GO_PACKAGE], { env: { ...env, GOBIN: work, GOFLAGS: '' }, timeoutMs: BUILD_LIMIT_MS }),
    );
    const built = path.join(work, 'temporal');
    if (result.code !== 0 || !isExecutable(built)) {
      throw new SentenceError(
        `Temporal could not be built with ${go} (${lastLine(result)}): it needs Go 1.25 or newer and a Go module proxy; or put the Temporal CLI on the PATH, or set SAPHAN_TEMPORAL_ADDRESS.`,
      );
    }
    renameSync(built, target);
    say('Temporal is built.');
    return target;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** In a process of its own, because the SDK's download can neither be stopped nor given a time limit. */
function downloadWithSdk(folder: string): Promise<ToolResult> {
  const script = fileURLToPath(new URL('./sdk-download.js', import.meta.url));
  return runTool(process.execPath, [script, 'dev-server', folder], { timeoutMs: DOWNLOAD_LIMIT_MS });
}

/** The SDK chooses the file's name itself; whatever it left that answers like Temporal is taken. */
async function findDownloaded(folder: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  for (const name of listFolder(folder)) {
    const file = path.join(folder, name);
    if (isExecutable(file) && (await isTemporal(file, env))) return file;
  }
  return undefined;
}

async function isTemporal(file: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const { code, output } = await runTool(file, ['--version'], { env, timeoutMs: 10_000 });
  return code === 0 && /^temporal version/i.test(output.trim());
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder).sort().reverse();
  } catch {
    return [];
  }
}

const lines = ({ output }: ToolResult) =>
  output
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

function firstLine(result: ToolResult): string {
  return result.timedOut ? 'no answer in time' : (lines(result)[0] ?? `exit code ${result.code}`).slice(0, 160);
}

function lastLine(result: ToolResult): string {
  return result.timedOut ? 'not finished in time' : (lines(result).at(-1) ?? `exit code ${result.code}`).slice(0, 240);
}
