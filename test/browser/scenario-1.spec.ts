import type { Locator } from 'playwright-core';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { CasePlayer } from '../../apps/dev/src/scenarios/case-player.js';
import { minutesAgo } from '../../apps/dev/src/scenarios/story-time.js';
import { ERROR_TEXTS } from '#domain/texts/error-texts.js';
import type { Stack } from '#testing/stack.js';
import { AtWork } from './at-work.js';
import type { Console } from './console.js';
import { onConsole } from './console-of-spec.js';

const LIMIT_MS = 400_000;
const MEMBERS = [
  { name: 'Chair, PSDHS Nonthaburi', capacity: 'social-development', username: 'mdt-chair' },
  { name: 'Labour protection, Nonthaburi', capacity: 'labour-protection', username: 'mdt-member' },
  { name: 'Inquiry officer', capacity: 'police' },
  { name: 'Doctor of the provincial hospital', capacity: 'public-health' },
  { name: 'Worker of a registered NGO', capacity: 'ngo' },
];
const REASONS = 'The statement and the documents were weighed element by element.';
const ELEMENTS = { act: 'found', means: 'found', purpose: 'found' };

/** Scenario 1 by clicking alone: each role at a console of its own. */
describe('home from Hong Kong, at the screens of nine people', () => {
  let stack: Stack;
  let console: Console;
  let client: SaphanClient;
  const people = new Map<string, AtWork>();

  onConsole((opened) => void ({ stack, client, console } = opened));

  async function at(username: string): Promise<AtWork> {
    const known = people.get(username);
    if (known !== undefined) return known;
    const person = await AtWork.signIn(console, username, username === 'consular' ? { width: 360, height: 740 } : {});
    people.set(username, person);
    return person;
  }

  async function report(): Promise<string> {
    const { page } = await at('consular');
    await page.getByRole('link', { name: 'New report' }).first().click();
    await page.getByRole('radiogroup', { name: 'Is anyone in danger now?' }).getByLabel('No').check();
    await page.getByLabel('Province that takes the case').selectOption({ label: 'Nonthaburi' });
    await page.getByRole('radiogroup', { name: 'Rescued abroad by a foreign agency?' }).getByLabel('Yes').check();
    await page.getByRole('textbox', { name: 'Foreign agency' }).fill('Hong Kong Police, OCTB');
    await page.getByLabel('Country', { exact: true }).selectOption('HK');
    await page.getByLabel('Not screened').check();
    await page.getByLabel('Its statement in short').fill('Rescued, not formally identified.');
    await page.getByLabel('Flight').fill('TG601');
    const women = [
      ['มาลี', 'Passport', 'AA0000001'],
      ['วันดี', 'Certificate of Identity', ''],
    ] as const;
    for (const [index, [name, paper, number]] of women.entries()) {
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
    const number = /SP-[\d-]+/.exec(received)?.[0];
    if (number === undefined) throw new Error(received);
    return number;
  }

  async function refer(number: string, service: string, receiver: string): Promise<void> {
    const { page } = await at('social');
    await openCase(number);
    await page.getByRole('button', { name: 'Refer to a service' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Service', { exact: true }).selectOption({ label: service });
    await dialog.getByRole('combobox', { name: 'Receiving agency' }).fill(receiver);
    await dialog.getByLabel('What is asked').fill(`Please take over: ${service}`);
    await dialog.getByText(`${number} asks for: ${service}`).waitFor();
    await sendReferral(dialog);
  }

  async function sendReferral(dialog: Locator): Promise<void> {
    await dialog.getByLabel(/^She agrees/).check();
    await dialog.getByRole('button', { name: 'Send the referral' }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** From anywhere, with the palette. */
  async function openCase(number: string): Promise<void> {
    const { page } = await at('social');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search or command' }).fill(number);
    await page
      .getByRole('option', { name: new RegExp(`^${number}`) })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: number }).waitFor();
  }

  it(
    'goes from the consulate’s report to a closure that a second person approves',
    async () => {
      const number = await report();
      const social = await at('social');
      const { items } = await (await client.as('social')).get<{ items: { id: string; number: string }[] }>('/v1/cases');
      const kase = new CasePlayer(client, items.find((one) => one.number === number)?.id ?? '');

      await social.do(number, 'triage-report', { outcome: 'accept' });
      const consular = await at('consular');
      await consular.do(number, 'plan-reception', { expectedArrivalAt: minutesAgo(10) });
      await social.do(number, 'receive-at-airport', { outcome: 'received' });
      await social.do(number, 'tell-rights');
      await social.do(number, 'ask-consent');
      await social.do(number, 'health-and-safety-check');
      await social.do(number, 'screening-interview');

      // The advice stands beside the decision, with what it rests on; the decision is hers.
      await social.openTask(number, 'decide-screening');
      const advice = social.page.getByRole('region', { name: 'Advice: an indication' });
      await advice.getByText(/Indicators only advise/).waitFor();
      await advice
        .getByText(/Passport|documents/i)
        .first()
        .waitFor();
      await social.answer({ outcome: 'indication' });
      await social.send();

      await kase.reachStage('recovery-reflection');
      await social.do(number, 'offer-reflection', { outcome: 'accepted' });
      const shelter = await at('shelter');
      await shelter.do(number, 'health-and-safety-plan');
      await social.do(number, 'decide-readiness', { outcome: 'ready' });

      const chair = await at('mdt-chair');
      const member = await at('mdt-member');
      await chair.do(number, 'convene-mdt', { members: MEMBERS, meetingAt: minutesAgo(-60) });
      // Those who were convened stand there already.
      await member.do(number, 'mdt-interview', { outcome: 'held', membersPresent: undefined });
      await member.do(number, 'give-mdt-opinion', { proposes: 'victim-s6', reasons: REASONS, ...ELEMENTS });
      await chair.do(number, 'give-mdt-opinion', { proposes: 'victim-s6', reasons: REASONS, ...ELEMENTS });
      await chair.openTask(number, 'mdt-finding');
      await chair.page.getByRole('region', { name: 'Opinions of the team' }).getByText(REASONS).first().waitFor();
      await chair.answer({
        outcome: 'victim-s6',
        reasons: REASONS,
        ...ELEMENTS,
        forcedCriminality: false,
        recordedOpinions: MEMBERS.slice(2).map(({ name }) => ({
          member: name,
          proposes: 'victim-s6',
          reasons: REASONS,
        })),
      });
      await chair.send();

      await social.do(number, 'tell-rights-s34');
      await social.do(number, 'tell-rights-s41');
      await social.do(number, 'record-choices', { cooperation: 'yes' });
      await kase.reachStage('assistance');

      await refer(number, 'Shelter', 'shelter-nonthaburi');
      await shelter.page.goto(stack.apiUrl);
      const request = shelter.page.getByRole('article').filter({ hasText: number });
      await request.getByRole('button', { name: 'Accept' }).click();
      await shelter.page.getByRole('region', { name: 'With you now' }).getByText(number).first().waitFor();
      await request.getByRole('button', { name: 'Accept' }).waitFor({ state: 'detached' });

      await refer(number, 'Legal aid', 'ngo-legal-aid');
      const ngo = await at('ngo');
      await ngo.page.goto(stack.apiUrl);
      const asked = ngo.page.getByRole('article').filter({ hasText: number });
      await asked.getByRole('button', { name: 'Decline' }).click();
      await asked.getByLabel('Why not').fill('No capacity until January');
      await asked.getByRole('button', { name: 'Send: declined' }).click();
      await ngo.page.getByRole('region', { name: 'Answered earlier' }).getByText(number).first().waitFor();
      await asked.getByRole('button', { name: 'Send: declined' }).waitFor({ state: 'detached' });
      // The sender reads why, and asks another agency the same.
      await openCase(number);
      await social.page.reload();
      await social.page.getByRole('tab', { name: 'Referrals' }).click();
      const declined = social.page.getByRole('article').filter({ hasText: 'No capacity until January' });
      await declined.getByRole('button', { name: 'Send elsewhere' }).click();
      const elsewhere = social.page.getByRole('dialog');
      await elsewhere.getByRole('combobox', { name: 'Receiving agency' }).fill('ngo-lawyers');
      await sendReferral(elsewhere);
      await social.page.getByText('Sent elsewhere').waitFor();
      // They have no account: she records what they said on the telephone.
      await social.do(number, 'answer-referral', { outcome: 'accepted' });

      await social.do(number, 'assess-needs');
      await social.do(number, 'request-fund', { outcome: 'requested' });
      await social.do(number, 'decide-assistance', { outcome: 'return' });
      const kanchanaburi = await at('social-kan');
      await kanchanaburi.do(number, 'assess-home', { outcome: 'safe' });
      await social.do(number, 'return-home', { outcome: 'returned' });
      await social.do(number, 'plan-reintegration');
      await kase.reachStage('follow-up');
      const visits = (await kase.tasks()).filter(({ key, state }) => key === 'follow-up-visit' && state === 'open');
      expect(visits.length).toBeGreaterThanOrEqual(4);
      for (const _ of visits) await kanchanaburi.do(number, 'follow-up-visit', { outcome: 'continue' });

      await kase.reachStage('closure');
      await social.do(number, 'propose-closure', { outcome: 'reintegrated' });
      // Who proposed it cannot approve it, though she supervises.
      await social.openTask(number, 'approve-closure');
      await social.answer({ outcome: 'approved' });
      await social.page.getByRole('button', { name: 'Confirm and send' }).click();
      await social.page.getByText(ERROR_TEXTS['four-eyes-required'].detail.en).first().waitFor();
      await (await at('admin')).do(number, 'approve-closure', { outcome: 'approved' });
      await kase.reachStage('closed');

      await openCase(number);
      await social.page.getByRole('tab', { name: 'Timeline' }).click();
      await social.page.getByText('Completed: Approve the closure').first().waitFor();
    },
    LIMIT_MS,
  );
});
