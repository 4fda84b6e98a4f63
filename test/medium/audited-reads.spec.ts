import { PolicyShelf } from '#persistence/policy-shelf.js';
import { randomUUID } from 'node:crypto';
import { AuditQuery } from '../../apps/api/src/audit/audit.query.js';
import { CasesQuery } from '../../apps/api/src/cases/cases.query.js';
import type { SignedIn } from '../../apps/api/src/http/request-context.js';
import { OwnSheetQuery } from '../../apps/api/src/papers/own-sheet.query.js';
import { TaskRecordQuery } from '../../apps/api/src/papers/task-record.query.js';
import { PersonSearchQuery } from '../../apps/api/src/persons/person-search.query.js';
import { ReferralsService } from '../../apps/api/src/referrals/referrals.service.js';
import { formLibrary } from '#policy/forms.js';
import { DraftsService } from '../../apps/api/src/tasks/drafts.service.js';
import { auditedRead } from '#persistence/audited-read.js';
import { getPolicy } from '#policy/load-policy.js';
import { openTestStore, type TestStore } from './test-store.js';

const NAME = 'กานดา';
const MANY = 1_000_000;

interface Row {
  readonly action: string;
  readonly decision: string;
  readonly caseId: string | null;
  readonly accountId: string;
  readonly agency: string;
  readonly fields: readonly string[];
}

describe('reading a person’s file (S06)', () => {
  let store: TestStore;
  let cases: CasesQuery;
  let audit: AuditQuery;
  let caseId: string;
  let auditor: SignedIn;

  beforeAll(async () => {
    store = await openTestStore();
    const policy = getPolicy('th-nrm-2565');
    cases = new CasesQuery(store.unitOfWork, new PolicyShelf([[policy.version, policy]]));
    audit = new AuditQuery(store.unitOfWork);
    caseId = await store.report({ persons: [{ nationality: 'TH', language: 'th', givenName: NAME }] });
    auditor = { ...store.me, accountId: randomUUID(), username: 'watcher', roles: ['auditor'], agency: 'auditor' };
    await store.asOwner(
      `insert into accounts (id, username, display_name, password_hash, agency, roles)
       values ($1, $2, 'Watcher', '-', $3, $4)`,
      [auditor.accountId, auditor.username, auditor.agency, auditor.roles],
    );
  });
  afterAll(() => store.close());

  const rows = (action: string) =>
    store.asOwner<Row>(
      `select action, decision, case_id as "caseId", account_id as "accountId", agency, fields
       from audit_events where action = $1 order by id`,
      [action],
    );

  it('leaves who, from which agency, whose, and which fields, and nothing of what was in them', async () => {
    const { person } = await cases.read(store.me, caseId);
    expect(person?.givenName).toBe(NAME);
    const [row, ...more] = await rows('read-case');
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      decision: 'allowed',
      caseId,
      accountId: store.me.accountId,
      agency: store.me.agency,
    });
    expect(row?.fields).toContain('givenName');
    const [everything] = await store.asOwner<{ text: string }>(
      `select string_agg(e::text, ' ') as text from audit_events e`,
    );
    expect(everything?.text).not.toContain(NAME);
  });

  it.each([
    ['the timeline', 'read-timeline', () => cases.timeline(store.me, caseId)],
    ['her own sheet', 'read-own-sheet', () => new OwnSheetQuery(store.casework).read(store.me, caseId, 'th')],
  ])('leaves a row for %s', async (_, action, read) => {
    await read();
    expect(await rows(action)).toMatchObject([{ decision: 'allowed', caseId }]);
  });

  it('leaves a row for a draft, with the names of its answers, and none where there is no draft', async () => {
    const drafts = new DraftsService(store.unitOfWork, formLibrary());
    const [task] = await store.asOwner<{ id: string }>(
      `select id from tasks where case_id = $1 and key = 'triage-report'`,
      [caseId],
    );
    expect(await drafts.find(store.me, task?.id ?? '')).toBeNull();
    expect(await rows('read-draft')).toEqual([]);
    await drafts.save(store.me, task?.id ?? '', { outcome: 'accept', dangerNotes: NAME }, { seen: null });
    expect(await drafts.find(store.me, task?.id ?? '')).toMatchObject({ answers: { dangerNotes: NAME } });
    expect(await rows('read-draft')).toMatchObject([{ caseId, fields: ['dangerNotes', 'outcome'] }]);
  });

  it('leaves a row for each referral that its receiver was shown', async () => {
    const referrals = new ReferralsService(store.unitOfWork, store.casework);
    const { id } = await referrals.create(
      store.me,
      caseId,
      {
        service: 'legal-aid',
        receiverAgency: 'ngo-legal-aid',
        purpose: 'advice',
        sharedFields: ['name'],
        consent: { given: true },
      },
      null,
    );
    await referrals.listForReceiver({ ...store.me, agency: 'ngo-legal-aid' });
    const shown = await store.asOwner(`select subject_id as id, case_id as "caseId" from audit_events
      where action = 'read-referrals' and agency = 'ngo-legal-aid'`);
    expect(shown).toEqual([{ id, caseId }]);
  });

  it('leaves a row when it was refused', async () => {
    const nobodys = randomUUID();
    await expect(cases.read(store.me, nobodys)).rejects.toThrow('case-not-found');
    expect(await rows('read-case')).toContainEqual(expect.objectContaining({ decision: 'refused', caseId: nobodys }));
  });

  it('is not answered when its row cannot be written', async () => {
    const unwritable = { action: 'read-legal-holds', purpose: 'casework', caseId: 'no-uuid' } as const;
    const read = auditedRead(store.unitOfWork, store.me, unwritable, (_, seen) => {
      seen({});
      return Promise.resolve(NAME);
    });
    await expect(read).rejects.toThrow();
    expect(await rows('read-legal-holds')).toEqual([]);
  });

  describe('the auditor', () => {
    it('finds by case, account, action, decision and time, page by page, each row once', async () => {
      const all = await audit.list(auditor, { caseId, limit: 200 });
      const paged: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await audit.list(auditor, {
          caseId,
          to: all.items[0]?.at ?? '',
          limit: 2,
          ...(cursor === undefined ? {} : { cursor }),
        });
        paged.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      const expected = all.items.filter(({ at }) => at < (all.items[0]?.at ?? '')).map(({ id }) => id);
      expect(paged).toEqual(expected);
      const { items } = await audit.list(auditor, { account: 'tester', action: 'read-case', decision: 'refused' });
      expect(items).toMatchObject([{ account: 'tester', action: 'read-case', decision: 'refused' }]);
    });

    it('is seen looking: which filters, of whose case', async () => {
      const before = (await rows('read-audit')).length;
      await audit.list(auditor, { caseId, account: 'tester' });
      const after = await rows('read-audit');
      expect(after).toHaveLength(before + 1);
      expect(after.at(-1)).toMatchObject({ accountId: auditor.accountId, caseId, fields: ['account', 'caseId'] });
    });

    it('is told of whoever found her by a search, and of whoever was refused a task of hers', async () => {
      const before = new Date().toISOString();
      const { items: found } = await new PersonSearchQuery(store.unitOfWork).search(store.me, { name: NAME });
      expect(found.map((one) => one.caseId)).toContain(caseId);
      const stranger = { ...store.me, province: '71', agency: 'elsewhere', roles: ['social-worker'] as const };
      const [task] = await store.asOwner<{ id: string }>('select id from tasks where case_id = $1 limit 1', [caseId]);
      const record = new TaskRecordQuery(store.unitOfWork, formLibrary());
      await expect(record.read(stranger, task?.id ?? '', 'th')).rejects.toThrow('task-not-found');
      const { items } = await audit.readers(auditor, { caseId, from: before });
      expect(items).toContainEqual(expect.objectContaining({ actions: ['search-persons'], times: 1, refused: 0 }));
      expect(items).toContainEqual(expect.objectContaining({ actions: ['read-task-record'], times: 0, refused: 1 }));
    });

    it('is told who saw her between two instants among a million rows in less than 5 s (S32)', async () => {
      await store.asOwner(
        `insert into audit_events (id, at, account_id, roles, agency, action, purpose, decision, case_id, fields)
         select gen_random_uuid(), date_trunc('milliseconds', now() - make_interval(secs => n)),
           '${store.me.accountId}', '{social-worker}', 'psdhs-nonthaburi', 'read-case', 'casework', 'allowed',
           case when n % 1000 = 0 then '${caseId}'::uuid else gen_random_uuid() end, '{alias,givenName}'
         from generate_series(1, ${MANY}) n`,
      );
      const from = new Date(Date.now() - 500_000 * 1000).toISOString();
      const startedAt = performance.now();
      const { items } = await audit.readers(auditor, { caseId, from });
      const took = performance.now() - startedAt;
      const tester = items.find(({ roles, agency }) => roles.length === 1 && agency === store.me.agency);
      expect(tester).toMatchObject({ account: 'tester', refused: 0, fields: ['alias', 'givenName'] });
      expect(tester?.times).toBeGreaterThanOrEqual(499);
      expect(tester?.times).toBeLessThanOrEqual(500);
      expect(took).toBeLessThan(5_000);
    }, 180_000);
  });
});
