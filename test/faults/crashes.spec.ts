import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import type { CasePlayer } from '../../apps/dev/src/scenarios/case-player.js';
import { reflect, screen } from '../../apps/dev/src/scenarios/common-steps.js';
import { ProblemError, type SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { reportByPolice } from './police-report.js';
import type { Stack } from '#testing/stack.js';
import { onStack } from '#testing/stack-of-spec.js';

const HOUR_MS = 3_600_000;
const CATCH_UP_MS = 10_000;

/** Whatever dies, each acknowledged step is there exactly once, and the process goes on where it was. */
describe('a case survives', () => {
  let stack: Stack;
  let client: SaphanClient;

  onStack((opened) => void ({ stack, client } = opened));

  const report = (custodyHoursAgo?: number) => reportByPolice(client, custodyHoursAgo);

  /** One row of the ledger for each completed task, one audit row each, and no gap in what the workflows were told. */
  async function expectEachOnce(kase: CasePlayer): Promise<void> {
    await withClient(stack.ownerUrl, async (pg) => {
      const count = async (sql: string) => Number((await pg.query<{ n: string }>(sql, [kase.id])).rows[0]?.n);
      const completed = await count(`select count(*) as n from tasks where case_id = $1 and state = 'completed'`);
      expect(completed).toBeGreaterThan(0);
      expect(await count('select count(*) as n from facts where case_id = $1')).toBe(completed);
      expect(await count('select count(distinct task_id) as n from facts where case_id = $1')).toBe(completed);
      expect(
        await count(`select count(*) as n from audit_events where case_id = $1 and action = 'complete-task'`),
      ).toBe(completed);
      const gaps = await count(
        `select count(*) as n from (select workflow_id, max(seq) - count(*) as gap from outbox where case_id = $1
           group by workflow_id) s where gap <> 0`,
      );
      expect(gaps).toBe(0);
    });
  }

  it('kill -9 of worker and API in the middle of a raid at night', async () => {
    const kase = await report(1);
    await kase.do('police', 'notify-superior');
    await stack.killWorker();
    await kase.do('social', 'triage-report', { outcome: 'accept' });
    await stack.killApi();
    await Promise.all([stack.startApi(), stack.startWorker()]);
    await kase.do('social', 'tell-rights');
    await Promise.all([stack.killApi(), stack.killWorker()]);
    await Promise.all([stack.startApi(), stack.startWorker()]);
    await screen(kase, 'indication');
    await stack.killWorker();
    await stack.startWorker();
    await kase.reachStage('temporary-protection');
    await kase.do('social', 'decide-custody', { outcome: 'consent-based-stay', consentRecorded: true });
    await reflect(kase, 'waived');
    await kase.reachStage('formal-identification');
    await expectEachOnce(kase);
  }, 180_000);

  it('a completion that is sent again after the API died before its answer came', async () => {
    const kase = await report();
    const { id } = await kase.open('triage-report');
    const social = await client.as('social');
    const body = { answers: { outcome: 'accept', dangerNow: false } };
    const first = social.post(`/v1/tasks/${id}/completion`, body, { idempotencyKey: 'again' }).catch(() => undefined);
    await stack.killApi();
    await first;
    await stack.startApi();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        social.post<{ task: { state: string } }>(`/v1/tasks/${id}/completion`, body, { idempotencyKey: 'again' }),
      ),
    );
    expect(new Set(answers.map(({ task }) => task.state))).toEqual(new Set(['completed']));
    await kase.reachStage('preliminary-screening');
    await expectEachOnce(kase);
  }, 120_000);

  it('Temporal away while tasks are completed: all accepted, and caught up within ten seconds of its return', async () => {
    const kase = await report();
    const { id } = await kase.open('triage-report');
    await stack.stopTemporal();
    await kase.complete('social', id, { outcome: 'accept' });
    const late = await report();
    await late.do('social', 'triage-report', { outcome: 'accept' });
    await stack.startTemporal();
    const back = Date.now();
    await Promise.all([kase.reachStage('preliminary-screening'), late.reachStage('preliminary-screening')]);
    expect(Date.now() - back).toBeLessThanOrEqual(CATCH_UP_MS);
    await expectEachOnce(kase);
    await expectEachOnce(late);
  }, 120_000);

  it('a custody that is reported when its 24 hours are already over: the breach is raised at once, with Temporal away', async () => {
    await stack.stopTemporal();
    const kase = await report(26);
    const clock = await kase.clock('s29-custody');
    expect(clock.state).toBe('ended');
    expect(Math.round((clock.lateByMs ?? 0) / HOUR_MS)).toBe(2);
    expect((await kase.show()).mustDecide).toBe(true);
    await stack.startTemporal();
  }, 60_000);

  it('an answer that is refused is refused again, and nothing is half written', async () => {
    const kase = await report(1);
    const attempt = kase.do('social', 'decide-custody', {
      outcome: 'consent-based-stay',
      consentRecorded: false,
      childProtectionGround: undefined,
    });
    await expect(attempt).rejects.toThrow(ProblemError);
    expect((await kase.open('decide-custody')).state).toBe('open');
  }, 60_000);
});
