import fc from 'fast-check';
import { checklistOf, CHECKLISTS, templateOf, type ChecklistName } from './checklists.js';
import { ONWARD, playAtRandom } from './random-case.fixture.js';
import { isStandingAct, mayOpenStandingAct, STANDING_ACTS } from './standing-acts.js';
import { NEXT_STAGES, STAGES, type Stage } from './stages.js';

const faces = fc.array(fc.nat({ max: 9999 }), { minLength: 10, maxLength: 700, size: 'max' });
/** A failure is shrunk for so long and no longer; its seed is printed in any case. */
const LIMITS = { interruptAfterTimeLimit: 15_000 };

describe('a case, whatever people do in whatever order', () => {
  // Each step checks the rules that stand in `random-case.fixture.ts`.
  it('reaches no stage that the law does not allow, and never stands without a next step', () => {
    fc.assert(
      fc.property(faces, (thrown) => {
        const { moves, stage } = playAtRandom(thrown);
        for (const [from, to] of moves) expect(NEXT_STAGES[from] as readonly Stage[]).toContain(to);
        expect(moves.at(-1)?.[1] ?? 'report').toBe(stage);
      }),
      { ...LIMITS, numRuns: 400 },
    );
  });

  it('can always be brought to its end by people who want it to end', () => {
    fc.assert(
      fc.property(faces, (thrown) => {
        const played = playAtRandom(thrown);
        for (let steps = 0; played.stage !== 'closed'; steps += 1) {
          if (steps > 80) throw new Error(`Still in ${played.stage} after ${steps} steps`);
          const [task] = played.nextSteps;
          if (task === undefined) throw new Error(`No next step in ${played.stage}`);
          const outcomes = ONWARD[task.key] ?? templateOf(task.checklist, task.key).outcomes;
          expect(played.complete(task, outcomes)).toBe(true);
          played.check();
        }
        expect(played.outcome).not.toBeNull();
      }),
      { ...LIMITS, numRuns: 200 },
    );
  });

  it('goes, one time or another, every way that the law allows, and every task ends in each of its outcomes', () => {
    const ways = new Set<string>();
    const played = new Set<string>();
    for (const thrown of fc.sample(faces, { numRuns: 1500, seed: 2569 })) {
      const { moves, tasks } = playAtRandom(thrown);
      moves.forEach(([from, to]) => ways.add(`${from} → ${to}`));
      for (const { key, outcome } of tasks) if (outcome !== undefined) played.add(`${key}: ${outcome}`);
    }
    expect([...ways].sort()).toEqual(STAGES.flatMap((from) => NEXT_STAGES[from].map((to) => `${from} → ${to}`)).sort());
    // Also the ways in which a step leads nowhere yet: no interpreter, guardian awaited, no quorum, more time, not ready.
    const elsewhere: readonly ChecklistName[] = ['service-referral', 'must-decide'];
    const names = (Object.keys(CHECKLISTS) as ChecklistName[]).filter((name) => !elsewhere.includes(name));
    const toPlay = names.flatMap((name) =>
      checklistOf(name).tasks.flatMap(({ key, outcomes }) => outcomes.map((outcome) => `${key}: ${outcome}`)),
    );
    expect(toPlay.filter((way) => !played.has(way))).toEqual([]);
  });
});

it('bears the standing acts only in the stages that they name', () => {
  for (const stage of STAGES) {
    for (const act of Object.keys(STANDING_ACTS)) {
      if (!isStandingAct(act)) throw new Error(act);
      expect(mayOpenStandingAct(act, stage)).toBe((STANDING_ACTS[act] as readonly Stage[]).includes(stage));
    }
  }
  expect(isStandingAct('decide-screening')).toBe(false);
});
