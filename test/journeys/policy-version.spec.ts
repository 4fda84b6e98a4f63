import type { CasePlayer } from '../../apps/dev/src/scenarios/case-player.js';
import { screen } from '../../apps/dev/src/scenarios/common-steps.js';
import { ProblemError, SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { startStack, type Stack } from '#testing/stack.js';
import { reportByPolice } from '../faults/police-report.js';

interface Document {
  readonly version: string;
  readonly clocks: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly [name: string]: unknown;
}
interface WhatIf {
  readonly cases: number;
  readonly movedClocks: number;
  readonly overdueNow: number;
  readonly moves: readonly {
    readonly caseId: string;
    readonly clock: string;
    readonly from: string;
    readonly to: string;
    readonly overdueNow: boolean;
  }[];
  readonly nextCursor: string | null;
  readonly interviews: readonly {
    readonly province: string;
    readonly weeks: readonly { readonly week: string; readonly before: number; readonly after: number }[];
    readonly notYetPlaced: number;
  }[];
}
interface AuditPage {
  readonly items: readonly {
    readonly account: string;
    readonly action: string;
    readonly caseId: string | null;
    readonly subjectId: string | null;
  }[];
}

const LAW = 'th-nrm-2565';
const NEW = 'th-nrm-2570';
const CUSTODY = 's29-custody';
const ENDS_IN_MS = 25_000;

/** One policy for four cases: one is moved, one is left alone, one's time is over already, one waits for its interview. */
describe('a new policy', () => {
  let stack: Stack;
  let client: SaphanClient;
  let moved: CasePlayer;
  let left: CasePlayer;
  let over: CasePlayer;
  let interviewed: CasePlayer;
  let law: Document;

  beforeAll(async () => {
    stack = await startStack();
    client = new SaphanClient(stack.apiUrl);
    [moved, left, over, interviewed] = (await Promise.all(
      [1, 3, 26, undefined].map((hours) => reportByPolice(client, hours)),
    )) as [CasePlayer, CasePlayer, CasePlayer, CasePlayer];
    law = await (await client.as('admin')).get<Document>(`/v1/policies/${LAW}`);
    await interviewed.do('social', 'triage-report', { outcome: 'accept' });
    await interviewed.do('social', 'tell-rights');
    await screen(interviewed, 'indication');
    await interviewed.do('social', 'offer-reflection', { outcome: 'accepted' });
  }, 180_000);
  afterAll(() => stack.stop());

  /** The law with some values of some clocks changed. */
  const documentWith = (version: string, clocks: Readonly<Record<string, object>>): Document => ({
    ...law,
    version,
    clocks: {
      ...law.clocks,
      ...Object.fromEntries(Object.entries(clocks).map(([key, values]) => [key, { ...law.clocks[key], ...values }])),
    },
  });
  const upload = async (document: unknown, username = 'admin') =>
    (await client.as(username)).post<{ version: string; differences: { path: string }[] }>('/v1/policies/uploads', {
      document,
      reason: 'Cabinet resolution',
    });
  const refusal = async (attempt: Promise<unknown>): Promise<readonly string[]> => {
    try {
      await attempt;
    } catch (error) {
      if (error instanceof ProblemError) {
        const { status, code, errors, details } = error.problem;
        expect(details.th).not.toBe(details.en);
        return [`${status} ${code}`, ...errors.map((found) => `${found.path} ${found.code}`)];
      }
      throw error;
    }
    return [];
  };
  const whatIf = async (version: string, order: object = {}) =>
    (await client.as('admin')).post<WhatIf>(`/v1/policies/${version}/what-if`, order);
  const custodyOf = (kase: CasePlayer) => kase.clock(CUSTODY);
  const endsOf = async (kase: CasePlayer) =>
    (await kase.timeline()).filter(({ kind, params }) => kind === 'clock-ended' && params.clock === CUSTODY);
  const audited = async (query: string) =>
    (await (await client.as('auditor')).get<AuditPage>(`/v1/audit-events?${query}`)).items;

  it('is refused with all that is missing, wrong or unknown in it, each by its path', async () => {
    const document = documentWith('th-nrm-broken', {
      [CUSTODY]: { limit: 'one day', basis: undefined, limitt: 'PT24H' },
      'mdt-result': { extension: { ...(law.clocks['mdt-result']?.extension as object), grounds: ['no-such-ground'] } },
    });
    expect(await refusal(upload(document))).toEqual([
      '422 answers-invalid',
      '/document/clocks/s29-custody/basis field-missing',
      '/document/clocks/s29-custody/limit field-not-a-valid-value',
      '/document/clocks/s29-custody/limitt field-unknown',
    ]);
    const groundless = documentWith('th-nrm-broken', {
      'mdt-result': { extension: { ...(law.clocks['mdt-result']?.extension as object), grounds: ['no-such-ground'] } },
    });
    expect(await refusal(upload(groundless))).toEqual([
      '422 answers-invalid',
      '/document/clocks/mdt-result/extension/grounds/0 field-not-a-valid-value',
    ]);
    expect(await refusal(upload({ ...law, version: 'Not a Name' }))).toContain(
      '/document/version field-not-a-valid-value',
    );
    expect(await refusal(upload(law))).toContain('/document/version policy-exists');
    expect(await refusal(upload({ ...law, version: 'th-nrm-other' }, 'social-kan'))).toEqual([]);
    expect(await refusal(upload({ ...law, version: 'th-nrm-third' }, 'police'))).toContain('403 not-permitted');
  });

  it('is stored whole, says in what it differs, and is on the audit', async () => {
    const { startedAt } = await custodyOf(moved);
    const limitMs = Date.now() + ENDS_IN_MS - Date.parse(startedAt);
    const document = documentWith(NEW, {
      [CUSTODY]: { limit: `PT${(limitMs / 1000).toFixed(3)}S` },
      'nrm-before-interview': { limit: 'P29D' },
    });
    const { differences } = await upload(document);
    expect(differences.map(({ path }) => path)).toEqual([
      '/version',
      '/clocks/s29-custody/limit',
      '/clocks/nrm-before-interview/limit',
    ]);
    const admin = await client.as('admin');
    expect(await admin.get(`/v1/policies/${NEW}/differences?from=${LAW}`)).toMatchObject({ differences });
    expect(await admin.get(`/v1/policies/${NEW}`)).toEqual(JSON.parse(JSON.stringify(document)));
    expect(await audited('action=create-policy')).toEqual(
      expect.arrayContaining([expect.objectContaining({ account: 'admin', subjectId: NEW, caseId: null })]),
    );
  });

  it('tells what it would change in every open case, and changes nothing by that', async () => {
    const before = await Promise.all([moved, left, over].map(custodyOf));
    const found = await whatIf(NEW);
    const moves = new Map(found.moves.map((move) => [`${move.caseId} ${move.clock}`, move]));
    expect(moves.get(`${moved.id} ${CUSTODY}`)).toMatchObject({ from: before[0]?.dueAt, overdueNow: false });
    expect(moves.get(`${left.id} ${CUSTODY}`)).toMatchObject({ from: before[1]?.dueAt, overdueNow: true });
    expect(moves.has(`${over.id} ${CUSTODY}`)).toBe(false);
    expect(found.overdueNow).toBe(1);
    expect(found.movedClocks).toBe(found.moves.length);

    const [province] = found.interviews;
    expect(found.interviews).toHaveLength(1);
    expect(province).toMatchObject({ province: '12', notYetPlaced: 3 });
    expect(province?.weeks.map(({ before: held, after }) => [held, after])).toEqual([
      [1, 0],
      [0, 1],
    ]);

    const first = await whatIf(NEW, { limit: 1 });
    expect(first.moves).toEqual(found.moves.slice(0, 1));
    const rest = await whatIf(NEW, { cursor: first.nextCursor });
    expect([...first.moves, ...rest.moves]).toEqual(found.moves);
    expect(rest.nextCursor).toBeNull();
    expect((await whatIf(NEW, { caseIds: [left.id] })).moves.map(({ caseId }) => caseId)).toEqual([left.id]);
    expect((await whatIf(NEW, { province: '30' })).cases).toBe(0);
    expect(await Promise.all([moved, left, over].map(custodyOf))).toEqual(before);
  });

  it('moves the untouched clocks of the chosen cases by two persons’ word, and the moved clock fires once at its new end', async () => {
    const [oldEnd, leftEnd, overBefore] = await Promise.all([moved, left, over].map(custodyOf));
    const admin = await client.as('admin');
    const order = { caseIds: [moved.id, over.id], reason: 'It holds for them as well.' };
    const ghost = { ...order, caseIds: [moved.id, '0191e4b0-7b1c-7c3e-9d1a-2f4b6c8d0e1f'] };
    expect(await refusal(admin.post(`/v1/policies/${NEW}/applications`, ghost))).toEqual([
      '422 answers-invalid',
      '/caseIds/1 case-not-found',
    ]);
    const { approvalId } = await admin.post<{ approvalId: string }>(`/v1/policies/${NEW}/applications`, order);
    const decide = async (username: string) =>
      (await client.as(username)).post<{ done: string[] }>(`/v1/approvals/${approvalId}/decision`, {
        decision: 'approved',
        reason: 'Read and agreed.',
      });
    expect(await refusal(decide('admin'))).toContain('403 four-eyes-required');
    expect(await custodyOf(moved)).toEqual(oldEnd);
    expect([...(await decide('social')).done].sort()).toEqual([moved.id, over.id].sort());
    expect(await refusal(decide('social'))).toContain('409 approval-already-decided');

    const newEnd = await custodyOf(moved);
    expect(Date.parse(newEnd.dueAt)).toBeLessThan(Date.parse(oldEnd?.dueAt ?? ''));
    const moves = (await moved.timeline()).filter(({ kind }) => kind === 'clock-moved');
    expect(moves.map(({ params }) => params.clock)).toEqual([CUSTODY]);
    expect(moves[0]?.sentence.en).toContain('The policy moved a clock');
    expect(moves[0]?.sentence.th).toContain('กำหนดเวลาเปลี่ยนตามนโยบาย');
    expect((await moved.timeline()).filter(({ kind }) => kind === 'policy-changed')).toMatchObject([
      { params: { from: LAW, to: NEW }, actor: 'social' },
    ]);
    expect(await audited(`action=change-policy&caseId=${moved.id}`)).toMatchObject([
      { account: 'social', subjectId: NEW },
    ]);
    expect(await audited('action=policy-application-approved')).toMatchObject([
      { account: 'social', subjectId: approvalId },
    ]);
    expect(await audited('action=ask-policy-application')).toMatchObject([{ account: 'admin', subjectId: approvalId }]);

    const ended = await moved.eventually('the moved clock to end', async () => {
      const clock = await custodyOf(moved);
      return clock.state === 'ended' ? clock : undefined;
    });
    expect(ended.dueAt).toBe(newEnd.dueAt);
    expect(ended.lateByMs).toBeLessThan(5_000);
    expect((await moved.show()).mustDecide).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await endsOf(moved)).toHaveLength(1);
    expect(await endsOf(over)).toHaveLength(1);
    expect(await custodyOf(over)).toEqual(overBefore);
    expect(await custodyOf(left)).toEqual(leftEnd);

    const { items } = await admin.get<{ items: { version: string; openCases: number }[] }>('/v1/policies');
    expect(items.find(({ version }) => version === NEW)?.openCases).toBe(2);
    expect((await whatIf(NEW, { caseIds: [moved.id, over.id] })).movedClocks).toBe(0);
  }, 120_000);
});
