import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type BareTemporal, startBareTemporal } from './bare-temporal.js';
import type { BenchStack } from './bench-services.js';
import { type Deadline, sleep } from './deadline.js';
import { describe, type Figure, figureOf, median, say } from './figures.js';
import { Office, reportOf } from './journey.js';

const LIMIT = 2;
const IN_A_ROUND = 15;
const LOOK_EVERY_MS = 1;
/** Between two samples: what the last one still has to do (a new run, marks of delivery) is not the next one's. */
const PAUSE_MS = 60;
const PATIENCE_MS = 15_000;

/** A measure of (b) on the product: reports first, then a triage at a time, until the screening's tasks are open. */
export async function decisionsToNextStage(
  bench: BenchStack,
  office: Office,
  count: number,
): Promise<{ readonly fromAcknowledged: number[]; readonly fromRequest: number[] }> {
  const { cases } = await office.post<{ cases: readonly { readonly id: string }[] }>(
    'police',
    '/v1/reports',
    reportOf(count),
  );
  await bench.quiet(10_000);
  return withDatabase(bench.stack.ownerUrl, async (database) => {
    const fromAcknowledged: number[] = [];
    const fromRequest: number[] = [];
    for (const { id } of cases) {
      const { rows } = await database.query<{ id: string }>(
        `select id from tasks where case_id = $1 and key = 'triage-report' and state = 'open'`,
        [id],
      );
      const asked = performance.now();
      await office.post('social', `/v1/tasks/${rows[0]?.id}/completion`, {
        answers: { outcome: 'accept', dangerNow: false },
      });
      const acknowledged = performance.now();
      await untilSeen(
        database,
        `select 1 from tasks where case_id = $1 and checklist = 'preliminary-screening' and state = 'open' limit 1`,
        [id],
      );
      fromAcknowledged.push(performance.now() - acknowledged);
      fromRequest.push(performance.now() - asked);
      await sleep(PAUSE_MS);
    }
    return { fromAcknowledged, fromRequest };
  });
}

/** (b) A decision acknowledged until the next stage's tasks are visible, beside a bare signal → workflow → two rows. */
export async function measureNextStage(
  bench: BenchStack,
  { samples, deadline }: { readonly samples: number; readonly deadline: Deadline },
): Promise<Figure> {
  const office = await Office.open(bench.stack.apiUrl);
  const bare = await startBareTemporal(bench.stack.temporalAddress);
  const product: number[] = [];
  const fromRequest: number[] = [];
  const reference: number[] = [];
  // The first round of each warms up both programs.
  await decisionsToNextStage(bench, office, 3);
  await bareSignals(bench, bare, 3);
  while (product.length < samples && !deadline.isOver) {
    const seen = await decisionsToNextStage(bench, office, IN_A_ROUND);
    product.push(...seen.fromAcknowledged);
    fromRequest.push(...seen.fromRequest);
    reference.push(...(await bareSignals(bench, bare, IN_A_ROUND)));
  }
  await bare.stop();
  office.close();
  say(
    `(b) product ${describe(product)} ms (from the request: ${describe(fromRequest)}) · bare ${describe(reference)} ms`,
  );
  return figureOf('b', { product: median(product), reference: median(reference), unit: 'ms p50' }, { atMost: LIMIT });
}

async function bareSignals(bench: BenchStack, bare: BareTemporal, count: number): Promise<number[]> {
  const handles = await Promise.all(
    Array.from({ length: count }, () =>
      bare.client.workflow.start('signalledWorkflow', {
        workflowId: `bare:${randomUUID()}`,
        taskQueue: bare.taskQueue,
        args: [1],
      }),
    ),
  );
  await bench.quiet(10_000);
  return withDatabase(bare.databaseUrl, async (database) => {
    const samples: number[] = [];
    for (const handle of handles) {
      const started = performance.now();
      await handle.signal('decided');
      await untilSeen(database, 'select 1 from bare_steps where journey = $1 and seq = 1', [handle.workflowId]);
      samples.push(performance.now() - started);
      await sleep(PAUSE_MS);
    }
    return samples;
  });
}

async function untilSeen(database: pg.Client, sql: string, params: readonly unknown[]): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const { rowCount } = await database.query(sql, [...params]);
    if (rowCount === 1) return;
    await sleep(LOOK_EVERY_MS);
  }
  throw new Error(`Not seen in ${PATIENCE_MS} ms: ${sql}`);
}

async function withDatabase<T>(url: string, work: (database: pg.Client) => Promise<T>): Promise<T> {
  const database = new pg.Client({ connectionString: url });
  await database.connect();
  try {
    return await work(database);
  } finally {
    await database.end();
  }
}
