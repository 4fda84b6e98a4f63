import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { minutesAgo } from '../../apps/dev/src/scenarios/story-time.js';
import { ERROR_TEXTS } from '#domain/texts/error-texts.js';
import { AtWork } from './at-work.js';
import type { Console } from './console.js';
import { onConsole } from './console-of-spec.js';
import { Office } from './office.js';

const LIMIT_MS = 400_000;
const WOMEN = [
  ['มาลี', 'Passport', 'AA0000001'],
  ['วันดี', 'Certificate of Identity', ''],
] as const;
/** What the two women told: the job, the debt, the flat, the passports, the clients. */
const TOLD = [
  'deceptive-recruitment/nature-of-the-job-location-or-employer',
  'coercive-recruitment/debt-bondage',
  'coercion-at-destination/confiscation-of-documents',
  'coercion-at-destination/isolation-confinement-or-surveillance',
  'coercion-at-destination/forced-tasks-or-clients',
].map((id) => ({ id, answer: 'yes', evidence: 'statement' }));
const DISSENT = { proposes: 'other-labour-violation', reasons: 'Sees deception, but no confinement.' };

/** Scenario 1 by clicking alone: both women, each role at a console of its own. */
describe('home from Hong Kong, at the screens of ten people', () => {
  let console: Console;
  let client: SaphanClient;

  onConsole((opened) => void ({ client, console } = opened));

  /** One incident, two persons; the numbers of the cases that it opened. */
  async function report(): Promise<readonly string[]> {
    const consular = await AtWork.signIn(console, 'consular', { width: 360, height: 740 });
    const { page } = consular;
    await page.getByRole('link', { name: 'New report' }).first().click();
    await page.getByRole('radiogroup', { name: 'Is anyone in danger now?' }).getByLabel('No').check();
    await page.getByLabel('Province that takes the case').selectOption({ label: 'Nonthaburi' });
    await page.getByRole('radiogroup', { name: 'Rescued abroad by a foreign agency?' }).getByLabel('Yes').check();
    await page.getByRole('textbox', { name: 'Foreign agency' }).fill('Hong Kong Police, OCTB');
    await page.getByLabel('Country', { exact: true }).selectOption('HK');
    await page.getByLabel('Not screened').check();
    await page.getByLabel('Its statement in short').fill('Rescued, not formally identified.');
    await page.getByLabel('Flight').fill('TG601');
    for (const [index, [name, paper, number]] of WOMEN.entries()) {
      if (index > 0) await page.getByRole('button', { name: 'Add another person' }).click();
      const woman = page.getByRole('group', { name: `Person ${index + 1}` });
      await woman.getByLabel('Nationality').selectOption('TH');
      await woman.getByLabel('Adult', { exact: true }).check();
      await woman.getByRole('radiogroup', { name: 'Already taken into protection?' }).getByLabel('No').check();
      await woman.getByLabel(paper).check();
      if (number !== '') await woman.getByRole('textbox', { name: 'Passport' }).fill(number);
      await woman.getByLabel('Home province').selectOption({ label: 'Kanchanaburi' });
      await woman.getByText('Name and sex, if known').click();
      await woman.getByLabel('Name, as it was told').fill(name);
    }
    await page.getByLabel('Where they were found, and what happened').fill('A flat in Kowloon');
    await page.getByRole('button', { name: 'Send the report on 2 persons' }).click();
    const received = await page.getByText(/Received: SP-/).innerText();
    await consular.leave();
    return received.match(/SP-\d+-\d+/g) ?? [];
  }

  /** Received at the airport, told her rights, heard; what the advice says stands beside the decision, which is hers. */
  async function receiveAndScreen(office: Office): Promise<void> {
    const { number } = office;
    await office.do('social', 'triage-report', { outcome: 'accept' });
    await office.do('consular', 'plan-reception', { expectedArrivalAt: minutesAgo(10) });
    await office.do('social', 'receive-at-airport', { outcome: 'received' });
    await office.do('social', 'tell-rights');
    await office.do('social', 'ask-consent');
    await office.do('social', 'health-and-safety-check');
    await office.do('social', 'screening-interview', { indicators: TOLD });
    const social = await office.at('social');
    await social.openTask(number, 'decide-screening');
    const advice = social.page.getByRole('region', { name: 'Advice: an indication' });
    await advice.getByText(/Indicators only advise/).waitFor();
    await advice
      .getByText(/Passport|documents/i)
      .first()
      .waitFor();
    await social.answer({ outcome: 'indication' });
    await social.send();
    await office.kase.reachStage('recovery-reflection');
  }

  /** Counselling is taken; legal aid has no capacity and is sent on; the home province is asked to look at the home. */
  async function referToServices(office: Office): Promise<void> {
    await office.refer('Counselling', 'shelter-nonthaburi');
    await office.answerReferral('shelter');
    await office.refer('Legal aid', 'ngo-legal-aid');
    await office.answerReferral('ngo', 'No capacity until January');
    await office.sendElsewhere('No capacity until January', 'ngo-lawyers');
    // They have no account: she records what they said on the telephone.
    await office.do('social', 'answer-referral', { outcome: 'accepted' });
    await office.refer('Assessment of the home', 'psdhs-kanchanaburi');
    await office.do('social-kan', 'answer-referral', { outcome: 'accepted' });
  }

  async function goHome(office: Office): Promise<void> {
    await office.do('social-kan', 'assess-home', { outcome: 'safe' });
    await office.do('social', 'return-home', { outcome: 'returned' });
    await office.followUp('social-kan');
  }

  async function walkOfTheYounger(office: Office): Promise<void> {
    const { number } = office;
    await receiveAndScreen(office);
    await office.reflect('accepted');
    await office.identify({ outcome: 'victim-s6' });
    await office.choose({ compensation: 'yes', cooperation: 'yes' });
    await referToServices(office);
    await office.actOfReporter('consular', 'Ask a partner agency', { agency: 'Hong Kong Police, OCTB', urgent: true });
    await office.do('consular', 'record-partner-answer', { outcome: 'answered' });
    await office.assist('return');
    await goHome(office);
    await office.kase.reachStage('closure');
    await office.do('social', 'propose-closure', { outcome: 'reintegrated' });
    // Who proposed it cannot approve it, though she supervises.
    const social = await office.at('social');
    await social.openTask(number, 'approve-closure');
    await social.answer({ outcome: 'approved' });
    await social.page.getByRole('button', { name: 'Confirm and send' }).click();
    await social.page.getByText(ERROR_TEXTS['four-eyes-required'].detail.en).first().waitFor();
    await office.do('admin', 'approve-closure', { outcome: 'approved' });
    expect((await office.kase.reachStage('closed')).retentionUntil).not.toBeNull();
    await office.openCase('social');
    await social.page.getByRole('tab', { name: 'Timeline' }).click();
    await social.page.getByText('Completed: Approve the closure').first().waitFor();
  }

  /** She waives the time, one member of her team dissents, and her "not now" to the police changes nothing else. */
  async function walkOfTheOlder(office: Office): Promise<void> {
    await receiveAndScreen(office);
    await office.reflect('waived');
    await office.identify({ outcome: 'victim-s6', dissent: DISSENT });
    await office.choose({ compensation: 'yes', cooperation: 'not-now' });
    await referToServices(office);
    await office.assist('return');
    await goHome(office);
    await office.close('reintegrated');
  }

  it(
    'goes from the consulate’s report to two closures that a second person approves',
    async () => {
      const numbers = await report();
      const [younger, older] = await Promise.all(numbers.map((number) => Office.open(console, client, number)));
      if (younger === undefined || older === undefined) throw new Error('The report opened no two cases');
      await Promise.all([walkOfTheYounger(younger), walkOfTheOlder(older)]);
    },
    LIMIT_MS,
  );
});
