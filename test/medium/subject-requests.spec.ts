import { ReferralsService } from '../../apps/api/src/referrals/referrals.service.js';
import { DEMO_PASSWORD } from '#access/demo-accounts.js';
import { personalColumnsOf } from '#persistence/personal.js';
import { NOT_IN_THE_PACK, PACK_TABLES } from '#persistence/subject-pack.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { DataSource } from 'typeorm';
import { quietCasework, reportOf, secondSupervisor, signedInAs } from './privacy-cases.js';
import { TestApi, type Browser } from './test-api.js';

const NAME = 'Plimworthy';
const WORDS = 'She asks for what is hers';
const REASON = { reason: 'Her passport was seen' };

describe('what a person asks about her data (S31)', () => {
  let api: TestApi;
  let social: Browser;
  let second: Browser;

  beforeAll(async () => {
    api = await TestApi.open();
    await secondSupervisor(api);
    social = await api.signedIn('social');
    second = await api.signedIn('second');
  }, 60_000);
  afterAll(() => api.close());

  const ask = (caseId: string, kind: string, more: object = {}) =>
    social.ask('POST', '/v1/subject-requests', { caseId, kind, askedBy: 'person', words: WORDS, ...more });
  const asked = async (caseId: string, kind: string, more: object = {}) => {
    const { status, body, text } = await ask(caseId, kind, more);
    if (status !== 201) throw new Error(text);
    return String(body.id);
  };
  const decide = (id: string, decision = 'granted', browser = second) =>
    browser.ask('POST', `/v1/subject-requests/${id}/decision`, { decision, ...REASON });
  const listed = async (id: string, state = 'open') => {
    const { body } = await second.ask('GET', `/v1/subject-requests?state=${state}`);
    return (body.items as readonly { id: string }[]).find((item) => item.id === id);
  };
  const refer = async (caseId: string) => {
    const referrals = new ReferralsService(api.app.get(UnitOfWork), quietCasework(api));
    const me = await signedInAs(api, 'social');
    const consent = { given: true };
    const referral = { service: 'legal-aid', receiverAgency: 'ngo-legal-aid', purpose: 'Advice' } as const;
    return referrals.create(me, caseId, { ...referral, sharedFields: ['name'], consent }, null);
  };

  it('is answered within 30 days of the day it came; what is overdue says so', async () => {
    const caseId = await reportOf(api, { givenName: NAME });
    const fresh = await ask(caseId, 'export', { receivedAt: new Date(Date.now() - 86_400_000).toISOString() });
    const { receivedAt, dueAt, dueAtShown } = fresh.body as Record<string, string>;
    expect(Date.parse(dueAt ?? '') - Date.parse(receivedAt ?? '')).toBe(30 * 86_400_000);
    expect(dueAtShown).toMatchObject({ th: expect.stringContaining('พ.ศ.') as string });
    expect(await listed(String(fresh.body.id))).toMatchObject({ overdue: false, dueAt });
    const old = await asked(caseId, 'export', { receivedAt: '2025-01-02T03:00:00Z' });
    expect(await listed(old, 'overdue')).toMatchObject({ overdue: true });
    expect(JSON.stringify(await listed(old))).not.toContain(WORDS);
    expect((await second.ask('GET', `/v1/subject-requests/${old}`)).body).toMatchObject({ details: { words: WORDS } });
  });

  it('is decided by another than who filed it, once (S26)', async () => {
    const id = await asked(await reportOf(api, {}), 'export');
    expect(await decide(id, 'granted', social)).toMatchObject({ status: 403, code: 'four-eyes-required' });
    expect((await decide(id)).status).toBe(200);
    expect(await decide(id, 'refused')).toMatchObject({ status: 409, code: 'approval-already-decided' });
  });

  describe('the pack', () => {
    it('is made only when the export was granted', async () => {
      const id = await asked(await reportOf(api, {}), 'export');
      const pack = () => second.ask('GET', `/v1/subject-requests/${id}/pack`);
      expect(await pack()).toMatchObject({ status: 409, code: 'export-not-granted' });
      await decide(id, 'refused');
      expect(await pack()).toMatchObject({ status: 409, code: 'export-not-granted' });
    });

    it('is given to nobody who finds an open console: who is there is asked again (S13)', async () => {
      const id = await asked(await reportOf(api, { givenName: NAME }), 'export');
      await decide(id);
      const pack = () => second.ask('GET', `/v1/subject-requests/${id}/pack`);
      await api.sql(`update sessions set strong_at = now() - interval '11 minutes'`);
      const refused = await pack();
      expect(refused).toMatchObject({ status: 403, code: 'step-up-required' });
      expect(refused.text).not.toContain(NAME);
      const exports = () =>
        api.sql(
          `select 1 from audit_events where action = 'export-personal-data' and subject_id = $1
        and decision = 'allowed'`,
          [id],
        );
      expect(await exports()).toEqual([]);
      expect((await second.ask('POST', '/v1/session/step-up', { password: DEMO_PASSWORD })).status).toBe(204);
      expect((await pack()).text).toContain(NAME);
      expect(await exports()).toHaveLength(1);
    });

    it('leaves out no table with something of a case, unless it says why', async () => {
      const tables = await api.sql<{ name: string }>(
        `with recursive keys as (
           select conrelid::regclass::text as name, confrelid::regclass::text as target
           from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace),
         hers as (
           select unnest(array['cases', 'persons', 'incidents']) as name
           union select table_name::text from information_schema.columns
             where table_schema = 'public' and column_name in ('case_id', 'person_id', 'incident_id')
           union select k.name from keys k join hers h on k.target = h.name)
         select distinct name from hers order by name`,
      );
      const known = [...Object.keys(PACK_TABLES), ...Object.keys(NOT_IN_THE_PACK)].sort();
      expect(known).toEqual(tables.map(({ name }) => name));
      for (const reason of Object.values(NOT_IN_THE_PACK)) expect(reason.length).toBeGreaterThan(20);
    });

    it('opens every sealed column of its tables, or hides it on purpose', () => {
      const source = api.app.get(DataSource);
      const sealed = source.entityMetadatas.flatMap(({ name, tableName, columns }) =>
        columns
          .filter(({ propertyName }) => personalColumnsOf().has(`${name}.${propertyName}`))
          .map(({ databaseName }) => `${tableName}.${databaseName}`),
      );
      const handled = Object.entries(PACK_TABLES).flatMap(([table, { sealed: opened = [], hidden = [] }]) =>
        [...opened, ...hidden].map((column) => `${table}.${column}`),
      );
      const inPack = sealed.filter((column) => Object.hasOwn(PACK_TABLES, column.split('.')[0] ?? ''));
      expect(inPack.filter((column) => !handled.includes(column))).toEqual([]);
    });

    it('holds every row of her, opened, and nobody of staff; that it was made is on the audit', async () => {
      const caseId = await reportOf(api, { givenName: NAME, phone: '0899173551' });
      await refer(caseId);
      const id = await asked(caseId, 'export');
      await decide(id);
      const { status, body, text } = await second.ask('GET', `/v1/subject-requests/${id}/pack`);
      expect(status).toBe(200);
      const tables = body.tables as Record<string, readonly Record<string, unknown>[]>;
      expect(tables.persons).toMatchObject([{ given_name: NAME, phone: '0899173551' }]);
      expect(tables.service_referrals).toMatchObject([{ purpose: 'Advice', receiver_agency: 'ngo-legal-aid' }]);
      expect(tables.subject_requests).toMatchObject([{ details: { words: WORDS } }]);
      for (const [table, { where }] of Object.entries(PACK_TABLES)) {
        const seenAs = table === 'audit_events' ? `and t.action <> 'export-personal-data'` : '';
        const [stored] = await api.sql<{ count: number }>(
          `select count(*)::int as count from ${table} t where ${(where ?? 't.case_id = $1').replaceAll('$1', `'${caseId}'`)} ${seenAs}`,
        );
        expect({ table, count: tables[table]?.length }).toEqual({ table, count: stored?.count });
      }
      for (const { id: account } of await api.sql<{ id: string }>('select id from accounts')) {
        expect(text).not.toContain(account);
      }
      expect(text).not.toContain('\\\\x');
      const made = await api.sql(`select 1 from audit_events where action = 'export-personal-data' and case_id = $1`, [
        caseId,
      ]);
      expect(made).toHaveLength(1);
    });

    it('is not for whoever may not see her, and of an erased case for nobody', async () => {
      const caseId = await reportOf(api, { givenName: NAME });
      const id = await asked(caseId, 'export');
      await decide(id);
      const elsewhere = await api.signedIn('social-kan');
      expect((await elsewhere.ask('GET', `/v1/subject-requests/${id}/pack`)).status).toBe(404);
      const admin = await api.signedIn('admin');
      expect((await admin.ask('GET', `/v1/subject-requests/${id}/pack`)).status).toBe(403);
      await api.sql('delete from data_keys where case_id = $1', [caseId]);
      const gone = await second.ask('GET', `/v1/subject-requests/${id}/pack`);
      expect(gone).toMatchObject({ status: 410, code: 'personal-data-erased' });
    });
  });

  describe('a correction', () => {
    it('keeps what stood before, sealed, and she is found by what is right from then on', async () => {
      const caseId = await reportOf(api, { givenName: NAME, passportNumber: 'OLD778123' });
      const id = await asked(caseId, 'correction', {
        changes: { givenName: 'Wobblethorpe', passportNumber: 'NEW778123' },
      });
      expect((await decide(id)).body).toMatchObject({ changed: ['givenName', 'passportNumber'] });
      const kase = await social.ask('GET', `/v1/cases/${caseId}`);
      expect(kase.body.person).toMatchObject({ givenName: 'Wobblethorpe', passportNumber: 'NEW778123' });
      const search = async (passportNumber: string) =>
        (await social.ask('POST', '/v1/persons/search', { passportNumber })).text;
      expect(await search('NEW778123')).toContain(caseId);
      expect(await search('OLD778123')).not.toContain(caseId);
      const kept = await api.sql<{ field: string; previous: Buffer }>(
        'select field, previous from person_corrections where case_id = $1 order by field',
        [caseId],
      );
      expect(kept.map(({ field }) => field)).toEqual(['givenName', 'passportNumber']);
      expect(kept[0]?.previous.toString('latin1')).not.toContain(NAME);
      const [audited] = await api.sql<{ fields: string[] }>(
        `select fields from audit_events where action = 'subject-request-granted' and subject_id = $1`,
        [id],
      );
      expect(audited?.fields).toEqual(['givenName', 'passportNumber']);
    });

    it('that is refused, or has not been decided, changes nothing; one without a change is none', async () => {
      const caseId = await reportOf(api, { givenName: NAME });
      const id = await asked(caseId, 'correction', { changes: { givenName: 'Wobblethorpe' } });
      await decide(id, 'refused');
      expect((await social.ask('GET', `/v1/cases/${caseId}`)).text).toContain(NAME);
      expect(await ask(caseId, 'correction')).toMatchObject({ status: 422, code: 'field-missing' });
      const mixed = await ask(caseId, 'export', { changes: { givenName: 'Wobblethorpe' } });
      expect(mixed).toMatchObject({ status: 422, code: 'field-unknown' });
    });
  });

  it.each(['restriction', 'objection'])('stops all new sharing by a granted %s until it is lifted', async (kind) => {
    const caseId = await reportOf(api, { givenName: NAME });
    const id = await asked(caseId, kind);
    await refer(caseId);
    await decide(id);
    await expect(refer(caseId)).rejects.toMatchObject({ code: 'sharing-restricted' });
    const lift = () => second.ask('POST', `/v1/subject-requests/${id}/lifting`, REASON);
    expect((await lift()).status).toBe(200);
    expect(await lift()).toMatchObject({ status: 409, code: 'sharing-not-restricted' });
    await expect(refer(caseId)).resolves.toMatchObject({ state: 'sent' });
  });
});
