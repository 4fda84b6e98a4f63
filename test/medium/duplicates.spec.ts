import { randomUUID } from 'node:crypto';
import { systemSubject } from '#domain/subject.js';
import { findDuplicates } from '#persistence/find-duplicates.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { TestApi, type Browser } from './test-api.js';

interface Pair {
  readonly id: string;
  readonly state: string;
  readonly mayDecide: boolean;
  readonly signals: readonly { readonly code: string; readonly label: { readonly th: string; readonly en: string } }[];
  readonly cases: readonly { readonly id: string; readonly number: string; readonly person: object | null }[];
  readonly decisions: readonly { readonly decision: string; readonly decidedBy: string }[];
}

const HER = { nationality: 'TH', language: 'th', givenName: 'สมหญิง', familyName: 'ใจดี', bornOn: '1990-04-05' };
const HER_IN_LATIN = { ...HER, givenName: 'Somying', familyName: 'Jaidee', bornOn: '1990-05-04' };
const reason = 'Quillfeather: the same scar';

describe('one woman reported twice (S26)', () => {
  let api: TestApi;
  let police: Browser;
  let ngo: Browser;
  let social: Browser;
  let deputy: Browser;

  const report = async (by: Browser, one: object, province = '12'): Promise<string> => {
    const happenedAt = new Date(Date.now() - 60_000).toISOString();
    const body = { channel: 'police', province, happenedAt, dangerNow: false, reporterConsents: true, persons: [one] };
    const { body: receipt, text } = await by.ask('POST', '/v1/reports', body);
    const id = (receipt.cases as { id: string }[] | undefined)?.[0]?.id;
    if (id === undefined) throw new Error(text);
    return id;
  };
  const look = () => findDuplicates(api.app.get(UnitOfWork), systemSubject('matcher'));
  const pairsOf = async (by: Browser, caseId: string): Promise<readonly Pair[]> => {
    const { status, body, text } = await by.ask('GET', `/v1/cases/${caseId}/possible-duplicates`);
    if (status !== 200) throw new Error(text);
    return body.items as Pair[];
  };
  const onlyPair = async (by: Browser, caseId: string): Promise<Pair> => {
    const [pair, ...more] = await pairsOf(by, caseId);
    expect(more).toEqual([]);
    if (pair === undefined) throw new Error('No pair');
    return pair;
  };
  const decide = (by: Browser, id: string, order: object) => by.ask('POST', `/v1/duplicates/${id}/decision`, order);
  const kindsOf = async (caseId: string): Promise<readonly string[]> => {
    const { body } = await social.ask('GET', `/v1/cases/${caseId}/timeline`);
    return (body.items as { kind: string; sentence: { en: string } }[]).map(({ kind }) => kind);
  };
  const clocksAndTasks = async (caseId: string) => {
    const clocks = await api.sql('select key, state, due_at from clocks where case_id = $1 order by id', [caseId]);
    return [clocks, await api.sql('select key, state from tasks where case_id = $1 order by position', [caseId])];
  };

  beforeAll(async () => {
    api = await TestApi.open();
    police = await api.signedIn('police');
    ngo = await api.signedIn('ngo');
    social = await api.signedIn('social');
    deputy = await api.personOf('deputy', ['supervisor'], '12');
  }, 60_000);
  afterAll(() => api.close(), 60_000);

  describe('by two agencies, in two scripts', () => {
    let first: string;
    let second: string;
    let pair: Pair;
    let before: unknown;

    beforeAll(async () => {
      first = await report(police, {
        ...HER,
        custody: { startedAt: new Date(Date.now() - 3_600_000).toISOString(), placeType: 'shelter' },
      });
      await look();
      second = await report(ngo, HER_IN_LATIN);
      await look();
      pair = await onlyPair(social, second);
      before = [await clocksAndTasks(first), await clocksAndTasks(second)];
    }, 60_000);

    it('is laid before whoever sees both, with what is alike, seen from either case', async () => {
      expect(pair.signals.map(({ code }) => code)).toEqual(['similar-name', 'near-birth-date']);
      expect(pair.signals[0]?.label.th).toContain('ชื่อคล้ายกัน');
      expect(pair.cases.map(({ id }) => id).sort()).toEqual([first, second].sort());
      expect(pair.mayDecide).toBe(true);
      expect((await onlyPair(deputy, first)).id).toBe(pair.id);
      const { body } = await social.ask('GET', '/v1/duplicates');
      expect((body.items as Pair[]).map(({ id }) => id)).toContain(pair.id);
    });

    it('leaves whose files were shown for it on the audit', async () => {
      const rows = await api.sql<{ case_id: string; fields: string[] }>(
        `select case_id, fields from audit_events where action = 'read-duplicates' and decision = 'allowed'`,
      );
      expect(new Set(rows.map(({ case_id: id }) => id))).toEqual(new Set([first, second]));
      expect(rows[0]?.fields).toContain('givenName');
    });

    it('tells those who reported her nothing, and nobody whose case is only one of the two', async () => {
      for (const reporter of [police, ngo]) {
        expect((await reporter.ask('GET', `/v1/cases/${first}/possible-duplicates`)).status).toBe(403);
        expect((await reporter.ask('GET', '/v1/duplicates')).status).toBe(403);
        expect((await decide(reporter, pair.id, { decision: 'link', reason })).status).toBe(403);
      }
      const kanchanaburi = await api.signedIn('social-kan');
      expect(await kanchanaburi.ask('GET', `/v1/cases/${first}/possible-duplicates`)).toMatchObject({
        status: 404,
        code: 'case-not-found',
      });
      const [known, unknown] = await Promise.all(
        [pair.id, randomUUID()].map((id) => decide(kanchanaburi, id, { decision: 'link', reason })),
      );
      const { requestId: _, ...said } = known?.body ?? {};
      const { requestId: __, ...ofNothing } = unknown?.body ?? {};
      expect(said).toEqual(ofNothing);
      expect(known).toMatchObject({ status: 404, code: 'duplicate-not-found' });
    });

    it('refuses a merge without a case that leads, or with a third one', async () => {
      for (const leadingCaseId of [undefined, randomUUID()]) {
        const { body } = await decide(social, pair.id, { decision: 'merge', reason, leadingCaseId });
        expect(body.errors).toMatchObject([{ path: '/leadingCaseId', code: 'field-not-a-valid-value' }]);
      }
      const { code } = await decide(social, pair.id, { decision: 'link', reason, leadingCaseId: first });
      expect(code).toBe('field-unknown');
    });

    it('is merged by two persons who both see her, never by one', async () => {
      const asked = await decide(social, pair.id, { decision: 'merge', leadingCaseId: first, reason });
      expect(asked).toMatchObject({ status: 200, body: { state: 'merge-asked' } });
      const approval = `/v1/approvals/${String(asked.body.approvalId)}/decision`;
      const yes = { decision: 'approved', reason };
      expect((await decide(deputy, pair.id, { decision: 'not-the-same', reason })).code).toBe(
        'duplicate-already-decided',
      );
      expect((await social.ask('POST', approval, yes)).code).toBe('four-eyes-required');
      expect((await (await api.signedIn('admin')).ask('POST', approval, yes)).code).toBe('not-permitted');
      const elsewhere = await api.personOf('elsewhere', ['supervisor'], '71');
      expect((await elsewhere.ask('POST', approval, yes)).code).toBe('approval-not-found');
      expect(await kindsOf(second)).not.toContain('case-merged');
      expect(await deputy.ask('POST', approval, yes)).toMatchObject({
        status: 200,
        body: { kind: 'merge-cases', decision: 'approved' },
      });
      for (const id of [first, second]) expect(await kindsOf(id)).toContain('case-merged');
      expect((await onlyPair(social, first)).state).toBe('merged');
    });

    it('loses no clock and no task by it: both cases go on', async () => {
      expect([await clocksAndTasks(first), await clocksAndTasks(second)]).toEqual(before);
    });

    it('is undone with a reason: the pair is open again, and who did what stays', async () => {
      const undone = await deputy.ask('POST', `/v1/duplicates/${pair.id}/reversal`, { reason });
      expect(undone).toMatchObject({ status: 200, body: { state: 'proposed' } });
      expect((await deputy.ask('POST', `/v1/duplicates/${pair.id}/reversal`, { reason })).code).toBe(
        'duplicate-not-decided',
      );
      for (const id of [first, second]) expect(await kindsOf(id)).toContain('case-link-reversed');
      expect([await clocksAndTasks(first), await clocksAndTasks(second)]).toEqual(before);
      const { decisions, state } = await onlyPair(social, first);
      expect(state).toBe('proposed');
      expect(decisions.map(({ decision, decidedBy }) => `${decidedBy} ${decision}`)).toEqual([
        'social ask-merge',
        'deputy merge',
        'deputy reverse',
      ]);
      const rows = await api.sql<{ action: string; case_id: string }>(
        `select action, case_id from audit_events where subject_id = $1 and decision = 'allowed' order by at`,
        [pair.id],
      );
      for (const id of [first, second]) {
        expect(rows.filter(({ case_id: of }) => of === id).map(({ action }) => action)).toEqual([
          'duplicate-ask-merge',
          'duplicate-merge',
          'duplicate-reverse',
        ]);
      }
    });

    it('keeps the reasons sealed', async () => {
      const [kept] = await api.sql<{ text: string }>(
        `select string_agg(d::text, ' ') as text from duplicate_decisions d`,
      );
      expect(kept?.text).not.toContain('Quillfeather');
      expect(kept?.text).not.toContain(Buffer.from('Quillfeather').toString('hex'));
    });

    it('may only be linked: both cases name the other', async () => {
      expect((await decide(social, pair.id, { decision: 'link', reason })).status).toBe(200);
      const { body } = await social.ask('GET', `/v1/cases/${second}/timeline`);
      const number = pair.cases.find(({ id }) => id === first)?.number ?? '';
      const said = (body.items as { kind: string; sentence: { th: string; en: string } }[]).at(-1)?.sentence;
      expect(said).toEqual({ th: `เชื่อมกับเคส ${number}`, en: `Linked with case ${number}.` });
    });
  });

  it('is proposed again after “not the same” only when something new is alike', async () => {
    const one = await report(police, { ...HER, givenName: 'ดวงใจ', familyName: 'ศรีสุข', bornOn: undefined });
    const other = await report(ngo, { ...HER, givenName: 'Duangjai', familyName: 'Srisuk', bornOn: undefined });
    await look();
    const pair = await onlyPair(social, one);
    expect((await decide(social, pair.id, { decision: 'not-the-same', reason })).status).toBe(200);
    for (const id of [one, other]) expect(await kindsOf(id)).not.toContain('case-linked');
    const again = () =>
      api.sql('insert into duplicate_checks (id, case_id, asked_at) values (gen_random_uuid(), $1, now())', [one]);
    await again();
    expect(await look()).toBe(0);
    expect((await onlyPair(social, one)).state).toBe('not-the-same');
    for (const id of [one, other]) {
      const changes = { passportNumber: 'AA7654321' };
      const asked = { caseId: id, kind: 'correction', askedBy: 'person', words: 'Her passport was found', changes };
      const { body, text } = await social.ask('POST', '/v1/subject-requests', asked);
      const filed = body.id as string | undefined;
      if (filed === undefined) throw new Error(text);
      await deputy.ask('POST', `/v1/subject-requests/${filed}/decision`, { decision: 'granted', reason });
    }
    expect(await look()).toBe(1);
    const { state, signals } = await onlyPair(social, one);
    expect(state).toBe('proposed');
    expect(signals.map(({ code }) => code)).toContain('same-passport');
  });

  it('is seen across two provinces by nobody who sees only one, and decided by nobody who sees no person', async () => {
    const passport = { nationality: 'LA', language: 'lo', passportNumber: 'P0099887' };
    const here = await report(police, passport);
    const there = await report(ngo, passport, '71');
    await look();
    expect(await pairsOf(social, here)).toEqual([]);
    const kanchanaburi = await api.signedIn('social-kan');
    expect(await pairsOf(kanchanaburi, there)).toEqual([]);
    const national = await api.personOf('national', ['supervisor'], null);
    const pair = await onlyPair(national, here);
    expect(pair).toMatchObject({ mayDecide: false, cases: [{ person: null }, { person: null }] });
    expect((await decide(national, pair.id, { decision: 'link', reason })).code).toBe('not-permitted');
  });

  describe('across two provinces, after the glass of both cases was broken', () => {
    const why = 'Two police stations report one passport; whether she is one woman must be known before tonight';
    const decidersOf = async (one: string, other: string) => [
      await api.personOf(one, ['supervisor'], null),
      await api.personOf(other, ['supervisor'], null),
    ];
    const breakGlass = async (by: Browser, ...ids: readonly string[]) => {
      for (const id of ids) {
        const { status, text } = await by.ask('POST', `/v1/cases/${id}/emergency-access`, { reason: why });
        if (status !== 201) throw new Error(text);
      }
    };
    const reportedTwice = async (passportNumber: string): Promise<readonly [string, string]> => {
      const passport = { nationality: 'LA', language: 'lo', passportNumber };
      const both = [await report(police, passport), await report(ngo, passport, '71')] as const;
      await look();
      return both;
    };
    const timelineOf = async (by: Browser, caseId: string) => {
      const { body } = await by.ask('GET', `/v1/cases/${caseId}/timeline`);
      return (body.items as { kind: string }[]).map(({ kind }) => kind);
    };
    beforeEach(() => api.sql('delete from rate_limits'));

    it('is decided by a national supervisor for that hour, seen in both cases and on the audit as an emergency', async () => {
      const [here, there] = await reportedTwice('P0099111');
      const [national] = await decidersOf('roving', 'roving-two');
      if (national === undefined) throw new Error('Nobody');
      const { id } = await onlyPair(national, here);

      await breakGlass(national, here);
      expect(await onlyPair(national, here)).toMatchObject({ mayDecide: false });
      expect((await decide(national, id, { decision: 'link', reason })).code).toBe('not-permitted');

      await breakGlass(national, there);
      const seen = await onlyPair(national, here);
      expect(seen.mayDecide).toBe(true);
      expect(seen.cases.map(({ person }) => person)).toMatchObject([
        { passportNumber: 'P0099111' },
        { passportNumber: 'P0099111' },
      ]);
      expect(await decide(national, id, { decision: 'link', reason })).toMatchObject({
        status: 200,
        body: { state: 'linked' },
      });
      const kanchanaburi = await api.signedIn('social-kan');
      expect(await timelineOf(social, here)).toContain('case-linked');
      expect(await timelineOf(kanchanaburi, there)).toContain('case-linked');
      // Neither team is shown the other's case by it.
      expect((await social.ask('GET', `/v1/cases/${there}`)).code).toBe('case-not-found');
      expect((await kanchanaburi.ask('GET', `/v1/cases/${here}`)).code).toBe('case-not-found');

      const rows = await api.sql<{ case_id: string; action: string; purpose: string }>(
        `select e.case_id, e.action, e.purpose from audit_events e join accounts a on a.id = e.account_id
         where a.username = 'roving' and e.decision = 'allowed' and e.purpose = 'emergency'
           and e.action in ('read-duplicates', 'duplicate-link')`,
      );
      for (const one of [here, there]) {
        expect(rows.filter(({ case_id: caseId }) => caseId === one).map(({ action }) => action)).toEqual(
          expect.arrayContaining(['read-duplicates', 'duplicate-link']),
        );
      }

      // The hour is over: the persons are gone, and the pair cannot be touched any more.
      await api.sql(`begin; alter table emergency_accesses no force row level security;
        update emergency_accesses set expires_at = clock_timestamp() - interval '1 second' where case_id = '${here}';
        alter table emergency_accesses force row level security; commit`);
      const { mayDecide, cases } = await onlyPair(national, here);
      expect(mayDecide).toBe(false);
      expect(cases.find(({ id: caseId }) => caseId === here)?.person).toBeNull();
      expect((await national.ask('POST', `/v1/duplicates/${id}/reversal`, { reason })).code).toBe('not-permitted');
    });

    it('is merged only when a second person broke the glass of both as well', async () => {
      const [here, there] = await reportedTwice('P0099222');
      const [first, second] = await decidersOf('asking', 'approving');
      if (first === undefined || second === undefined) throw new Error('Nobody');
      await breakGlass(first, here, there);
      const { id } = await onlyPair(first, here);
      const asked = await decide(first, id, { decision: 'merge', leadingCaseId: here, reason });
      expect(asked).toMatchObject({ status: 200, body: { state: 'merge-asked' } });
      const approval = `/v1/approvals/${String(asked.body.approvalId)}/decision`;
      const yes = { decision: 'approved', reason };
      expect((await second.ask('POST', approval, yes)).code).toBe('not-permitted');
      await breakGlass(second, here);
      expect((await second.ask('POST', approval, yes)).code).toBe('not-permitted');
      await breakGlass(second, there);
      expect((await first.ask('POST', approval, yes)).code).toBe('four-eyes-required');
      expect(await second.ask('POST', approval, yes)).toMatchObject({ status: 200, body: { decision: 'approved' } });
      expect((await onlyPair(second, there)).state).toBe('merged');
    });
  });

  it('is not found by a phone that many share, or by nothing at all', async () => {
    const shared = { nationality: 'TH', language: 'th', phone: '0899999999' };
    const cases = await Promise.all([
      report(police, { ...shared, givenName: 'ก้อย' }),
      report(ngo, { ...shared, givenName: 'ปราณี' }),
    ]);
    await report(police, { nationality: 'TH', language: 'th' });
    await report(police, { nationality: 'TH', language: 'th' });
    expect(await look()).toBe(0);
    for (const id of cases) expect(await pairsOf(social, id)).toEqual([]);
  });

  it('is found among 20,000 others who sound otherwise', async () => {
    await api.sql(
      `insert into person_search_keys (case_id, kind, version, key)
       select (select id from cases limit 1), 'sound', 1, decode(lpad(to_hex(n), 16, '0'), 'hex') from generate_series(1, 20000) n
       on conflict do nothing`,
    );
    const another = {
      nationality: 'TH',
      language: 'th',
      givenName: 'Ratchanee',
      familyName: 'Klomkliang',
      bornOn: '1991-08-02',
    };
    const first = await report(police, another);
    await report(ngo, another);
    await look();
    await onlyPair(social, first);
  });
});
