import { CasePlayer, type ReportReceipt } from './case-player.js';
import { assist, chooseFreely, close, identify, reflect, reintegrateAndFollowUp, screen } from './common-steps.js';
import type { SaphanClient } from './saphan-client.js';
import type { ScenarioOptions } from './scenarios.js';
import { minutesAgo } from './story-time.js';

/** Fishing boat: forced labour under s.6/1; wage claim and stay-and-work run beside, and gate nothing. */
export async function fishingBoat(client: SaphanClient, options: ScenarioOptions): Promise<readonly CasePlayer[]> {
  const inspector = await client.as('inspector');
  const receipt = await inspector.post<ReportReceipt>('/v1/reports', {
    channel: 'labour-inspector',
    province: '90',
    happenedAt: minutesAgo(120),
    place: 'Songkhla port',
    dangerNow: false,
    reporterConsents: true,
    ...(options.policyVersion === undefined ? {} : { policyVersion: options.policyVersion }),
    persons: [{ alias: 'Ko', sex: 'male', nationality: 'MM', language: 'my', ageStatement: 'adult' }],
  });
  const kase = new CasePlayer(client, receipt.cases[0]?.id ?? '');
  await kase.do('social', 'triage-report', { outcome: 'accept' });
  await kase.do('inspector', 'tell-rights', { language: 'my' });
  await kase.do('social', 'arrange-interpreter', { outcome: 'present', language: 'my' });
  await kase.do('inspector', 'labour-screening', { monthsWithoutWages: 14, documentsKept: true });
  await screen(kase, 'indication');
  await reflect(kase, 'waived');
  await identify(kase, 'victim-s6-1', {
    finding: { act: 'not-found', means: 'unclear', purpose: 'unclear', forcedLabour: 'found' },
  });
  await chooseFreely(kase, { compensation: 'yes', return: 'no' });
  await kase.do('inspector', 'claim-compensation', { outcome: 'progress', step: 'claimed' });
  await kase.do('social', 'permit-to-stay', { outcome: 'granted' });
  // He works outside the shelter: assistance does not wait for either track.
  await assist(kase, 'stay');
  await reintegrateAndFollowUp(kase, 'social');
  await kase.do('social', 'case-management-meeting');
  await close(kase, 'reintegrated');
  await kase.do('inspector', 'claim-compensation', { outcome: 'ended', step: 'paid' });
  return [kase];
}
