import { condition, defineQuery, setHandler } from '@temporalio/workflow';

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
