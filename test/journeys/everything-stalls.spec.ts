import { writeFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import type { CasePlayer } from '../../apps/dev/src/scenarios/case-player.js';
import { chooseFreely, identify, screen } from '../../apps/dev/src/scenarios/common-steps.js';
import { reportOnePerson } from '../../apps/dev/src/scenarios/one-person.js';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { stalledAtOnce } from '../../apps/dev/src/scenarios/scenario-6.js';
import { poisonableBy } from './poisonable.js';
import type { Stack } from '#testing/stack.js';
import { onStack } from '#testing/stack-of-spec.js';

interface Cause {
  readonly key: string;
  readonly cause: string;
  readonly rule: string;
  readonly since: string;
  readonly sentence: { readonly th: string; readonly en: string };
  readonly roles: readonly string[];
  readonly basis: { readonly confidence: string };
  readonly actions: readonly { readonly action: string; readonly taskId?: string; readonly clockId?: string }[];
}
interface Board {
  readonly items: readonly { readonly caseId: string; readonly causes: readonly Cause[] }[];
  readonly counts: readonly { readonly cause: string; readonly count: number }[];
}

const WOMAN = { alias: 'S', sex: 'female', nationality: 'TH', language: 'th', ageStatement: 'adult' };
const QUICK = 'th-nrm-2565-days-as-seconds';
const STUCK_WITHIN_MS = 60_000;
const POISONED = path.join(tmpdir(), `saphan-poisoned-${process.pid}`);

/** Scenario 6: each stall is on the board with its sentence, and leaves after its action. A day lasts two seconds here. */
describe('everything stalls', () => {
  let stack: Stack;
  let client: SaphanClient;

  beforeAll(() => writeFileSync(POISONED, ''));
  onStack((opened) => void ({ stack, client } = opened), poisonableBy(POISONED));
  afterAll(() => rmSync(POISONED, { force: true }));

  const causesOf = async (kase: CasePlayer): Promise<readonly Cause[]> => {
    const { items } = await (await client.as('social')).get<Board>(`/v1/stuck-cases?caseId=${kase.id}`);
    return items[0]?.causes ?? [];
  };
  const onBoard = (kase: CasePlayer, rule: string): Promise<Cause> =>
    kase.eventually(`the board to say ${rule}`, async () =>
      (await causesOf(kase)).find((cause) => cause.rule === rule),
    );
  const gone = (kase: CasePlayer, rule: string): Promise<true> =>
    kase.eventually(`the board to forget ${rule}`, async () =>
      (await causesOf(kase)).some((cause) => cause.rule === rule) ? undefined : true,
    );
  const act = async <T>(username: string, kase: CasePlayer, action: string, order: object): Promise<T> =>
    (await client.as(username)).post<T>(`/v1/stuck-cases/${kase.id}/${action}`, { reason: 'It must go on.', ...order });

  const report = (person: object = {}, more?: object) => reportOnePerson(client, { ...WOMAN, ...person }, more);

  it('no Shan interpreter, a guardian awaited, a court’s paper missing, a task that nobody owns', async () => {
    const kase = await stalledAtOnce(client, { policyVersion: QUICK });

    const interpreter = await onBoard(kase, 'interpreter-missing');
    expect(interpreter.cause).toBe('interpreter');
    expect(interpreter.sentence.en).toMatch(/^Since .+ there has been no interpreter for Shan; .+ can add one\.$/);
    expect(interpreter.sentence.th).toContain('ล่าม');
    expect(interpreter.actions[0]?.action).toBe('add-interpreter');
    await act('social', kase, 'interpreter', { language: 'shn', mode: 'phone' });
    await gone(kase, 'interpreter-missing');

    const guardian = await onBoard(kase, 'guardian-awaited');
    expect(guardian.sentence.en).toContain('the consent has waited for a guardian');
    expect(guardian.actions[0]?.action).toBe('open-act');
    await kase.act('social', 'ask-consent', { outcome: 'given', givenBy: 'guardian', language: 'shn' });
    await gone(kase, 'guardian-awaited');

    const court = await onBoard(kase, 'wait-too-long');
    expect(court.cause).toBe('court');
    expect(court.sentence.en).toContain('the court’s paper has been awaited');
    expect(court.basis.confidence).toBe('P');
    const unowned = await onBoard(kase, 'no-owner');
    expect(unowned.sentence.en).toMatch(/^Since .+ nobody has taken “.+”; a supervisor can assign it\.$/);
    for (const task of (await kase.tasks()).filter(({ state }) => state === 'open')) {
      const assignee = task.key === 'record-court-order' ? 'police' : 'social';
      await act('admin', kase, 'reassignment', { taskId: task.id, assignee });
    }
    await gone(kase, 'no-owner');
    await kase.do('police', 'record-court-order', { outcome: 'granted', days: 7 });
    await gone(kase, 'wait-too-long');
  }, 180_000);

  it('the team’s quorum is missed twice, and a shelter does not answer', async () => {
    const kase = await report({}, { policyVersion: QUICK });
    await kase.do('social', 'triage-report', { outcome: 'accept' });
    await kase.do('social', 'tell-rights');
    await screen(kase, 'indication');
    await kase.do('social', 'offer-reflection', { outcome: 'waived' });
    const psdhs = { name: 'PSDHS', capacity: 'social-development' };
    for (const present of [[psdhs], [psdhs, { name: 'Police', capacity: 'police' }]]) {
      await kase.do('mdt-chair', 'convene-mdt');
      await kase.do('mdt-chair', 'mdt-interview', { outcome: 'quorum-not-reached', membersPresent: present });
    }
    const quorum = await onBoard(kase, 'quorum-missed');
    expect(quorum.cause).toBe('quorum');
    expect(quorum.sentence.en).toMatch(
      /^Since .+ BE the MDT has not reached its quorum twice; the chair of the multidisciplinary team .*can set a new date\.$/,
    );
    expect(quorum.actions[0]?.action).toBe('set-quorum-date');
    const offered = quorum.actions.find(({ action }) => action === 'extend-clock');
    const running = await kase.clock('nrm-before-interview');
    expect(offered?.clockId).toBe(running.id);
    const newDueAt = new Date(Date.parse(running.dueAt) + 20_000).toISOString();
    await (
      await client.as('social')
    ).post(`/v1/clocks/${running.id}/extension`, {
      ground: 'team-not-complete',
      authority: 'Head of PSDHS Nonthaburi',
      document: 'พม 0301/1234',
      newDueAt,
      reason: 'The team meets on Thursday.',
    });
    expect(await kase.clock('nrm-before-interview')).toMatchObject({ state: 'running', dueAt: newDueAt });
    await kase.open('convene-mdt');
    const order = { meetingAt: new Date(Date.now() + 20_000).toISOString() };
    await act('mdt-chair', kase, 'quorum-date', order);
    await gone(kase, 'quorum-missed');
    await identify(kase, 'victim-s6');
    await chooseFreely(kase, { shelter: 'yes', return: 'no' });
    const silent = await kase.refer('shelter', 'shelter-nonthaburi');
    const referral = await onBoard(kase, 'referral-unanswered');
    expect(referral.cause).toBe('agency');
    expect(referral.sentence.en).toContain('has not been answered by shelter-nonthaburi');
    const { told } = await act<{ told: number }>('social', kase, 'nudge', { key: referral.key });
    expect(told).toBeGreaterThan(0);
    await kase.answerReferral('shelter', silent, 'accepted');
    await gone(kase, 'referral-unanswered');
  }, 180_000);

  it('R17: a worker that crashes in a loop on one case is seen within a minute; one retry, and it goes on', async () => {
    const kase = await report();
    const healthy = await report();
    writeFileSync(POISONED, kase.id);
    const startedAt = Date.now();
    await kase.do('social', 'triage-report', { outcome: 'accept' });
    let looping = true;
    const supervisor = (async () => {
      while (looping) {
        await stack.startWorker().catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    })();
    const isFault = ({ cause, rule }: Cause) => cause === 'system-fault' && rule === 'machinery';
    const fault = await kase.eventually('the board to say that the machinery fails', async () =>
      (await causesOf(kase)).find(isFault),
    );
    expect(Date.now() - startedAt).toBeLessThan(STUCK_WITHIN_MS);
    expect(fault.sentence.en).toContain('its process fails again and again');
    expect(fault.sentence.th).toContain('ระบบขัดข้อง');
    expect((await causesOf(healthy)).filter(isFault)).toEqual([]);
    writeFileSync(POISONED, '');
    await act('admin', kase, 'retry', {});
    await kase.reachStage('preliminary-screening');
    await kase.eventually('the board to forget it', async () =>
      (await causesOf(kase)).some(isFault) ? undefined : true,
    );
    looping = false;
    await supervisor;
  }, 180_000);

  it('R17: a poisoned fact is seen within a minute; when it is mended, two people start the case again from its record', async () => {
    const kase = await report();
    const workflowId = `case:${kase.id}`;
    const owner = <Row extends object>(sql: string, params: readonly unknown[]) =>
      withClient(stack.ownerUrl, async (pg) => (await pg.query<Row>(sql, [...params])).rows);
    await owner(
      `with told as (update processes set last_seq = last_seq + 1 where workflow_id = $1 returning last_seq)
       insert into outbox (workflow_id, case_id, seq, fact, created_at)
       select $1, $2, last_seq, jsonb_build_object('seq', last_seq, 'kind', 'clocksChanged', 'at', now(), 'clocks', $3::jsonb),
         now() - interval '5 seconds' from told`,
      [workflowId, kase.id, JSON.stringify('poison')],
    );
    const startedAt = Date.now();
    const fault = await onBoard(kase, 'machinery');
    expect(Date.now() - startedAt).toBeLessThan(STUCK_WITHIN_MS);
    expect(fault.actions.map(({ action }) => action)).toContain('request-reset');

    await owner(`update outbox set fact = fact - 'clocks' where workflow_id = $1 and fact->>'kind' = 'clocksChanged'`, [
      workflowId,
    ]);
    const asked = await act<{ approvalId: string }>('social', kase, 'reset', {});
    const decide = async (username: string) =>
      (await client.as(username)).post<{ done: string[] }>(`/v1/approvals/${asked.approvalId}/decision`, {
        decision: 'approved',
        reason: 'The fact has been mended.',
      });
    await expect(decide('social')).rejects.toMatchObject({ problem: { code: 'four-eyes-required' } });
    expect((await decide('admin')).done).toContain(workflowId);
    await expect(decide('admin')).rejects.toMatchObject({ problem: { code: 'approval-already-decided' } });
    await kase.do('social', 'triage-report', { outcome: 'accept' });
    await kase.reachStage('preliminary-screening');
    await gone(kase, 'machinery');
  }, 180_000);

  it('lets a wait be right until a date, with a reason, and shows who did what', async () => {
    const kase = await report({ nationality: 'MM', language: 'shn' });
    await kase.do('social', 'triage-report', { outcome: 'accept' });
    await kase.do('social', 'tell-rights', { language: 'shn' });
    await kase.do('social', 'arrange-interpreter', { outcome: 'not-available', language: 'shn' });
    const { key } = await onBoard(kase, 'interpreter-missing');
    const until = new Date(Date.now() + 4_000).toISOString();
    await act('social', kase, 'hold', { key, until });
    expect((await causesOf(kase)).map(({ rule }) => rule)).not.toContain('interpreter-missing');
    await onBoard(kase, 'interpreter-missing');
    const far = new Date(Date.now() + 200 * 86_400_000).toISOString();
    await expect(act('social', kase, 'hold', { key, until: far })).rejects.toMatchObject({
      problem: { code: 'hold-too-long' },
    });
    await expect(act('shelter', kase, 'nudge', { key })).rejects.toMatchObject({ problem: { code: 'not-permitted' } });
    expect((await kase.timeline()).map(({ kind }) => kind)).toContain('wait-held');
  }, 120_000);

  it('a time that ran out: escalated to who supervises, back when time granted before is over too, gone when answered', async () => {
    const admin = await client.as('admin');
    await admin.post('/v1/policies', {
      version: 'th-nrm-2565-soon-over',
      basedOn: 'th-nrm-2565',
      changes: [{ path: '/clocks/nrm-before-interview/limit', value: 'PT3S' }],
      reason: 'A trial of the board.',
    });
    const kase = await report({}, { policyVersion: 'th-nrm-2565-soon-over' });
    await kase.do('social', 'triage-report', { outcome: 'accept' });
    await kase.do('social', 'tell-rights');
    await screen(kase, 'indication');
    await kase.do('social', 'offer-reflection', { outcome: 'waived' });
    const over = await onBoard(kase, 'clock-breached');
    expect(over.sentence.en).toContain('time ran out on');
    expect(over.sentence.th).toContain('หมดเวลา');
    expect(over.actions.map(({ action }) => action)).not.toContain('extend-clock');
    const escalation = await act<{ told: number }>('social', kase, 'escalation', { key: over.key });
    expect(escalation.told).toBeGreaterThan(0);
    const { items } = await (
      await client.as('social')
    ).get<{ items: { kind: string; urgent: boolean; caseId: string }[] }>('/v1/notices');
    expect(items.filter(({ kind, caseId }) => kind === 'stuck-escalated' && caseId === kase.id)).toMatchObject([
      { urgent: true },
    ]);

    // Granted before the end, typed after it: the grant counts, and the clock ends again at its new end.
    const { id, dueAt } = await kase.clock('nrm-before-interview');
    const grant = { ground: 'health', authority: 'Head of PSDHS', document: 'Memo 3/2569', reason: 'In hospital' };
    const extend = async (newDueAt: number, grantedAt: number) =>
      (await client.as('social')).post(`/v1/clocks/${id}/extension`, {
        ...grant,
        newDueAt: new Date(newDueAt).toISOString(),
        grantedAt: new Date(grantedAt).toISOString(),
      });
    const soon = Date.now() + 6_000;
    await expect(extend(soon, Date.parse(dueAt) + 1)).rejects.toMatchObject({
      problem: { code: 'clock-already-ended' },
    });
    await expect(extend(soon + 40 * 86_400_000, Date.parse(dueAt) - 1_000)).rejects.toMatchObject({
      problem: { code: 'clock-extension-beyond-maximum' },
    });
    await extend(soon, Date.parse(dueAt) - 1_000);
    expect((await causesOf(kase)).map(({ rule }) => rule)).not.toContain('clock-breached');
    expect(await kase.clock('nrm-before-interview')).toMatchObject({
      state: 'running',
      endedAt: null,
      overtakenEnds: [{ dueAt }],
    });
    await onBoard(kase, 'clock-breached');
    expect(await kase.clock('nrm-before-interview')).toMatchObject({ state: 'ended', overtakenEnds: [{ dueAt }] });
    const told = (await kase.timeline())
      .filter(({ params }) => params.clock === 'nrm-before-interview')
      .map(({ kind }) => kind);
    expect(told.filter((kind) => kind !== 'clock-warning')).toEqual([
      'clock-started',
      'clock-ended',
      'must-decide',
      'clock-end-overtaken',
      'clock-extended',
      'clock-ended',
      'must-decide',
    ]);
    await kase.do('mdt-chair', 'convene-mdt');
    const present = ['social-development', 'police', 'ngo'].map((capacity) => ({ name: capacity, capacity }));
    await kase.do('mdt-chair', 'mdt-interview', { outcome: 'held', membersPresent: present });
    await gone(kase, 'clock-breached');
  }, 120_000);

  it('has each act on the audit, with a reason, and refuses one that gives none', async () => {
    const auditor = await client.as('auditor');
    const acts = [
      'stuck-nudge',
      'stuck-escalate',
      'stuck-reassign',
      'stuck-add-interpreter',
      'stuck-set-quorum-date',
      'stuck-hold',
      'stuck-retry',
      'stuck-request-reset',
      'stuck-reset-approved',
    ];
    for (const action of acts) {
      const { items } = await auditor.get<{ items: { caseId: string; fields: string[]; account: string }[] }>(
        `/v1/audit-events?action=${action}`,
      );
      expect([action, items[0]?.fields]).toEqual([action, ['reason']]);
      expect(items[0]?.caseId).toMatch(/^[0-9a-f-]{36}$/);
    }
    const extended = await auditor.get<{ items: { fields: string[] }[] }>('/v1/audit-events?action=extend-clock');
    expect(extended.items[0]?.fields).toContain('reason');

    const [kept] = (await auditor.get<{ items: { caseId: string }[] }>('/v1/audit-events?action=stuck-nudge')).items;
    const done = await (
      await client.as('social')
    ).get<{ items: { action: string; reason: string; takenBy: string }[] }>(`/v1/stuck-cases/${kept?.caseId}/actions`);
    expect(done.items).toContainEqual(
      expect.objectContaining({ action: 'nudge', reason: 'It must go on.', takenBy: 'social' }),
    );

    const kase = await report();
    const paths = ['nudge', 'escalation', 'reassignment', 'hold', 'interpreter', 'quorum-date', 'retry', 'reset'];
    for (const path of paths) {
      const refused = act('social', kase, path, { reason: '' });
      await expect(refused).rejects.toMatchObject({ problem: { status: 422 } });
      await expect(refused).rejects.toMatchObject({
        problem: { errors: expect.arrayContaining([expect.objectContaining({ path: '/reason' })]) as unknown },
      });
    }
  }, 60_000);

  it('counts by cause', async () => {
    const { counts } = await (await client.as('social')).get<Board>('/v1/stuck-cases?limit=1');
    expect(counts.map(({ cause }) => cause)).toContain('interpreter');
    expect(counts.find(({ cause }) => cause === 'interpreter')?.count).toBeGreaterThan(0);
  });
});
