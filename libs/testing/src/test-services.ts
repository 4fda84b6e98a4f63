import { escapeIdentifier } from 'pg';
import { systemSubject } from '#domain/subject.js';
import { subjectOptions } from '#persistence/subject-settings.js';
import { APP_ROLE, ensureDatabase, ensureRoles, OWNER_ROLE } from '../../../apps/dev/src/database-roles.js';
import { chooseFreePort } from '../../../apps/dev/src/free-port.js';
import { findPostgresAccount } from '../../../apps/dev/src/postgres-account.js';
import {
  choosePostgresFolder,
  getPostgresBinaries,
  initialisePostgres,
  postgresProcess,
  postgresUrl,
  withClient,
} from '../../../apps/dev/src/postgres-cluster.js';
import { testKeyFile } from './test-keys.js';
import { getRunFolder, sharedOnce, startTestProcess, uniqueName } from './test-run.js';

const TEMPLATE = 'saphan_template';
const PASSWORD = 'only-for-this-test-run';
const SEES_ALL = encodeURIComponent(subjectOptions(systemSubject('migration')));

/** A database of one spec's own. */
export interface TestDatabase {
  readonly name: string;
  /** For the role that owns and migrates it; it acts as the migration does, so that a spec sees every row. */
  readonly ownerUrl: string;
  /** For the role that the API and the worker use. */
  readonly appUrl: string;
  drop(): Promise<void>;
}

/** A fresh migrated database in about 0.1 s; with `migrated: false` an empty one, for the tests of migrations. */
export async function createTestDatabase(options: { readonly migrated?: boolean } = {}): Promise<TestDatabase> {
  const { port } = await sharedPostgres();
  // Where there are cases there are keys: an API or worker that a spec starts finds them by its environment.
  process.env.SAPHAN_KEY_FILE ??= testKeyFile();
  const isMigrated = options.migrated ?? true;
  if (isMigrated) await sharedTemplate(port);
  const name = uniqueName('test');
  const superuserUrl = clusterUrl(port, 'postgres');
  await withClient(superuserUrl, async (client) => {
    if (isMigrated) {
      await client.query(`CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${TEMPLATE} OWNER ${OWNER_ROLE}`);
    }
    await ensureDatabase(client, name);
  });
  return {
    name,
    ownerUrl: `${clusterUrl(port, name, OWNER_ROLE)}?options=${SEES_ALL}`,
    appUrl: clusterUrl(port, name, APP_ROLE),
    drop: () =>
      withClient(superuserUrl, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
      }),
  };
}

/** The one PostgreSQL of this test run; started by the first spec that needs it. */
export function sharedPostgres(): Promise<{ readonly port: number; readonly superuserUrl: string }> {
  return sharedOnce('postgresql', async () => {
    const account = findPostgresAccount();
    const dataFolder = choosePostgresFolder(getRunFolder(), account);
    if (!dataFolder.startsWith(getRunFolder())) {
      await sharedOnce('outside-folder', () => Promise.resolve({ folder: dataFolder }));
    }
    const cluster = {
      binaries: getPostgresBinaries(account),
      dataFolder,
      port: await chooseFreePort(),
      superuserPassword: PASSWORD,
      account,
    };
    await initialisePostgres(cluster);
    // Nothing here outlives the run, so nothing needs to survive a power cut.
    const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];
    const server = await startTestProcess({ ...postgresProcess(cluster, { settings }), stopSignal: 'SIGQUIT' });
    server.unref();
    await withClient(postgresUrl(cluster, 'postgres'), (client) =>
      ensureRoles(client, { owner: PASSWORD, app: PASSWORD }),
    );
    return { port: cluster.port, superuserUrl: postgresUrl(cluster, 'postgres') };
  });
}

function sharedTemplate(port: number): Promise<{ readonly migrated: true }> {
  return sharedOnce('template', async () => {
    await withClient(clusterUrl(port, 'postgres'), async (client) => {
      // What a worker that was killed halfway left behind.
      await client.query(`DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`);
      await ensureDatabase(client, TEMPLATE);
    });
    const { migrate } = await import('#persistence/migrate.js');
    await migrate({ ownerUrl: clusterUrl(port, TEMPLATE, OWNER_ROLE), appRole: APP_ROLE });
    // A template that somebody is connected to cannot be copied.
    await withClient(clusterUrl(port, 'postgres'), (client) =>
      client.query(`ALTER DATABASE ${TEMPLATE} ALLOW_CONNECTIONS false`),
    );
    return { migrated: true };
  });
}

function clusterUrl(port: number, database: string, role = 'postgres'): string {
  return postgresUrl({ port, superuserPassword: PASSWORD }, database, { name: role, password: PASSWORD });
}
