import type { CasePlayer } from '../../apps/dev/src/scenarios/case-player.js';
import { assist, chooseFreely, identify, reflect, screen } from '../../apps/dev/src/scenarios/common-steps.js';
import { reportOnePerson } from '../../apps/dev/src/scenarios/one-person.js';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import type { Console } from './console.js';
import { onConsole } from './console-of-spec.js';

const LIMIT_MS = 180_000;
const AT_ONCE_MS = 3_000;
const NAME = 'Noy Samoot';
const OWN_QUESTION = 'Is the alias known in Kowloon?';
const TEAMS_QUESTION = 'Does Quillfeather live at that address?';

interface ShownAnswerTask {
  readonly askedPartner: { readonly question: string } | null;
}

describe('the home of the consulate', () => {
  let console: Console;
  let client: SaphanClient;
  let kase: CasePlayer;

  onConsole(async (opened) => {
    ({ console, client } = opened);
    kase = await reportOnePerson(client, {
      nationality: 'LA',
      language: 'lo',
      ageStatement: 'adult',
      givenName: NAME,
    });
    await kase.do('social', 'triage-report', { outcome: 'accept' });
    await kase.do('social', 'tell-rights');
    await kase.do('social', 'arrange-interpreter', { outcome: 'present', language: 'lo' });
    await screen(kase, 'indication', { decision: { differsBecause: 'The officer saw the house.' } });
    await reflect(kase, 'waived');
    await identify(kase, 'victim-s6');
    await chooseFreely(kase, {});
  });

  it(
    'shows what it is asked, by kind, as soon as it is, and says what it is not shown',
    async () => {
      const page = await console.signIn('consular', { width: 360, height: 740 });
      await page.getByText('Nothing is asked of you.').waitFor();
      await assist(kase, 'return');
      const identity = page.getByRole('region', { name: 'Identity and nationality' });
      await identity.getByRole('link', { name: 'Prove the nationality' }).waitFor({ timeout: AT_ONCE_MS });
      await page.getByRole('region', { name: 'What you see of these cases' }).waitFor();
      expect(await page.getByRole('region', { name: 'Travel document' }).count()).toBe(0);
      expect(await page.getByText(NAME).count()).toBe(0);
      // The task of another role in the same case is not here.
      expect(await page.getByText('Trace the family').count()).toBe(0);

      await identity.getByRole('link', { name: 'Prove the nationality' }).click();
      await page.getByRole('heading', { level: 1, name: 'Prove the nationality' }).waitFor();
      await page.getByText('Not shown:').waitFor();
      expect(await page.getByText(NAME).count()).toBe(0);
      // Nothing is offered that would be refused.
      expect(await page.locator('a[href^="/cases/"]').count()).toBe(0);
      const asked = (await client.as('consular')).get(`/v1/cases/${kase.id}`);
      await expect(asked).rejects.toMatchObject({ problem: { code: 'not-permitted' } });

      await kase.do('consular', 'prove-nationality', { outcome: 'proven' });
      await kase.do('ngo', 'trace-family', { outcome: 'found' });
      await kase.do('social', 'assess-return-risk', { outcome: 'safe' });
      await page.goto(console.url);
      await page
        .getByRole('region', { name: 'Travel document' })
        .getByRole('link', { name: 'Arrange the travel document' })
        .waitFor();
      expect(await identity.count()).toBe(0);
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'has beside the answer of a partner the question that it asked, and not one that the team asked',
    async () => {
      await kase.act('consular', 'ask-partner-agency', { agency: 'OCTB', question: OWN_QUESTION });
      const own = await kase.open('record-partner-answer');
      const page = await console.signIn('consular');
      const contact = page.getByRole('region', { name: 'Contact with partner agencies' });
      await contact.getByRole('link', { name: 'Record the partner' }).click();
      await page.getByRole('region', { name: 'What was asked' }).getByText(OWN_QUESTION).waitFor();
      await kase.complete('consular', own.id, { outcome: 'answered' });

      await kase.act('social', 'ask-partner-agency', { agency: 'OCTB', question: TEAMS_QUESTION });
      const { id } = await kase.open('record-partner-answer');
      const shownTo = async (username: string) =>
        (await (await client.as(username)).get<ShownAnswerTask>(`/v1/tasks/${id}`)).askedPartner;
      expect(await shownTo('consular')).toBeNull();
      expect(await shownTo('police')).toBeNull();
      expect(await shownTo('social')).toMatchObject({ question: TEAMS_QUESTION });
      await page.goto(`${console.url}/tasks/${id}`);
      await page.getByText('it is part of the case and not shown to you').waitFor();
      expect(await page.getByText(/Quillfeather/).count()).toBe(0);
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'keeps its own reports and the way to a new one, and leaves what any role may take to the page of tasks',
    async () => {
      const found = await reportOnePerson(client, { nationality: 'TH', language: 'th', ageStatement: 'adult' });
      await found.do('social', 'triage-report', { outcome: 'accept' });
      await found.open('tell-rights');
      const page = await console.signIn('consular');
      await page.getByRole('link', { name: 'New report' }).first().waitFor();
      await page.getByText('No report yet.').waitFor();
      await page.getByText('Other tasks that your role may take are under').waitFor();
      expect(await page.getByText((await found.show()).number).count()).toBe(0);
      expect(await page.getByRole('navigation', { name: 'Main menu' }).getByRole('link').allInnerTexts()).toEqual([
        'Home',
        'Tasks',
        'Report',
      ]);
      await page.context().close();
    },
    LIMIT_MS,
  );
});
