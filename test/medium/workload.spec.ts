import { WorkloadQuery } from '../../apps/api/src/workload/workload.query.js';
import { openTestStore, takenIntoProtection, type TestStore } from './test-store.js';

describe('the workload', () => {
  let store: TestStore;
  let workload: WorkloadQuery;

  beforeAll(async () => {
    store = await openTestStore();
    workload = new WorkloadQuery(store.unitOfWork);
    await store.report(takenIntoProtection(23));
    await store.report({ persons: [{ nationality: 'MM', language: 'shn' }] });
    for (let count = 0; count < 3; count += 1) await store.report({ province: '71' });
  });
  afterAll(() => store.close());

  const nationally = () => workload.read({ ...store.me, province: null }, undefined);

  it('counts every open task once, by who has it and by where it lies', async () => {
    const [first] = await store.asOwner<{ id: string }>(`select id from tasks where state = 'open' order by position`);
    await store.asOwner('update tasks set assignee_id = $2, due_at = now() - interval $$1 hour$$ where id = $1', [
      first?.id,
      store.me.accountId,
    ]);
    const [{ n } = { n: 0 }] = await store.asOwner<{ n: number }>(
      `select count(*)::int as n from tasks where state = 'open'`,
    );
    const { persons, provinces } = await nationally();
    const sum = (loads: readonly { open: number }[]) => loads.reduce((total, { open }) => total + open, 0);
    expect(sum(persons)).toBe(n);
    expect(sum(provinces)).toBe(n);
    expect(persons).toContainEqual(expect.objectContaining({ username: 'tester', open: 1, overdue: 1 }));
    expect(provinces.map(({ province }) => province)).toEqual(['12', '71']);
    expect(provinces.find(({ province }) => province === '12')?.overdue).toBeGreaterThan(0);
  });

  it('tells what is due later today from what is overdue and what is due tomorrow, by the days of Bangkok', async () => {
    const tasks = await store.asOwner<{ id: string }>(
      `select id from tasks where state = 'open' and province = '71' order by position limit 3`,
    );
    const midnight = `(date_trunc('day', now() at time zone 'Asia/Bangkok') + interval '1 day') at time zone 'Asia/Bangkok'`;
    await store.asOwner(`update tasks set due_at = null where province = '71'`);
    const due = [
      `${midnight} - interval '1 second'`,
      `now() - interval '1 second'`,
      `${midnight} + interval '1 second'`,
    ];
    for (const [index, at] of due.entries()) {
      await store.asOwner(`update tasks set due_at = ${at} where id = $1`, [tasks[index]?.id]);
    }
    const { provinces } = await workload.read({ ...store.me, province: '71' }, undefined);
    expect(provinces).toEqual([{ province: '71', open: 3, dueToday: 1, overdue: 1, unassigned: 3 }]);
  });

  it('of a provincial office is its own province’s, whatever it asks for', async () => {
    const { provinces } = await workload.read({ ...store.me, province: '71' }, '12');
    expect(provinces.map(({ province }) => province)).toEqual(['71']);
  });

  it('says which interpreters are needed, and how many beds are taken and to be found on each of 14 days', async () => {
    const [burmese] = await store.asOwner<{ id: string }>(`select id from cases where codes ->> 'language' = 'shn'`);
    // One interview in three days, one too far ahead; one shelter to be found in two days.
    const [other] = await store.asOwner<{ id: string }>(
      `select id from tasks where state = 'open' and province = '12' and case_id <> $1 order by position desc`,
      [burmese?.id],
    );
    const [interview] = await store.asOwner<{ id: string }>(`select id from tasks where case_id = $1`, [burmese?.id]);
    const becomes = (id: string | undefined, key: string, inDays: number) =>
      store.asOwner(`update tasks set key = $2, due_at = now() + make_interval(days => $3) where id = $1`, [
        id,
        key,
        inDays,
      ]);
    await becomes(interview?.id, 'screening-interview', 3);
    await becomes(other?.id, 'match-shelter', 2);
    const on = (inDays: number) =>
      new Date(Date.now() + 7 * 3_600_000 + inDays * 86_400_000).toISOString().slice(0, 10);
    const { interpreters, beds, days } = await nationally();
    expect(days).toBe(14);
    expect(interpreters).toEqual([{ province: '12', language: 'shn', on: on(3), interviews: 1 }]);
    expect(beds.filter(({ toFind }) => toFind > 0)).toEqual([
      expect.objectContaining({ province: '12', on: on(2), toFind: 1 }),
    ]);
    await becomes(interview?.id, 'screening-interview', 14);
    expect((await nationally()).interpreters).toEqual([]);
    const nonthaburi = beds.filter(({ province }) => province === '12');
    expect(nonthaburi).toHaveLength(days);
    expect(nonthaburi.every(({ occupied }) => occupied === 1)).toBe(true);
  });
});
