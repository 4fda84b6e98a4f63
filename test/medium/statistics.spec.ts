import { StatisticsQuery } from '../../apps/api/src/statistics/statistics.query.js';
import { openTestStore, type TestStore } from './test-store.js';

describe('the figures of a year', () => {
  let store: TestStore;
  let figures: StatisticsQuery;

  beforeAll(async () => {
    store = await openTestStore();
    figures = new StatisticsQuery(store.casework);
    for (let count = 0; count < 14; count += 1) await store.report({ province: '12' });
    for (let count = 0; count < 12; count += 1) await store.report({ province: '71' });
    for (let count = 0; count < 3; count += 1) await store.report({ province: '50' });
    // Last year's spring: a month that is over for good. Each case left the report stage after a day.
    await store.asOwner(`update cases set opened_at = '2025-04-10T03:00:00Z'`);
    await store.asOwner(
      `insert into timeline_events (case_id, kind, params, happened_at, recorded_at)
       select id, 'stage-entered', '{"stage":"preliminary-screening"}', '2025-04-11T03:00:00Z', now() from cases`,
    );
    await store.asOwner(
      `update clocks set started_at = '2025-04-10T03:00:00Z', stopped_at = '2025-04-10T09:00:00Z', state = 'stopped', next_at = null`,
    );
  });
  afterAll(() => store.close());

  it('tells how many came to each stage, and withholds three in a province with what would give them away', async () => {
    const { funnel } = await figures.read({ year: 2025 });
    const screened = funnel.find(({ stage }) => stage === 'preliminary-screening')?.table;
    expect(screened?.rows).toEqual(['12', '50', '71']);
    expect(screened?.total).toBe(29);
    const april = screened?.columns.indexOf('2025-04') ?? -1;
    const shown = screened?.cells.map((row) => row[april]);
    expect(shown?.[1]).toBeNull();
    expect(shown?.filter((count) => count === null).length).toBeGreaterThan(1);
    expect(funnel.find(({ stage }) => stage === 'return')?.table.total).toBe(0);
  });

  it('tells how long a stage took, where enough cases stand behind it', async () => {
    const { stageTimes } = await figures.read({ year: 2025 });
    const report = stageTimes.find(({ stage }) => stage === 'report');
    expect(report?.country).toEqual({ count: 29, medianHours: 24, p90Hours: 24 });
    expect(report?.provinces.find(({ province }) => province === '50')).toMatchObject({
      count: null,
      medianHours: null,
    });
  });

  it('tells whether clocks were kept', async () => {
    const { clocks } = await figures.read({ year: 2025 });
    const rights = clocks.find(({ key }) => key === 'rights-assistance')?.table;
    expect(rights?.total).toBe(29);
  });

  it('picks a province from what is published, and reckons nothing anew', async () => {
    const all = await figures.read({ year: 2025 });
    const one = await figures.read({ year: 2025, province: '71' });
    const tableOf = ({ funnel }: typeof all) => funnel.find(({ stage }) => stage === 'report')?.table;
    expect(tableOf(one)?.cells).toEqual([tableOf(all)?.cells[2]]);
    expect(tableOf(one)?.total).toBe(tableOf(all)?.total);
  });

  it('leaves out the month that still runs, and a year in which nothing was', async () => {
    const thisYear = await figures.read({});
    expect(thisYear.months.length).toBe(new Date(Date.now() + 7 * 3_600_000).getUTCMonth());
    const { funnel, referrals } = await figures.read({ year: 2001 });
    expect(funnel.every(({ table }) => table.rows.length === 0 && table.total === 0)).toBe(true);
    expect(referrals.answers.rows).toEqual([]);
  });
});
