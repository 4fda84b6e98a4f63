import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { poisonableBy } from '../journeys/poisonable.js';
import type { Stack } from '#testing/stack.js';
import { AtWork } from './at-work.js';
import type { Console } from './console.js';
import { onConsole } from './console-of-spec.js';
import { Office } from './office.js';

const LIMIT_MS = 240_000;
const HELD_SINCE_MS = 40 * 60_000;
const QUICK = 'th-nrm-2565-days-as-seconds';
/** The board is looked through every few seconds; R17 asks for a minute. */
const SEEN_WITHIN_MS = 60_000;
/** Minutes are typed: a whole one after the next is always ahead, and within the longest hold of a day of two seconds. */
const SOON_MS = 90_000;
const POISONED = path.join(tmpdir(), `saphan-poisoned-console-${process.pid}`);

/** Scenario 6 at the board: each stall is read in one sentence, unblocked with its button, and leaves before the eyes. */
describe('everything stalls, at the board of those who answer for it', () => {
  let stack: Stack;
  let console: Console;
  let client: SaphanClient;
  let social: AtWork;

  beforeAll(() => writeFileSync(POISONED, ''));
  onConsole(async (opened) => {
    ({ stack, client, console } = opened);
    social = await AtWork.signIn(console, 'social');
  }, poisonableBy(POISONED));
  afterAll(() => rmSync(POISONED, { force: true }));

  /** The police report one woman from a phone, in a hospital's care or in nobody's. */
  const report = async (woman: {
    readonly nationality: string;
    readonly language: string;
    readonly age: string;
    readonly inHospital: boolean;
    readonly quick: boolean;
  }): Promise<Office> => {
    const police = await AtWork.signIn(console, 'police', { width: 360, height: 740 });
    const { page } = police;
    // In which policy a day lasts two seconds no form asks: it is chosen on the way.
    if (woman.quick) {
      await page.route('**/v1/reports', async (route) => {
        if (route.request().method() !== 'POST') return route.continue();
        const body = route.request().postDataJSON() as object;
        return route.continue({ postData: JSON.stringify({ ...body, policyVersion: QUICK }) });
      });
    }
    await page.getByRole('link', { name: 'New report' }).first().click();
    await page.getByRole('radiogroup', { name: 'Is anyone in danger now?' }).getByLabel('No').check();
    const person = page.getByRole('group', { name: 'Person 1', exact: true });
    await person.getByLabel('Nationality').selectOption(woman.nationality);
    await person.getByLabel('Language').selectOption(woman.language);
    await person.getByLabel(woman.age, { exact: true }).check();
    const places = person.getByRole('radiogroup', { name: 'Already taken into protection?' });
    await places.getByRole('radio', { name: woman.inHospital ? 'Hospital' : /^No/ }).check();
    if (woman.inHospital) {
      const since = person.getByRole('group', { name: 'Taken into protection since' });
      await since.getByText('Another time').click();
      await police.typeDate(since, 'person-0-custodySince-typed', new Date(Date.now() - HELD_SINCE_MS).toISOString());
    }
    await page.getByRole('button', { name: 'Send the report', exact: true }).click();
    const received = await page.getByText(/Received: SP-/).innerText();
    await police.leave();
    return Office.open(console, client, /SP-\d+-\d+/.exec(received)?.[0] ?? received);
  };
  const THAI = { nationality: 'TH', language: 'th', age: 'Adult', inHospital: false };

  /** What the board says of a case, when it has come to say it. */
  const causeOf = async ({ page }: AtWork, number: string, sentence: RegExp): Promise<Locator> => {
    await page.goto(`${stack.apiUrl}/stuck`);
    const cause = page.getByRole('article', { name: number }).getByRole('listitem').filter({ hasText: sentence });
    await cause.first().waitFor({ timeout: SEEN_WITHIN_MS });
    return cause.first();
  };
  /** Presses an action's button and gives the reason that is kept with it. */
  const act = async ({ page }: AtWork, cause: Locator, button: string, fill?: (dialog: Locator) => Promise<void>) => {
    await cause.getByRole('button', { name: button }).click();
    const dialog = page.getByRole('dialog');
    await fill?.(dialog);
    await dialog.getByLabel('Why').fill('It must go on.');
    await dialog.getByRole('button', { name: button, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  const gone = async ({ page }: AtWork, number: string, sentence: RegExp): Promise<void> => {
    await page.goto(`${stack.apiUrl}/stuck`);
    await page.getByRole('heading', { name: 'Stuck cases' }).waitFor();
    await page
      .getByRole('article', { name: number })
      .getByRole('listitem')
      .filter({ hasText: sentence })
      .waitFor({ state: 'detached', timeout: SEEN_WITHIN_MS });
  };

  it(
    'no Shan interpreter, a guardian awaited, a court’s paper missing, a task that nobody owns',
    async () => {
      const office = await report({ nationality: 'MM', language: 'shn', age: 'Unsure', inHospital: true, quick: true });
      const { number, kase } = office;
      await office.do('social', 'triage-report', { outcome: 'accept' });
      await office.do('social', 'tell-rights', { language: 'shn' });
      await office.do('social', 'arrange-interpreter', { outcome: 'not-available', language: 'shn' });
      await office.do('social', 'ask-consent', {
        outcome: 'guardian-pending',
        agreesToInterview: false,
        language: 'shn',
      });
      await office.do('social', 'health-and-safety-check');
      await office.do('social', 'decide-screening', {
        outcome: 'cannot-tell-yet',
        ground: 's29',
        reasons: 'No Shan interpreter.',
      });
      await office.do('police', 'decide-custody', { outcome: 'petition-court', goesTo: undefined });

      const interpreter = /there has been no interpreter for Shan/;
      await act(social, await causeOf(social, number, interpreter), 'Add an interpreter', (dialog) =>
        dialog.getByLabel('Interpreter', { exact: true }).fill('Volunteer, PSDHS'),
      );
      await gone(social, number, interpreter);

      const guardian = /the consent has waited for a guardian/;
      await (await causeOf(social, number, guardian)).getByRole('button', { name: 'Ask for consent' }).click();
      await social.page.getByRole('heading', { level: 1, name: 'Ask for consent' }).waitFor();
      await social.answer({ outcome: 'given', givenBy: 'guardian', language: 'shn' });
      await social.send();
      await gone(social, number, guardian);

      const unowned = /nobody has taken/;
      const admin = await AtWork.signIn(console, 'admin');
      await causeOf(admin, number, unowned);
      const owned = (await kase.tasks()).filter(({ state }) => state === 'open');
      for (const _ of owned) {
        const cause = admin.page
          .getByRole('article', { name: number })
          .getByRole('listitem')
          .filter({ hasText: unowned });
        if ((await cause.count()) === 0) break;
        const isCourts = (await cause.first().innerText()).includes('court');
        await act(admin, cause.first(), 'Assign', (dialog) =>
          dialog.getByLabel('User name').fill(isCourts ? 'police' : 'social'),
        );
        await admin.page.getByText(`${number}: task assigned`).waitFor();
      }
      await gone(admin, number, unowned);
      await admin.leave();

      const court = /the court’s paper has been awaited/;
      await causeOf(social, number, court);
      await office.do('police', 'record-court-order', { outcome: 'granted', days: 7 });
      await gone(social, number, court);
      await office.leave();
    },
    LIMIT_MS,
  );

  it(
    'the team misses its quorum twice, and a shelter does not answer',
    async () => {
      const office = await report({ ...THAI, quick: true });
      const { number } = office;
      await office.do('social', 'triage-report', { outcome: 'accept' });
      await office.do('social', 'tell-rights');
      await office.do('social', 'ask-consent', { outcome: 'given' });
      await office.do('social', 'health-and-safety-check');
      await office.do('social', 'screening-interview');
      await office.do('social', 'decide-screening', { outcome: 'indication' });
      await office.reflect('waived');
      const psdhs = { name: 'PSDHS', capacity: 'social-development' };
      for (const present of [[psdhs], [psdhs, { name: 'Police', capacity: 'police' }]]) {
        await office.do('mdt-chair', 'convene-mdt');
        await office.do('mdt-chair', 'mdt-interview', { outcome: 'quorum-not-reached', membersPresent: present });
      }
      const quorum = /the MDT has not reached its quorum twice/;
      const chair = await office.at('mdt-chair');
      await act(chair, await causeOf(chair, number, quorum), 'Set a meeting date', (dialog) =>
        chair.typeDate(dialog, 'until', new Date(Date.now() + SOON_MS).toISOString()),
      );
      await gone(chair, number, quorum);

      await office.identify({ outcome: 'victim-s6' });
      await office.choose({ shelter: 'yes', return: 'no' });
      await office.refer('Shelter', 'shelter-nonthaburi');
      const unanswered = /has not been answered by shelter-nonthaburi/;
      await act(social, await causeOf(social, number, unanswered), 'Remind');
      await social.page.getByText('It stays on the board until it moves.').waitFor();
      await office.answerReferral('shelter');
      await gone(social, number, unanswered);
      await office.leave();
    },
    LIMIT_MS,
  );

  it(
    'a worker crashes in a loop on one case: the administrator sees it within a minute, has it tried again, and it goes on',
    async () => {
      const office = await report({ ...THAI, quick: false });
      const { number, kase } = office;
      await office.at('social');
      writeFileSync(POISONED, kase.id);
      await office.do('social', 'triage-report', { outcome: 'accept' });
      let looping = true;
      // What a process supervisor does in production; the worker's end is what is tested.
      const supervisor = (async () => {
        while (looping) {
          await stack.startWorker().catch(() => undefined);
          await new Promise((resolve) => setTimeout(resolve, 300));
        }
      })();
      try {
        const fails = /its process fails again and again/;
        const admin = await AtWork.signIn(console, 'admin');
        const cause = await causeOf(admin, number, fails);
        writeFileSync(POISONED, '');
        await act(admin, cause, 'Try again now');
        await gone(admin, number, fails);
        await kase.reachStage('preliminary-screening');
        await admin.leave();
        await office.leave();
      } finally {
        looping = false;
        await supervisor;
      }
    },
    LIMIT_MS,
  );
});
