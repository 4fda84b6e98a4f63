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
    await store.report({ province: '71' });
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

  it('counts what is due today by the Bangkok day, apart from what is overdue', async () => {
    const before = (await nationally()).provinces.find(({ province }) => province === '71');
    const [task] = await store.asOwner<{ id: string }>(
      `select id from tasks where state = 'open' and province = '71' order by position`,
    );
    const due = async (at: string) => {
      await store.asOwner(`update tasks set due_at = (${at}) at time zone 'Asia/Bangkok' where id = $1`, [task?.id]);
      return (await nationally()).provinces.find(({ province }) => province === '71');
    };
    const today = `date_trunc('day', now() at time zone 'Asia/Bangkok')`;
    const none = await due(`${today} + interval '30 days'`);
    expect(none?.open).toBe(before?.open);
    const lastMoment = await due(`${today} + interval '1 day' - interval '1 millisecond'`);
    expect(lastMoment?.dueToday).toBe((none?.dueToday ?? 0) + 1);
    expect((await due(`${today} + interval '1 day'`))?.dueToday).toBe(none?.dueToday);
    expect(await due(`${today} - interval '1 day'`)).toMatchObject({
      dueToday: none?.dueToday,
      overdue: (none?.overdue ?? 0) + 1,
    });
  });

  it('of a provincial office is its own province’s, whatever it asks for', async () => {
    const { provinces } = await workload.read({ ...store.me, province: '71' }, '12');
    expect(provinces.map(({ province }) => province)).toEqual(['71']);
  });

  it('says which interpreters are needed, and how many beds are taken and to be found on each of 14 days', async () => {
    const [burmese] = await store.asOwner<{ id: string }>(`select id from cases where codes ->> 'language' = 'shn'`);
    await store.asOwner(
      `update tasks set key = 'screening-interview', due_at = now() + interval '3 days' where case_id = $1`,
      [burmese?.id],
    );
    const { interpreters, beds, days } = await nationally();
    const [{ on } = { on: '' }] = await store.asOwner<{ on: string }>(
      `select ((now() at time zone 'Asia/Bangkok')::date + 3)::text as on`,
    );
    expect(interpreters.filter(({ language }) => language === 'shn')).toEqual([
      expect.objectContaining({ province: '12', on }),
    ]);
    const nonthaburi = beds.filter(({ province }) => province === '12');
    expect(nonthaburi).toHaveLength(days);
    expect(nonthaburi.every(({ occupied }) => occupied === 1)).toBe(true);
    expect(nonthaburi.every(({ toFind }) => toFind === 0)).toBe(true);

    const shelterBy = (days: number) =>
      store.asOwner(
        `update tasks set key = 'match-shelter', due_at = now() + make_interval(days => $2)
         where id = (select min(id::text)::uuid from tasks where case_id = $1 and key = 'screening-interview')`,
        [burmese?.id, days],
      );
    await store.asOwner(`update tasks set key = 'screening-interview' where case_id = $1`, [burmese?.id]);
    await shelterBy(5);
    const toFind = (await nationally()).beds.filter(({ province }) => province === '12').map((day) => day.toFind);
    expect(toFind.indexOf(1)).toBe(5);
    expect(toFind.reduce((sum, count) => sum + count, 0)).toBe(1);
  });
});
