import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { APP_ROLE } from '../../apps/dev/src/database-roles.js';
import { createTestDatabase } from '../../libs/testing/src/test-services.js';
import { startReference } from './bench-services.js';

/** Temporal with nothing around it, on the same server and the same PostgreSQL as the product. */
export interface BareTemporal {
  readonly client: Client;
  readonly taskQueue: string;
  readonly databaseUrl: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export async function startBareTemporal(temporalAddress: string): Promise<BareTemporal> {
  const database = await createTestDatabase({ migrated: false });
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(
    `create table bare_steps (journey text not null, seq integer not null, at timestamptz not null default now(),
       primary key (journey, seq));
     create table bare_audit (id bigint generated always as identity primary key, journey text not null,
       seq integer not null, at timestamptz not null default now());
     grant usage on schema public to ${APP_ROLE};
     grant select, insert on bare_steps, bare_audit to ${APP_ROLE}`,
  );
  await owner.end();
  const taskQueue = 'bare-temporal';
  const worker = await startReference('reference-temporal', {
    DATABASE_URL: database.appUrl,
    SAPHAN_TEMPORAL_ADDRESS: temporalAddress,
    TASK_QUEUE: taskQueue,
  });
  const connection = await Connection.connect({ address: temporalAddress });
  return {
    client: new Client({ connection }),
    taskQueue,
    databaseUrl: database.appUrl,
    pid: worker.pid ?? 0,
    stop: async () => {
      await connection.close();
      worker.kill();
      await worker.exited;
      await database.drop();
    },
  };
}
