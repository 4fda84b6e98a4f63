import type { Page } from 'playwright-core';
import type { CasePlayer } from '../../apps/dev/src/scenarios/case-player.js';
import { assist, chooseFreely, identify, reflect, screen } from '../../apps/dev/src/scenarios/common-steps.js';
import { reportOnePerson } from '../../apps/dev/src/scenarios/one-person.js';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import type { Console } from './console.js';
import { onConsole } from './console-of-spec.js';

const LIMIT_MS = 180_000;
const AT_ONCE_MS = 3_000;
const NAME = 'Kanda Samoot';

describe('the home of a shelter and of another provider', () => {
  let console: Console;
  let client: SaphanClient;

  onConsole((opened) => void ({ console, client } = opened));

  const inScreening = async (): Promise<CasePlayer> => {
    const kase = await reportOnePerson(client, {
      nationality: 'TH',
      language: 'th',
      ageStatement: 'adult',
      givenName: NAME,
    });
    await kase.do('social', 'triage-report', { outcome: 'accept' });
    await kase.open('health-and-safety-check');
    return kase;
  };
  const numberOf = async (kase: CasePlayer) => (await kase.show()).number;
  const inRegion = (page: Page, name: RegExp) => page.getByRole('region', { name });

  it(
    'has what is to be answered with least time first, takes the answer in one tap, and then shows who is with it',
    async () => {
      const [calm, urgent] = [await inScreening(), await inScreening()];
      const page = await console.signIn('shelter', { width: 360, height: 740 });
      await page.getByRole('heading', { name: 'No request waits for an answer' }).waitFor();
      await urgent.refer('shelter', 'shelter-nonthaburi', { urgent: true });
      const request = page.getByRole('article').filter({ hasText: await numberOf(urgent) });
      await request.waitFor({ timeout: AT_ONCE_MS });
      await calm.refer('shelter', 'shelter-nonthaburi');
      const accept = page.getByRole('button', { name: 'Accept' });
      await accept.nth(1).waitFor({ timeout: AT_ONCE_MS });
      // Another's request is not here.
      await calm.refer('legal-aid', 'ngo-legal-aid');
      const cards = await page.getByRole('article').allInnerTexts();
      expect(cards.map((text) => text.slice(0, text.indexOf('\n')))).toEqual([
        await numberOf(urgent),
        await numberOf(calm),
      ]);
      expect(cards[0]).toContain('Urgent');
      // Until when it must answer, which no clock of the case tells it.
      expect(cards[0]).toMatch(/[34] h left/);
      expect(cards[1]).toMatch(/47 h left|2 d left/);

      // What the role may take of the whole province is told of, and stays a page of its own.
      await page.getByText('Other tasks that your role may take are under').waitFor();
      expect(await inRegion(page, /What you owe them/).count()).toBe(0);

      await request.getByRole('button', { name: 'Accept' }).click();
      await page.getByRole('status').filter({ hasText: 'accepted. The sender sees it now.' }).waitFor();
      const withUs = inRegion(page, /With you now/).getByRole('article');
      await withUs.filter({ hasText: await numberOf(urgent) }).waitFor();
      expect(await withUs.count()).toBe(1);
      await accept.nth(1).waitFor({ state: 'detached' });
      expect(await accept.count()).toBe(1);

      const owed = inRegion(page, /What you owe them/).locator('a[data-row]');
      await owed.first().waitFor();
      for (const text of await owed.allInnerTexts()) expect(text).toContain(await numberOf(urgent));
      expect(await owed.filter({ hasText: 'Health and safety check' }).count()).toBe(1);

      // Her language was shared, her name was not.
      await withUs.getByRole('button', { name: 'Show what is shared of the person' }).click();
      await withUs.getByText('Thai', { exact: true }).waitFor();
      expect(await page.getByText(NAME).count()).toBe(0);

      await urgent.act('social', 'withdraw-consent', { outcome: 'sharing' });
      await page.getByText('The person has taken back her consent.').waitFor({ timeout: AT_ONCE_MS });
      expect(
        await page
          .getByRole('article')
          .filter({ hasText: await numberOf(urgent) })
          .count(),
      ).toBe(0);
      expect(await inRegion(page, /With you now/).count()).toBe(0);
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'has the visits that it owes those who are with it, and no other’s',
    async () => {
      const [theirs, anothers] = [await inScreening(), await inScreening()];
      for (const kase of [theirs, anothers]) {
        await kase.do('social', 'tell-rights');
        await screen(kase, 'indication', { decision: { differsBecause: 'The officer saw the house.' } });
        await reflect(kase, 'waived');
        await identify(kase, 'victim-s6');
        await chooseFreely(kase, {});
        await assist(kase, 'stay');
        await kase.do('social', 'plan-reintegration');
        await kase.open('follow-up-visit');
      }
      const referral = await theirs.refer('counselling', 'ngo-legal-aid');
      await theirs.answerReferral('ngo', referral, 'accepted');

      const page = await console.signIn('ngo');
      const owed = inRegion(page, /What you owe them/);
      const visits = owed.locator('a[data-row]').filter({ hasText: 'Follow-up visit' });
      await visits.nth(3).waitFor();
      expect(await visits.filter({ hasText: await numberOf(theirs) }).count()).toBe(4);
      expect(await owed.getByText(await numberOf(anothers)).count()).toBe(0);
      await visits.first().click();
      await page.getByRole('heading', { level: 1, name: 'Follow-up visit' }).waitFor();
      await page.context().close();
    },
    LIMIT_MS,
  );
});
