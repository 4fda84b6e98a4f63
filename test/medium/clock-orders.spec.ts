import fc from 'fast-check';
import { DomainError } from '#domain/errors.js';
import type { CaseFile } from '#persistence/case-file/case-file.js';
import { extendCaseClock } from '#persistence/case-file/extend-clock.js';
import { PROCESS_ACTOR, SWEEPER_ACTOR } from '#persistence/rows.js';
import { Casework } from '#persistence/casework.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { PolicyShelf } from '#persistence/policy-shelf.js';
import { getPolicy } from '#policy/load-policy.js';
import { CLOCKS_OFF_LEDGER_SQL } from '#temporal/reconcile.sql.js';
import type { Policy } from '#domain/policy.js';
import { actorOf } from '../../apps/api/src/http/actor.js';
import { PoliciesService } from '../../apps/api/src/policies/policies.service.js';
import { openTestStore, type TestStore } from './test-store.js';

const KEY = 'nrm-reflection';
const DAY_MS = 86_400_000;
const APPROVAL = 'a-second-person-agreed';

/** The policies that a case can be moved between: the same law with another limit for this clock. */
const POLICIES = new PolicyShelf(
  [getPolicy('th-nrm-2565'), withLimit(7), withLimit(20), withLimit(90)].map((policy) => [policy.version, policy]),
);

function withLimit(days: number): Policy {
  const policy = getPolicy('th-nrm-2565');
  return {
    ...policy,
    version: `th-nrm-2565-${days}-days`,
    clocks: { ...policy.clocks, [KEY]: { ...policy.clocks[KEY], limit: `P${days}D` } },
  };
}

/** What may happen to a clock, each some days after the one before. */
type Happening = { readonly days: number } & (
  | { readonly what: 'workflow' | 'sweeper' | 'both' | 'stop' }
  | { readonly what: 'extend'; readonly by: number; readonly late: number }
  | { readonly what: 'move'; readonly to: string }
);

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ days: fc.integer({ min: 0, max: 40 }), what: fc.constantFrom('workflow', 'sweeper', 'both') }),
  fc.record({ days: fc.integer({ min: 0, max: 40 }), what: fc.constant('stop' as const) }),
  fc.record({
    days: fc.integer({ min: 0, max: 20 }),
    what: fc.constant('extend' as const),
    by: fc.integer({ min: 1, max: 40 }),
    // Typed so many days after it was granted.
    late: fc.constantFrom(0, 0, 5, 20),
  }),
  fc.record({
    days: fc.integer({ min: 0, max: 40 }),
    what: fc.constant('move' as const),
    to: fc.constantFrom(...POLICIES.keys()),
  }),
);

describe('a clock in the store, seen by two watchmen, extended, moved by a policy and stopped in every order', () => {
  let store: TestStore;
  let casework: Casework;
  let aheadMs = 0;

  beforeAll(async () => {
    store = await openTestStore();
    casework = new Casework({
      unitOfWork: new UnitOfWork(
        store.source,
        () => Promise.resolve(new Date(Date.now() + aheadMs).toISOString()),
        store.vault,
      ),
      policies: (version) => POLICIES.get(version) ?? getPolicy(version),
      courier: () => undefined,
    });
  });
  afterAll(() => store.close());

  const clockOf = (file: CaseFile) => {
    const entry = file.contents.clocks.find(({ clock }) => clock.key === KEY);
    if (entry === undefined) throw new Error('The case has no such clock');
    return entry;
  };
  const byWorkflow = (caseId: string) =>
    casework.change('process', `case:${caseId}`, PROCESS_ACTOR, (file) => {
      for (const entry of file.contents.clocks) file.fireClock(entry, file.now, 'workflow');
    });
  const bySweeper = () =>
    casework.changeDueCases({ graceMs: 0, limit: 100, except: [] }, SWEEPER_ACTOR, (file) => {
      for (const entry of file.contents.clocks) file.fireClock(entry, file.now, 'sweeper');
    });
  const happen = async (caseId: string, what: Happening): Promise<void> => {
    switch (what.what) {
      case 'workflow':
        return byWorkflow(caseId);
      case 'sweeper':
        await bySweeper();
        return;
      case 'both':
        await Promise.all([bySweeper(), byWorkflow(caseId), bySweeper()]);
        return;
      case 'stop':
        return casework.change('case', caseId, PROCESS_ACTOR, (file) => {
          file.orderClocks([{ order: 'stop', key: KEY, at: file.now, reason: 'ready' }], file.caseProcessId);
        });
      case 'move':
        return casework.transact(actorOf(store.me), async (tx) => {
          const policies = new PoliciesService(casework, POLICIES);
          const { told } = await policies.apply(tx, store.me, APPROVAL, { version: what.to, caseIds: [caseId] });
          return { result: undefined, told };
        });
      case 'extend':
        await casework
          .change('case', caseId, actorOf(store.me), (file) => {
            const { id, clock } = clockOf(file);
            extendCaseClock(file, id, {
              ground: 'health',
              authority: 'Head',
              document: 'Memo',
              newDueAt: new Date(Date.parse(clock.dueAt) + what.by * DAY_MS).toISOString(),
              grantedAt: new Date(Date.parse(file.now) - what.late * DAY_MS).toISOString(),
              roles: ['supervisor'],
            });
          })
          .catch((failure: unknown) => {
            // What the law or the policy refuses changes nothing.
            if (!(failure instanceof DomainError)) throw failure;
          });
    }
  };

  it('never ends twice in a span, never without end when its time is over and nobody answered, and is watched as long as it runs', async () => {
    let overtakings = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 8 }), async (happenings) => {
        aheadMs = 0;
        const caseId = await store.report();
        await casework.change('case', caseId, PROCESS_ACTOR, (file) => {
          file.startClockAt(KEY, file.caseProcessId, file.now);
        });
        for (const each of happenings) {
          aheadMs += each.days * DAY_MS;
          await happen(caseId, each);
        }
        aheadMs += 200 * DAY_MS;
        await happen(caseId, { days: 0, what: 'both' });
        const [clock] = await store.asOwner<{
          state: string;
          ends: number;
          overtaken: number;
          watched: boolean;
          steps: number;
          told: number;
          toldOvertaken: number;
        }>(
          `select k.state, k.next_at is not null as watched,
             (select count(*)::int from clock_events e where e.clock_id = k.id and e.threshold = 100
               and e.revision = k.revision) as ends,
             (select count(*)::int from clock_events e where e.clock_id = k.id and e.threshold = 100
               and e.revision < k.revision) as overtaken,
             (select count(*)::int from timeline_events t where t.case_id = k.case_id and t.kind = 'clock-ended'
               and t.params ->> 'clock' = k.key) as told,
             (select count(*)::int from timeline_events t where t.case_id = k.case_id
               and t.kind = 'clock-end-overtaken' and t.params ->> 'clock' = k.key) as "toldOvertaken",
             (select count(*)::int from escalations s where s.clock_id = k.id and s.step = '100') as steps
           from clocks k where k.case_id = $1 and k.key = $2`,
          [caseId, KEY],
        );
        expect(clock?.watched).toBe(false);
        const ends = clock?.state === 'ended' ? 1 : 0;
        expect(clock?.state).toBe(ends === 1 ? 'ended' : 'stopped');
        const overtaken = clock?.overtaken ?? 0;
        overtakings += overtaken;
        expect(clock).toMatchObject({
          ends,
          told: ends + overtaken,
          steps: ends + overtaken,
          toldOvertaken: overtaken,
        });
        // The record agrees with its own ledger, as the reconciler reads it.
        expect(await store.asOwner(CLOCKS_OFF_LEDGER_SQL, [`case:${caseId}`])).toEqual([]);
      }),
      { numRuns: 80, seed: 25_510_129 },
    );
    expect(overtakings).toBeGreaterThan(0);
  });
});
