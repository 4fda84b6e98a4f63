import type { Page } from 'playwright-core';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { ERROR_TEXTS } from '#domain/texts/error-texts.js';
import type { Stack } from '#testing/stack.js';
import { axeViolations, type Console } from './console.js';
import { onConsole } from './console-of-spec.js';
import { reportedCase } from './reported.js';

const LIMIT_MS = 90_000;

interface Draft {
  readonly answers: { readonly outcome?: string };
}

describe('a social worker at her console', () => {
  let stack: Stack;
  let console: Console;
  let client: SaphanClient;

  onConsole((opened) => void ({ stack, client, console } = opened));

  async function openTask(page: Page, title: string): Promise<void> {
    await page.getByRole('link', { name: title }).first().click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  }

  it(
    'finds the report in her inbox, answers one question at a time, checks, sends, and goes on in the case',
    async () => {
      const kase = await reportedCase(client);
      const page = await console.signIn('social');
      await openTask(page, 'Triage the report');
      await page.getByLabel('Accept as a case').check();
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByLabel('Yes', { exact: true }).check();
      await page.getByText(/Draft saved/).waitFor();
      await page.getByRole('button', { name: 'Go to the check' }).click();
      await page.getByRole('heading', { name: 'Check the answers' }).waitFor();
      await page.getByRole('button', { name: 'Confirm and send' }).click();
      await page.getByRole('heading', { name: 'Saved', exact: true }).waitFor();
      await kase.reachStage('preliminary-screening');
      await page.getByRole('link', { name: 'See the case' }).click();
      await page.getByText('The report was received').waitFor({ state: 'detached' });
      await page.getByRole('tab', { name: 'Timeline' }).click();
      await page.getByText('Completed: Triage the report').first().waitFor();
      expect(await page.locator('[aria-current=step]').innerText()).toContain('Preliminary screening');
    },
    LIMIT_MS,
  );

  it(
    'writes in two windows: neither is written over unseen, and she chooses what stays',
    async () => {
      const kase = await reportedCase(client);
      const { id } = await kase.open('triage-report');
      const device = await console.device();
      const one = await console.signInOn(device, 'social');
      const two = await device.newPage();
      await one.goto(`${stack.apiUrl}/tasks/${id}`);
      await two.goto(`${stack.apiUrl}/tasks/${id}`);
      await two.getByLabel('Out of scope').waitFor();
      await one.getByLabel('Accept as a case').check();
      await one.getByText(/Draft saved/).waitFor();
      await two.getByLabel('Out of scope').check();
      await two.getByRole('heading', { name: 'This draft was changed in another window' }).waitFor();
      await two.getByLabel(/The other window: Accept as a case/).check();
      await two.getByRole('button', { name: 'Keep what I chose' }).click();
      expect(await two.getByLabel('Accept as a case').isChecked()).toBe(true);
      await two.getByText(/Draft saved/).waitFor();
      await device.close();
    },
    LIMIT_MS,
  );

  it(
    'answers on while a save is on its way: what is kept in the end is what she answered last',
    async () => {
      const kase = await reportedCase(client);
      const { id } = await kase.open('triage-report');
      const page = await console.signIn('social');
      await page.goto(`${stack.apiUrl}/tasks/${id}`);
      const { promise: isOnItsWay, resolve: tellOnItsWay } = Promise.withResolvers<undefined>();
      const { promise: hasAnsweredOn, resolve: tellAnsweredOn } = Promise.withResolvers<undefined>();
      await page.route(
        '**/draft',
        async (route) => {
          tellOnItsWay(undefined);
          await hasAnsweredOn;
          await route.continue();
        },
        { times: 1 },
      );
      await page.getByLabel('Out of scope').check();
      await isOnItsWay;
      await page.getByLabel('Accept as a case').check();
      tellAnsweredOn(undefined);
      await kase.eventually('the second answer', async () => {
        const { draft } = await (await client.as('social')).get<{ draft: Draft | null }>(`/v1/tasks/${id}`);
        return draft?.answers.outcome === 'accept' ? true : undefined;
      });
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'loses nothing when her session ends in the middle of a form',
    async () => {
      const kase = await reportedCase(client);
      const { id } = await kase.open('triage-report');
      const device = await console.device();
      const page = await console.signInOn(device, 'social');
      await page.goto(`${stack.apiUrl}/tasks/${id}`);
      await page.getByLabel('Accept as a case').waitFor();
      await device.clearCookies();
      await page.getByLabel('Accept as a case').check();
      await page.getByText('Your session has ended').waitFor();
      await page.locator('input[name=password]').fill('saphan-demo');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText(/Draft saved/).waitFor();
      expect(await page.getByLabel('Accept as a case').isChecked()).toBe(true);
      await device.close();
    },
    LIMIT_MS,
  );

  it(
    'chooses province, district and sub-district by keyboard, found in Thai or Latin letters',
    async () => {
      const kase = await reportedCase(client);
      await kase.do('social', 'triage-report', { outcome: 'rescue-first', dangerNow: true, reasons: 'Held inside' });
      const { id } = await kase.open('rescue-person');
      const page = await console.signIn('social');
      await page.goto(`${stack.apiUrl}/tasks/${id}`);
      const place = page.getByRole('textbox', { name: 'Place' });
      await page.getByLabel('Rescued', { exact: true }).check();
      while (!(await place.isVisible())) {
        const at = await page.getByText(/^Question \d+ of \d+$/).innerText();
        await page.locator('form button[type=submit]').click();
        await page.getByText(at, { exact: true }).waitFor({ state: 'detached' });
      }
      await place.fill('12/3');
      await page.getByRole('button', { name: 'Find province, district, sub-district' }).focus();
      await page.keyboard.press('Enter');
      for (const [name, typed] of [
        ['Province', 'เชียงราย'],
        ['District', 'mae sai'],
        ['Sub-district', 'เวียงพางคำ'],
      ] as const) {
        const list = page.getByRole('combobox', { name, exact: true });
        await list.focus();
        await page.keyboard.type(typed);
        await page.getByRole('option').first().waitFor();
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
      }
      expect(await axeViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Write it into the answer' }).focus();
      await page.keyboard.press('Enter');
      expect(await place.inputValue()).toMatch(/^12\/3 Tambon .+, Amphoe Mae Sai, Chiang Rai 57130$/);
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'sees why the server refuses an answer, at the question it speaks of, in both languages (U10)',
    async () => {
      const kase = await reportedCase(client);
      const { id } = await kase.open('triage-report');
      const page = await console.signIn('social');
      await page.goto(`${stack.apiUrl}/tasks/${id}`);
      await page.getByLabel('Out of scope').check();
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByLabel('No', { exact: true }).check();
      await page.getByRole('button', { name: 'Go to the check' }).click();
      await page.getByRole('button', { name: 'Confirm and send' }).click();
      await page.getByRole('heading', { name: 'Reasons' }).waitFor();
      const { th, en } = ERROR_TEXTS['reasons-missing'].detail;
      await page.locator('form').getByText(en).waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill('ภาษาไทย');
      await page.keyboard.press('Enter');
      await page.locator('form').getByText(th).waitFor();
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'is away in a moment with one key, and the Back button shows nothing of it (U08)',
    async () => {
      await reportedCase(client);
      const page = await console.signIn('social');
      await page.getByRole('link', { name: 'Cases' }).click();
      await page.getByRole('heading', { name: 'Cases', exact: true }).waitFor();
      await page.route('https://www.tmd.go.th/**', (route) =>
        route.fulfill({ contentType: 'text/html', body: 'Weather' }),
      );
      const { promise: hidden, resolve } = Promise.withResolvers<{ display: string; ms: number }>();
      await page.exposeFunction('tellHidden', (display: string, ms: number) => resolve({ display, ms }));
      await page.evaluate(`addEventListener('keydown', ({ timeStamp }) =>
        setTimeout(() => tellHidden(getComputedStyle(document.body).display, performance.now() - timeStamp)))`);
      await page.keyboard.press('F9');
      const { display, ms } = await hidden;
      expect(display).toBe('none');
      expect(ms).toBeLessThan(300);
      await page.waitForURL('https://www.tmd.go.th/**');
      for (let steps = 0; steps < 3; steps++) {
        await page.goBack({ waitUntil: 'commit' }).catch(() => null);
        expect(page.url().replace('/exit.html', '')).not.toMatch(/cases|inbox|^http:\/\/127\.0\.0\.1:\d+\/$/);
      }
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'finds a case by its number and a page by its name, with the keyboard alone',
    async () => {
      const kase = await reportedCase(client);
      const { number } = await kase.show();
      const page = await console.signIn('social');
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill(number.slice(-3));
      await page.getByRole('option', { name: new RegExp(`^${number}`) }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: number }).waitFor();
      await page.keyboard.press('/');
      await page.getByRole('combobox', { name: 'Search or command' }).waitFor();
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'breaks the glass of a case of another province, after she was told what follows (S27)',
    async () => {
      const kase = await reportedCase(client);
      const { number } = await kase.show();
      const page = await console.signIn('social-kan');
      await page.goto(`${stack.apiUrl}/cases?number=${number}&status=all`);
      await page.getByRole('button', { name: /emergency access/ }).click();
      const dialog = page.getByRole('dialog', { name: 'Emergency access' });
      await dialog.getByText(/for one hour/).waitFor();
      const go = dialog.getByRole('button', { name: 'Open the file' });
      await dialog.getByLabel('Why').fill('urgent');
      expect(await go.isDisabled()).toBe(true);
      expect(await axeViolations(page)).toEqual([]);
      await dialog.getByLabel('Why').fill('She stands at our door and is afraid to go back tonight');
      await go.click();
      await page.getByRole('heading', { level: 1, name: number }).waitFor();
      await page.getByRole('tab', { name: 'Timeline' }).click();
      await page.getByText(/opened with emergency access/).waitFor();
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'sees before she sends what the receiver will see, and the receiver sees the same',
    async () => {
      const kase = await reportedCase(client);
      const page = await console.signIn('social');
      await page.goto(`${stack.apiUrl}/cases/${kase.id}`);
      await page.getByRole('button', { name: 'Refer to a service' }).click();
      const dialog = page.getByRole('dialog', { name: 'Refer to a service' });
      const preview = dialog.getByRole('region', { name: 'What the receiver will see' });
      await dialog.getByRole('checkbox', { name: /^age/i }).check();
      await preview.getByText('Adult, as stated').waitFor();
      await preview.getByText('Burmese').waitFor();
      await preview.getByText('Not recorded').waitFor();
      const promised = await preview.locator('dl').innerText();
      const agency = dialog.getByRole('combobox', { name: 'Receiving agency' });
      await agency.fill('ngo-nobody');
      await dialog.getByText(/^Nobody of this agency can answer/).waitFor();
      await agency.fill('NGO worker');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      expect(await agency.inputValue()).toBe('ngo-legal-aid');
      await dialog.getByLabel('What is asked').fill('Advice on wages');
      await dialog.getByLabel(/She agrees/).check();
      await dialog.getByRole('button', { name: 'Send the referral' }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.context().close();
      const receiver = await console.signIn('ngo');
      await receiver.getByRole('button', { name: 'Show what is shared of the person' }).click();
      await receiver.getByText('Adult, as stated').waitFor();
      expect(await receiver.locator('article dl').innerText()).toBe(promised);
      expect(await axeViolations(receiver)).toEqual([]);
      await receiver.context().close();
    },
    LIMIT_MS,
  );
});
