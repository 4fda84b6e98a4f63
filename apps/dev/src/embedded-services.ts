import path from 'node:path';
import { APP_ROLE, ensureDatabase, ensureRoles, OWNER_ROLE } from './database-roles.js';
import type { DataDirectory } from './data-directory.js';
import { findPostgresAccount } from './postgres-account.js';
import {
  findLeftoverPostmaster,
  getPostgresBinaries,
  initialisePostgres,
  postgresProcess,
  postgresUrl,
  withClient,
} from './postgres-cluster.js';
import { stopRecordedProcess } from './process-identity.mjs';
import { SentenceError } from './sentence-error.js';
import type { Supervisor } from './supervisor.js';
import { getTemporalBinary } from './temporal-binary.js';
import { isTemporalReady, temporalProcess } from './temporal-server.js';

/** The two addresses of the database: who migrates it, and who works in it. */
export interface DatabaseUrls {
  readonly owner: string;
  readonly app: string;
  readonly appRole: string;
}

interface Surroundings {
  readonly supervisor: Supervisor;
  readonly directory: DataDirectory;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
}

/** DATABASE_URL when it is given, else the embedded PostgreSQL with its roles and its database. */
export async function openDatabase({ supervisor, directory, env, say }: Surroundings): Promise<DatabaseUrls> {
  const given = env.DATABASE_URL;
  if (given) {
    const owner = env.SAPHAN_DATABASE_OWNER_URL ?? given;
    if (owner === given) {
      say('SAPHAN_DATABASE_OWNER_URL is not set: the database is migrated by the role of DATABASE_URL itself.');
    }
    await requireDatabase(given, 'DATABASE_URL');
    await requireDatabase(owner, 'SAPHAN_DATABASE_OWNER_URL');
    return { owner, app: given, appRole: decodeURIComponent(new URL(given).username) };
  }

  const account = findPostgresAccount();
  const secrets = directory.secrets(account);
  const cluster = {
    binaries: getPostgresBinaries(account),
    dataFolder: secrets.postgresFolder,
    port: await directory.choosePort('postgresql'),
    superuserPassword: secrets.superuser,
    account,
  };
  if (account && !cluster.dataFolder.startsWith(directory.folder)) {
    say(`The user ${account.name} may not enter ${directory.folder}: PostgreSQL's files are in ${cluster.dataFolder}.`);
  }
  await initialisePostgres(cluster);
  const leftover = findLeftoverPostmaster(cluster.dataFolder);
  if (leftover) await stopRecordedProcess(leftover, { signal: 'SIGINT' });
  await supervisor.start(postgresProcess(cluster, { recordFile: directory.recordFile('postgresql') }));
  await withClient(postgresUrl(cluster, 'postgres'), async (client) => {
    await ensureRoles(client, secrets);
    await ensureDatabase(client, 'saphan');
  });
  return {
    owner: postgresUrl(cluster, 'saphan', { name: OWNER_ROLE, password: secrets.owner }),
    app: postgresUrl(cluster, 'saphan', { name: APP_ROLE, password: secrets.app }),
    appRole: APP_ROLE,
  };
}

/** SAPHAN_TEMPORAL_ADDRESS when it is given, else a development server on a database file. */
export async function openTemporal({ supervisor, directory, env, say }: Surroundings): Promise<string> {
  const given = env.SAPHAN_TEMPORAL_ADDRESS;
  if (given) {
    // Which search attributes a foreign cluster must have is the worker's own check.
    const isReady = await isTemporalReady(given, []).catch(() => false);
    if (!isReady) {
      throw new SentenceError(`No Temporal server answers at ${given}: start it, or correct SAPHAN_TEMPORAL_ADDRESS.`);
    }
    return given;
  }
  const binary = await getTemporalBinary({ env, say });
  const port = await directory.choosePort('temporal');
  await supervisor.start(
    temporalProcess({
      binary,
      port,
      databaseFile: path.join(directory.folder, 'temporal.db'),
      recordFile: directory.recordFile('temporal'),
    }),
  );
  return `127.0.0.1:${port}`;
}

async function requireDatabase(url: string, variable: string): Promise<void> {
  try {
    await withClient(url, (client) => client.query('SELECT 1'));
  } catch (error) {
    throw new SentenceError(
      `The database of ${variable} does not answer (${(error as Error).message}): start it, or correct ${variable}.`,
    );
  }
}
