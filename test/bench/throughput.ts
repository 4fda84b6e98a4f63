import { randomUUID } from 'node:crypto';
import { type BareRows, type RecordedJourney, startBareRows } from './bare-rows.js';
import { type BareTemporal, startBareTemporal } from './bare-temporal.js';
import type { BenchStack } from './bench-services.js';
import { CpuMeter } from './cpu-time.js';
import type { Deadline } from './deadline.js';
import { describe, type Figure, figureOf, rounded, say } from './figures.js';
import { Gate } from './gate.js';
import { historyOfCases } from './history-size.js';
import { Journey, Office } from './journey.js';

const LIMIT = 2.5;
const CLIENTS = 16;
const REFERENCE_STEPS = 12;

/** Clients that play journey after journey while their gate is open. */
export interface Crowd {
  /** Lets them work for so long. */
  round(milliseconds: number): Promise<{ readonly steps: number; readonly seconds: number }>;
  readonly finishedCases: readonly string[];
  readonly stepMs: readonly number[];
  readonly waits: readonly { readonly key: string; readonly ms: number; readonly looks: number }[];
}

/** 16 people's worth of whole journeys of scenario 1; every acknowledged human step counts. */
export function journeyCrowd(office: Office, waitsAtServer = false): Crowd {
  const gate = new Gate();
  let steps = 0;
  const finishedCases: string[] = [];
  const stepMs: number[] = [];
  const waits: { key: string; ms: number; looks: number }[] = [];
  let failure: unknown;
  const play = async (): Promise<void> => {
    for (;;) {
      const journey = new Journey(office, {
        waitsAtServer,
        turn: (work) => gate.step(work),
        onStep: ({ ms }) => {
          steps += 1;
          stepMs.push(ms);
        },
        onWait: (waited) => waits.push(waited),
      });
      finishedCases.push(await journey.play());
    }
  };
  for (let client = 0; client < CLIENTS; client += 1) void play().catch((reason: unknown) => (failure = reason));
  return {
    finishedCases,
    stepMs,
    waits,
    async round(milliseconds) {
      const before = steps;
      const seconds = (await gate.openFor(milliseconds)) / 1000;
      if (failure !== undefined) throw failure as Error;
      return { steps: steps - before, seconds };
    },
  };
}

/** The same number of clients on a bare workflow: one update, answered when its local activity has committed two rows. */
function bareCrowd({ client, taskQueue }: BareTemporal): Pick<Crowd, 'round'> {
  const gate = new Gate();
  let steps = 0;
  let failure: unknown;
  const play = async (): Promise<void> => {
    for (;;) {
      const handle = await gate.step(() =>
        client.workflow.start('updatedWorkflow', {
          workflowId: `bare:${randomUUID()}`,
          taskQueue,
          args: [REFERENCE_STEPS],
        }),
      );
      for (let step = 0; step < REFERENCE_STEPS; step += 1) {
        await gate.step(() => handle.executeUpdate('completeStep'));
        steps += 1;
      }
    }
  };
  for (let index = 0; index < CLIENTS; index += 1) void play().catch((reason: unknown) => (failure = reason));
  return {
    async round(milliseconds) {
      const before = steps;
      const seconds = (await gate.openFor(milliseconds)) / 1000;
      if (failure !== undefined) throw failure as Error;
      return { steps: steps - before, seconds };
    },
  };
}

export interface ThroughputOptions {
  readonly rounds: number;
  readonly roundMs: number;
  readonly deadline: Deadline;
  readonly waitsAtServer: boolean;
}

const BARE_JOURNEYS = CLIENTS * 4;

/**
 * Human steps a second, when as many clients do nothing but write the rows of whole journeys: no decision,
 * no encryption and no process behind them. What could be reached if all of that cost nothing.
 */
async function rateOfBareRows(rows: BareRows, humanSteps: number): Promise<number> {
  const waiting: Awaited<ReturnType<BareRows['prepare']>>[] = [];
  for (let count = 0; count < BARE_JOURNEYS; count += 1) waiting.push(await rows.prepare());
  const write = async (): Promise<void> => {
    for (let journey = waiting.pop(); journey !== undefined; journey = waiting.pop()) await rows.play(journey);
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: CLIENTS }, write));
  return (BARE_JOURNEYS * humanSteps * 1000) / (performance.now() - started);
}

/** (c) Whole journeys of scenario 1 at 16 clients, beside a bare workflow with an update and a local activity a step. */
export async function measureThroughput(
  bench: BenchStack,
  recorded: RecordedJourney,
  options: ThroughputOptions,
): Promise<Figure> {
  const office = await Office.open(bench.stack.apiUrl);
  const rows = await startBareRows(bench.stack.ownerUrl, recorded);
  const bare = await startBareTemporal(bench.stack.temporalAddress);
  const product = journeyCrowd(office, options.waitsAtServer);
  const reference = bareCrowd(bare);
  const sum = { product: { steps: 0, seconds: 0 }, reference: { steps: 0, seconds: 0 } };
  const used = { product: new CpuMeter(bench.pids), reference: new CpuMeter({ ...bench.pids, worker: bare.pid }) };
  // The first round of each warms up, and spreads the clients over their journeys.
  await product.round(options.roundMs);
  await bench.quiet(5_000);
  await reference.round(options.roundMs / 2);
  await bench.quiet(5_000);
  for (let round = 0; round < options.rounds && !options.deadline.isOver; round += 1) {
    // What the processes still do for these steps after the round belongs to them.
    used.product.start();
    add(sum.product, await product.round(options.roundMs));
    await bench.quiet(5_000);
    used.product.stop();
    used.reference.start();
    add(sum.reference, await reference.round(options.roundMs));
    await bench.quiet(5_000);
    used.reference.stop();
  }
  const rate = ({ steps, seconds }: { steps: number; seconds: number }) => steps / seconds;
  say(
    `(c) product ${sum.product.steps} steps in ${rounded(sum.product.seconds)} s, a step ${describe(product.stepMs)} ms`,
  );
  say(
    `(c) next stage seen after ${describe(product.waits.map(({ ms }) => ms))} ms, looks a journey ${looksOf(product)}`,
  );
  say(`(c) bare ${sum.reference.steps} steps in ${rounded(sum.reference.seconds)} s`);
  say(`(c) CPU ms a step: ${used.product.perStep(sum.product.steps)}`);
  say(`(c) CPU ms a step, bare: ${used.reference.perStep(sum.reference.steps)}`);
  const bareRows = await rateOfBareRows(rows, recorded.humanSteps);
  say(
    `(c) the rows alone, written bare by as many clients: ${rounded(bareRows)} steps/s, ${rounded(bareRows / rate(sum.reference))} × bare Temporal`,
  );
  await rows.stop();
  const history = await historyOfCases(bare.client, bench.stack.ownerUrl, product.finishedCases.slice(-3));
  say(`(c) a journey in Temporal: ${history}`);
  await bare.stop();
  office.close();
  return figureOf(
    'c',
    { product: rate(sum.product), reference: rate(sum.reference), unit: 'steps/s' },
    { atLeast: LIMIT },
  );
}

function looksOf({ waits, finishedCases }: Crowd): string {
  return (waits.reduce((sum, { looks }) => sum + looks, 0) / Math.max(1, finishedCases.length)).toFixed(1);
}

function add(sum: { steps: number; seconds: number }, round: { steps: number; seconds: number }): void {
  sum.steps += round.steps;
  sum.seconds += round.seconds;
}
