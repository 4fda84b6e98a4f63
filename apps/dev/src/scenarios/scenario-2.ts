import { CasePlayer, type ReportReceipt } from './case-player.js';
import { assist, chooseFreely, close, identify, reflect, reintegrateAndFollowUp, screen } from './common-steps.js';
import { ProblemError, type SaphanClient } from './saphan-client.js';
import type { ScenarioOptions } from './scenarios.js';
import { minutesAgo } from './story-time.js';

/** Raid at night in Nonthaburi: three persons, one perhaps a child, one speaking Lao only, custody before the report. */
export async function raidAtNight(client: SaphanClient, options: ScenarioOptions): Promise<readonly CasePlayer[]> {
  const police = await client.as('police');
  const custody = { startedAt: minutesAgo(30), placeType: 'children-and-family-home', place: 'Nonthaburi' };
  const report = {
    channel: 'police',
    province: '12',
    happenedAt: minutesAgo(30),
    place: 'Karaoke bar',
    dangerNow: false,
    reporterConsents: true,
    ...(options.policyVersion === undefined ? {} : { policyVersion: options.policyVersion }),
  };
  const persons = [
    {
      alias: 'A',
      sex: 'female',
      nationality: 'TH',
      language: 'th',
      ageStatement: 'unsure',
      homeProvince: '71',
      custody,
    },
    {
      alias: 'B',
      sex: 'female',
      nationality: 'TH',
      language: 'th',
      ageStatement: 'adult',
      homeProvince: '71',
      custody,
    },
    { alias: 'C', sex: 'female', nationality: 'LA', language: 'lo', ageStatement: 'adult', custody },
  ];
  await refusesTheCell(client, {
    ...report,
    persons: [{ ...persons[1], custody: { ...custody, placeType: 'police-cell' } }],
  });
  const receipt = await police.post<ReportReceipt>('/v1/reports', { ...report, persons });
  const [child, adult, lao] = receipt.cases.map(({ id }) => new CasePlayer(client, id));
  if (child === undefined || adult === undefined || lao === undefined)
    throw new Error('The report opened no three cases');
  await Promise.all([childExtendedByCourt(child), movesToConsent(adult), laoWomanReturns(lao)]);
  return [child, adult, lao];
}

async function refusesTheCell(client: SaphanClient, report: unknown): Promise<void> {
  try {
    await (await client.as('police')).post('/v1/reports', report);
  } catch (refusal) {
    if (refusal instanceof ProblemError && refusal.problem.code === 'bed-in-a-cell-refused') return;
    throw refusal;
  }
  throw new Error('A bed in a police cell was accepted');
}

async function begin(kase: CasePlayer): Promise<void> {
  await kase.do('police', 'notify-superior');
  await kase.do('social', 'triage-report', { outcome: 'accept' });
  await kase.do('social', 'tell-rights');
}

const DUTY_OF_CARE = { consent: { outcome: 'given', givenBy: 'duty-of-care' } };
const SENT_HOME = { shelter: 'yes' };

/** 17 or 18: a child. The court extends her protection; then she stays on a child-protection ground. */
async function childExtendedByCourt(kase: CasePlayer): Promise<void> {
  await begin(kase);
  await screen(kase, 'indication', DUTY_OF_CARE);
  await kase.reachStage('temporary-protection');
  await kase.do('police', 'decide-custody', { outcome: 'petition-court', reasons: 'Her age is to be shown.' });
  await kase.do('police', 'record-court-order', { outcome: 'granted', days: 5 });
  await kase.do('social', 'decide-custody', {
    outcome: 'consent-based-stay',
    consentRecorded: false,
    childProtectionGround: 'Child Protection Act B.E. 2546 s.42',
  });
  await reflect(kase, 'accepted');
  // Under 18 the means need not be shown (s.6).
  await identify(kase, 'victim-s6', { finding: { means: 'unclear' } });
  await chooseFreely(kase, SENT_HOME);
  await kase.do('social', 'match-shelter', { outcome: 'matched', shelter: 'Children and family home, Nonthaburi' });
  await assist(kase, 'return');
  await kase.do('social-kan', 'assess-home', { outcome: 'safe' });
  await kase.do('social', 'return-home', { outcome: 'returned' });
  await reintegrateAndFollowUp(kase);
  await close(kase, 'reintegrated');
}

/** Moves to a stay by her own consent within the 24 hours; the team finds no trafficking but another violation. */
async function movesToConsent(kase: CasePlayer): Promise<void> {
  await begin(kase);
  await screen(kase, 'indication');
  await kase.do('social', 'decide-custody', { outcome: 'consent-based-stay', consentRecorded: true });
  await reflect(kase, 'waived');
  await identify(kase, 'other-labour-violation', { finding: { means: 'not-found', purpose: 'not-found' } });
  await kase.do('social', 'tell-negative-result', { rescreeningRightTold: true, otherRoute: 'labour-claim' });
  await close(kase, 'other-labour-violation');
}

/** No interpreter until morning: cannot tell yet. Identified later, and returned over the bridge under s.38. */
async function laoWomanReturns(kase: CasePlayer): Promise<void> {
  await begin(kase);
  await kase.do('social', 'arrange-interpreter', { outcome: 'not-available', language: 'lo' });
  await kase.do('social', 'ask-consent', { outcome: 'guardian-pending', agreesToInterview: false, language: 'lo' });
  await kase.do('social', 'health-and-safety-check');
  await kase.do('social', 'decide-screening', {
    outcome: 'cannot-tell-yet',
    ground: 's29',
    reasons: 'No interpreter for Lao until the morning.',
  });
  await kase.reachStage('temporary-protection');
  await kase.do('social', 'decide-custody', { outcome: 'consent-based-stay', consentRecorded: true });
  await reflect(kase, 'accepted');
  await identify(kase, 'victim-s6');
  await chooseFreely(kase, {});
  await assist(kase, 'return');
  await kase.do('consular', 'prove-nationality', { outcome: 'proven' });
  await kase.do('ngo', 'trace-family', { outcome: 'found' });
  await kase.do('social', 'assess-return-risk', { outcome: 'safe' });
  await kase.do('consular', 'arrange-travel-document');
  await kase.do('police', 'hand-over', { outcome: 'handed-over', place: 'First Thai–Lao Friendship Bridge' });
  await reintegrateAndFollowUp(kase, 'social');
  await kase.do('social', 'case-management-meeting');
  await close(kase, 'reintegrated');
}
