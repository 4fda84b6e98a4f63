import fc from 'fast-check';
import { DomainError } from '#domain/errors.js';
import { earlier, plus } from '#domain/instant.js';
import type { Policy } from '#domain/policy.js';
import { PolicyShelf } from '#persistence/policy-shelf.js';
import { PROCESS_ACTOR } from '#persistence/rows.js';
import { getPolicy } from '#policy/load-policy.js';
import { policyOf } from '#temporal/casework.providers.js';
import { CaseworkBench } from '#testing/casework-bench.js';
import type { PlayedCase } from '#testing/played-case.js';
import { PoliciesService } from '../../apps/api/src/policies/policies.service.js';
import { actorOf } from '../../apps/api/src/http/actor.js';

const KEY = 'nrm-reflection';
const LAW = getPolicy('th-nrm-2565');

function withLimit(days: number): Policy {
  const clocks = { ...LAW.clocks, [KEY]: { ...LAW.clocks[KEY], limit: `P${days}D` } };
  return { ...LAW, version: `th-nrm-2565-${days}-days`, clocks };
}

const POLICIES = new PolicyShelf(
  [LAW, withLimit(7), withLimit(20), withLimit(90)].map((policy) => [policy.version, policy]),
);

const act = fc.oneof(
  fc.record({ what: fc.constant('nothing' as const) }),
  fc.record({ what: fc.constant('stop' as const) }),
  fc.record({
    what: fc.constant('extend' as const),
    by: fc.integer({ min: 1, max: 40 }),
    /** Granted a day before the end, whenever it is typed. */
    inTime: fc.boolean(),
  }),
  fc.record({ what: fc.constant('move' as const), to: fc.constantFrom(...POLICIES.keys()) }),
);
const days = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 30 }));
const step = fc.record({ days, act });
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** Beside test/medium/clock-orders.spec.ts, which has the sweeper: here the timer is a real workflow's, and days pass. */
describe('a clock that its workflow watches, extended, moved by a policy and stopped in every order', () => {
  let bench: CaseworkBench;

  beforeAll(async () => {
    bench = await CaseworkBench.open({ policies: (version) => policyOf(POLICIES, version) });
  }, 90_000);
  afterAll(() => bench.close());

  const happen = async (kase: PlayedCase, order: Act): Promise<void> => {
    switch (order.what) {
      case 'nothing':
        return;
      case 'stop':
        return bench.casework.change('case', kase.id, PROCESS_ACTOR, (file) => {
          file.orderClocks([{ order: 'stop', key: KEY, at: file.now, reason: 'ready' }], file.caseProcessId);
        });
      case 'extend': {
        const { dueAt } = await kase.clock(KEY);
        const granted = order.inTime ? { grantedAt: earlier(await bench.ago(0), plus(dueAt, '-P1D')) } : {};
        return kase
          .extend(KEY, plus(dueAt, `P${order.by}D`), 'health', { settle: false, ...granted })
          .catch((refusal: unknown) => {
            // What the law or the policy refuses changes nothing.
            if (!(refusal instanceof DomainError)) throw refusal;
          });
      }
      case 'move': {
        const me = bench.people.supervisor;
        return bench.casework.transact(actorOf(me), async (tx) => {
          const application = { version: order.to, caseIds: [kase.id] };
          const { told } = await new PoliciesService(bench.casework, POLICIES).apply(tx, me, 'approved', application);
          return { result: undefined, told };
        });
      }
    }
  };

  it('ends once, at its last end and by its workflow, unless somebody answered before', async () => {
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        const kase = await bench.report();
        await bench.casework.change('case', kase.id, PROCESS_ACTOR, (file) => {
          file.startClockAt(KEY, file.caseProcessId, file.now);
        });
        await kase.settle();
        for (const { days, act: order } of steps) {
          if (days > 0) await bench.sleep(`P${days}D`);
          await kase.settle();
          await happen(kase, order);
          await kase.settle();
        }
        await bench.sleep('P300D');
        await kase.settle();

        const clock = await kase.clock(KEY);
        const ends = (await kase.clockEvents(KEY)).filter(({ threshold }) => threshold === 100);
        expect(clock.state).not.toBe('running');
        // Once in each span; in the last one exactly when nobody answered in time.
        expect(new Set(ends.map(({ revision }) => revision)).size).toBe(ends.length);
        expect(ends.filter(({ revision }) => revision === clock.revision)).toHaveLength(
          clock.state === 'ended' ? 1 : 0,
        );
        outcomes.add(clock.state);
        if (ends.some(({ revision }) => revision < clock.revision)) outcomes.add('after an end that was overtaken');
        const told = await bench.query<{ kind: string; recordedAt: string }>(
          `select kind, recorded_at as "recordedAt" from timeline_events
           where case_id = $1 and params ->> 'clock' = $2
             and kind in ('clock-moved', 'clock-extended', 'clock-end-overtaken', 'clock-ended') order by id`,
          [kase.id, KEY],
        );
        const tellings = (kind: string) => told.filter((event) => event.kind === kind);
        expect(tellings('clock-ended')).toHaveLength(ends.length);
        expect(tellings('clock-end-overtaken')).toHaveLength(ends.length - (clock.state === 'ended' ? 1 : 0));
        for (const { dueAt, firedAt, revision } of ends) {
          // The span began with the move or the extension of that number; an end of before it is seen at once.
          const began = told.filter(({ kind }) => kind === 'clock-moved' || kind === 'clock-extended')[revision - 1];
          const expectedAt = Math.max(Date.parse(dueAt), Date.parse(began?.recordedAt ?? dueAt));
          expect(Date.parse(firedAt) - expectedAt).toBeLessThan(60_000);
          expect(Date.parse(firedAt)).toBeGreaterThanOrEqual(Date.parse(dueAt));
        }
      }),
      { numRuns: 50, seed: 25_650_029 },
    );
    expect([...outcomes].sort()).toEqual(['after an end that was overtaken', 'ended', 'stopped']);
  }, 300_000);
});
