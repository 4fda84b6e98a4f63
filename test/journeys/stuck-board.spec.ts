import { CasePlayer, type ReportReceipt } from '../../apps/dev/src/scenarios/case-player.js';
import { assist, chooseFreely, identify, screen } from '../../apps/dev/src/scenarios/common-steps.js';
import { ProblemError, SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { startStack, type Stack } from '#testing/stack.js';

interface Cause {
  readonly key: string;
  readonly cause: string;
  readonly rule: string;
  readonly params: { readonly clock?: string };
  readonly sentence: { readonly th: string; readonly en: string };
  readonly actions: readonly { readonly action: string; readonly clockId?: string }[];
}
interface Notice {
  readonly kind: string;
  readonly urgent: boolean;
  readonly params: { readonly caseNumber: string };
}

const HURRY = 'th-nrm-2565-hurry';
/** The law, with waits that are too long after seconds. */
const CHANGES = {
  '/stuck/waitAtMost/values/document': 'PT2S',
  '/stuck/waitAtMost/values/return-arrangement': 'PT2S',
  '/stuck/noDeadlineAfter/value': 'PT3S',
  '/stuck/stageIdleAfter/values/report': 'PT3S',
  '/clocks/referral-response/limit': 'PT3S',
};

/** What test/journeys/everything-stalls.spec.ts leaves out: the other causes, and the acts about them. */
describe('the stuck board', () => {
  let stack: Stack;
  let client: SaphanClient;

  beforeAll(async () => {
    stack = await startStack();
    client = new SaphanClient(stack.apiUrl);
    await (
      await client.as('admin')
    ).post('/v1/policies', {
      version: HURRY,
      basedOn: 'th-nrm-2565',
      changes: Object.entries(CHANGES).map(([path, value]) => ({ path, value })),
      reason: 'Waits of seconds',
    });
  }, 120_000);
  afterAll(() => stack.stop());

  const report = async (person: object = {}): Promise<CasePlayer> => {
    const receipt = await (
      await client.as('police')
    ).post<ReportReceipt>('/v1/reports', {
      channel: 'police',
      province: '12',
      happenedAt: new Date(Date.now() - 60_000).toISOString(),
      dangerNow: false,
      reporterConsents: true,
      policyVersion: HURRY,
      persons: [{ nationality: 'TH', language: 'th', ageStatement: 'adult', homeProvince: '71', ...person }],
    });
    return new CasePlayer(client, receipt.cases[0]?.id ?? '');
  };
  const causesOf = async (kase: CasePlayer): Promise<readonly Cause[]> => {
    const { items } = await (
      await client.as('social')
    ).get<{ items: { causes: Cause[] }[] }>(`/v1/stuck-cases?caseId=${kase.id}`);
    return items[0]?.causes ?? [];
  };
  const onBoard = (kase: CasePlayer, rule: string, cause?: string): Promise<Cause> =>
    kase.eventually(`the board to say ${rule}`, async () =>
      (await causesOf(kase)).find((found) => found.rule === rule && (cause === undefined || found.cause === cause)),
    );
  const gone = (kase: CasePlayer, { key }: Cause): Promise<true> =>
    kase.eventually(`the board to forget ${key}`, async () =>
      (await causesOf(kase)).some((found) => found.key === key) ? undefined : true,
    );
  const act = async (username: string, kase: CasePlayer, action: string, order: object) =>
    (await client.as(username)).post<{ told: number }>(`/v1/stuck-cases/${kase.id}/${action}`, {
      reason: 'It must go on.',
      ...order,
    });
  const noticesOf = async (username: string, kase: CasePlayer) => {
    const { number } = await kase.show();
    const { items } = await (await client.as(username)).get<{ items: Notice[] }>('/v1/notices?show=all');
    return items.filter(({ params }) => params.caseNumber === number);
  };
  const codeOf = async (attempt: Promise<unknown>): Promise<string> => {
    try {
      await attempt;
    } catch (error) {
      if (error instanceof ProblemError) return error.problem.code;
      throw error;
    }
    return 'taken';
  };
  const toAssistance = async (kase: CasePlayer, choices: Record<string, string>): Promise<void> => {
    await kase.do('social', 'triage-report', { outcome: 'accept' });
    await kase.do('social', 'tell-rights');
    await screen(kase, 'indication');
    await kase.do('social', 'offer-reflection', { outcome: 'waived' });
    await identify(kase, 'victim-s6');
    await chooseFreely(kase, choices);
  };

  it('a clock that ran out: whoever decides is nudged, those above are told at once, and no extension undoes it', async () => {
    const custody = { startedAt: new Date(Date.now() - 26 * 3_600_000).toISOString(), placeType: 'shelter' };
    const kase = await report({ custody });
    const breach = await kase.eventually('the board to say that the 24 hours are over', async () =>
      (await causesOf(kase)).find(({ rule, params }) => rule === 'clock-breached' && params.clock === 's29-custody'),
    );
    expect(breach.cause).toBe('person');
    expect(breach.sentence.en).toContain('time ran out on');
    expect(breach.sentence.th).toContain('หมดเวลา');
    expect(breach.actions.map(({ action }) => action)).not.toContain('extend-clock');
    const { id } = await kase.clock('s29-custody');
    const grant = { ground: 'health', authority: 'Head', document: 'Memo' };
    const newDueAt = new Date(Date.now() + 86_400_000).toISOString();
    const extension = (await client.as('social')).post(`/v1/clocks/${id}/extension`, { ...grant, newDueAt });
    expect(await codeOf(extension)).toBe('clock-not-extendable');

    expect((await act('social', kase, 'nudge', { key: breach.key })).told).toBeGreaterThan(0);
    expect((await noticesOf('social', kase)).map(({ kind }) => kind)).toContain('stuck-nudge');
    expect((await act('admin', kase, 'escalation', { key: breach.key })).told).toBeGreaterThan(0);
    const escalated = (await noticesOf('social', kase)).filter(({ kind }) => kind === 'stuck-escalated');
    expect(escalated).toMatchObject([{ urgent: true }]);
    expect(await codeOf(act('social', kase, 'hold', { key: breach.key, until: newDueAt }))).toBe('hold-not-allowed');
    expect(await codeOf(act('social', kase, 'nudge', { key: breach.key, reason: '' }))).not.toBe('taken');

    await kase.do('police', 'decide-custody', { outcome: 'release', reasons: 'Nothing holds her.' });
    await gone(kase, breach);
    expect(await codeOf(act('social', kase, 'nudge', { key: breach.key }))).toBe('stuck-cause-not-found');
    const { items } = await (
      await client.as('auditor')
    ).get<{ items: { action: string; account: string }[] }>(`/v1/audit-events?caseId=${kase.id}&limit=100`);
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ action: 'stuck-nudge', account: 'social' }),
        expect.objectContaining({ action: 'stuck-escalate', account: 'admin' }),
      ]),
    );
  }, 120_000);

  it('nobody comes after a report: idle, until somebody does', async () => {
    const kase = await report();
    const idle = await onBoard(kase, 'stage-idle');
    expect(idle.sentence.en).toContain('nothing has moved in the stage');
    await kase.do('social', 'triage-report', { outcome: 'accept' });
    await gone(kase, idle);
  }, 60_000);

  it('a receiver is silent: its referral is taken back and another agency is asked', async () => {
    const kase = await report();
    await toAssistance(kase, { shelter: 'yes', return: 'no' });
    const silent = await kase.refer('shelter', 'shelter-nonthaburi');
    expect(await codeOf(kase.refer('shelter', 'ngo-legal-aid', { replaces: silent }))).toBe('referral-not-found');
    const unanswered = await onBoard(kase, 'referral-unanswered', 'agency');
    expect(unanswered.actions.map(({ action }) => action)).toContain('reroute-referral');
    const next = await kase.refer('shelter', 'ngo-legal-aid', { replaces: silent });
    await gone(kase, unanswered);
    expect(await codeOf(kase.answerReferral('shelter', silent, 'accepted'))).not.toBe('taken');
    const { items } = await (
      await client.as('social')
    ).get<{ items: { id: string; state: string }[] }>(`/v1/cases/${kase.id}/service-referrals`);
    expect(items.find(({ id }) => id === silent)?.state).toBe('withdrawn');
    await kase.answerReferral('ngo', next, 'accepted');
    expect((await causesOf(kase)).map(({ rule }) => rule)).not.toContain('referral-unanswered');
    expect((await kase.timeline()).map(({ kind }) => kind)).toContain('referral-rerouted');

    // Whoever interviews lacks nothing; a task without any date is seen.
    const open = await onBoard(kase, 'no-deadline', 'no-deadline');
    expect(open.sentence.en).toContain('without a deadline');
    expect(open.sentence.th).toContain('ไม่มีกำหนดเวลา');
    await act('social', kase, 'hold', { key: open.key, until: new Date(Date.now() + 60_000).toISOString() });
    await gone(kase, open);
  }, 180_000);

  it('the way home: a home to be looked at and a paper that is missing, each gone when it is done', async () => {
    const thai = await report();
    const lao = await report({ nationality: 'LA', language: 'th' });
    for (const kase of [thai, lao]) {
      await toAssistance(kase, { return: 'yes' });
      await assist(kase, 'return');
    }
    const home = await onBoard(thai, 'wait-too-long', 'return-arrangement');
    expect(home.sentence.en).toMatch(/^Since /);
    await thai.do('social-kan', 'assess-home', { outcome: 'safe' });
    await gone(thai, home);

    const paper = await onBoard(lao, 'wait-too-long', 'document');
    expect(paper.sentence.th).toContain('เอกสาร');
    await lao.do('consular', 'prove-nationality', { outcome: 'proven' });
    await gone(lao, paper);
    // Her family is being traced, and more time may be given for that while it lasts.
    const traced = await lao.clock('family-tracing');
    await (
      await client.as('social')
    ).post(`/v1/clocks/${traced.id}/extension`, {
      ground: 'address-unknown',
      authority: 'Head of PSDHS',
      document: 'Memo 2/2569',
      newDueAt: new Date(Date.parse(traced.dueAt) + 86_400_000).toISOString(),
    });
    expect(Date.parse((await lao.clock('family-tracing')).dueAt)).toBe(Date.parse(traced.dueAt) + 86_400_000);
  }, 240_000);
});
