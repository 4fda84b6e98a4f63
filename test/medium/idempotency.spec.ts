import { randomUUID } from 'node:crypto';
import { ReportsService } from '../../apps/api/src/reports/reports.service.js';
import { openTestStore, REPORT, type TestStore } from './test-store.js';

const PARALLEL = 50;

describe('a report that is sent again (R08)', () => {
  let store: TestStore;
  let reports: ReportsService;

  beforeAll(async () => {
    store = await openTestStore();
    reports = new ReportsService(store.casework);
  });
  afterAll(() => store.close());

  const countOf = async (table: string) => {
    const [row] = await store.source.query<{ count: number }[]>(`select count(*)::int as count from ${table}`);
    return row?.count;
  };

  it('fifty times at once with one key opens one case and gets one answer', async () => {
    const header = { key: randomUUID(), requestHash: 'the-same' };
    const receipts = await Promise.all(
      Array.from({ length: PARALLEL }, () => reports.create(store.me, REPORT, header)),
    );
    expect(new Set(receipts.map((receipt) => JSON.stringify(receipt, Object.keys(receipt).sort()))).size).toBe(1);
    expect(receipts[0]?.cases).toHaveLength(1);
    expect(await countOf('cases')).toBe(1);
    expect(await countOf('audit_events')).toBe(1);
    expect(store.told).toHaveLength(1);
  });

  it('with the same key but another body is refused and changes nothing', async () => {
    const key = randomUUID();
    await reports.create(store.me, REPORT, { key, requestHash: 'one' });
    const before = await countOf('cases');
    const again = reports.create(store.me, { ...REPORT, dangerNow: true }, { key, requestHash: 'another' });
    await expect(again).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect(await countOf('cases')).toBe(before);
  });

  it('after a refusal may be mended and sent with the same key', async () => {
    const header = { key: randomUUID(), requestHash: 'h' };
    const future = { ...REPORT, happenedAt: new Date(Date.now() + 3_600_000).toISOString() };
    const before = await countOf('cases');
    await expect(reports.create(store.me, future, header)).rejects.toMatchObject({ code: 'instant-in-the-future' });
    expect(await countOf('cases')).toBe(before);
    await expect(reports.create(store.me, REPORT, header)).resolves.toMatchObject({ cases: [{ stage: 'report' }] });
  });

  it('waits for the first one that is still under way, and gets its answer', async () => {
    const header = { key: randomUUID(), requestHash: 'h' };
    const [first, second] = await Promise.all([
      reports.create(store.me, REPORT, header),
      reports.create(store.me, REPORT, header),
    ]);
    expect(second).toEqual(first);
  });
});
