/**
 * Writes the histories that every later version of the workflows must replay:
 *
 *     npm test -- --testMatch '<rootDir>/test/replay/record-histories.ts'
 *
 * Run it for a release, to add its histories under a name of their own. A red replay test is never mended by recording
 * anew: whoever changes a workflow so that these no longer replay keeps the old way with `patched()`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { CaseworkBench } from '#testing/casework-bench.js';
import { recordRuns } from '#testing/history-recorder.js';
import type { PlayedCase } from '#testing/played-case.js';
import { assist, bringTo, LAO_WOMAN, RESCUED_ABROAD, screen } from '../workflow/journey.js';

const RELEASE = '0.1.0';
const FOLDER = new URL('./histories/', import.meta.url);

let bench: CaseworkBench;
beforeAll(async () => {
  bench = await CaseworkBench.open();
}, 90_000);
afterAll(() => bench.close());

async function later(kase: PlayedCase, duration: string): Promise<void> {
  await bench.sleep(duration);
  await kase.settle();
}

/** Each is a way through the code that the others do not take. */
const SCRIPTS: Readonly<Record<string, () => Promise<PlayedCase>>> = {
  'taken-in-and-kept-by-the-court': async () => {
    const kase = await bench.report({ custody: { startedAt: await bench.ago(2), placeType: 'shelter' } });
    await bringTo(kase, 'preliminary-screening');
    await screen(kase, { outcome: 'cannot-tell-yet', ground: 'reflection' });
    await later(kase, 'PT30H');
    await kase.complete('decide-custody', { outcome: 'petition-court' });
    await kase.complete('record-court-order');
    await later(kase, 'P5D');
    await kase.complete('decide-custody', { outcome: 'consent-based-stay', consentRecorded: true });
    await kase.complete('offer-reflection');
    await later(kase, 'P16D');
    await kase.complete('decide-readiness', { outcome: 'not-ready', reasons: 'Not yet' });
    await kase.complete('decide-readiness');
    await kase.complete('convene-mdt');
    await kase.complete('mdt-interview', { outcome: 'quorum-not-reached', membersPresent: [] });
    await bringTo(kase, 'assistance');
    await kase.act('revise-choices', { cooperation: 'yes' });
    await kase.complete('follow-justice-case', { outcome: 'ended' });
    await bringTo(kase, 'closed');
    await kase.act('record-new-facts');
    return kase;
  },
  'a-foreigner-who-stays': async () => {
    const kase = await bench.report(LAO_WOMAN);
    await kase.complete('triage-report', { outcome: 'rescue-first', reasons: 'She is held' });
    await kase.complete('rescue-person');
    await bringTo(kase, 'assistance');
    const declined = await kase.refer();
    await kase.complete('answer-referral', { outcome: 'declined', reason: 'Full' }, { of: declined });
    await kase.complete('reroute-referral', { outcome: 'no-longer-needed' });
    await kase.complete('answer-referral', {}, { of: await kase.refer({ urgent: true }) });
    await kase.complete('permit-to-stay');
    await assist(kase, 'return');
    await kase.complete('prove-nationality');
    await kase.complete('trace-family', { outcome: 'not-found' });
    await kase.complete('assess-return-risk', { outcome: 'not-safe' });
    await bringTo(kase, 'follow-up');
    await later(kase, 'P2M');
    await kase.complete('follow-up-visit', { outcome: 'reopen', reasons: 'A new debt' }, { of: 'P1M' });
    await screen(kase, { outcome: 'no-indication' });
    await kase.complete('tell-negative-result');
    await kase.complete('propose-closure', { outcome: 'not-a-victim' });
    await kase.complete('approve-closure', { outcome: 'rejected', reasons: 'Ask again' }, { by: 'supervisor' });
    await bringToClosed(kase, 'not-a-victim');
    return kase;
  },
  'brought-home-and-revived': async () => {
    const kase = await bench.report({}, RESCUED_ABROAD);
    await bringTo(kase, 'recovery-reflection');
    await kase.complete('offer-reflection');
    await bench.client.workflow.getHandle(kase.workflowId).terminate('lost');
    await bench.revive(kase.workflowId, 'caseWorkflow');
    await kase.settle();
    await later(kase, 'P20D');
    await kase.complete('decide-readiness');
    await bringTo(kase, 'assistance');
    await kase.act('record-exit', { outcome: 'withdrew' });
    return kase;
  },
};

async function bringToClosed(kase: PlayedCase, outcome: string): Promise<void> {
  await kase.complete('propose-closure', { outcome });
  await kase.complete('approve-closure', {}, { by: 'supervisor' });
}

/** Which machine recorded it, and for whose bill: no replay looks at it. */
function withoutMachine(json: string): unknown {
  return JSON.parse(json, (key, value: unknown) =>
    ['identity', 'binaryChecksum', 'meteringMetadata', 'requestId'].includes(key) ? undefined : value,
  );
}

it.each(Object.keys(SCRIPTS))(
  'records %s',
  async (name) => {
    const kase = await SCRIPTS[name]?.();
    if (kase === undefined) throw new Error(`No script ${name}`);
    const runs = await recordRuns(bench, kase);
    const recorded = runs.map(({ workflowId, history }) => ({
      workflowId,
      history: withoutMachine(historyToJSON(history)),
    }));
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(new URL(`${RELEASE}-${name}.json`, FOLDER), `${JSON.stringify(recorded)}\n`);
  },
  90_000,
);
