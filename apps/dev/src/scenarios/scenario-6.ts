import type { CasePlayer } from './case-player.js';
import { assist, chooseFreely, close, identify, reflect, reintegrateAndFollowUp, screen } from './common-steps.js';
import { reportOnePerson } from './one-person.js';
import type { SaphanClient } from './saphan-client.js';
import type { ScenarioOptions } from './scenarios.js';
import { minutesAgo } from './story-time.js';

/**
 * A woman of perhaps 17 in custody, who waits for everything at once: no interpreter of her language is there, her guardian
 * is awaited, and so is the court's paper.
 */
export async function stalledAtOnce(client: SaphanClient, more: object = {}): Promise<CasePlayer> {
  const custody = { startedAt: minutesAgo(40), placeType: 'hospital' };
  const kase = await reportOnePerson(
    client,
    { alias: 'S', sex: 'female', nationality: 'MM', language: 'shn', ageStatement: 'unsure', custody },
    { happenedAt: minutesAgo(45), ...more },
  );
  await kase.do('social', 'triage-report', { outcome: 'accept' });
  await kase.do('social', 'tell-rights', { language: 'shn' });
  await kase.do('social', 'arrange-interpreter', { outcome: 'not-available', language: 'shn' });
  await kase.do('social', 'ask-consent', { outcome: 'guardian-pending', agreesToInterview: false, language: 'shn' });
  await kase.do('social', 'health-and-safety-check');
  await kase.do('social', 'decide-screening', {
    outcome: 'cannot-tell-yet',
    ground: 's29',
    reasons: 'No Shan interpreter.',
  });
  await kase.do('police', 'decide-custody', { outcome: 'petition-court', reasons: 'Her age is to be shown.' });
  return kase;
}

/**
 * Everything stalls, and goes on: no interpreter, a guardian awaited, no quorum twice, a shelter that does not answer, a
 * missing court paper, a task that nobody owns. Each wait is shown with whom, since when and what unblocks it.
 */
export async function everythingStalls(client: SaphanClient, options: ScenarioOptions): Promise<readonly CasePlayer[]> {
  const { policyVersion } = options;
  const kase = await stalledAtOnce(client, policyVersion === undefined ? {} : { policyVersion });
  // The court's paper is awaited; then it is there.
  await kase.do('police', 'record-court-order', { outcome: 'granted', days: 7 });
  await kase.do('social', 'decide-custody', { outcome: 'release' });
  await kase.reachStage('preliminary-screening');
  await kase.do('social', 'arrange-interpreter', { outcome: 'present', language: 'shn' });
  await screen(kase, 'indication', { consent: { outcome: 'given', givenBy: 'guardian' } });
  await reflect(kase, 'accepted');
  const came = [
    { name: 'PSDHS', capacity: 'social-development' },
    { name: 'Inquiry officer', capacity: 'police' },
  ];
  for (const present of [came.slice(1), came]) {
    await kase.do('mdt-chair', 'convene-mdt');
    await kase.do('mdt-chair', 'mdt-interview', { outcome: 'quorum-not-reached', membersPresent: present });
  }
  await identify(kase, 'victim-s6');
  await chooseFreely(kase, { shelter: 'yes', return: 'no' });
  const silent = await kase.refer('shelter', 'shelter-nonthaburi', { urgent: true });
  const task = await kase.open('answer-referral');
  await (await client.as('admin')).post(`/v1/tasks/${task.id}/assignment`, { assignee: 'shelter' });
  await kase.answerReferral('shelter', silent, 'accepted');
  await kase.do('social', 'match-shelter', { outcome: 'matched', shelter: 'Shelter, Nonthaburi' });
  await assist(kase, 'stay');
  await reintegrateAndFollowUp(kase, 'social');
  await kase.do('social', 'case-management-meeting');
  await close(kase, 'reintegrated');
  return [kase];
}
