import pino from 'pino';
import { PolicyShelf } from '#persistence/policy-shelf.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { loadPolicies } from '#policy/load-policy.js';
import { DutyReminder } from '../../apps/worker/src/notices/duty-reminder.service.js';
import { TestApi, type Browser } from './test-api.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('what data protection law gives a limit to is told before it runs out', () => {
  let api: TestApi;
  let social: Browser;
  let reminder: DutyReminder;

  beforeAll(async () => {
    api = await TestApi.open();
    social = await api.signedIn('social');
    reminder = new DutyReminder(api.app.get(UnitOfWork), new PolicyShelf(loadPolicies()), pino({ level: 'silent' }));
  }, 60_000);
  afterAll(() => api.close(), 60_000);

  const told = (topic: string) =>
    api.sql<{ who: string; kind: string; mark: string; urgent: boolean }>(
      `select a.username as who, n.kind, split_part(n.topic, ':', 3) as mark, n.urgent from notices n
       join accounts a on a.id = n.recipient_id where n.topic like $1 || ':%' order by n.created_at, a.username`,
      [topic],
    );
  const marks = async (topic: string) => [...new Set((await told(topic)).map(({ mark }) => mark))];
  /** Everybody's clock stands; the beginning is moved back instead. */
  const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();

  describe('the 72 hours of a breach (PDPA s.37 (4))', () => {
    const record = async (hours: number): Promise<string> => {
      const { body } = await social.ask('POST', '/v1/breaches', {
        whatHappened: 'A laptop was left on a bus',
        categories: ['confidentiality'],
        personsAffected: 3,
        highRisk: false,
        discoveredAt: ago(hours * HOUR_MS),
      });
      return (body as unknown as { id: string }).id;
    };
    const later = (id: string, hours: number) =>
      api.sql(
        `update breaches set discovered_at = discovered_at - make_interval(hours => $2),
           office_due_at = office_due_at - make_interval(hours => $2) where id = $1`,
        [id, hours],
      );

    it('are told at each mark once, however often and by however many workers', async () => {
      const id = await record(1);
      await reminder.remind();
      expect(await told(`breach-notice:${id}`)).toEqual([]);
      await later(id, 36);
      await Promise.all([reminder.remind(), reminder.remind(), reminder.remind()]);
      await reminder.remind();
      const first = await told(`breach-notice:${id}`);
      expect(first.map(({ who }) => who)).toContain('admin');
      expect(new Set(first.map(({ who }) => who)).size).toBe(first.length);
      expect(first.every(({ kind, mark, urgent }) => kind === 'breach-notice-due' && mark === '50' && !urgent)).toBe(
        true,
      );
      await later(id, 36);
      await reminder.remind();
      const last = (await told(`breach-notice:${id}`)).filter(({ mark }) => mark !== '50');
      expect(last.length).toBeGreaterThan(0);
      expect(last.every(({ kind, mark, urgent }) => kind === 'breach-notice-overdue' && mark === '100' && urgent)).toBe(
        true,
      );
    });

    it('are over when the Office has been told', async () => {
      const id = await record(40);
      await social.ask('POST', `/v1/breaches/${id}/office-notice`, {});
      await reminder.remind();
      expect(await told(`breach-notice:${id}`)).toEqual([]);
    });

    it('say nothing of a person in the notice', async () => {
      const id = await record(40);
      await reminder.remind();
      const [notice] = await api.sql<{ params: object }>(
        `select params from notices where topic like 'breach-notice:' || $1 || ':%' limit 1`,
        [id],
      );
      expect(Object.keys(notice?.params ?? {}).sort()).toEqual(['due', 'threshold']);
    });
  });

  describe('the 30 days of a request about her data (PDPA s.30)', () => {
    it('are told to the supervisors of the province, until it is decided', async () => {
      const { body: reported } = await social.ask('POST', '/v1/reports', {
        channel: 'hotline-1300',
        province: '12',
        happenedAt: ago(HOUR_MS),
        dangerNow: false,
        reporterConsents: true,
        persons: [{ alias: 'Somebody', sex: 'female', ageStatement: 'adult', nationality: 'TH', language: 'th' }],
      });
      const caseId = (reported as unknown as { cases: { id: string }[] }).cases[0]?.id ?? '';
      const { status, body, text } = await social.ask('POST', '/v1/subject-requests', {
        caseId,
        kind: 'export',
        askedBy: 'person',
        words: 'She wants to read what is written of her',
      });
      if (status !== 201) throw new Error(text);
      const { id } = body as unknown as { id: string };
      const begun = (days: number) =>
        api.sql(
          `update subject_requests set received_at = $2::timestamptz, due_at = $2::timestamptz + interval '30 days'
           where id = $1`,
          [id, ago(days * DAY_MS)],
        );
      await begun(10);
      await reminder.remind();
      expect(await marks(`subject-request:${id}`)).toEqual([]);
      await begun(23);
      await reminder.remind();
      const first = await told(`subject-request:${id}`);
      expect(first.map(({ who }) => who)).toContain('social');
      expect(first.map(({ who }) => who)).not.toContain('social-kan');
      expect(await marks(`subject-request:${id}`)).toEqual(['75']);
      await begun(31);
      await reminder.remind();
      expect(await marks(`subject-request:${id}`)).toEqual(['75', '100']);
    });
  });
});
