import type { SignedIn } from '../../apps/api/src/http/request-context.js';
import { CalendarQuery } from '../../apps/api/src/calendar/calendar.query.js';
import { legalDayOf, plus } from '#domain/instant.js';
import { PolicyShelf } from '#persistence/policy-shelf.js';
import { getPolicy } from '#policy/load-policy.js';
import { openTestStore, takenIntoProtection, type TestStore } from './test-store.js';

describe('the days of casework', () => {
  let store: TestStore;
  let calendar: CalendarQuery;
  let me: SignedIn;
  let hers: string;
  const now = new Date().toISOString();
  const span = { from: legalDayOf(plus(now, '-P2D')), until: legalDayOf(plus(now, 'P30D')) };

  beforeAll(async () => {
    store = await openTestStore();
    const law = getPolicy('th-nrm-2565');
    calendar = new CalendarQuery(store.unitOfWork, new PolicyShelf([[law.version, law]]));
    await store.report(takenIntoProtection(3));
    hers = await store.report({ ...takenIntoProtection(5), province: '71' });
    me = { ...store.me, province: '71', agency: 'psdhs-kanchanaburi', roles: ['social-worker', 'supervisor'] };
  });
  afterAll(() => store.close());

  const read = async (more: { assigned?: 'me' } = {}) => (await calendar.read(me, { ...span, ...more })).items;

  it('have the end of a clock once: as its task where one is due then, with the warnings that are still to come', async () => {
    const items = await read();
    expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).toSorted());
    const tasks = items.filter(({ kind }) => kind === 'task');
    expect(tasks.length).toBeGreaterThan(0);
    const ends = items.filter(({ kind }) => kind === 'clock');
    const due = new Set(tasks.map(({ caseId, at }) => `${caseId} ${at}`));
    expect(ends.filter(({ caseId, at }) => due.has(`${caseId} ${at}`))).toEqual([]);
    // Five hours into the 24: half of them is seven hours away, and nothing of it has been warned of.
    const custody = items.filter(({ title, kind }) => kind === 'warning' && title.en.includes('24 hours'));
    expect(custody.map(({ percent }) => percent)).toEqual([50, 75, 90]);
    const halfOf = (Date.parse(custody[0]?.at ?? '') - Date.now()) / 3_600_000;
    expect(halfOf).toBeCloseTo(7, 1);
  });

  it('warn of nothing that has been seen, and end on no day that is not asked for', async () => {
    await store.asOwner(`update clocks set fired = '{50,75}' where key = 's29-custody' and state = 'running'`);
    const custody = (await read()).filter(({ title, kind }) => kind === 'warning' && title.en.includes('24 hours'));
    expect(custody.map(({ percent }) => percent)).toEqual([90]);
    const [last] = (await read()).toReversed();
    const dayBefore = { from: span.from, until: legalDayOf(plus(last?.at ?? now, '-P1D')) };
    const { items } = await calendar.read(me, dayBefore);
    expect(items.map(({ at }) => at)).not.toContain(last?.at);
    expect(items.every(({ at }) => legalDayOf(at) <= dayBefore.until)).toBe(true);
  });

  it('are of the cases that one may open, and of those in one’s own hands where only they are asked for', async () => {
    const all = await read();
    expect(new Set(all.map(({ caseId }) => caseId))).toEqual(new Set([hers]));
    expect(await read({ assigned: 'me' })).toEqual([]);
    const [task] = all.filter(({ taskId }) => taskId !== null);
    await store.asOwner('update tasks set assignee_id = $2 where id = $1', [task?.taskId, store.me.accountId]);
    const mine = await read({ assigned: 'me' });
    expect(mine.filter(({ kind }) => kind === 'task').map(({ taskId }) => taskId)).toEqual([task?.taskId]);
    expect(mine.some(({ kind }) => kind === 'clock' || kind === 'warning')).toBe(true);
  });
});
