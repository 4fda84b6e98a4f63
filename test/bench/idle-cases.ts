import { acknowledgedCompletions } from './acknowledgement.js';
import { type BenchStack, startBenchStack } from './bench-services.js';
import type { Deadline } from './deadline.js';
import { describe, type Figure, figureOf, median, say } from './figures.js';
import { Office, reportOf } from './journey.js';
import { decisionsToNextStage } from './next-stage.js';
import { journeyCrowd } from './throughput.js';

/** 20 % slower at most. */
const LIMIT = 1.2;
const CASES = 1_000;
const PERSONS_A_REPORT = 250;

export interface IdleCasesOptions {
  readonly rounds: number;
  readonly roundMs: number;
  readonly deadline: Deadline;
}

/** (d) The product beside itself: with and without 1,000 idle open cases whose clocks run, taking turns. */
export async function measureIdleCases(options: IdleCasesOptions): Promise<readonly Figure[]> {
  const quiet = await startBenchStack();
  const full = await startBenchStack();
  try {
    const offices = { quiet: await Office.open(quiet.stack.apiUrl), full: await Office.open(full.stack.apiUrl) };
    await openIdleCases(full, offices.full);
    const sides = [
      {
        name: 'without',
        bench: quiet,
        office: offices.quiet,
        crowd: journeyCrowd(offices.quiet),
        a: [] as number[],
        b: [] as number[],
        steps: 0,
        seconds: 0,
      },
      {
        name: 'with',
        bench: full,
        office: offices.full,
        crowd: journeyCrowd(offices.full),
        a: [] as number[],
        b: [] as number[],
        steps: 0,
        seconds: 0,
      },
    ];
    const [without, withCases] = sides as [(typeof sides)[0], (typeof sides)[0]];
    for (const { office, crowd, bench } of sides) {
      await acknowledgedCompletions(office);
      await crowd.round(options.roundMs);
      await bench.quiet(5_000);
    }
    for (let round = 0; round < options.rounds && !options.deadline.isOver; round += 1) {
      // Each goes first in turn: what drifts in the machine meets both.
      for (const side of round % 2 === 0 ? sides : [...sides].reverse()) {
        side.a.push(...(await acknowledgedCompletions(side.office)));
        side.b.push(...(await decisionsToNextStage(side.bench, side.office, 15)).fromAcknowledged);
        await side.bench.quiet(5_000);
        const { steps, seconds } = await side.crowd.round(options.roundMs);
        side.steps += steps;
        side.seconds += seconds;
        await side.bench.quiet(5_000);
      }
    }
    for (const { name, a, b, steps, seconds } of sides) {
      say(`(d) ${name}: (a) ${describe(a)} ms · (b) ${describe(b)} ms · (c) ${steps} steps in ${seconds.toFixed(1)} s`);
    }
    for (const office of Object.values(offices)) office.close();
    const compare = (figure: string, unit: string, of: (side: (typeof sides)[0]) => number) =>
      figureOf(figure, { product: of(withCases), reference: of(without), unit }, { atMost: LIMIT });
    return [
      compare('d.a', 'ms p50 with 1,000 idle cases / without', ({ a }) => median(a)),
      compare('d.b', 'ms p50 with 1,000 idle cases / without', ({ b }) => median(b)),
      compare(
        'd.c',
        'ms a step at 16 clients with 1,000 idle cases / without',
        ({ steps, seconds }) => (seconds * 1000) / steps,
      ),
    ];
  } finally {
    await Promise.all([quiet.stack.stop(), full.stack.stop()]);
  }
}

async function openIdleCases(bench: BenchStack, office: Office): Promise<void> {
  const started = performance.now();
  for (let opened = 0; opened < CASES; opened += PERSONS_A_REPORT) {
    await office.post('police', '/v1/reports', reportOf(PERSONS_A_REPORT));
    await bench.quiet(60_000);
  }
  say(`(d) ${CASES} idle cases after ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
