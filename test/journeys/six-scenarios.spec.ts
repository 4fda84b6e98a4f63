import { Client, Connection } from '@temporalio/client';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { SCENARIOS } from '../../apps/dev/src/scenarios/scenarios.js';
import type { CasePlayer, ShownEvent } from '../../apps/dev/src/scenarios/case-player.js';
import type { Stack } from '#testing/stack.js';
import { onStack } from '#testing/stack-of-spec.js';

const READABLE_ID =
  /^(?:case|return|follow-up|service-referral):[0-9a-f-]{36}$|^track:[0-9a-f-]{36}:(?:justice|compensation|stay)$|^saphan-reconcile/;

describe('the six scenarios, from report to closure through HTTP', () => {
  let stack: Stack;
  let client: SaphanClient;

  onStack((opened) => void ({ stack, client } = opened));

  const dissentsOf = async (kase: CasePlayer | undefined, reader: string): Promise<unknown> => {
    const finding = (await kase?.tasks())?.findLast(({ key }) => key === 'mdt-finding');
    return (await (await client.as(reader)).get<{ dissents: unknown }>(`/v1/tasks/${finding?.id ?? ''}`)).dissents;
  };
  const play = (number: string): Promise<readonly CasePlayer[]> => {
    const scenario = SCENARIOS[number];
    if (scenario === undefined) throw new Error(`No scenario ${number}`);
    return scenario.play(client, {});
  };

  it('1: brings two women home from Hong Kong, with a dissent kept and a declined referral sent on', async () => {
    const [younger, older] = await play('1');
    for (const kase of [younger, older]) {
      const { stage, status, outcome, retentionUntil, codes } = (await kase?.show()) ?? fail();
      expect({ stage, status, outcome }).toEqual({ stage: 'closed', status: 'closed', outcome: 'reintegrated' });
      expect(retentionUntil).toMatch(/^20\d\d-/);
      expect(codes.finding).toBe('victim-s6');
    }
    const stages = stagesOf((await younger?.timeline()) ?? []);
    expect(stages).toEqual([
      'reception',
      'preliminary-screening',
      'recovery-reflection',
      'formal-identification',
      'rights-and-choices',
      'assistance',
      'return',
      'reintegration',
      'follow-up',
      'closure',
    ]);
    expect(await dissentsOf(younger, 'social')).toEqual([]);
    expect(await dissentsOf(older, 'social')).toEqual([
      {
        member: 'Labour protection, Nonthaburi',
        proposes: 'other-labour-violation',
        reasons: 'Sees deception, but no confinement.',
      },
    ]);
    expect(await keysOfClocks(younger)).toContain('nrm-reflection');
    expect(await keysOfClocks(older)).not.toContain('nrm-reflection');
    const { items } = await (
      await client.as('social')
    ).get<{ items: { state: string; service: string }[] }>(`/v1/cases/${younger?.id ?? ''}/service-referrals`);
    expect(items.filter(({ service }) => service === 'legal-aid').map(({ state }) => state)).toEqual([
      'rerouted',
      'accepted',
    ]);
  }, 120_000);

  it('2: back-dates the 24 hours, extends one by the court, and hands the Lao woman over', async () => {
    const [child, adult, lao] = await play('2');
    const custody = await child?.clock('s29-custody');
    expect(Date.parse(custody?.dueAt ?? '') - Date.parse(custody?.startedAt ?? '')).toBe(24 * 3_600_000);
    expect(Date.parse(custody?.startedAt ?? '')).toBeLessThan(Date.now() - 25 * 60_000);
    const extension = await child?.clock('s29-court-extension');
    expect(Date.parse(extension?.dueAt ?? '') - Date.parse(extension?.startedAt ?? '')).toBe(5 * 86_400_000);
    expect((await child?.show())?.codes.child).toBe(true);
    expect((await adult?.show())?.outcome).toBe('other-labour-violation');
    expect(await keysOfClocks(lao)).toEqual(expect.arrayContaining(['family-tracing', 'case-management-meeting']));
    expect((await lao?.show())?.outcome).toBe('reintegrated');
  }, 120_000);

  it('3: finds forced labour under s.6/1; wages and permission to stay run beside and gate nothing', async () => {
    const [kase] = await play('3');
    expect((await kase?.show())?.codes.finding).toBe('victim-s6-1');
    const permit = await kase?.clock('stay-permit');
    expect(permit).toMatchObject({ state: 'running', confidence: 'V' });
    expect(permit?.dueAt.slice(0, 4)).toBe(String(Number(permit?.startedAt.slice(0, 4)) + 2));
  }, 120_000);

  it('4: tells a negative result with its rights, and reopens on new facts', async () => {
    const [kase] = await play('4');
    const timeline = (await kase?.timeline()) ?? [];
    expect(timeline.filter(({ kind }) => kind === 'case-closed')).toHaveLength(2);
    expect(timeline.filter(({ kind }) => kind === 'case-reopened')).toHaveLength(1);
    const tasks = (await kase?.tasks()) ?? [];
    const outcomes = (wanted: string) =>
      tasks.flatMap(({ key, state, outcome }) => (key === wanted && state === 'completed' ? [outcome] : []));
    expect(outcomes('mdt-finding')).toEqual(['not-a-victim', 'victim-s6']);
    // The result with its reasons and the right to be screened anew, before anything was closed; then a whole new screening.
    expect(outcomes('tell-negative-result')).toHaveLength(1);
    expect(outcomes('decide-screening')).toEqual(['indication', 'indication']);
    expect((await kase?.show())?.codes.finding).toBe('victim-s6');
    expect(outcomes('flag-to-prosecutor')).toHaveLength(1);
  }, 120_000);

  it('5: lets her go, keeps her choices, and hears her when she calls again', async () => {
    const [kase] = await play('5');
    const shown = await kase?.show();
    expect(shown).toMatchObject({ stage: 'preliminary-screening', status: 'open', outcome: null });
    expect(stagesOf((await kase?.timeline()) ?? [])).toContain('closure');
  }, 120_000);

  it('6: goes on after every stall', async () => {
    const [kase] = await play('6');
    expect((await kase?.show())?.outcome).toBe('reintegrated');
    const interviews = (await kase?.tasks())?.filter(
      ({ key, state }) => key === 'mdt-interview' && state === 'completed',
    );
    expect(interviews?.map(({ outcome }) => outcome)).toEqual(['quorum-not-reached', 'quorum-not-reached', 'held']);
    const reconvened = ((await kase?.clocks()) ?? []).filter(({ key }) => key === 'mdt-reconvene');
    expect(reconvened.map(({ state }) => state)).toEqual(['stopped', 'stopped']);
  }, 120_000);

  it('says in plain sentences, in Thai and English, what happened', async () => {
    const [kase] = await play('5');
    for (const { sentence } of (await kase?.timeline()) ?? []) {
      expect(sentence.th).toMatch(/[\u0E00-\u0E7F]/);
      expect(sentence.en).toMatch(/^[A-Z]/);
    }
  }, 120_000);

  it('lists one workflow a case under a readable id, and keeps every run of a stage under 200 events', async () => {
    const connection = await Connection.connect({ address: stack.temporalAddress });
    const temporal = new Client({ connection });
    let cases = 0;
    try {
      for await (const execution of temporal.workflow.list()) {
        expect(execution.workflowId).toMatch(READABLE_ID);
        expect(execution.historyLength).toBeLessThan(200);
        if (execution.workflowId.startsWith('case:') && execution.status.name === 'RUNNING') cases += 1;
        expect(execution.status.name).not.toBe('FAILED');
      }
      expect(cases).toBeGreaterThan(0);
    } finally {
      await connection.close();
    }
  }, 60_000);
});

function fail(): never {
  throw new Error('The scenario returned no case');
}

async function keysOfClocks(kase: CasePlayer | undefined): Promise<readonly string[]> {
  return ((await kase?.clocks()) ?? []).map(({ key }) => key);
}

function stagesOf(timeline: readonly ShownEvent[]): readonly unknown[] {
  return timeline.filter(({ kind }) => kind === 'stage-entered').map(({ params }) => params.stage);
}
