import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { projectRoot } from '../../apps/dev/src/project-root.js';
import { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { startStack } from '#testing/stack.js';
import { reportByPolice } from './police-report.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const ENDS_IN_SECONDS = 8;
const PRELOAD = pathToFileURL(path.join(projectRoot(), 'libs/testing/src/skewed-clock.mjs')).href;

describe('R05: a machine whose clock is wrong', () => {
  it.each([10, -10])(
    'by %i minutes moves no limit of the law: the store says what time it is',
    async (minutes) => {
      const stack = await startStack({
        env: { NODE_OPTIONS: `--import=${PRELOAD}`, SKEW_MS: String(minutes * MINUTE_MS) },
      });
      try {
        const reportedAt = Date.now();
        const kase = await reportByPolice(new SaphanClient(stack.apiUrl), 24 - ENDS_IN_SECONDS / 3_600);
        const begun = await kase.clock('s29-custody');
        expect(Date.parse(begun.dueAt) - Date.parse(begun.startedAt)).toBe(DAY_MS);
        expect(begun.state).toBe('running');
        const [first] = await kase.timeline();
        expect(Math.abs(Date.parse(first?.happenedAt ?? '') - reportedAt)).toBeLessThan(5 * SECOND_MS);
        const ended = await kase.eventually('the end of the clock', async () => {
          const clock = await kase.clock('s29-custody');
          return clock.state === 'ended' ? clock : undefined;
        });
        expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(ended.dueAt));
        expect(ended.lateByMs).toBeGreaterThanOrEqual(0);
        expect(ended.lateByMs).toBeLessThan(5 * SECOND_MS);
      } finally {
        await stack.stop();
      }
    },
    120_000,
  );
});
