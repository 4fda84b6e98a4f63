import { type RecordedJourney, startBareRows } from './bare-rows.js';
import type { BenchStack } from './bench-services.js';
import type { Deadline } from './deadline.js';
import { describe, type Figure, figureOf, median, say } from './figures.js';
import { Journey, Office } from './journey.js';

const LIMIT = 1.5;

/** One client plays a journey; the time of every completed task, from the request to its acknowledgement. */
export async function acknowledgedCompletions(office: Office): Promise<number[]> {
  const samples: number[] = [];
  const journey = new Journey(office, {
    turn: (work) => work(),
    onStep: ({ kind, ms }) => {
      if (kind === 'completion') samples.push(ms);
    },
  });
  await journey.play();
  return samples;
}

/** (a) A completed task acknowledged over HTTP, one client, beside the same rows written by a bare Node and pg program. */
export async function measureAcknowledgement(
  { stack }: BenchStack,
  recorded: RecordedJourney,
  { samples, deadline }: { readonly samples: number; readonly deadline: Deadline },
): Promise<Figure> {
  const office = await Office.open(stack.apiUrl);
  const reference = await startBareRows(stack.ownerUrl, recorded);
  const product: number[] = [];
  const bare: number[] = [];
  // The first round of each warms up both programs.
  await acknowledgedCompletions(office);
  await reference.play(await reference.prepare());
  while (product.length < samples && !deadline.isOver) {
    product.push(...(await acknowledgedCompletions(office)));
    bare.push(...(await reference.play(await reference.prepare())));
  }
  await reference.stop();
  office.close();
  say(
    `(a) product ${describe(product)} ms · bare ${describe(bare)} ms · ${recorded.rowsACompletion.toFixed(1)} rows a completion`,
  );
  return figureOf('a', { product: median(product), reference: median(bare), unit: 'ms p50' }, { atMost: LIMIT });
}
