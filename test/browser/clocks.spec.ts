import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { reportOnePerson } from '../../apps/dev/src/scenarios/one-person.js';
import { reflect, screen } from '../../apps/dev/src/scenarios/common-steps.js';
import { minutesAhead } from '../../apps/dev/src/scenarios/story-time.js';
import type { Stack } from '#testing/stack.js';
import { AtWork } from './at-work.js';
import { axeViolations, type Console } from './console.js';
import { onConsole } from './console-of-spec.js';
import { reportedCase } from './reported.js';

const LIMIT_MS = 90_000;

describe('time limits at the console', () => {
  let stack: Stack;
  let console: Console;
  let client: SaphanClient;

  onConsole((opened) => void ({ stack, client, console } = opened));

  it(
    'are found over all cases, and one is extended with the keyboard on its ground, as far as the rule allows',
    async () => {
      const kase = await reportedCase(client, 3);
      await kase.refer('shelter', 'shelter-nonthaburi');
      const { number } = await kase.show();
      const social = await AtWork.signIn(console, 'social');
      const { page } = social;
      await page.getByRole('link', { name: 'Time limits' }).click();
      const extend = page.getByRole('button', { name: `Extend the time: Referral answered (${number})` });
      await extend.waitFor();
      expect(await page.getByRole('button', { name: /^Extend the time: Temporary protection/ }).count()).toBe(0);
      await extend.focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Latest end that the rule allows').waitFor();
      expect(await axeViolations(page)).toEqual([]);

      await page.keyboard.type('The receiver needs');
      expect(await dialog.getByLabel('Ground').inputValue()).toBe('receiver-needs-documents');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Head of PSDHS Nonthaburi');
      await page.keyboard.press('Tab');
      await page.keyboard.type('พม 0301/1234');
      const submit = dialog.getByRole('button', { name: 'Extend the time' });
      const dates = page.locator('form');
      await social.typeDate(dates, 'new-end', minutesAhead(60 * 24 * 30));
      await dialog.getByText(/^Later than the rule allows/).waitFor();
      expect(await submit.isDisabled()).toBe(true);
      await social.typeDate(dates, 'new-end', minutesAhead(60 * 72));
      await submit.focus();
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });

      await page.goto(`${stack.apiUrl}/cases/${kase.id}?tab=timeline`);
      await page.getByText(/Time extended: Referral answered .*receiver needs documents/).waitFor();
      await social.leave();
    },
    LIMIT_MS,
  );

  it(
    'tell in the server’s words why an extension is refused, and what was typed stays',
    async () => {
      const kase = await reportedCase(client, 3);
      await kase.refer('counselling', 'ngo-legal-aid');
      const social = await AtWork.signIn(console, 'social');
      const { page } = social;
      await page.goto(`${stack.apiUrl}/cases/${kase.id}?tab=clocks`);
      await page.getByRole('button', { name: /^Extend the time: Referral answered/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Ground').selectOption('health');
      await dialog.getByLabel('Who granted it').fill('Head of PSDHS Nonthaburi');
      await dialog.getByLabel('Number of the document').fill('พม 0301/1235');
      await social.typeDate(page.locator('form'), 'granted-at', minutesAhead(60 * 5));
      await social.typeDate(page.locator('form'), 'new-end', minutesAhead(60 * 72));
      await dialog.getByRole('button', { name: 'Extend the time' }).click();
      await dialog
        .getByRole('alert')
        .getByText(/has not come yet/)
        .waitFor();
      expect(await dialog.getByLabel('Who granted it').inputValue()).toBe('Head of PSDHS Nonthaburi');
      await social.leave();
    },
    LIMIT_MS,
  );

  it(
    'that ran out are extended by what had been granted before, and say that the end which was seen counts no more',
    async () => {
      await (
        await client.as('admin')
      ).post('/v1/policies', {
        version: 'th-nrm-2565-quick-answer',
        basedOn: 'th-nrm-2565',
        changes: [{ path: '/clocks/referral-response/limit', value: 'PT2S' }],
        reason: 'Referrals that run out at once',
      });
      const person = { nationality: 'TH', language: 'th', ageStatement: 'adult' };
      const kase = await reportOnePerson(client, person, { policyVersion: 'th-nrm-2565-quick-answer' });
      await kase.refer('counselling', 'ngo-legal-aid');
      await kase.eventually('the referral to run out', async () =>
        (await kase.clock('referral-response')).state === 'ended' ? true : undefined,
      );
      const social = await AtWork.signIn(console, 'social');
      const { page } = social;
      await page.goto(`${stack.apiUrl}/cases/${kase.id}?tab=clocks`);
      await page.getByRole('button', { name: /^Extend the time: Referral answered/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(/^This time has run out/).waitFor();
      await dialog.getByLabel('Ground').selectOption('health');
      await dialog.getByLabel('Who granted it').fill('Head of PSDHS Nonthaburi');
      await dialog.getByLabel('Number of the document').fill('พม 0301/1236');
      await social.typeDate(page.locator('form'), 'new-end', minutesAhead(60 * 24));
      const submit = dialog.getByRole('button', { name: 'Extend the time' });
      expect(await submit.isDisabled()).toBe(true);
      await social.typeDate(page.locator('form'), 'granted-at', minutesAhead(-2));
      await submit.click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText(/more time had been granted before, so that end no longer counts/).waitFor();
      await page.goto(`${stack.apiUrl}/cases/${kase.id}?tab=timeline`);
      await page.getByText(/^The end no longer counts: Referral answered/).waitFor();
      await social.leave();
    },
    LIMIT_MS,
  );

  it(
    'are extended by the chair of the team where its policy names the chair, and only those',
    async () => {
      const kase = await reportedCase(client);
      await kase.do('social', 'triage-report', { outcome: 'accept' });
      await kase.do('social', 'tell-rights');
      await kase.do('social', 'arrange-interpreter');
      await screen(kase, 'indication');
      await reflect(kase, 'waived');
      await kase.do('mdt-chair', 'convene-mdt');
      await kase.do('mdt-member', 'mdt-interview', { outcome: 'held' });
      const { number } = await kase.show();
      const { id } = await kase.clock('mdt-result');
      const chair = await AtWork.signIn(console, 'mdt-chair');
      const { page } = chair;
      await page.getByRole('link', { name: number, exact: true }).click();
      await page.getByRole('tab', { name: 'Clocks' }).click();
      await page
        .getByRole('button', { name: new RegExp(`^Extend the time: Written result .+\\(${number}\\)$`) })
        .click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Ground').selectOption('evidence-awaited');
      await dialog.getByLabel('Who granted it').fill('The team, sitting of today');
      await dialog.getByLabel('Number of the document').fill('นบ 0017/88');
      await chair.typeDate(page.locator('form'), 'new-end', minutesAhead(60 * 24 * 10));
      await dialog.getByRole('button', { name: 'Extend the time' }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.goto(`${stack.apiUrl}/cases/${kase.id}?tab=timeline`);
      await page.getByText(/^Time extended: Written result of the identification/).waitFor();
      await chair.leave();

      const member = await AtWork.signIn(console, 'mdt-member');
      await member.page.goto(`${stack.apiUrl}/clocks`);
      await member.page.getByText(number).first().waitFor();
      expect(await member.page.getByRole('button', { name: /^Extend the time/ }).count()).toBe(0);
      const sent = await member.page.request.post(`${stack.apiUrl}/v1/clocks/${id}/extension`, {
        headers: { 'Idempotency-Key': 'member-1', origin: stack.apiUrl },
        data: { ground: 'health', authority: 'a', document: 'd', newDueAt: minutesAhead(60 * 24 * 11) },
      });
      expect(sent.status()).toBe(403);
      await member.leave();
    },
    LIMIT_MS,
  );

  it(
    'show the law behind each on hover, and on a tap, in the language of the page',
    async () => {
      const kase = await reportedCase(client, 3);
      for (const { width, language, label, law, foreign } of [
        { width: 1280, language: 'en', label: /^Basis/, law: /Anti-Trafficking in Persons Act/, foreign: /พ\.ร\.บ\./ },
        {
          width: 360,
          language: 'th',
          label: /^ฐาน/,
          law: /ปราบปรามการค้ามนุษย์ พ\.ศ\. 2551 มาตรา 29/,
          foreign: /Act B\.E\./,
        },
      ] as const) {
        const page = await console.signIn('social', { width, language });
        await page.goto(`${stack.apiUrl}/cases/${kase.id}?tab=clocks`);
        const basis = page.getByRole('button', { name: label }).first();
        if (width < 500) await basis.tap();
        else await basis.hover();
        await page.getByText(law).first().waitFor();
        expect(await page.getByText(foreign).count()).toBe(0);
        await page.keyboard.press('Escape');
        await page.context().close();
      }
    },
    LIMIT_MS,
  );
});
