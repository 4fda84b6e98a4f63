import fc from 'fast-check';
import { CaseworkBench } from '#testing/casework-bench.js';
import type { PlayedCase } from '#testing/played-case.js';
import type { Fact } from '#domain/facts.js';
import type { Stage } from '#domain/stages.js';
import type { OutboxRow } from '#persistence/rows.js';

const SEED = 25_510_129;
const RUNS = 120;
const AT_ONCE = 5;
const LIMIT_MS = 120_000;

let bench: CaseworkBench;
/** What was committed and is on its way: nothing arrives before a story delivers it. */
const held: OutboxRow[] = [];
beforeAll(async () => {
  bench = await CaseworkBench.open();
  bench.courier = (rows) => void held.push(...rows);
}, 90_000);
afterAll(() => bench.close());

/** What people may do at the report of a person in custody, while no workflow has read anything yet. */
const ACTS = [
  ['decide-custody', { outcome: 'petition-court' }],
  ['decide-custody', { outcome: 'release' }],
  ['decide-custody', { outcome: 'consent-based-stay', consentRecorded: true }],
  ['record-court-order', { outcome: 'granted' }],
  ['record-court-order', { outcome: 'refused', days: 1 }],
  ['triage-report', { outcome: 'accept' }],
  ['triage-report', { outcome: 'rescue-first', reasons: 'She is held' }],
  ['triage-report', { outcome: 'out-of-scope', reasons: 'Another ministry' }],
  ['record-exit', { outcome: 'left' }],
] as const;

/** The way on which the facts lead, read one after the other as the law says. */
function stagesAfter(facts: readonly Fact[]): readonly Stage[] {
  const stages: Stage[] = ['report'];
  for (const { kind, outcome } of facts) {
    if (stages.at(-1) === 'closure') break;
    if (kind === 'exitRecorded') stages.push('closure');
    if (kind === 'reportTriaged' && outcome === 'accept') stages.push('preliminary-screening');
    if (kind === 'reportTriaged' && outcome === 'out-of-scope') stages.push('closure');
  }
  return stages;
}

const storyArbitrary = fc.record({
  acts: fc.array(fc.constantFrom(...ACTS), { minLength: 1, maxLength: 8 }),
  /** Sorts the deliveries; each fact is delivered once and again as often as this says. */
  order: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
  again: fc.array(fc.nat(2), { minLength: 12, maxLength: 12 }),
  /** A first delivery that starts the workflow as new; false: it has to read the record. */
  fresh: fc.boolean(),
});
type Story = typeof storyArbitrary extends fc.Arbitrary<infer T> ? T : never;

/** Plays a story with every fact held back, then delivers the facts as they come. */
async function play(story: Story): Promise<void> {
  const kase = await bench.report(
    { custody: { startedAt: await bench.ago(1), placeType: 'shelter' } },
    {},
    { settle: false },
  );
  for (const [key, answers] of story.acts) {
    const isOpen = (await kase.openKeys()).includes(key);
    if (key === 'record-exit') {
      if (!held.some(({ caseId, fact }) => caseId === kase.id && fact.kind === 'exitRecorded')) {
        await kase.act(key, answers, { settle: false });
      }
    } else if (isOpen) {
      await kase.complete(key, answers, { settle: false });
    }
  }
  const own = held.filter(({ caseId }) => caseId === kase.id);
  await deliver(own, story);
  await kase.settle();
  await check(
    kase,
    own.map(({ fact }) => fact),
  );
}

async function deliver(rows: readonly OutboxRow[], { order, again, fresh }: Story): Promise<void> {
  const deliveries = rows
    .flatMap((row, index) => Array.from({ length: 1 + (again[index] ?? 0) }, () => row))
    .map((row, index) => ({ row, rank: order[index] ?? 0 }))
    .sort((a, b) => a.rank - b.rank);
  for (const [index, { row }] of deliveries.entries()) {
    await bench.factCourier.deliver(row, fresh && index === 0 && row.fact.seq === 1);
  }
}

async function check(kase: PlayedCase, facts: readonly Fact[]): Promise<void> {
  expect(facts.map(({ seq }) => seq)).toEqual(facts.map((_, index) => index + 1));
  const expected = stagesAfter(facts);
  expect(await kase.stages()).toEqual(expected);
  // Read to the last, also those that the stage does not wait for; nothing failed, nothing was opened twice.
  const summary = await kase.summary();
  expect(summary).toMatchObject({ stage: expected.at(-1), lastSeq: facts.length });
  const open = await kase.openKeys();
  expect(open.filter((key) => key === 'rescue-person').length).toBeLessThanOrEqual(1);
  expect(new Set(open).size).toBe(open.length);
}

describe('facts that come in any order', () => {
  it(
    `R09: lead the real workflow where the same facts in sequence lead (${RUNS} stories, seed ${SEED})`,
    async () => {
      const stories = fc.sample(storyArbitrary, { seed: SEED, numRuns: RUNS });
      const failures: string[] = [];
      const queue = [...stories.entries()];
      const playNext = async (): Promise<void> => {
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
          const [index, story] = next;
          await play(story).catch((failure: unknown) =>
            failures.push(`Story ${index} ${JSON.stringify(story.acts)}: ${String(failure)}`),
          );
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, playNext));
      expect(failures).toEqual([]);
      expect(bench.failures).toEqual([]);
    },
    LIMIT_MS,
  );
});
