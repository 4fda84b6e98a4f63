import type { Page } from 'playwright-core';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import type { Stack } from '#testing/stack.js';
import { axeViolations, type Console } from './console.js';
import { onConsole } from './console-of-spec.js';
import { openInterview, reportedCase } from './reported.js';

const LIMIT_MS = 180_000;
const MOST_PRESSES = 80;
/** What a screen reader would say of what has the focus. */
const FOCUSED = `((el) => [el.getAttribute('aria-label'), ...[...(el.labels ?? [])].map((label) => label.innerText),
  el.innerText, el.name].filter(Boolean).join(' · '))(document.activeElement)`;

/** Goes on with the Tab key until it has reached what is called so. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < MOST_PRESSES; presses++) {
    await page.keyboard.press('Tab');
    if (name.test(await page.evaluate<string>(FOCUSED))) return;
  }
  throw new Error(`The keyboard never reached ${name}`);
}

describe('who works with the keyboard alone, and what is printed', () => {
  let stack: Stack;
  let console: Console;
  let client: SaphanClient;

  onConsole((opened) => void ({ stack, client, console } = opened));

  it(
    'holds a screening from the case to its end (U02): each question, an indicator with its evidence, the check',
    async () => {
      const kase = await reportedCase(client);
      await openInterview(kase);
      const page = await console.signIn('social');
      await page.goto(`${stack.apiUrl}/cases/${kase.id}`);
      await page.getByRole('link', { name: /^Screening interview/ }).waitFor();
      await tabTo(page, /^Screening interview/);
      await page.keyboard.press('Enter');
      const step = page.getByText(/^Question \d+ of \d+$/);
      await step.waitFor();

      const answered = new Set<string>();
      while (await step.isVisible()) {
        const at = await step.innerText();
        const isIndicator = (await page.locator('form input[name^="answer-"][value="not-asked"]').count()) > 0;
        if (isIndicator && !answered.has('indicator')) {
          answered.add('indicator');
          await tabTo(page, /answer-/);
          await page.keyboard.press('Space');
          await page.getByText('rests on', { exact: false }).waitFor();
          await tabTo(page, /evidence-/);
          await page.keyboard.press('ArrowRight');
          expect(await axeViolations(page)).toEqual([]);
        } else if ((await page.locator('#question').innerText()).startsWith('How this sitting ended')) {
          answered.add('outcome');
          await tabTo(page, /answer-outcome/);
          await page.keyboard.press('Space');
        }
        const toCheck = page.getByRole('button', { name: 'Go to the check' });
        await tabTo(page, (await toCheck.count()) > 0 ? /^Go to the check/ : /^(?:Next|Skip)/);
        await page.keyboard.press('Enter');
        await page.getByText(at, { exact: true }).waitFor({ state: 'detached' });
      }
      expect([...answered].sort()).toEqual(['indicator', 'outcome']);
      await page.getByRole('heading', { name: 'Check the answers' }).waitFor();
      await tabTo(page, /^Confirm and send/);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Saved', exact: true }).waitFor();
      await kase.open('decide-screening');
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'prints on each sheet who printed it, and on the screen nothing of it',
    async () => {
      const kase = await reportedCase(client);
      const page = await console.signIn('social');
      await page.goto(`${stack.apiUrl}/cases/${kase.id}`);
      const mark = page.getByText(
        /^Printed by Social worker, PSDHS Nonthaburi \(social, psdhs-nonthaburi\), .+ · Confidential$/,
      );
      await mark.waitFor({ state: 'attached' });
      expect(await mark.isVisible()).toBe(false);
      await page.emulateMedia({ media: 'print' });
      expect(await mark.isVisible()).toBe(true);
      expect(await page.getByRole('navigation').count()).toBe(0);
      await page.context().close();
    },
    LIMIT_MS,
  );
});
