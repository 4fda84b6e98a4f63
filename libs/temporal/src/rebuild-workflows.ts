import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { parseProcessId } from '#domain/facts.js';
import { systemSubject } from '#domain/subject.js';
import { createDataSource } from '#persistence/data-source.js';
import { keysFrom } from '#privacy/keys-from-env.js';
import { Vault } from '#privacy/vault.js';
import { dataConverterOf } from './data-converter.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { taskQueueFrom } from './casework.providers.js';
import { WORKFLOW_TYPES } from './process-types.js';
import { POLICY, PROVINCE, STAGE } from './search-attributes.js';
import { createTemporalClient, temporalAddressFrom } from './temporal-client.js';

interface RunningProcess {
  readonly workflow_id: string;
  readonly stage: string;
  readonly province: string;
  readonly policy_version: string;
}

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
        `select p.workflow_id, c.stage, c.province, c.policy_version from processes p join cases c on c.id = p.case_id
         where p.state = 'running' order by p.started_at`,
      ),
    );
    const counts = { started: 0, alive: 0 };
    const queue = [...processes];
    const startNext = async (): Promise<void> => {
      for (let process = queue.shift(); process !== undefined; process = queue.shift()) {
        counts[(await startIfMissing(process)) ? 'started' : 'alive'] += 1;
      }
    };
    await Promise.all(Array.from({ length: STARTS_AT_ONCE }, startNext));
    return counts;
  } finally {
    await client.connection.close();
    await source.destroy();
  }

  async function startIfMissing({ workflow_id, stage, province, policy_version }: RunningProcess): Promise<boolean> {
    const kind = parseProcessId(workflow_id)?.kind;
    if (kind === undefined) throw new Error(`Not a process: ${workflow_id}`);
    try {
      await client.workflow.start(WORKFLOW_TYPES[kind], {
        workflowId: workflow_id,
        taskQueue: taskQueueFrom(env),
        args: [{}],
        ...(kind === 'case'
          ? {
              typedSearchAttributes: [
                { key: STAGE, value: stage },
                { key: PROVINCE, value: province },
                { key: POLICY, value: policy_version },
              ],
            }
          : {}),
      });
      return true;
    } catch (failure) {
      if (failure instanceof WorkflowExecutionAlreadyStartedError) return false;
      throw failure;
    }
  }
}
