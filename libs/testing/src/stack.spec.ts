import { withClient } from '../../../apps/dev/src/postgres-cluster.js';
import { isTemporalReady } from '../../../apps/dev/src/temporal-server.js';
import { startStack } from './stack.js';

const answers = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

describe('a stack of a test', () => {
  it('can lose and get back each of its parts', async () => {
    const stack = await startStack();
    try {
      expect(await answers(stack.apiUrl)).toBe(true);
      await stack.killApi();
      expect(await answers(stack.apiUrl)).toBe(false);
      await stack.startApi();
      expect(await answers(stack.apiUrl)).toBe(true);

      await stack.killWorker();
      await stack.deleteTemporalDatabase();
      expect(await isTemporalReady(stack.temporalAddress).catch(() => false)).toBe(false);
      await stack.startTemporal();
      await stack.startWorker();
      expect(await isTemporalReady(stack.temporalAddress)).toBe(true);
    } finally {
      await stack.stop();
    }
    await expect(withClient(stack.ownerUrl, () => Promise.resolve())).rejects.toThrow(/does not exist/);
  }, 60_000);
});
