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
    expect(interpreters).toContainEqual(expect.objectContaining({ province: '12', language: 'shn' }));
    const nonthaburi = beds.filter(({ province }) => province === '12');
    expect(nonthaburi).toHaveLength(days);
    expect(nonthaburi.every(({ occupied }) => occupied === 1)).toBe(true);
  });
});
