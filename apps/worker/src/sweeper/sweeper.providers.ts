import type { Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { durationMs } from '#domain/instant.js';
import { Casework } from '#persistence/casework.js';
import { createDataSource } from '#persistence/data-source.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { DEFAULT_POLICY_VERSION } from '#policy/load-policy.js';
import { POLICIES, policyOf, type Policies } from '#temporal/casework.providers.js';
import { FactCourier } from '#temporal/fact-courier.js';
import { ClockSweeper, SWEEPER_CASEWORK, SWEEPER_OPTIONS, type SweeperOptions } from './clock-sweeper.service.js';

/** One lane each, and one to note a case that was refused. */
const CONNECTIONS = 3;

const SWEEPER_STORE = Symbol('SweeperStore');

export function sweeperProviders(env: NodeJS.ProcessEnv = process.env): Provider[] {
  return [
    {
      provide: SWEEPER_STORE,
      useFactory: () =>
        createDataSource({
          url: env.DATABASE_URL ?? '',
          poolSize: CONNECTIONS,
          applicationName: 'saphan-sweeper',
        }).initialize(),
    },
    {
      provide: SWEEPER_CASEWORK,
      inject: [SWEEPER_STORE, POLICIES, FactCourier],
      useFactory: (source: DataSource, policies: Policies, courier: FactCourier) =>
        new Casework({
          unitOfWork: new UnitOfWork(source),
          policies: (version) => policyOf(policies, version),
          readPolicy: (tx, version) => policies.read(tx, version),
          courier: courier.dispatch,
        }),
    },
    {
      provide: SWEEPER_OPTIONS,
      inject: [SWEEPER_STORE, POLICIES],
      // One number for all cases: what a sweep looks for is asked of the store before any case's policy is known.
      useFactory: (source: DataSource, policies: Policies): SweeperOptions => ({
        graceMs: durationMs(policyOf(policies, DEFAULT_POLICY_VERSION).sweeperGrace.value),
        close: () => source.destroy(),
      }),
    },
    ClockSweeper,
  ];
}
