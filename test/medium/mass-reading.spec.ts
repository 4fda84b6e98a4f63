import pino from 'pino';
import { noticeSentence } from '#domain/texts/notice-texts.js';
import { MASS_READING } from '#persistence/notices/watch-reading.js';
import { PolicyShelf } from '#persistence/policy-shelf.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { loadPolicies } from '#policy/load-policy.js';
import { ReadingWatch } from '../../apps/worker/src/notices/reading-watch.service.js';
import { reportOf } from './privacy-cases.js';
import { TestApi } from './test-api.js';

describe('files opened by the hundred (S22)', () => {
  let api: TestApi;
  let watch: ReadingWatch;
  let caseId: string;

  beforeAll(async () => {
    api = await TestApi.open();
    watch = new ReadingWatch(api.app.get(UnitOfWork), new PolicyShelf(loadPolicies()), pino({ level: 'silent' }));
    caseId = await reportOf(api, { givenName: 'Somebody' });
  }, 60_000);
  afterAll(() => api.close());
  beforeEach(() => api.sql('delete from notices'));

  /** Reads of so many files; the first of them is the one case that there is. */
  const read = (
    username: string,
    files: number,
    { minutesAgo = 1, action = 'read-case', decision = 'allowed', same = false } = {},
  ) =>
    api.sql(
      `insert into audit_events (id, at, account_id, roles, agency, action, purpose, decision, case_id, fields)
       select gen_random_uuid(), date_trunc('milliseconds', now() - make_interval(mins => $3)), a.id, a.roles, a.agency, $4,
         'casework', $5, case when n = 1 or $6 then $7::uuid else gen_random_uuid() end, '{}'
       from accounts a, generate_series(1, $2) n where a.username = $1`,
      [username, files, minutesAgo, action, decision, same, caseId],
    );
  const told = () =>
    api.sql<{ username: string; params: { account: string; count: number; minutes: number } }>(
      `select a.username, n.params from notices n join accounts a on a.id = n.recipient_id
       where n.kind = 'mass-reading' order by 1`,
    );
  const { files } = MASS_READING;

  it('are nobody’s alarm below the mark, long ago, refused, or when it is one file again and again', async () => {
    await read('social-kan', files - 1);
    await read('police', files, { minutesAgo: 6 });
    await read('mdt-chair', files, { decision: 'refused' });
    await read('shelter', files, { action: 'complete-task' });
    await read('hotline', 2 * files, { same: true });
    expect(await watch.look()).toBe(0);
    expect(await told()).toEqual([]);
  });

  it('are told to those who answer for the data, once, and not to whoever reads', async () => {
    await read('mdt-member', files);
    const [first, second] = await Promise.all([watch.look(), watch.look()]);
    // Her own supervisor is the chair; social supervises the province of the file; admin is a supervisor at DATIP.
    expect(first + second).toBe(3);
    const notices = await told();
    expect(notices.map(({ username }) => username)).toEqual(['admin', 'mdt-chair', 'social']);
    expect(notices[0]?.params).toEqual({ account: 'mdt-member', count: files, minutes: MASS_READING.minutes });
    expect(await watch.look()).toBe(0);
    const params = notices[0]?.params ?? {};
    expect(noticeSentence('mass-reading', params, 'en')).toMatch(/^The account mdt-member opened 200 files within 5/);
    expect(noticeSentence('mass-reading', params, 'th')).toMatch(/mdt-member เปิดแฟ้ม 200 เคสภายใน 5 นาที/);
  });

  it('by the head of a province are told to somebody else', async () => {
    await read('social', files);
    await watch.look();
    expect((await told()).filter(({ params }) => params.account === 'social').map(({ username }) => username)).toEqual([
      'admin',
    ]);
  });
});
