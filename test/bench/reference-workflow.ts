import {
  condition,
  defineSignal,
  defineUpdate,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';

export interface ReferenceActivities {
  commitStep(step: { readonly journey: string; readonly seq: number }): Promise<void>;
}

export const decided = defineSignal('decided');
export const completeStep = defineUpdate<number>('completeStep');

const { commitStep } = proxyLocalActivities<ReferenceActivities>({ startToCloseTimeout: '20 seconds' });

/** (b): a signal, and what it leads to committed in one local activity. Nothing else. */
export async function signalledWorkflow(steps: number): Promise<void> {
  const journey = workflowInfo().workflowId;
  let told = 0;
  setHandler(decided, () => void (told += 1));
  for (let seq = 1; seq <= steps; seq += 1) {
    await condition(() => told >= seq);
    await commitStep({ journey, seq });
  }
}

/** (c): one update and one local activity a step. Nothing else. */
export async function updatedWorkflow(steps: number): Promise<void> {
  const journey = workflowInfo().workflowId;
  let begun = 0;
  let done = 0;
  setHandler(completeStep, async () => {
    begun += 1;
    const seq = begun;
    await commitStep({ journey, seq });
    done += 1;
    return seq;
  });
  await condition(() => done >= steps);
}
