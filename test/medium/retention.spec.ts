import { auditKey } from '#audit/audit-key.js';
import { withAuditSession } from '#audit/audit-session.js';
import { sealCommitted } from '#audit/sealing.js';
import { verifyChain } from '#audit/verify-chain.js';
import { systemSubject } from '#domain/subject.js';
import { destroyShreddedKeys } from '#persistence/case-file/shred-case.js';
import { subjectSettings } from '#persistence/subject-settings.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { Vault } from '#privacy/vault.js';
import { reportOf, secondSupervisor } from './privacy-cases.js';
import { TestApi, type Browser } from './test-api.js';

const NAME = 'Plimworthy';
const PASSPORT = 'ZK4410982';
const REASON = { reason: 'Everything was read through; nothing is needed any more' };

describe('the end of retention (S26, S31)', () => {
  let api: TestApi;
  let social: Browser;
  let second: Browser;
  let admin: Browser;

  beforeAll(async () => {
    api = await TestApi.open();
    await secondSupervisor(api);
    social = await api.signedIn('social');
    second = await api.signedIn('second');
    admin = await api.signedIn('admin');
  }, 60_000);
  afterAll(() => api.close());

  const closedCase = async (retentionUntil: string | null = '2024-05-01') => {
    const caseId = await reportOf(api, { givenName: NAME, passportNumber: PASSPORT });
    await api.sql(
      `update cases set status = 'closed', closed_at = now() - interval '9 years', retention_until = $2 where id = $1`,
      [caseId, retentionUntil],
    );
    return caseId;
  };
  const listed = async (caseId: string) => {
    const { items } = (await second.ask('GET', '/v1/retention')).body as { items: readonly { id: string }[] };
    return items.find(({ id }) => id === caseId);
  };
  const request = (caseId: string, browser = social) => browser.ask('POST', `/v1/cases/${caseId}/shredding`, REASON);
  const requested = async (caseId: string) => {
    const { status, body, text } = await request(caseId);
    if (status !== 202) throw new Error(text);
    return String(body.approvalId);
  };
  const decide = (browser: Browser, approvalId: string, decision = 'approved') =>
    browser.ask('POST', `/v1/approvals/${approvalId}/decision`, { decision, ...REASON });
  const matches = async () => {
    const { body } = await social.ask('POST', '/v1/persons/search', { passportNumber: PASSPORT });
    return JSON.stringify(body);
  };

  it('shows which closed cases are due for review, and none whose time has not come', async () => {
    const due = await closedCase();
    const kept = await closedCase('2999-01-01');
    expect(await listed(due)).toMatchObject({ retentionUntil: '2024-05-01', legalHold: null, requested: null });
    expect(await listed(kept)).toBeUndefined();
    expect(JSON.stringify(await listed(due))).not.toContain(NAME);
  });

  it('erases nothing of a case that is open, or that must still be kept', async () => {
    const open = await reportOf(api, { givenName: NAME });
    expect(await request(open)).toMatchObject({ status: 409, code: 'case-not-closed' });
    expect(await request(await closedCase('2999-01-01'))).toMatchObject({ code: 'retention-not-passed' });
    expect(await request(await closedCase(null))).toMatchObject({ code: 'retention-not-passed' });
  });

  it('takes two persons: whoever asked for it is refused when she approves it herself', async () => {
    const caseId = await closedCase();
    const approvalId = await requested(caseId);
    expect(await listed(caseId)).toMatchObject({ requested: { approvalId, requestedBy: 'social' } });
    expect(await request(caseId, second)).toMatchObject({ status: 409, code: 'shredding-already-requested' });
    expect(await decide(social, approvalId)).toMatchObject({ status: 403, code: 'four-eyes-required' });
    expect((await social.ask('GET', `/v1/cases/${caseId}`)).text).toContain(NAME);
  });

  it('leaves a case as it was when the second person refuses, and may be asked for again', async () => {
    const caseId = await closedCase();
    expect(await decide(second, await requested(caseId), 'refused')).toMatchObject({ status: 200 });
    expect((await social.ask('GET', `/v1/cases/${caseId}`)).text).toContain(NAME);
    expect((await request(caseId)).status).toBe(202);
  });

  it('respects a legal hold, also one that came between the request and the decision, and shows it', async () => {
    const caseId = await closedCase();
    const approvalId = await requested(caseId);
    const hold = { reason: 'Appeal pending' };
    expect((await social.ask('POST', `/v1/cases/${caseId}/legal-holds`, hold)).status).toBe(201);
    expect(await social.ask('POST', `/v1/cases/${caseId}/legal-holds`, hold)).toMatchObject({ code: 'legal-hold' });
    expect(await listed(caseId)).toMatchObject({ legalHold: { placedBy: 'social' } });
    expect(await decide(second, approvalId)).toMatchObject({ status: 409, code: 'legal-hold' });
    const { items } = (await second.ask('GET', `/v1/cases/${caseId}/legal-holds`)).body;
    expect(items).toMatchObject([{ reason: 'Appeal pending', placedBy: 'social', liftedAt: null }]);
    const lifting = { reason: 'Appeal decided' };
    expect((await second.ask('POST', `/v1/cases/${caseId}/legal-holds/lifting`, lifting)).status).toBe(200);
    expect((await decide(second, approvalId)).status).toBe(200);
  });

  it('waits for a request of hers that is not answered yet', async () => {
    const caseId = await closedCase();
    await api.sql(
      `insert into subject_requests (id, case_id, kind, asked_by, details, received_at, due_at, filed_by, filed_at)
       select gen_random_uuid(), $1, 'export', 'person', '\\x00', now(), now() + interval '30 days', id, now()
       from accounts where username = 'social'`,
      [caseId],
    );
    expect(await listed(caseId)).toMatchObject({ openSubjectRequests: 1 });
    expect(await request(caseId)).toMatchObject({ status: 409, code: 'subject-request-open' });
  });

  it('leaves codes: no name, no answer, no match, a clear refusal in both languages, and an audit that holds', async () => {
    const caseId = await closedCase();
    expect(await matches()).toContain(caseId);
    expect((await decide(admin, await requested(caseId))).body).toMatchObject({ done: [caseId] });

    const { body } = await social.ask('GET', `/v1/cases/${caseId}`);
    expect(body).toMatchObject({ person: null, status: 'closed' });
    expect(body.erasedAt).not.toBeNull();
    expect(JSON.stringify(body)).not.toContain(NAME);
    expect(await matches()).not.toContain(caseId);
    expect(await listed(caseId)).toBeUndefined();
    const refused = await social.ask('GET', `/v1/cases/${caseId}/legal-holds`);
    expect(refused).toMatchObject({ status: 410, code: 'personal-data-erased' });
    const thai = await social.ask('GET', `/v1/cases/${caseId}/legal-holds`, undefined, { 'accept-language': 'th' });
    expect(thai.text).toContain('ถูกลบอย่างถาวร');
    const english = await social.ask('GET', `/v1/cases/${caseId}/legal-holds`, undefined, { 'accept-language': 'en' });
    expect(english.text).toContain('was erased for good');

    const unitOfWork = api.app.get(UnitOfWork);
    expect(await destroyShreddedKeys(unitOfWork, systemSubject('keys'), api.app.get(Vault))).toBeGreaterThan(0);
    await unitOfWork.run(systemSubject('sealer'), sealCommitted);
    const verdict = await withAuditSession(api.database.ownerUrl, subjectSettings(systemSubject('sealer')), (sql) =>
      verifyChain({ sql, key: auditKey(), trusted: auditKey().verifying, checkpoints: [] }),
    );
    expect(verdict.fault).toBeNull();
    const acts = await api.sql<{ action: string }>(
      `select action from audit_events where case_id = $1 and purpose = 'retention' and decision = 'allowed'`,
      [caseId],
    );
    expect(acts.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['request-shredding', 'shredding-approved']),
    );
  });

  it('shows an administrator what is due and who holds it, and not why: she is blind to what is told', async () => {
    const caseId = await closedCase();
    await social.ask('POST', `/v1/cases/${caseId}/legal-holds`, { reason: 'Appeal pending' });
    const { items } = (await admin.ask('GET', '/v1/retention')).body as { items: readonly { id: string }[] };
    expect(items.find(({ id }) => id === caseId)).toMatchObject({ legalHold: { placedBy: 'social' } });
    expect(await admin.ask('GET', `/v1/cases/${caseId}/legal-holds`)).toMatchObject({ status: 403 });
  });

  it('shows a supervisor of another province neither the case nor the way to erase it', async () => {
    const caseId = await closedCase();
    const elsewhere = await api.signedIn('social-kan');
    expect(JSON.stringify((await elsewhere.ask('GET', '/v1/retention')).body)).not.toContain(caseId);
    expect(await request(caseId, elsewhere)).toMatchObject({ status: 404, code: 'case-not-found' });
  });

  it('is nobody’s but a supervisor’s or an administrator’s', async () => {
    const caseId = await closedCase();
    const member = await api.signedIn('mdt-member');
    expect(await member.ask('GET', '/v1/retention')).toMatchObject({ status: 403 });
    expect(await request(caseId, member)).toMatchObject({ status: 403 });
  });
});
