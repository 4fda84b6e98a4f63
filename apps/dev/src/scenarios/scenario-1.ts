import { CasePlayer, type ReportReceipt } from './case-player.js';
import { assist, chooseFreely, close, identify, reflect, reintegrateAndFollowUp, screen } from './common-steps.js';
import type { SaphanClient } from './saphan-client.js';
import { minutesAgo } from './story-time.js';
import type { ScenarioOptions } from './scenarios.js';

const INDICATORS = [
  'deceptive-recruitment/nature-of-the-job-location-or-employer',
  'deceptive-recruitment/wages',
  'coercive-recruitment/debt-bondage',
  'exploitation/excessive-working-days-or-hours',
  'exploitation/wage-manipulation',
  'coercion-at-destination/confiscation-of-documents',
  'coercion-at-destination/isolation-confinement-or-surveillance',
  'coercion-at-destination/forced-tasks-or-clients',
];

/** Home from Hong Kong: two women, freed by OCTB, received, identified, helped, followed up. */
export async function homeFromHongKong(client: SaphanClient, options: ScenarioOptions): Promise<readonly CasePlayer[]> {
  const consular = await client.as('consular');
  const receipt = await consular.post<ReportReceipt>('/v1/reports', {
    channel: 'embassy',
    province: '12',
    happenedAt: minutesAgo(90),
    place: 'A flat in Kowloon',
    narrative: 'Lured with a job offer and locked in; they reached the consulate.',
    dangerNow: false,
    reporterConsents: true,
    ...(options.policyVersion === undefined ? {} : { policyVersion: options.policyVersion }),
    rescuedAbroad: {
      agency: 'Hong Kong Police, OCTB',
      country: 'HK',
      finding: 'not-screened',
      statement: 'Rescued, not formally identified. Statements attached.',
      flight: 'TG601',
      arrivesAt: minutesAgo(10),
    },
    persons: [
      person({
        givenName: 'มาลี',
        familyName: 'ตัวอย่าง',
        bornOn: '1988-04-12',
        travelDocument: 'passport',
        passportNumber: 'AA0000001',
      }),
      person({
        givenName: 'วันดี',
        familyName: 'ตัวอย่าง',
        bornOn: '1979-09-30',
        travelDocument: 'certificate-of-identity',
      }),
    ],
  });
  const [younger, older] = receipt.cases.map(({ id }) => new CasePlayer(client, id));
  if (younger === undefined || older === undefined) throw new Error('The report opened no two cases');
  await Promise.all([
    walk(younger, { reflection: 'accepted', cooperation: 'yes' }),
    walk(older, {
      reflection: 'waived',
      cooperation: 'not-now',
      dissent: { proposes: 'other-labour-violation', reasons: 'Sees deception, but no confinement.' },
    }),
  ]);
  return [younger, older];
}

function person(known: Record<string, string>): Record<string, string> {
  return { sex: 'female', nationality: 'TH', language: 'th', homeProvince: '71', ...known };
}

interface Story {
  readonly reflection: 'accepted' | 'waived';
  readonly cooperation: string;
  readonly dissent?: { readonly proposes: string; readonly reasons: string };
}

async function walk(kase: CasePlayer, story: Story): Promise<void> {
  await kase.do('social', 'triage-report', { outcome: 'accept' });
  await kase.do('consular', 'plan-reception');
  await kase.do('social', 'receive-at-airport', { outcome: 'received', arrivedAt: minutesAgo(5) });
  await kase.do('social', 'tell-rights');
  await screen(kase, 'indication', { indicators: INDICATORS });
  await reflect(kase, story.reflection);
  await identify(kase, 'victim-s6', story.dissent === undefined ? {} : { dissent: story.dissent });
  await chooseFreely(kase, { compensation: 'yes', cooperation: story.cooperation });
  await kase.reachStage('assistance');
  await referToServices(kase);
  await kase.act('consular', 'ask-partner-agency', { agency: 'Hong Kong Police, OCTB', urgent: true });
  await kase.do('consular', 'record-partner-answer', { outcome: 'answered' });
  await assist(kase, 'return');
  await kase.do('social-kan', 'assess-home', { outcome: 'safe' });
  await kase.do('social', 'return-home', { outcome: 'returned' });
  await reintegrateAndFollowUp(kase);
  await close(kase, 'reintegrated');
}

/** Counselling is taken; legal aid has no capacity and is sent on; the home province is asked to look at the home. */
async function referToServices(kase: CasePlayer): Promise<void> {
  const counselling = await kase.refer('counselling', 'shelter-nonthaburi');
  await kase.answerReferral('shelter', counselling, 'accepted');
  const legalAid = await kase.refer('legal-aid', 'ngo-legal-aid');
  await kase.answerReferral('ngo', legalAid, 'declined', 'No capacity until January');
  const elsewhere = await kase.refer('legal-aid', 'ngo-lawyers', { replaces: legalAid });
  // The lawyers have no account: the sender records what they said on the telephone.
  await kase.answerReferral('social', elsewhere, 'accepted');
  const home = await kase.refer('home-assessment', 'psdhs-kanchanaburi');
  await kase.answerReferral('social-kan', home, 'accepted');
}
