import type { Page } from 'playwright-core';
import type { CasePlayer } from '../../apps/dev/src/scenarios/case-player.js';
import { reflect, screen } from '../../apps/dev/src/scenarios/common-steps.js';
import { reportOnePerson } from '../../apps/dev/src/scenarios/one-person.js';
import { type SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { minutesAgo } from '../../apps/dev/src/scenarios/story-time.js';
import type { Console } from './console.js';
import { onConsole } from './console-of-spec.js';

const LIMIT_MS = 180_000;
const AT_ONCE_MS = 3_000;

/** In the person's name, and in one opinion: neither is ever on a home. */
const NAME = 'Kanda Samoot';
const OPINION = 'Quillfeather saw her leave the house alone';
const TWO_DAYS = -2 * 24 * 60;

const CHAIR = { name: 'The chair', capacity: 'social-development', username: 'mdt-chair' };
const MEMBER = { name: 'Labour protection', capacity: 'labour-protection', username: 'mdt-member' };
const OTHERS = [
  { name: 'Inquiry officer', capacity: 'police' },
  { name: 'Doctor', capacity: 'public-health' },
];

describe('the home of the multidisciplinary team', () => {
  let console: Console;
  let client: SaphanClient;
  let hers: CasePlayer;
  let notHers: CasePlayer;

  onConsole(async (opened) => {
    ({ console, client } = opened);
    [hers, notHers] = [await beforeTheTeam(), await beforeTheTeam()];
  });

  const beforeTheTeam = async (): Promise<CasePlayer> => {
    const kase = await reportOnePerson(client, {
      nationality: 'TH',
      language: 'th',
      ageStatement: 'adult',
      givenName: NAME,
    });
    await kase.do('social', 'triage-report', { outcome: 'accept' });
    await kase.do('social', 'tell-rights');
    await screen(kase, 'indication', { decision: { differsBecause: 'The officer saw the house.' } });
    await reflect(kase, 'waived');
    await kase.open('convene-mdt');
    return kase;
  };
  const cardOf = async (page: Page, kase: CasePlayer) =>
    page.getByRole('article').filter({ hasText: (await kase.show()).number });
  const inGroup = (page: Page, name: string) => page.getByRole('region', { name }).getByRole('article');

  it(
    'tells a member when she meets, as soon as she is convened, and of no case that she does not sit on',
    async () => {
      const page = await console.signIn('mdt-member');
      await page.getByRole('heading', { name: 'No sitting waits for you' }).waitFor();

      await notHers.do('mdt-chair', 'convene-mdt', { members: [CHAIR, ...OTHERS], meetingAt: minutesAgo(TWO_DAYS) });
      await hers.do('mdt-chair', 'convene-mdt', {
        members: [CHAIR, MEMBER, ...OTHERS],
        meetingAt: minutesAgo(TWO_DAYS),
      });
      await (await cardOf(page, hers)).waitFor({ timeout: AT_ONCE_MS });
      expect(await inGroup(page, 'Meetings ahead').count()).toBe(1);
      expect(await (await cardOf(page, notHers)).count()).toBe(0);
      expect(await page.getByText(NAME).count()).toBe(0);
      expect(await page.getByText('in person').count()).toBe(1);

      const menu = page.getByRole('navigation', { name: 'Main menu' });
      const places = await menu.getByRole('link').allInnerTexts();
      expect(places).toEqual(['Sittings', 'Tasks', 'Cases']);
      await page.context().close();

      // The chair has both, and the next step of each.
      const chair = await console.signIn('mdt-chair');
      await inGroup(chair, 'Meetings ahead').nth(1).waitFor();
      await chair.context().close();
    },
    LIMIT_MS,
  );

  it(
    'asks her for her own opinion and says how many are in; what another thinks stays sealed from her home',
    async () => {
      const page = await console.signIn('mdt-member');
      await (await cardOf(page, hers)).waitFor();
      await hers.do('mdt-chair', 'mdt-interview', { outcome: 'held', membersPresent: [CHAIR, MEMBER, ...OTHERS] });
      const mine = inGroup(page, 'Waits for you');
      await mine.getByRole('link', { name: 'Opinion of a member of the team' }).waitFor({ timeout: AT_ONCE_MS });
      await page.getByText('0 of 2 opinions are in.').waitFor();

      const opinion = {
        proposes: 'not-a-victim',
        act: 'found',
        means: 'not-found',
        purpose: 'found',
        reasons: OPINION,
      };
      await hers.do('mdt-chair', 'give-mdt-opinion', { ...opinion, meansReasons: OPINION }, 'mdt-chair');
      await page.getByText('1 of 2 opinions are in. Sealed until every member has answered.').waitFor();
      expect(await page.getByText(/Quillfeather|Not a victim|Still out/).count()).toBe(0);
      const told = await (await client.as('mdt-member')).get('/v1/mdt-sittings');
      expect(JSON.stringify(told)).not.toMatch(/Quillfeather|not-a-victim|Kanda/);
      expect(told).toMatchObject({ items: [{ opinions: { asked: 2, given: 1, mine: 'open', waitsFor: null } }] });

      const chair = await console.signIn('mdt-chair');
      await (await cardOf(chair, hers)).getByText('Still out: mdt-member').waitFor();
      expect(await chair.getByRole('link', { name: 'Finding of the team' }).count()).toBe(0);

      // From the home to the form by keyboard, and back when it is given.
      await mine.getByRole('link', { name: 'Opinion of a member of the team' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Opinion of a member of the team' }).waitFor();
      await hers.do('mdt-member', 'give-mdt-opinion', { ...opinion, meansReasons: 'Mine' }, 'mdt-member');
      await page.goto(console.url);
      await inGroup(page, 'Waits for others').getByText('You have answered.').waitFor();
      await inGroup(chair, 'Waits for you').getByRole('link', { name: 'Finding of the team' }).waitFor();
      await page.context().close();
      await chair.context().close();
    },
    LIMIT_MS,
  );

  it(
    'is nobody else’s',
    async () => {
      for (const username of ['shelter', 'police', 'social', 'auditor']) {
        const asked = (await client.as(username)).get('/v1/mdt-sittings');
        await expect(asked).rejects.toMatchObject({ problem: { code: 'not-permitted' } });
      }
    },
    LIMIT_MS,
  );
});
