import path from 'node:path';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '#access/demo-accounts.js';
import { seedDemoAccounts } from '#access/seed-demo-accounts.js';
import { migrate } from '#persistence/migrate.js';
import { DataDirectory, dataFolder } from './data-directory.js';
import { type DatabaseUrls, openDatabase, openTemporal } from './embedded-services.js';
import type { ProcessSpec } from './managed-process.js';
import { projectRoot } from './project-root.js';
import { SentenceError } from './sentence-error.js';
import { Supervisor } from './supervisor.js';

const say = (line: string) => console.log(line);

async function main(): Promise<void> {
  // Whatever this and its processes write (Temporal's database, logs) is for this account only.
  process.umask(0o077);
  const env = process.env;
  const directory = DataDirectory.open(dataFolder(env));
  const supervisor = new Supervisor({ logFolder: directory.logFolder, say });

  let isStopping = false;
  const stop = async (exitCode: number): Promise<void> => {
    // A terminal's Ctrl-C arrives twice, from the terminal and passed on by the bootstrap: once is enough.
    if (isStopping) return;
    isStopping = true;
    say('Stopping.');
    await supervisor.stop();
    directory.close();
    process.exit(exitCode);
  };
  // Whoever read the lines may go (`npm start | grep -m1 ready`): that is no reason to stop serving.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
  // The bootstrap is gone (kill -9): nobody is left who could stop this.
  process.on('disconnect', () => void stop(1));
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', (error) => {
    say(`An unexpected error ends this start: ${error.message}`);
    void stop(1);
  });

  try {
    await start(directory, supervisor, env, () => isStopping);
  } catch (error) {
    if (!isStopping) console.error(error instanceof SentenceError ? error.message : describe(error));
    await stop(1);
  }
}

async function start(
  directory: DataDirectory,
  supervisor: Supervisor,
  env: NodeJS.ProcessEnv,
  isStopping: () => boolean,
): Promise<void> {
  const leftovers = await directory.stopLeftovers();
  if (leftovers.length > 0) say(`Stopped what an earlier start had left running: ${leftovers.join(', ')}.`);

  const surroundings = { supervisor, directory, env, say };
  const apiPort = await directory.choosePort('api', readPort(env.PORT));
  const [database, temporalAddress] = await Promise.all([
    openDatabase(surroundings).then(async (urls) => {
      await migrate({ ownerUrl: urls.owner, appRole: urls.appRole });
      return urls;
    }),
    openTemporal(surroundings),
  ]);
  const withDemoAccounts = env.NODE_ENV !== 'production';
  if (withDemoAccounts) await seedDemoAccounts(database.owner);

  for (const spec of applicationProcesses(directory, database, temporalAddress, apiPort)) {
    if (isStopping()) return;
    await supervisor.start(spec);
  }
  const apiUrl = `http://127.0.0.1:${apiPort}`;
  directory.writeRunFile({
    apiUrl,
    databaseUrl: database.app,
    ownerDatabaseUrl: database.owner,
    temporalAddress,
  });
  say(`Logs: ${directory.logFolder}`);
  say(`ready ${apiUrl}`);
  if (withDemoAccounts) say(demoAccountTable());
}

function applicationProcesses(
  directory: DataDirectory,
  database: DatabaseUrls,
  temporalAddress: string,
  apiPort: number,
): ProcessSpec[] {
  // The owner's address stays here: what serves people must not be able to change the schema.
  const { SAPHAN_DATABASE_OWNER_URL: _owner, PORT: _port, ...inherited } = process.env;
  const env = {
    ...inherited,
    HOST: '127.0.0.1',
    DATABASE_URL: database.app,
    SAPHAN_TEMPORAL_ADDRESS: temporalAddress,
    SAPHAN_DATA_DIR: directory.folder,
    SAPHAN_EMBEDDED: '1',
  };
  const application = (name: 'worker' | 'api', extra: NodeJS.ProcessEnv): ProcessSpec => ({
    name,
    command: process.execPath,
    args: ['--enable-source-maps', path.join(projectRoot(), `dist/apps/${name}/src/main.js`)],
    env: { ...env, ...extra },
    stopSignal: 'SIGTERM',
    ready: 'message',
    readyTimeoutMs: 60_000,
    recordFile: directory.recordFile(name),
  });
  return [application('worker', {}), application('api', { PORT: String(apiPort) })];
}

function readPort(text: string | undefined): number | undefined {
  if (!text) return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new SentenceError(`PORT is "${text}": set it to a number from 1 to 65535, or leave it out.`);
  }
  return port;
}

function demoAccountTable(): string {
  const rows = [
    ['account', 'who', 'agency', 'roles'],
    ...DEMO_ACCOUNTS.map(({ username, displayName, agency, roles }) => [
      username,
      displayName,
      agency,
      roles.join(', '),
    ]),
  ];
  // Thai vowels and tone marks stand above or below their letter and take no place of their own.
  const width = (text: string) => text.replace(/\p{Mn}/gu, '').length;
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat(Math.max((widths[column] ?? 0) - width(cell), 0)))
      .join('  ')
      .trimEnd(),
  );
  return [`Demo accounts, all with the password ${DEMO_PASSWORD}:`, ...lines.map((line) => `  ${line}`)].join('\n');
}

function describe(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (process.env.SAPHAN_DEBUG) console.error(error);
  return `Saphan does not start: ${message}`;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof SentenceError ? error.message : describe(error));
  process.exit(1);
}
