import { SaphanClient } from '../../../apps/dev/src/scenarios/saphan-client.js';
import { startStack, type Stack, type StackOptions } from './stack.js';

export interface OpenedStack {
  readonly stack: Stack;
  readonly client: SaphanClient;
}

const STARTS_WITHIN_MS = 120_000;

/** Gives a spec a whole Saphan of its own, from before its first test until after its last. */
export function onStack(take: (opened: OpenedStack) => void | Promise<void>, options: StackOptions = {}): void {
  let stack: Stack | undefined;
  beforeAll(async () => {
    stack = await startStack(options);
    await take({ stack, client: new SaphanClient(stack.apiUrl) });
  }, STARTS_WITHIN_MS);
  afterAll(() => stack?.stop());
}
