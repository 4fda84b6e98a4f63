import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import { CasePlayer, type ReportReceipt, type ShownTask } from '../../apps/dev/src/scenarios/case-player.js';
import { reflect, screen } from '../../apps/dev/src/scenarios/common-steps.js';
import { ProblemError, SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { systemSubject, type Subject } from '#domain/subject.js';
import { subjectSettings } from '#persistence/subject-settings.js';
import { startStack, type Stack } from '#testing/stack.js';

interface ShownSitting {
  readonly members: readonly { readonly name: string; readonly username: string | null }[];
  readonly opinions: readonly {
    readonly member: string;
    readonly username: string;
    readonly outcome: string;
    readonly answers: Record<string, unknown>;
  }[];
}

/** In the member's opinion and nowhere else. */
const MARK = 'Quillfeather saw her leave the house alone';

const CHAIR = { name: 'The chair', capacity: 'social-development', username: 'mdt-chair' };
const MEMBER = { name: 'Labour protection', capacity: 'labour-protection', username: 'mdt-member' };
const SOCIAL = { name: 'The case’s social worker', capacity: 'psychology', username: 'social' };
const OFFICER = { name: 'Inquiry officer', capacity: 'police' };
const DOCTOR = { name: 'Doctor', capacity: 'public-health' };
const TEAM = [CHAIR, MEMBER, SOCIAL, OFFICER, DOCTOR];
const RECORDED = [OFFICER, DOCTOR].map(({ name }) => ({
  member: name,
  proposes: 'victim-s6',
  reasons: 'As the statement shows',
}));
const DISSENT = { proposes: 'not-a-victim', means: 'not-found', meansReasons: MARK, reasons: MARK };

describe('a team that is to find whether she is a victim', () => {
  let stack: Stack;
  let client: SaphanClient;
  let kase: CasePlayer;

  const refusal = async (attempt: Promise<unknown>): Promise<readonly string[]> => {
    try {
      await attempt;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const { errors, code } = error.problem;
      return errors.length === 0 ? [code] : errors.map(({ path, code: rule }) => `${path} ${rule}`);
    }
    return [];
  };
  const opinionOf = (username: string): Promise<ShownTask> => kase.open('give-mdt-opinion', username);
  const read = async <T>(username: string, path: string): Promise<T> => (await client.as(username)).get<T>(path);
  const sittingSeenBy = async (username: string): Promise<ShownSitting | null> => {
    const finding = (await kase.tasks()).findLast(({ key }) => key === 'mdt-finding');
    return (await read<{ sitting: ShownSitting | null }>(username, `/v1/tasks/${finding?.id ?? ''}`)).sitting;
  };

  /** Past the API, not past the store: with the application's own role, as a subject that the API would set. */
  const inTheStore = <T extends object>(subject: Subject, sql: string): Promise<readonly T[]> =>
    withClient(stack.databaseUrl, async (db) => {
      await db.query(`begin; ${subjectSettings(subject)}`);
      return (await db.query<T>(sql)).rows;
    });
  const opinionsInTheStoreFor = async (username: 'mdt-chair' | 'mdt-member'): Promise<number> => {
    const [account] = await withClient(stack.ownerUrl, async (db) => {
      const { rows } = await db.query<{ id: string }>('select id from accounts where username = $1', [username]);
      return rows;
    });
    const subject = { accountId: account?.id ?? '', agency: 'mdt-nonthaburi', province: '12', roles: [username] };
    const facts = await inTheStore<{ key: string }>(subject, 'select key from facts');
    expect(facts.map(({ key }) => key)).toContain('mdt-interview');
    return facts.filter(({ key }) => key === 'give-mdt-opinion').length;
  };

  beforeAll(async () => {
    stack = await startStack();
    client = new SaphanClient(stack.apiUrl);
    const receipt = await (
      await client.as('police')
    ).post<ReportReceipt>('/v1/reports', {
      channel: 'police',
      province: '12',
      happenedAt: new Date(Date.now() - 3_600_000).toISOString(),
      dangerNow: false,
      reporterConsents: true,
      persons: [{ nationality: 'TH', language: 'th', ageStatement: 'adult' }],
    });
    kase = new CasePlayer(client, receipt.cases[0]?.id ?? '');
    await kase.do('social', 'triage-report', { outcome: 'accept' });
    await kase.do('social', 'tell-rights');
    await screen(kase, 'indication', { decision: { differsBecause: 'The officer saw the house.' } });
    await reflect(kase, 'waived');
  }, 120_000);
  afterAll(() => stack.stop());

  it('is convened with enough members of different capacities, by accounts that exist, with an agenda', async () => {
    const convene = (members: readonly object[], more: object = {}) =>
      refusal(kase.do('mdt-chair', 'convene-mdt', { members, mode: 'mixed', ...more }));
    expect(await convene([CHAIR, MEMBER])).toEqual(['/answers/members quorum-not-reached']);
    const police = ['A', 'B', 'C'].map((name) => ({ name, capacity: 'police' }));
    expect(await convene(police)).toEqual(['/answers/members quorum-not-reached']);
    expect(await convene([...TEAM, { name: 'Nobody', capacity: 'ngo', username: 'no-such-account' }])).toEqual([
      '/answers/members/5/username field-not-a-valid-value',
    ]);
    expect(await convene(TEAM, { agenda: undefined })).toEqual(['/answers/agenda field-missing']);
    expect(await convene(TEAM)).toEqual([]);
  }, 60_000);

  it('does not sit without its quorum: the clock of the next sitting runs until the team is convened again', async () => {
    const tooFew = { outcome: 'held', membersPresent: [CHAIR, OFFICER] };
    expect(await refusal(kase.do('mdt-chair', 'mdt-interview', tooFew))).toEqual([
      '/answers/membersPresent quorum-not-reached',
    ]);
    await kase.do('mdt-chair', 'mdt-interview', { ...tooFew, outcome: 'quorum-not-reached', notes: 'Three were away' });
    const clock = await kase.clock('mdt-reconvene');
    expect(clock).toMatchObject({ state: 'running', confidence: 'P' });
    expect(Date.parse(clock.dueAt) - Date.parse(clock.startedAt)).toBe(7 * 86_400_000);
    expect((await kase.open('convene-mdt')).dueAt).toBe(clock.dueAt);
    expect((await kase.show()).waitsFor.map(({ unblockedBy }) => unblockedBy.key)).toContain('convene-mdt');
    await kase.do('mdt-chair', 'convene-mdt', { members: TEAM, mode: 'remote' });
    expect((await kase.clock('mdt-reconvene')).state).toBe('stopped');
  }, 60_000);

  it('asks each member present who has an account for her own opinion, and finds nothing before', async () => {
    const interview = await kase.open('mdt-interview');
    const opened = await read<{ suggested: unknown }>('mdt-member', `/v1/tasks/${interview.id}`);
    // Those convened stand there already; whoever did not come is taken out.
    expect(opened.suggested).toEqual({ membersPresent: TEAM });
    await kase.do('mdt-member', 'mdt-interview', { outcome: 'held', membersPresent: TEAM, mode: 'remote' });
    const asked = (await kase.tasks()).filter(({ key }) => key === 'give-mdt-opinion');
    expect(asked.map(({ subject, state }) => `${subject} ${state}`).sort()).toEqual([
      'mdt-chair open',
      'mdt-member open',
      'social open',
    ]);
    expect((await kase.tasks()).findLast(({ key }) => key === 'mdt-finding')?.state).toBe('blocked');
    const inbox = await read<{ items: ShownTask[] }>('mdt-member', `/v1/tasks?key=give-mdt-opinion`);
    expect(inbox.items.map(({ subject }) => subject)).toEqual(['mdt-member']);
  }, 60_000);

  it('lets nobody but the member herself draft, hand on or give her opinion', async () => {
    const { id } = await opinionOf('mdt-member');
    for (const other of ['mdt-chair', 'social', 'admin']) {
      const session = await client.as(other);
      const answers = { outcome: 'given', ...DISSENT };
      expect(await refusal(session.post(`/v1/tasks/${id}/completion`, { answers }))).toEqual(['opinion-is-personal']);
    }
    const supervisor = await client.as('social');
    expect(await refusal(supervisor.post(`/v1/tasks/${id}/assignment`, { assignee: 'social' }))).toEqual([
      'opinion-is-personal',
    ]);
    expect(await refusal(supervisor.get(`/v1/tasks/${id}/draft/history`))).toEqual(['opinion-is-personal']);
    const member = await client.as('mdt-member');
    expect(await refusal(member.post(`/v1/tasks/${id}/draft/handover`, { to: 'mdt-chair' }))).toEqual([
      'opinion-is-personal',
    ]);
    expect(await refusal(kase.complete('mdt-chair', id, { outcome: 'not-given', notGivenReason: 'Away' }))).toEqual([
      '/answers/outcome opinion-still-awaited',
    ]);
  }, 60_000);

  it('keeps each opinion sealed until all are in', async () => {
    const given = await opinionOf('mdt-member');
    await kase.complete('mdt-member', given.id, DISSENT);
    expect((await kase.tasks()).findLast(({ key }) => key === 'mdt-finding')?.state).toBe('blocked');
    const finding = (await kase.tasks()).findLast(({ key }) => key === 'mdt-finding')?.id ?? '';
    for (const other of ['mdt-chair', 'social', 'admin', 'mdt-member']) {
      expect(await sittingSeenBy(other)).toBeNull();
      const session = await client.as(other);
      const paths = [
        `/v1/tasks/${given.id}`,
        `/v1/tasks/${finding}`,
        `/v1/cases/${kase.id}`,
        ...['tasks', 'timeline', 'clocks'].map((part) => `/v1/cases/${kase.id}/${part}`),
        `/v1/tasks?caseId=${kase.id}`,
      ];
      for (const path of paths) {
        const seen = await session.get<unknown>(path).catch((error: unknown) => {
          if (error instanceof ProblemError) return error.problem;
          throw error;
        });
        expect(JSON.stringify(seen)).not.toContain('Quillfeather');
      }
    }
    const record = `/v1/tasks/${given.id}/record`;
    for (const other of ['mdt-chair', 'social']) {
      expect(await refusal((await client.as(other)).get(record))).toEqual(['opinions-sealed']);
    }
    const audited = await inTheStore<{ line: string }>(
      systemSubject('sealer'),
      'select to_jsonb(a)::text as line from audit_events a',
    );
    expect(await opinionsInTheStoreFor('mdt-chair')).toBe(0);
    expect(await opinionsInTheStoreFor('mdt-member')).toBe(1);
    expect(audited.length).toBeGreaterThan(0);
    for (const { line } of audited) expect(line).not.toContain('Quillfeather');
  }, 60_000);

  it('takes no opinion from a member with a conflict of interest: she recuses herself, and that is kept', async () => {
    const { id } = await opinionOf('social');
    const conflict = { conflictOfInterest: 'yes', conflictReason: 'Her sister worked in that house' };
    expect(await refusal(kase.complete('social', id, conflict))).toEqual([
      '/answers/conflictOfInterest conflict-of-interest',
    ]);
    const session = await client.as('social');
    await session.post(`/v1/tasks/${id}/completion`, { answers: { outcome: 'recused', ...conflict } });
    expect(await sittingSeenBy('mdt-chair')).toBeNull();
  }, 60_000);

  it('shows the opinions to those who find, once the last one is in', async () => {
    await kase.complete('mdt-chair', (await opinionOf('mdt-chair')).id, {});
    await kase.open('mdt-finding');
    expect(await opinionsInTheStoreFor('mdt-chair')).toBe(3);
    const sitting = await sittingSeenBy('mdt-chair');
    expect(sitting?.opinions.map(({ member, outcome }) => `${member}: ${outcome}`).sort()).toEqual([
      'Labour protection: given',
      'The case’s social worker: recused',
      'The chair: given',
    ]);
    const dissent = sitting?.opinions.find(({ username }) => username === 'mdt-member')?.answers;
    expect(dissent).toMatchObject({ proposes: 'not-a-victim', reasons: MARK });
  }, 60_000);

  it('finds with reasons for each element and every member’s opinion, or asks for a time that has an end', async () => {
    const find = (answers: object) =>
      refusal(kase.do('mdt-chair', 'mdt-finding', { recordedOpinions: RECORDED, ...answers }));
    expect(await find({ meansReasons: undefined })).toEqual(['/answers/meansReasons reasons-missing']);
    expect(await find({ recordedOpinions: RECORDED.slice(1) })).toEqual(['/answers/recordedOpinions opinion-missing']);
    const until = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    const time = { outcome: 'more-time', moreTimeGround: 'evidence-awaited' };
    expect(await find({ ...time, moreTimeUntil: until(31) })).toEqual(['/answers/moreTimeUntil more-time-too-long']);
    expect(await find({ ...time, moreTimeUntil: until(10) })).toEqual([]);
    const clock = await kase.clock('mdt-reconvene');
    expect(clock.state).toBe('running');
    expect(Math.round((Date.parse(clock.dueAt) - Date.now()) / 86_400_000)).toBe(10);
  }, 60_000);

  it('keeps the dissent beside the finding that the chair signs, whatever she writes', async () => {
    await kase.do('mdt-chair', 'convene-mdt', { members: TEAM });
    await kase.do('mdt-member', 'mdt-interview', { outcome: 'held', membersPresent: [CHAIR, MEMBER, OFFICER, DOCTOR] });
    await kase.do('mdt-member', 'give-mdt-opinion', DISSENT, 'mdt-member');
    await kase.do('mdt-chair', 'give-mdt-opinion', {}, 'mdt-chair');
    expect(await refusal(kase.do('mdt-member', 'mdt-finding', { recordedOpinions: RECORDED }))).toEqual([
      'not-permitted',
    ]);
    const dropped = { recordedOpinions: RECORDED, dissents: [] };
    expect(await refusal(kase.do('mdt-chair', 'mdt-finding', dropped))).toEqual(['/answers/dissents field-unknown']);
    await kase.do('mdt-chair', 'mdt-finding', { recordedOpinions: RECORDED });
    await kase.reachStage('rights-and-choices');
    const signed = await read<{ dissents: unknown }>(
      'social',
      `/v1/tasks/${(await kase.tasks()).findLast(({ key }) => key === 'mdt-finding')?.id ?? ''}`,
    );
    expect(signed.dissents).toEqual([{ member: 'Labour protection', proposes: 'not-a-victim', reasons: MARK }]);
  }, 60_000);
});
