import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { CasePlayer } from '../../apps/dev/src/scenarios/case-player.js';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { onStack } from '#testing/stack-of-spec.js';
import type { Stack } from '#testing/stack.js';
import { poisonableBy } from '../journeys/poisonable.js';
import { besideAnotherWorker } from './another-worker.js';
import { reportByPolice } from './police-report.js';

interface Cause {
  readonly params: { readonly fault?: string };
  readonly sentence: { readonly th: string; readonly en: string };
  readonly actions: readonly { readonly action: string }[];
}

const POISONED = path.join(tmpdir(), `saphan-refused-${process.pid}`);

/**
 * Processes commit by local activities, which give up after half a minute and then fail the workflow's task
 * (docs/decisions/0022): that is how a failing activity of theirs is seen and tried again. One of the ordinary kind is seen
 * by itself, and the same act tries it again.
 */
describe('R17: a failing activity of a case', () => {
  let stack: Stack;
  let client: SaphanClient;

  beforeAll(() => writeFileSync(POISONED, ''));
  onStack((opened) => void ({ stack, client } = opened), poisonableBy(POISONED));
  afterAll(() => rmSync(POISONED, { force: true }));

  const failures = async (kase: CasePlayer): Promise<readonly Cause[]> => {
    const { items } = await (
      await client.as('social')
    ).get<{ items: { causes: Cause[] }[] }>(`/v1/stuck-cases?caseId=${kase.id}`);
    return items.flatMap(({ causes }) => causes).filter(({ params }) => params.fault === 'workflow-task-failing');
  };
  const onBoard = async (kase: CasePlayer): Promise<Cause> => {
    const look = async () => (await failures(kase))[0];
    const fault = await kase.eventually('the board to say that it fails', look);
    expect(fault.sentence.en).toContain('its process fails again and again');
    expect(fault.actions[0]?.action).toBe('retry');
    return fault;
  };
  const retried = async (kase: CasePlayer): Promise<void> => {
    await (await client.as('admin')).post(`/v1/stuck-cases/${kase.id}/retry`, { reason: 'The store is mended.' });
  };
  const offBoard = (kase: CasePlayer) =>
    kase.eventually('the board to forget it', async () => ((await failures(kase)).length > 0 ? undefined : true));

  it('that commits its next stage is on the board within a minute, and goes on once somebody has it tried again', async () => {
    const kase = await reportByPolice(client);
    writeFileSync(POISONED, `refuse ${kase.id}`);
    await kase.do('social', 'triage-report', { outcome: 'accept' });
    await onBoard(kase);
    writeFileSync(POISONED, '');
    await retried(kase);
    await kase.reachStage('preliminary-screening');
    await offBoard(kase);
  }, 300_000);

  it('that is an ordinary one waits for its next try, and is tried at once when somebody says so', async () => {
    let tries = 0;
    let isMended = false;
    const activities = {
      answer: () => {
        tries += 1;
        if (!isMended) throw new Error('no answer');
      },
    };
    await besideAnotherWorker(stack.temporalAddress, { activities }, async (taskQueue) => {
      const kase = await reportByPolice(client);
      const connection = await Connection.connect({ address: stack.temporalAddress });
      await new Client({ connection }).workflow.start('withAFailingActivity', {
        workflowId: `case:${kase.id}`,
        taskQueue,
        workflowIdConflictPolicy: 'TERMINATE_EXISTING',
      });
      await connection.close();
      await kase.do('social', 'triage-report', { outcome: 'accept' });
      await onBoard(kase);
      expect(tries).toBe(4);
      isMended = true;
      await retried(kase);
      await kase.eventually('the activity to be done', () => Promise.resolve(tries === 5 ? true : undefined));
      await offBoard(kase);
    });
  }, 180_000);
});
