import { condition, defineQuery, proxyActivities, setHandler } from '@temporalio/workflow';

const summary = defineQuery<unknown>('processSummary');

/** Workflows that stand where a case's should, and do not say how far they have come. */
export async function withoutTheQuery(): Promise<void> {
  await condition(() => false);
}

export async function withAFailure(): Promise<void> {
  setHandler(summary, () => {
    throw new Error('no answer');
  });
  await condition(() => false);
}

export async function withAnotherAnswer(): Promise<void> {
  setHandler(summary, () => ({ far: 'away' }));
  await condition(() => false);
}

/** Tried anew after 10 ms, 0.2 s, 4 s, 80 s: the fifth try is far off when a person asks for it. */
const { answer } = proxyActivities<{ answer(): Promise<void> }>({
  startToCloseTimeout: '5 seconds',
  retry: { initialInterval: '10 milliseconds', backoffCoefficient: 20, maximumInterval: '10 minutes' },
});

export async function withAFailingActivity(): Promise<void> {
  await answer();
  await condition(() => false);
}
