import { keysFrom } from '#privacy/keys-from-env.js';
import { Vault } from '#privacy/vault.js';
import { Casework } from '#persistence/casework.js';
import { createDataSource } from '#persistence/data-source.js';
import { PolicyShelf } from '#persistence/policy-shelf.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { DEMONSTRATION_SPEEDS, loadPolicies } from '#policy/load-policy.js';
import { policyOf, taskQueueFrom } from './casework.providers.js';
import { dataConverterOf } from './data-converter.js';
import { FactCourier } from './fact-courier.js';
import { reconcile, type ReconcileOptions, type Reconciliation } from './reconcile.js';
import { createTemporalClient, temporalAddressFrom } from './temporal-client.js';

/** The reconciliation as a command: with connections of its own, which it gives back. */
export async function reconcileOnce(
  env: NodeJS.ProcessEnv,
  options: Pick<ReconcileOptions, 'pageSize'> = {},
): Promise<Reconciliation> {
  const url = env.DATABASE_URL;
  if (url === undefined) throw new Error('Set DATABASE_URL, or run `npm start` first.');
  const source = await createDataSource({ url, poolSize: 8, applicationName: 'saphan-reconcile' }).initialize();
  const client = createTemporalClient(temporalAddressFrom(env), dataConverterOf(new Vault({ keys: keysFrom(env) })));
  const unitOfWork = new UnitOfWork(source);
  const taskQueue = taskQueueFrom(env);
  const courier = new FactCourier({ client, unitOfWork, taskQueue });
  const policies = new PolicyShelf(
    loadPolicies({
      demonstrationSecondsPerDay: Number(env.SAPHAN_DEMONSTRATION_SECONDS_PER_DAY ?? 1),
      demonstrationSpeeds: DEMONSTRATION_SPEEDS,
    }),
  );
  const casework = new Casework({
    unitOfWork,
    policies: (version) => policyOf(policies, version),
    readPolicy: (tx, version) => policies.read(tx, version),
    courier: courier.dispatch,
  });
  try {
    const result = await reconcile({ ...options, client, casework, courier, taskQueue });
    await courier.settle();
    return result;
  } finally {
    await client.connection.close();
    await source.destroy();
  }
}
