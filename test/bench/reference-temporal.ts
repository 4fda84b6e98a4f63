// The worker of the references of (b) and (c), run as a process of its own, with the same limits as the product's.
import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import pg from 'pg';
import type { ReferenceActivities } from './reference-workflow.js';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 12 });

/** Two rows in one transaction: what was done, and that somebody has done it. */
const activities = {
  async commitStep({ journey, seq }) {
    const client = await pool.connect();
    try {
      await client.query('begin');
      // Repeated when a workflow task takes too long on a busy machine; the product's commits bear that as well.
      await client.query('insert into bare_steps (journey, seq) values ($1, $2) on conflict do nothing', [
        journey,
        seq,
      ]);
      await client.query('insert into bare_audit (journey, seq) values ($1, $2)', [journey, seq]);
      await client.query('commit');
    } catch (failure) {
      await client.query('rollback');
      throw failure;
    } finally {
      client.release();
    }
  },
} satisfies ReferenceActivities;

Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });
const connection = await NativeConnection.connect({ address: process.env.SAPHAN_TEMPORAL_ADDRESS ?? '' });
const worker = await Worker.create({
  connection,
  namespace: 'default',
  taskQueue: process.env.TASK_QUEUE ?? '',
  workflowsPath: fileURLToPath(new URL('./reference-workflow.js', import.meta.url)),
  activities,
  maxCachedWorkflows: 1_500,
  maxConcurrentLocalActivityExecutions: 24,
});
process.send?.({ ready: true });
await worker.run();
