import { CasePlayer, type ReportReceipt } from './case-player.js';
import { close, screen } from './common-steps.js';
import type { SaphanClient } from './saphan-client.js';
import type { ScenarioOptions } from './scenarios.js';
import { minutesAgo } from './story-time.js';

/** She says no: her choices are kept, she leaves, nothing punishes her; six weeks later she calls and is heard. */
export async function sheSaysNo(client: SaphanClient, options: ScenarioOptions): Promise<readonly CasePlayer[]> {
  const hotline = await client.as('hotline');
  const receipt = await hotline.post<ReportReceipt>('/v1/reports', {
    channel: 'hotline-1300',
    province: '12',
    happenedAt: minutesAgo(20),
    dangerNow: true,
    reporterConsents: true,
    ...(options.policyVersion === undefined ? {} : { policyVersion: options.policyVersion }),
    persons: [
      { alias: 'Fon', sex: 'female', nationality: 'TH', language: 'th', ageStatement: 'adult', homeProvince: '12' },
    ],
  });
  const kase = new CasePlayer(client, receipt.cases[0]?.id ?? '');
  await kase.do('hotline', 'triage-report', { outcome: 'accept' });
  await kase.do('social', 'tell-rights');
  await screen(kase, 'indication');
  await kase.reachStage('recovery-reflection');
  await kase.act('social', 'record-exit', { outcome: 'left' });
  await close(kase, 'left');
  await kase.act('hotline', 'record-new-facts', { reasons: 'She called 1300 and asks for help.', source: 'hotline' });
  await kase.reachStage('preliminary-screening');
  return [kase];
}
