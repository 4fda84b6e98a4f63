import { CasePlayer, type ReportReceipt } from './case-player.js';
import { assist, chooseFreely, close, identify, reflect, reintegrateAndFollowUp, screen } from './common-steps.js';
import type { SaphanClient } from './saphan-client.js';
import type { ScenarioOptions } from './scenarios.js';
import { minutesAgo } from './story-time.js';

/** Scam compound: first not a victim, with the right to a new screening; new facts reopen, and he is one. */
export async function scamCompound(client: SaphanClient, options: ScenarioOptions): Promise<readonly CasePlayer[]> {
  const police = await client.as('police');
  const receipt = await police.post<ReportReceipt>('/v1/reports', {
    channel: 'immigration',
    province: '12',
    happenedAt: minutesAgo(60),
    place: 'Border checkpoint',
    narrative: 'Held with suspects of online fraud.',
    dangerNow: false,
    reporterConsents: true,
    ...(options.policyVersion === undefined ? {} : { policyVersion: options.policyVersion }),
    persons: [
      { alias: 'Nat', sex: 'male', nationality: 'TH', language: 'th', ageStatement: 'adult', homeProvince: '71' },
    ],
  });
  const kase = new CasePlayer(client, receipt.cases[0]?.id ?? '');
  await kase.do('social', 'triage-report', { outcome: 'accept' });
  await kase.do('social', 'tell-rights');
  await screen(kase, 'indication');
  await reflect(kase, 'waived');
  await identify(kase, 'not-a-victim', { finding: { means: 'not-found', purpose: 'not-found' } });
  await kase.do('social', 'tell-negative-result', { rescreeningRightTold: true, otherRoute: 'home' });
  await close(kase, 'not-a-victim');
  await kase.act('social', 'record-new-facts', {
    reasons: 'Photographs of injuries and proof of ransom.',
    source: 'person',
  });
  await kase.reachStage('preliminary-screening');
  await kase.do('social', 'tell-rights');
  await screen(kase, 'indication');
  await reflect(kase, 'accepted');
  await identify(kase, 'victim-s6', { finding: { forcedCriminality: true } });
  // s.41 does not name forced scams: the prosecutor is told.
  await kase.do('mdt-chair', 'flag-to-prosecutor');
  await chooseFreely(kase, { cooperation: 'yes' });
  await assist(kase, 'return');
  await kase.do('social-kan', 'assess-home', { outcome: 'safe' });
  await kase.do('social', 'return-home', { outcome: 'returned' });
  await reintegrateAndFollowUp(kase);
  await close(kase, 'reintegrated');
  return [kase];
}
