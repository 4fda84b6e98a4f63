import { CasePlayer } from '../../apps/dev/src/scenarios/case-player.js';
import {
  assist,
  chooseFreely,
  identify,
  reflect,
  reintegrateAndFollowUp,
} from '../../apps/dev/src/scenarios/common-steps.js';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { AtWork } from './at-work.js';
import type { Console } from './console.js';
import { onConsole } from './console-of-spec.js';

const LIMIT_MS = 240_000;
const HALF_AN_HOUR_MS = 1_800_000;
const PHONE = { width: 360, height: 740 } as const;

interface Reported {
  readonly number: string;
  readonly kase: CasePlayer;
}

/**
 * Scenario 2 at the screens of who acts in it. What scenario 1 shows at the screen already (the team, the choices, the
 * visits) is played through HTTP in between.
 */
describe('a raid at night in Nonthaburi, at the screens of those who work that night', () => {
  let console: Console;
  let client: SaphanClient;
  let police: AtWork;
  let social: AtWork;
  let reported: readonly Reported[] = [];

  onConsole(async (opened) => {
    ({ client, console } = opened);
    police = await AtWork.signIn(console, 'police', PHONE);
    social = await AtWork.signIn(console, 'social');
  });

  const caseOf = (place: number): Reported => {
    const found = reported[place];
    if (found === undefined) throw new Error('The report opened no three cases');
    return found;
  };
  /** What begins each of the three. */
  const begin = async ({ number }: Reported): Promise<void> => {
    await police.do(number, 'notify-superior');
    await social.do(number, 'triage-report', { outcome: 'accept' });
    await social.do(number, 'tell-rights');
  };
  const closeAtScreen = async ({ number, kase }: Reported, outcome: string): Promise<void> => {
    await kase.reachStage('closure');
    await social.do(number, 'propose-closure', { outcome });
    const admin = await AtWork.signIn(console, 'admin');
    await admin.do(number, 'approve-closure', { outcome: 'approved' });
    await admin.leave();
    expect((await kase.reachStage('closed')).outcome).toBe(outcome);
  };

  it(
    'the officer reports three persons from a phone; the 24 hours run from the raid, and no cell can be chosen',
    async () => {
      const { page } = police;
      await page.getByRole('link', { name: 'New report' }).first().click();
      await page.getByRole('radiogroup', { name: 'Is anyone in danger now?' }).getByLabel('No').check();
      const first = page.getByRole('group', { name: 'Person 1', exact: true });
      await first.getByLabel('Nationality').selectOption('TH');
      await first.getByLabel('Unsure').check();
      const places = first.getByRole('radiogroup', { name: 'Already taken into protection?' });
      const radios = await places.getByRole('radio').all();
      const offered = await Promise.all(radios.map((radio) => radio.getAttribute('value')));
      expect(offered).toEqual(['no', 'children-and-family-home', 'shelter', 'hospital', 'other-safe-place']);
      await places.getByLabel('Children-and-family home').check();
      const since = first.getByRole('group', { name: 'Taken into protection since' });
      await since.getByText('Another time').click();
      const raidedAt = new Date(Date.now() - HALF_AN_HOUR_MS).toISOString();
      await police.typeDate(since, 'person-0-custodySince-typed', raidedAt);
      for (const [index, nationality] of ['TH', 'LA'].entries()) {
        await page.getByRole('button', { name: 'Add another person' }).click();
        const person = page.getByRole('group', { name: `Person ${index + 2}`, exact: true });
        await person.getByLabel('Nationality').selectOption(nationality);
        await person.getByLabel('Adult', { exact: true }).check();
      }
      await page.getByRole('button', { name: 'Send the report on 3 persons' }).click();
      const numbers = (await page.getByText(/Received: SP-/).innerText()).match(/SP-\d+-\d+/g) ?? [];
      expect(numbers).toHaveLength(3);
      await page.reload();
      // 23 and a half hours are left, not 24: whole hours are shown.
      await page.getByText('23 h left').nth(2).waitFor();

      const { items } = await (await client.as('social')).get<{ items: { id: string; number: string }[] }>('/v1/cases');
      reported = numbers.map((number) => ({
        number,
        kase: new CasePlayer(client, items.find((one) => one.number === number)?.id ?? ''),
      }));
      const clock = await caseOf(0).kase.clock('s29-custody');
      expect(Math.abs(Date.parse(clock.startedAt) - Date.parse(raidedAt))).toBeLessThan(60_000);
    },
    LIMIT_MS,
  );

  it(
    'the one who is 17 or 18 is treated as a child; the court extends her protection, and the clock follows',
    async () => {
      const child = caseOf(0);
      const { number, kase } = child;
      await begin(child);
      await social.do(number, 'ask-consent', { outcome: 'given', givenBy: 'duty-of-care' });
      await social.do(number, 'health-and-safety-check');
      await social.do(number, 'screening-interview');
      await social.do(number, 'decide-screening', { outcome: 'indication' });
      await kase.reachStage('temporary-protection');
      await social.page.getByRole('link', { name: 'See the case' }).click();
      await social.page.getByText('Child', { exact: true }).waitFor();
      await police.do(number, 'decide-custody', { outcome: 'petition-court', goesTo: undefined });
      await police.do(number, 'record-court-order', { outcome: 'granted', days: 5 });
      await social.page.reload();
      await social.page.getByRole('tab', { name: 'Clocks' }).click();
      await social.page
        .getByText(/^[45] d left/)
        .first()
        .waitFor();
      await social.do(number, 'decide-custody', {
        outcome: 'consent-based-stay',
        consentRecorded: false,
        childProtectionGround: 'Child Protection Act B.E. 2546 s.42',
        goesTo: undefined,
      });
      await kase.reachStage('recovery-reflection');
    },
    LIMIT_MS,
  );

  it(
    'another moves to a stay by her own consent; the team finds another violation, she is told why, and it is closed',
    async () => {
      const adult = caseOf(1);
      const { number, kase } = adult;
      await begin(adult);
      await social.do(number, 'ask-consent');
      await social.do(number, 'health-and-safety-check');
      await social.do(number, 'screening-interview');
      await social.do(number, 'decide-screening', { outcome: 'indication' });
      await social.do(number, 'decide-custody', {
        outcome: 'consent-based-stay',
        consentRecorded: true,
        goesTo: undefined,
      });
      await social.do(number, 'offer-reflection', { outcome: 'waived' });
      await identify(kase, 'other-labour-violation', { finding: { means: 'not-found', purpose: 'not-found' } });
      await social.do(number, 'tell-negative-result', { rescreeningRightTold: true, otherRoute: 'labour-claim' });
      await closeAtScreen(adult, 'other-labour-violation');
    },
    LIMIT_MS,
  );

  it(
    'for the Lao woman there is no interpreter until morning: cannot tell yet; later she is identified and handed over at the bridge',
    async () => {
      const lao = caseOf(2);
      const { number, kase } = lao;
      await begin(lao);
      await social.do(number, 'arrange-interpreter', { outcome: 'not-available', language: 'lo' });
      await social.do(number, 'ask-consent', { outcome: 'guardian-pending', agreesToInterview: false, language: 'lo' });
      await social.do(number, 'health-and-safety-check');
      await social.do(number, 'decide-screening', {
        outcome: 'cannot-tell-yet',
        ground: 's29',
        reasons: 'No interpreter for Lao until the morning.',
      });
      await social.do(number, 'decide-custody', {
        outcome: 'consent-based-stay',
        consentRecorded: true,
        goesTo: undefined,
      });
      await reflect(kase, 'accepted');
      await identify(kase, 'victim-s6');
      await chooseFreely(kase, {});
      await assist(kase, 'return');
      const consular = await AtWork.signIn(console, 'consular', PHONE);
      await consular.do(number, 'prove-nationality', { outcome: 'proven' });
      const ngo = await AtWork.signIn(console, 'ngo');
      await ngo.do(number, 'trace-family', { outcome: 'found' });
      await social.do(number, 'assess-return-risk', { outcome: 'safe' });
      await consular.do(number, 'arrange-travel-document');
      await police.do(number, 'hand-over', { outcome: 'handed-over', place: 'First Thai–Lao Friendship Bridge' });
      await reintegrateAndFollowUp(kase, 'social');
      await social.do(number, 'case-management-meeting');
      await closeAtScreen(lao, 'reintegrated');
      for (const person of [consular, ngo]) await person.leave();
    },
    LIMIT_MS,
  );
});
