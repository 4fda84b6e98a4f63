import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { cacheFolder } from '../../../apps/dev/src/cache-folder.js';
import {
  findOnPath,
  isExecutable,
  runTool,
  type ToolResult,
  withHeartbeat,
} from '../../../apps/dev/src/tool-process.js';

const VERSION = '1.38.0';
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>saphan</groupId>
  <artifactId>temporal-test-server</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${VERSION}</version>
    </dependency>
    <!-- Without a logger of its own the server complains on every start. -->
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>1.7.36</version>
    </dependency>
  </dependencies>
</project>
`;
/** The record lets the end of the test run stop a server whose test worker was killed; exec keeps the number. */
const WRAPPER = `#!/bin/sh
folder=$(cd "$(dirname "$0")" && pwd)
marker=saphan.run=\${SAPHAN_TEST_RUN_DIR:-none}
if [ -d "\${SAPHAN_TEST_RUN_DIR:-}/processes" ]; then
  printf '{"pid":%s,"marker":"%s"}' "$$" "$marker" > "$SAPHAN_TEST_RUN_DIR/processes/time-skipping-$$.json"
fi
exec "\${JAVA_HOME:+$JAVA_HOME/bin/}java" -D"$marker" -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \\
  -cp "$folder/lib/*" io.temporal.testserver.TestServer "$@"
`;

export interface TimeSkippingLookup {
  readonly env?: NodeJS.ProcessEnv;
  readonly say?: (line: string) => void;
  /** False: only look, neither download nor build. */
  readonly install?: boolean;
  /** Replaceable in tests: asks the SDK to download into the folder. */
  readonly download?: (folder: string) => Promise<ToolResult>;
}

/** A Temporal environment in which 45 days pass in a moment; one per spec file, closed with `teardown()`. */
export async function createTimeSkippingEnvironment(): Promise<TestWorkflowEnvironment> {
  const executable = await getTimeSkippingServer({ install: false });
  return TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: executable } },
  });
}

/** The time-skipping test server: from the cache, the SDK's downloader or Maven. */
export async function getTimeSkippingServer(lookup: TimeSkippingLookup = {}): Promise<string> {
  const env = lookup.env ?? process.env;
  const say = lookup.say ?? console.log;
  const downloads = path.join(cacheFolder(env), 'temporal-test-server-sdk');
  const folder = path.join(cacheFolder(env), `temporal-test-server-${VERSION}`);
  const script = path.join(folder, 'temporal-test-server');
  const known = findDownloaded(downloads) ?? (isExecutable(script) ? script : undefined);
  if (known) return known;
  if (lookup.install === false) {
    throw new Error('The time-skipping Temporal test server is not installed yet: "npm test" installs it.');
  }

  say('The time-skipping Temporal test server is not on this machine yet: trying the download of the Temporal SDK.');
  mkdirSync(downloads, { recursive: true });
  await (lookup.download ?? downloadWithSdk)(downloads);
  const downloaded = findDownloaded(downloads);
  if (downloaded) return downloaded;
  say('The download did not work.');
  await fetchWithMaven(folder, env, say);
  return script;
}

/** Into a folder of its own, then one rename: two test runs at once cannot spoil each other's files. */
async function fetchWithMaven(folder: string, env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<void> {
  const maven = findOnPath('mvn', env);
  const java = findOnPath('java', env);
  if (!maven || !java) {
    throw new Error(
      'The time-skipping Temporal test server cannot be downloaded here: install Java 11 or newer and Maven (mvn), which fetch it from Maven Central.',
    );
  }
  const what = `Fetching the Temporal test server ${VERSION} with Maven`;
  say(`${what}: once on this machine, about a minute.`);
  mkdirSync(path.dirname(folder), { recursive: true });
  const work = mkdtempSync(`${folder}-`);
  try {
    writeFileSync(path.join(work, 'pom.xml'), POM);
    const result = await withHeartbeat(say, what, () =>
      runTool(
        maven,
        ['--batch-mode', '-q', 'dependency:copy-dependencies', `-DoutputDirectory=${path.join(work, 'lib')}`],
        {
          env,
          cwd: work,
          timeoutMs: 10 * 60_000,
        },
      ),
    );
    if (result.code !== 0) {
      const cause = result.output.split('\n').find((line) => line.includes('ERROR')) ?? `exit code ${result.code}`;
      throw new Error(`The Temporal test server could not be fetched with Maven: ${cause.slice(0, 300)}`);
    }
    const script = path.join(work, 'temporal-test-server');
    writeFileSync(script, WRAPPER);
    chmodSync(script, 0o755);
    moveIntoPlace(work, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function moveIntoPlace(work: string, folder: string): void {
  try {
    renameSync(work, folder);
  } catch (error) {
    // Another test run was quicker: its files are the same.
    if (!isExecutable(path.join(folder, 'temporal-test-server'))) throw error;
  }
}

/** In a process of its own, because the SDK's download can neither be stopped nor given a time limit. */
function downloadWithSdk(folder: string): Promise<ToolResult> {
  const script = fileURLToPath(new URL('../../../apps/dev/src/sdk-download.js', import.meta.url));
  return runTool(process.execPath, [script, 'time-skipping', folder], { timeoutMs: 120_000 });
}

function findDownloaded(folder: string): string | undefined {
  try {
    return readdirSync(folder)
      .filter((name) => name.startsWith('temporal-test-server'))
      .map((name) => path.join(folder, name))
      .find(isExecutable);
  } catch {
    return undefined;
  }
}
