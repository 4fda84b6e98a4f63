import { DueClocksQuery } from '../../apps/api/src/clocks/due-clocks.query.js';
import { PolicyShelf } from '#persistence/policy-shelf.js';
import { getPolicy } from '#policy/load-policy.js';
import { openTestStore, takenIntoProtection, type TestStore } from './test-store.js';

describe('the clocks of all cases', () => {
  let store: TestStore;
  let dueClocks: DueClocksQuery;

  beforeAll(async () => {
    store = await openTestStore();
    const law = getPolicy('th-nrm-2565');
    dueClocks = new DueClocksQuery(store.unitOfWork, new PolicyShelf([[law.version, law]]));
    await store.report(takenIntoProtection(3));
    await store.report(takenIntoProtection(30));
    await store.report({ ...takenIntoProtection(5), province: '71' });
  });
  afterAll(() => store.close());

  const nationally = () => ({ ...store.me, province: null });

  it('come least time first, with the law behind each and the case that it belongs to', async () => {
    const { items } = await dueClocks.list(nationally(), {});
    expect(items.map(({ dueAt }) => dueAt)).toEqual(items.map(({ dueAt }) => dueAt).toSorted());
    const custody = items.find(({ key }) => key === 's29-custody');
    expect(custody).toMatchObject({ caseNumber: expect.stringMatching(/^SP-/) as string, province: '12' });
    expect(custody?.basis?.th).toContain('มาตรา 29');
    expect(custody?.basis?.en).toContain('s.29');
    // The 24 hours are the court's to extend, and nobody else's.
    expect(custody?.extension).toBeNull();
  });

  it('are of one province or one kind, and of no province but her own for a provincial office', async () => {
    const { items: inOne } = await dueClocks.list(nationally(), { province: '71' });
    expect(new Set(inOne.map(({ province }) => province))).toEqual(new Set(['71']));
    const { items: ofKind } = await dueClocks.list(nationally(), { key: 's29-custody' });
    expect(ofKind).toHaveLength(3);
    const { items: own } = await dueClocks.list(
      { ...store.me, province: '50', agency: 'psdhs-chiang-mai', roles: ['social-worker'] },
      {},
    );
    expect(own).toEqual([]);
  });

  it('come page by page, each once', async () => {
    const { items: all } = await dueClocks.list(nationally(), {});
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await dueClocks.list(nationally(), { limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(all.map(({ id }) => id));
  });

  it('say until when the rule lets one be extended; one that was answered is not among them', async () => {
    await store.asOwner(`update clocks set key = 'referral-response' where key = 's29-notify'`);
    const { items } = await dueClocks.list(nationally(), { key: 'referral-response' });
    const first = items.find(({ state }) => state === 'running');
    const latest = Date.parse(first?.dueAt ?? '') + 48 * 3_600_000;
    expect(first?.extension).toMatchObject({ latestDueAt: new Date(latest).toISOString() });
    await store.asOwner(`update clocks set state = 'stopped', stopped_at = now(), next_at = null where id = $1`, [
      first?.id,
    ]);
    const { items: left } = await dueClocks.list(nationally(), { key: 'referral-response' });
    expect(left.map(({ id }) => id)).not.toContain(first?.id);
  });
});
