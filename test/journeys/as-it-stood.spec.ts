import type { CasePlayer } from '../../apps/dev/src/scenarios/case-player.js';
import { screen } from '../../apps/dev/src/scenarios/common-steps.js';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { onStack } from '#testing/stack-of-spec.js';
import { reportByPolice } from '../faults/police-report.js';

interface Standing {
  readonly stage: string;
  readonly stageSince: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly policyVersion: string;
  readonly mustDecide: boolean;
  readonly codes: unknown;
}
type Row = Readonly<Record<string, unknown>>;

const STANDING = ['stage', 'stageSince', 'status', 'outcome', 'policyVersion', 'mustDecide', 'codes'];
const TASK = ['id', 'key', 'subject', 'state', 'assignee', 'openedAt', 'settledAt', 'outcome'];
const CLOCK = ['id', 'key', 'state', 'startedAt', 'dueAt', 'endedAt', 'stoppedAt'];
const QUIET_MS = 400;

const only = (row: object, fields: readonly string[]): Row =>
  Object.fromEntries(fields.map((field) => [field, (row as Row)[field]]));
const sorted = (rows: readonly Row[]): readonly Row[] =>
  [...rows].sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
const pause = () => new Promise((resolve) => setTimeout(resolve, QUIET_MS));

describe('a case as it stood at an instant', () => {
  let client: SaphanClient;

  onStack((opened) => void ({ client } = opened));

  /** All that the API says of it now. */
  const live = async (kase: CasePlayer) => ({
    ...only(await kase.show(), STANDING),
    tasks: sorted((await kase.tasks()).map((task) => only(task, TASK))),
    clocks: sorted((await kase.clocks()).map((clock) => only(clock, CLOCK))),
  });
  const then = async (kase: CasePlayer, at: string) => {
    const found = await (
      await client.as('social')
    ).get<Standing & { tasks: Row[]; clocks: Row[] }>(`/v1/cases/${kase.id}?at=${at}`);
    return {
      ...only(found, STANDING),
      tasks: sorted(found.tasks.map((task) => only(task, TASK))),
      clocks: sorted(found.clocks.map((clock) => only(clock, CLOCK))),
    };
  };
  /** An instant at which nothing is on its way. */
  const moment = async (kase: CasePlayer) => {
    for (;;) {
      await pause();
      const before = await live(kase);
      await pause();
      const at = new Date().toISOString();
      await pause();
      const after = await live(kase);
      if (JSON.stringify(before) === JSON.stringify(after)) return { at, was: after };
    }
  };

  it('is what the API said at that instant, at every instant of its way', async () => {
    const kase = await reportByPolice(client, 20);
    const social = await client.as('social');
    const admin = await client.as('admin');
    const assign = async (key: string, assignee: string | null) =>
      social.post(`/v1/tasks/${(await kase.open(key)).id}/assignment`, { assignee });
    const moments = [await moment(kase)];
    const go = async (...acts: readonly (() => Promise<unknown>)[]) => {
      for (const act of acts) {
        await act();
        moments.push(await moment(kase));
      }
    };

    await go(
      () => assign('triage-report', 'social'),
      () => assign('triage-report', null),
      () => kase.do('social', 'triage-report', { outcome: 'accept' }),
      () => kase.do('social', 'tell-rights'),
      () => assign('ask-consent', 'social'),
      () => screen(kase, 'indication'),
      () => kase.do('police', 'decide-custody', { outcome: 'consent-based-stay', consentRecorded: true }),
      () => kase.do('social', 'offer-reflection', { outcome: 'accepted' }),
      async () => {
        const { id, dueAt } = await kase.clock('nrm-reflection');
        await social.post(`/v1/clocks/${id}/extension`, {
          ground: 'health',
          authority: 'Head of PSDHS',
          document: 'Memo 1/2569',
          newDueAt: new Date(Date.parse(dueAt) + 86_400_000).toISOString(),
        });
      },
      async () => {
        await admin.post('/v1/policies', {
          version: 'th-nrm-2570',
          basedOn: 'th-nrm-2565',
          changes: [{ path: '/clocks/nrm-before-interview/limit', value: 'P20D' }],
          reason: 'Cabinet resolution',
        });
        const { approvalId } = await admin.post<{ approvalId: string }>('/v1/policies/th-nrm-2570/applications', {
          caseIds: [kase.id],
          reason: 'It holds for her as well.',
        });
        await social.post(`/v1/approvals/${approvalId}/decision`, { decision: 'approved', reason: 'Agreed.' });
      },
      () => assign('decide-readiness', 'social'),
      () => kase.do('social', 'decide-readiness', { outcome: 'ready' }),
    );

    // The way was one on which each of these had been more than one thing.
    const different = (pick: (was: Awaited<ReturnType<typeof live>>) => unknown) =>
      new Set(moments.map(({ was }) => JSON.stringify(pick(was)))).size;
    const dueAtOf = (was: Awaited<ReturnType<typeof live>>, key: string) =>
      was.clocks.find((clock) => clock.key === key)?.dueAt;
    expect(different(({ tasks }) => tasks.map(({ assignee }) => assignee))).toBeGreaterThan(3);
    expect(different((was) => (was as Row).codes)).toBeGreaterThan(4);
    expect(different((was) => (was as Row).policyVersion)).toBe(2);
    expect(different((was) => dueAtOf(was, 'nrm-reflection'))).toBeGreaterThan(2);
    expect(different((was) => dueAtOf(was, 'nrm-before-interview'))).toBeGreaterThan(2);
    for (const { at, was } of moments) expect(await then(kase, at)).toEqual(was);
  }, 180_000);

  it('had to decide from the end of its time until somebody did', async () => {
    const kase = await reportByPolice(client, 26);
    const over = await moment(kase);
    expect(over.was).toMatchObject({ mustDecide: true });
    await kase.do('police', 'decide-custody', { outcome: 'release', reasons: 'Nothing holds her.' });
    const decided = await moment(kase);
    expect(decided.was).toMatchObject({ mustDecide: false });
    for (const { at, was } of [over, decided]) expect(await then(kase, at)).toEqual(was);
  }, 60_000);
});
