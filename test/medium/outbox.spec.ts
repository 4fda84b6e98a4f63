import type { Client } from '@temporalio/client';
import { pino } from 'pino';
import type { UnitOfWork } from '#persistence/unit-of-work.js';
import { OutboxRelay } from '../../apps/worker/src/relay/outbox-relay.service.js';
import type { Fact } from '#domain/facts.js';
import { PROCESS_ACTOR, type OutboxRow } from '#persistence/rows.js';
import { FactCourier } from '#temporal/fact-courier.js';
import { openTestStore, type TestStore } from './test-store.js';

interface Started {
  readonly type: string;
  readonly workflowId: string;
  readonly fresh: boolean;
  readonly fact: Fact;
  readonly attributes: readonly string[];
}

/** A Temporal that takes or refuses what it is given, and remembers in which order. */
class FakeTemporal {
  readonly taken: Started[] = [];
  readonly tried: Started[] = [];
  refuses: (started: Started) => boolean = () => false;

  readonly client = {
    withDeadline: (_deadline: number, work: () => Promise<unknown>) => work(),
    workflow: {
      signalWithStart: async (type: string, options: SignalOptions) => {
        const started = {
          type,
          workflowId: options.workflowId,
          fresh: options.args[0].fresh,
          fact: options.signalArgs[0],
          attributes: (options.typedSearchAttributes ?? []).map(({ value }) => value),
        };
        this.tried.push(started);
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (this.refuses(started)) throw new Error('14 UNAVAILABLE');
        this.taken.push(started);
      },
    },
  } as unknown as Client;
}

interface SignalOptions {
  readonly workflowId: string;
  readonly args: readonly [{ readonly fresh: boolean }];
  readonly signalArgs: readonly [Fact];
  readonly typedSearchAttributes?: readonly { readonly value: string }[];
}

describe('facts on their way to workflows', () => {
  let store: TestStore;
  let temporal: FakeTemporal;
  let failures: unknown[];
  let courier: FactCourier;
  let relay: OutboxRelay;

  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    await store.source.query('update outbox set delivered_at = now()');
    store.told.length = 0;
    temporal = new FakeTemporal();
    failures = [];
    courier = courierTo(temporal);
    relay = new OutboxRelay(store.unitOfWork, courier, pino({ level: 'silent' }));
  });

  const courierTo = ({ client }: FakeTemporal) =>
    new FactCourier({ client, unitOfWork: store.unitOfWork, onFailure: (failure) => failures.push(failure) });
  /** Some facts of one case, committed and not delivered. */
  const commitFacts = async (count: number): Promise<readonly OutboxRow[]> => {
    store.told.length = 0;
    const caseId = await store.report();
    const workflowId = `case:${caseId}`;
    for (let index = 1; index < count; index += 1) {
      await store.casework.change('case', caseId, PROCESS_ACTOR, (file) => {
        file.tell(workflowId, { kind: 'clocksChanged', at: file.now });
      });
    }
    return [...store.told];
  };
  const passTime = () =>
    store.source.query(
      `update outbox set created_at = created_at - interval '10 s', attempted_at = attempted_at - interval '10 s'
       where delivered_at is null`,
    );
  const undelivered = async () => {
    const rows = await store.source.query<{ seq: number }[]>(
      'select seq from outbox where delivered_at is null order by id',
    );
    return rows.map(({ seq }) => seq);
  };
  const sequenceOf = (started: readonly Started[], workflowId?: string) =>
    started.filter((each) => workflowId === undefined || each.workflowId === workflowId).map(({ fact }) => fact.seq);

  it('are delivered right after the commit, in sequence, and marked', async () => {
    courier.dispatch(await commitFacts(4));
    await courier.settle();
    expect(sequenceOf(temporal.taken)).toEqual([1, 2, 3, 4]);
    expect(await undelivered()).toEqual([]);
    expect(failures).toEqual([]);
  });

  it('start a case’s workflow by codes only, afresh with its very first fact alone', async () => {
    const rows = await commitFacts(2);
    courier.dispatch(rows);
    await courier.settle();
    expect(temporal.taken.map(({ fresh }) => fresh)).toEqual([true, false]);
    expect(temporal.taken[0]).toMatchObject({
      type: 'caseWorkflow',
      workflowId: rows[0]?.workflowId,
      attributes: ['report', '12', 'th-nrm-2565'],
    });
  });

  it('never trouble the person whose work is committed: with Temporal away nothing is thrown', async () => {
    temporal.refuses = () => true;
    const rows = await commitFacts(3);
    expect(() => courier.dispatch(rows)).not.toThrow();
    await courier.settle();
    expect(failures).toHaveLength(3);
    expect(await undelivered()).toEqual([1, 2, 3]);
  });

  it('are left to the fast path for a second, then claimed once, by whichever worker comes first', async () => {
    await commitFacts(3);
    expect(await relay.sweep()).toBe(0);
    await passTime();
    const other = new OutboxRelay(store.unitOfWork, courierTo(temporal), pino({ level: 'silent' }));
    const delivered = await Promise.all([relay.sweep(), other.sweep()]);
    expect(delivered.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(sequenceOf(temporal.taken).sort()).toEqual([1, 2, 3]);
  });

  it('stay undelivered when Temporal refuses, are left alone for a while, and come again in sequence', async () => {
    const rows = await commitFacts(4);
    await passTime();
    temporal.refuses = ({ fact }) => fact.seq >= 2;
    expect(await relay.sweep()).toBe(1);
    await courier.settle();
    // The third is not tried over the second’s head.
    expect(sequenceOf(temporal.tried)).toEqual([1, 2]);
    expect(await undelivered()).toEqual([2, 3, 4]);

    temporal.refuses = () => false;
    expect(await relay.sweep()).toBe(0);
    await passTime();
    expect(await relay.sweep()).toBe(3);
    await courier.settle();
    expect(sequenceOf(temporal.taken, rows[0]?.workflowId)).toEqual([1, 2, 3, 4]);
    expect(await undelivered()).toEqual([]);
    await passTime();
    expect(await relay.sweep()).toBe(0);
  });

  it('of one case that cannot be delivered hold up no other case', async () => {
    const [stuck] = await commitFacts(2);
    const [other] = await commitFacts(2);
    await passTime();
    temporal.refuses = ({ workflowId }) => workflowId === stuck?.workflowId;
    expect(await relay.sweep()).toBe(2);
    expect(sequenceOf(temporal.taken, other?.workflowId)).toEqual([1, 2]);
  });

  it('brought again by the relay never start a workflow as if it were new', async () => {
    await commitFacts(1);
    await passTime();
    await relay.sweep();
    expect(temporal.taken).toMatchObject([{ fresh: false }]);
  });

  it('are marked by the time that a worker has settled, so that a restart does not send them again', async () => {
    const rows = await commitFacts(1);
    let markIsUnderWay = (): void => undefined;
    const underWay = new Promise<void>((resolve) => (markIsUnderWay = resolve));
    const slowStore = {
      run: async (...work: Parameters<UnitOfWork['run']>) => {
        markIsUnderWay();
        await new Promise((resolve) => setTimeout(resolve, 100));
        return store.unitOfWork.run(...work);
      },
    } as unknown as UnitOfWork;
    const slow = new FactCourier({ client: temporal.client, unitOfWork: slowStore });
    slow.dispatch(rows);
    await underWay;
    await slow.settle();
    expect(await undelivered()).toEqual([]);
  });

  it('are delivered in the next round when the store was away in this one', async () => {
    await commitFacts(1);
    await passTime();
    await store.asOwner('alter table outbox rename to outbox_away');
    await expect(relay.sweep()).rejects.toThrow(/does not exist/);
    await store.asOwner('alter table outbox_away rename to outbox');
    expect(await relay.sweep()).toBe(1);
  });
});
