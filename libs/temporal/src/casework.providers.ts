import type { FactoryProvider } from '@nestjs/common';
import { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { describeFailure } from '#observability/logger.js';
import { Casework } from '#persistence/casework.js';
import { createDataSource } from '#persistence/data-source.js';
import { PolicyShelf } from '#persistence/policy-shelf.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { DEMONSTRATION_SPEEDS, loadPolicies } from '#policy/load-policy.js';
import { DomainError } from '#domain/errors.js';
import type { Policy } from '#domain/policy.js';
import { keysFrom } from '#privacy/keys-from-env.js';
import { Vault } from '#privacy/vault.js';
import { dataConverterOf } from './data-converter.js';
import { FactCourier } from './fact-courier.js';
import { DEFAULT_TASK_QUEUE } from './process-types.js';
import { createTemporalClient, temporalAddressFrom } from './temporal-client.js';

export const LOGGER = Symbol('Logger');
export const POLICIES = Symbol('Policies');
export type Policies = PolicyShelf;

export function taskQueueFrom(env: NodeJS.ProcessEnv): string {
  return env.SAPHAN_TASK_QUEUE ?? DEFAULT_TASK_QUEUE;
}

/** What API and worker share: the store, the way to change a case, the way to tell a workflow. */
export function caseworkProviders(processName: string, env: NodeJS.ProcessEnv = process.env): FactoryProvider[] {
  return [
    {
      provide: DataSource,
      useFactory: () => {
        const url = env.DATABASE_URL;
        if (url === undefined) throw new Error('Set DATABASE_URL to the PostgreSQL that holds the cases.');
        return createDataSource({
          url,
          poolSize: Number(env.SAPHAN_DATABASE_POOL ?? 12),
          applicationName: processName,
        }).initialize();
      },
    },
    {
      provide: POLICIES,
      useFactory: (): Policies => {
        // A policy in which days are seconds exists in the embedded start only, and only for a case that names it.
        const embedded = env.SAPHAN_EMBEDDED === '1' && env.NODE_ENV !== 'production';
        if (!embedded) return new PolicyShelf(loadPolicies());
        return new PolicyShelf(
          loadPolicies({
            demonstrationSecondsPerDay: Number(env.SAPHAN_DEMONSTRATION_SECONDS_PER_DAY ?? 1),
            demonstrationSpeeds: DEMONSTRATION_SPEEDS,
          }),
        );
      },
    },
    { provide: Vault, useFactory: () => new Vault({ keys: keysFrom(env) }) },
    {
      provide: Client,
      inject: [Vault],
      useFactory: (vault: Vault) => createTemporalClient(temporalAddressFrom(env), dataConverterOf(vault)),
    },
    {
      provide: UnitOfWork,
      inject: [DataSource, Vault],
      useFactory: (source: DataSource, vault: Vault) => new UnitOfWork(source, null, vault),
    },
    {
      provide: FactCourier,
      inject: [Client, UnitOfWork, LOGGER],
      useFactory: (client: Client, unitOfWork: UnitOfWork, logger: Logger) =>
        new FactCourier({
          client,
          unitOfWork,
          taskQueue: taskQueueFrom(env),
          onFailure: (failure) => logger.warn(describeFailure(failure), 'fact not delivered yet; the relay will'),
        }),
    },
    {
      provide: Casework,
      inject: [UnitOfWork, POLICIES, FactCourier],
      useFactory: (unitOfWork: UnitOfWork, policies: Policies, courier: FactCourier) =>
        new Casework({
          unitOfWork,
          policies: (version) => policyOf(policies, version),
          readPolicy: (tx, version) => policies.read(tx, version),
          courier: courier.dispatch,
        }),
    },
  ];
}

export function policyOf(policies: ReadonlyMap<string, Policy>, version: string): Policy {
  const policy = policies.get(version);
  if (policy === undefined)
    throw new DomainError('policy-unknown', [{ path: '/policyVersion', code: 'policy-unknown' }]);
  return policy;
}
