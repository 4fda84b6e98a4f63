import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { quietRuntime } from '#testing/casework-bench.js';
import { bundleOf } from '#testing/workflow-bundle.js';

/** Runs the workflows of refusing-workflows.ts beside those of the product for as long as `work` takes. */
export async function besideAnotherWorker(
  address: string,
  { activities = {} }: Pick<WorkerOptions, 'activities'>,
  work: (taskQueue: string) => Promise<void>,
): Promise<void> {
  quietRuntime();
  const connection = await NativeConnection.connect({ address });
  const taskQueue = 'of-another-worker';
  const code = await bundleOf(new URL('./refusing-workflows.ts', import.meta.url));
  const worker = await Worker.create({ connection, taskQueue, workflowBundle: { code }, activities });
  try {
    await worker.runUntil(work(taskQueue));
  } finally {
    await connection.close();
  }
}
