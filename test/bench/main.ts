import { parseArgs } from 'node:util';
import { measureAcknowledgement } from './acknowledgement.js';
import { measureAuditVerifier } from './audit-verifier.js';
import { recordJourney } from './bare-rows.js';
import { measureBoards } from './boards.js';
import { startBenchStack, withBenchServices } from './bench-services.js';
import { measureConsole } from './console-speed.js';
import { Deadline } from './deadline.js';
import { measureDueClocks } from './due-clocks.js';
import { type Figure, printFigure, say } from './figures.js';
import { measureForeignIds } from './foreign-ids.js';
import { measureIdleCases } from './idle-cases.js';
import { measureNextStage } from './next-stage.js';
import { measureSecurityCost } from './security-cost.js';
import { measureThroughput } from './throughput.js';

const USAGE = `npm run bench -- [--only a,b,c,d,e,f,g,h,i,j] [--quick] [--wait looks|prefer] [--profile FOLDER]
  (a) a completed task acknowledged over HTTP, one client, beside a bare Node + pg transaction
  (b) a decision acknowledged to the next stage's tasks visible, beside bare Temporal
  (c) whole journeys of scenario 1 at 16 clients, beside a bare workflow with an update a step
  (d) the same with 1,000 idle open cases, beside the product without them
  (e) the audit's chain verified, rows a second, beside the 100,000 that it must reach
  (f) 1,000 clocks that end in the same second: how long until 99 % of the ends are committed, each once
  (g) the stuck board and one worker's inbox over 100,000 open cases, and their growth from 10,000
  (h) whole journeys at 16 clients, beside the product without encryption, audit and row-level security
  (i) refusals of another's id beside those of a missing one (S02): the worst difference of the means, and one body
  (j) the console: script of the quick report, time until it can be used on a slow phone, an inbox of 500 tasks scrolled
  --wait prefer lets the clients of (c) wait for the next stage with Prefer: wait instead of looking for themselves.
  One JSON line a figure on stdout; how it came about on stderr. --profile keeps CPU profiles of API and worker.`;

const PARTS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'] as const;
type PartName = (typeof PARTS)[number];
/** The whole bench, whatever happens. */
const LIMIT_MS = 12 * 60_000;
/** Kept back for the last round and for stopping everything. */
const RESERVE_MS = 30_000;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    profile: { type: 'string' },
    wait: { type: 'string', default: 'looks' },
    help: { type: 'boolean', default: false },
  },
});
const wanted = new Set((values.only ?? PARTS.join(',')).split(',').map((name) => name.trim()));
const unknown = [...wanted].filter((name) => !PARTS.some((part) => part === name));
if (values.help || unknown.length > 0) {
  say(unknown.length > 0 ? `There is no figure ${unknown.join(', ')}.\n${USAGE}` : USAGE);
  process.exit(values.help ? 0 : 1);
}

const deadline = new Deadline(LIMIT_MS - RESERVE_MS);
setTimeout(() => {
  say('The bench has taken longer than twelve minutes and stops.');
  process.kill(process.pid, 'SIGTERM');
}, LIMIT_MS).unref();

const has = (part: PartName) => wanted.has(part);
const { quick } = values;
const waitsAtServer = values.wait === 'prefer';

await withBenchServices(async () => {
  if (has('a') || has('b') || has('c')) {
    const profiling =
      values.profile === undefined ? {} : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${values.profile}` };
    const bench = await startBenchStack(profiling);
    // Before anything else: what is written about the first person has nothing of others in it.
    const recorded = await recordJourney(bench.stack);
    if (has('a')) {
      const size = { samples: quick ? 60 : 300, deadline: deadline.within(60_000) };
      await report(measureAcknowledgement(bench, recorded, size));
    }
    if (has('b'))
      await report(measureNextStage(bench, { samples: quick ? 15 : 75, deadline: deadline.within(60_000) }));
    if (has('c')) {
      const size = quick ? { rounds: 1, roundMs: 4_000 } : { rounds: 4, roundMs: 7_000 };
      await report(measureThroughput(bench, recorded, { ...size, waitsAtServer, deadline: deadline.within(100_000) }));
    }
    // A profile is written when its process ends in order.
    if (values.profile !== undefined) await Promise.all([bench.stack.stopApi(), bench.stack.stopWorker()]);
    await bench.stack.stop();
  }
  if (has('d')) {
    const size = quick ? { rounds: 1, roundMs: 3_000 } : { rounds: 4, roundMs: 4_000 };
    for (const figure of await measureIdleCases({ ...size, deadline: deadline.within(150_000) })) printFigure(figure);
  }
  if (has('f')) await report(measureDueClocks({ deadline: deadline.within(170_000) }));
  if (has('h')) {
    const size = quick ? { rounds: 1, roundMs: 4_000 } : { rounds: 4, roundMs: 7_000 };
    await report(measureSecurityCost({ ...size, deadline: deadline.within(120_000) }));
  }
  if (has('i')) await report(measureForeignIds({ samples: quick ? 30 : 150, deadline: deadline.within(60_000) }));
  if (has('j')) for (const figure of await measureConsole()) printFigure(figure);
  if (has('g')) for (const figure of await measureBoards()) printFigure(figure);
  if (has('e')) await report(measureAuditVerifier({ rows: quick ? 50_000 : 300_000 }));
});
process.exit(0);

async function report(figure: Promise<Figure>): Promise<void> {
  printFigure(await figure);
}
