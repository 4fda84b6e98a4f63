// Run by `npm test` before Jest: what takes minutes once must not run into a test's time limit.
import { getTemporalBinary } from '../../../apps/dev/src/temporal-binary.js';
import { getTimeSkippingServer } from './time-skipping-server.js';

for (const prepare of [getTemporalBinary, getTimeSkippingServer]) {
  try {
    await prepare();
  } catch (error) {
    // The tests that need it fail and say so; the others still tell something.
    console.error(error instanceof Error ? error.message : String(error));
  }
}
