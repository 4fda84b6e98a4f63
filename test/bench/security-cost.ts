import { escapeIdentifier } from 'pg';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import { type BenchStack, startBenchStack } from './bench-services.js';
import { CpuMeter } from './cpu-time.js';
import type { Deadline } from './deadline.js';
import { type Figure, figureOf, say } from './figures.js';
import { Office } from './journey.js';
import { journeyCrowd } from './throughput.js';

/** A quarter of the steps a second at most. */
const LIMIT = 0.75;

export interface SecurityCostOptions {
  readonly rounds: number;
  readonly roundMs: number;
  readonly deadline: Deadline;
}

/** (h) Whole journeys at 16 clients, beside the same product without encryption, audit and row-level security. */
export async function measureSecurityCost(options: SecurityCostOptions): Promise<Figure> {
  const withIt = await startBenchStack();
  const withoutIt = await startBenchStack({
    NODE_OPTIONS: `--import=${new URL('./without-security.js', import.meta.url).href}`,
  });
  try {
    await switchOffRowSecurity(withoutIt);
    const sides = await Promise.all(
      [withIt, withoutIt].map(async (bench) => {
        const office = await Office.open(bench.stack.apiUrl);
        return { bench, office, crowd: journeyCrowd(office), used: new CpuMeter(bench.pids), steps: 0, seconds: 0 };
      }),
    );
    for (const { bench, crowd } of sides) {
      await crowd.round(options.roundMs);
      await bench.quiet(10_000);
    }
    for (let round = 0; round < options.rounds && !options.deadline.isOver; round += 1) {
      for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
        side.used.start();
        const { steps, seconds } = await side.crowd.round(options.roundMs);
        side.steps += steps;
        side.seconds += seconds;
        await side.bench.quiet(10_000);
        side.used.stop();
      }
    }
    const [secured, open] = sides.map(({ office, used, steps, seconds }, index) => {
      office.close();
      say(
        `(h) ${index === 0 ? 'with' : 'without'}: ${steps} steps in ${seconds.toFixed(1)} s, CPU ms a step: ${used.perStep(steps)}`,
      );
      return steps / seconds;
    });
    return figureOf(
      'h',
      { product: secured ?? 0, reference: open ?? 0, unit: 'steps/s with / without' },
      { atLeast: LIMIT },
    );
  } finally {
    await Promise.all([withIt.stack.stop(), withoutIt.stack.stop()]);
  }
}

function switchOffRowSecurity({ stack }: BenchStack): Promise<void> {
  return withClient(stack.ownerUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace`,
    );
    if (rows.length === 0) throw new Error('No table has row-level security to be switched off');
    for (const { name } of rows) {
      await client.query(`alter table ${escapeIdentifier(name)} disable row level security`);
    }
  });
}
