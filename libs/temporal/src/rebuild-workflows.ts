import { systemSubject } from '#domain/subject.js';
import { createDataSource } from '#persistence/data-source.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { keysFrom } from '#privacy/keys-from-env.js';
import { Vault } from '#privacy/vault.js';
import { dataConverterOf } from './data-converter.js';
import { taskQueueFrom } from './casework.providers.js';
import { RUNNING_PROCESS_COLUMNS, startIfMissing, type RunningProcess } from './revive-workflow.js';
import { createTemporalClient, temporalAddressFrom } from './temporal-client.js';

/** Bulk starts go slowly, so that a person's step never waits behind thousands of first workflow tasks. */
const STARTS_AT_ONCE = 8;

/** Starts the workflow of every running process that has none; each loads its state from PostgreSQL. */
export async function rebuildWorkflows(env: NodeJS.ProcessEnv): Promise<{ started: number; alive: number }> {
  const url = env.DATABASE_URL;
  if (url === undefined) throw new Error('Set DATABASE_URL, or run `npm start` first.');
  const source = await createDataSource({ url, poolSize: 2, applicationName: 'saphan-rebuild' }).initialize();
  const client = createTemporalClient(temporalAddressFrom(env), dataConverterOf(new Vault({ keys: keysFrom(env) })));
  try {
    const processes = await new UnitOfWork(source).read(systemSubject('rebuild'), (tx) =>
      tx.query<RunningProcess>(
        `select ${RUNNING_PROCESS_COLUMNS} from processes p join cases c on c.id = p.case_id
         where p.state = 'running' order by p.started_at`,
      ),
    );
    const counts = { started: 0, alive: 0 };
    const queue = [...processes];
    const startNext = async (): Promise<void> => {
      for (let process = queue.shift(); process !== undefined; process = queue.shift()) {
        counts[(await startIfMissing(client, process, taskQueueFrom(env))) ? 'started' : 'alive'] += 1;
      }
    };
    await Promise.all(Array.from({ length: STARTS_AT_ONCE }, startNext));
    return counts;
  } finally {
    await client.connection.close();
    await source.destroy();
  }
}
