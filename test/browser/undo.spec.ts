import sharp from 'sharp';
import type { Page } from 'playwright-core';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import type { Stack } from '#testing/stack.js';
import { axeViolations, type Console } from './console.js';
import { onConsole } from './console-of-spec.js';
import { openInterview, reportedCase } from './reported.js';

const LIMIT_MS = 120_000;
const KEPT = 'Draft kept on this phone';

describe('what was removed by a slip of the thumb', () => {
  let stack: Stack;
  let console: Console;
  let client: SaphanClient;

  onConsole((opened) => void ({ stack, client, console } = opened));

  const undo = (page: Page, done: string) =>
    page.getByRole('status').filter({ hasText: done }).getByRole('button', { name: 'Undo' });

  it(
    'comes back in the quick report: a person with her answers and her photo, a photo, the whole report',
    async () => {
      const page = await console.signIn('police', { width: 360, height: 740 });
      await page.getByRole('link', { name: 'New report' }).first().click();
      const first = page.getByRole('group', { name: 'Person 1', exact: true });
      await first.getByLabel('Nationality').selectOption('MM');
      await page.getByRole('button', { name: 'Add another person' }).click();
      await page.getByRole('group', { name: 'Person 2', exact: true }).getByLabel('Nationality').selectOption('LA');
      const buffer = await sharp({ create: { width: 300, height: 200, channels: 3, background: 'teal' } })
        .jpeg()
        .toBuffer();
      await page.getByLabel('Take a photo of a document of person 1').setInputFiles({
        name: 'passport.jpg',
        mimeType: 'image/jpeg',
        buffer,
      });
      await first.getByText('Photo 1', { exact: true }).waitFor();

      await first.getByRole('button', { name: 'Remove photo 1' }).click();
      await undo(page, 'Photo 1 was removed').click();
      await first.getByText('Photo 1', { exact: true }).waitFor();

      await first.getByRole('button', { name: 'Remove person 1' }).click();
      expect(await first.getByLabel('Nationality').inputValue()).toBe('LA');
      // Whoever works with the keyboard is there already.
      expect(await page.evaluate<string>('document.activeElement.innerText')).toBe('Undo');
      expect(await axeViolations(page)).toEqual([]);
      await page.keyboard.press('Enter');
      expect(await first.getByLabel('Nationality').inputValue()).toBe('MM');
      await first.getByText('Photo 1', { exact: true }).waitFor();

      await page.getByText(KEPT).waitFor();
      await page.getByRole('button', { name: 'Start again' }).click();
      await undo(page, 'The report was cleared').waitFor();
      expect(await first.getByLabel('Nationality').inputValue()).toBe('');
      await undo(page, 'The report was cleared').click();
      await page.getByText(KEPT).waitFor();
      await page.reload();
      await first.waitFor();
      expect(await first.getByLabel('Nationality').inputValue()).toBe('MM');
      await first.getByText('Photo 1', { exact: true }).waitFor();

      // Begun anew, the old is gone: taking it back would lose the new.
      await first.getByLabel('Nationality').selectOption('MM');
      await page.getByText(KEPT).waitFor();
      await page.getByRole('button', { name: 'Start again' }).click();
      await undo(page, 'The report was cleared').waitFor();
      await first.getByLabel('Nationality').selectOption('KH');
      await undo(page, 'The report was cleared').waitFor({ state: 'detached' });
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'comes back in a form, at its place, with what was written since; not after the question was left',
    async () => {
      const kase = await reportedCase(client);
      const { id } = await openInterview(kase);
      const page = await console.signIn('social');
      await page.goto(`${stack.apiUrl}/tasks/${id}`);
      const step = page.getByText(/^Question \d+ of \d+$/);
      const add = page.getByRole('button', { name: /^Add: / });
      await step.waitFor();
      while (!(await add.isVisible())) {
        const at = await step.innerText();
        await page.locator('form button[type=submit]').click();
        await page.getByText(at, { exact: true }).waitFor({ state: 'detached' });
      }
      const boxes = page.locator('form [id^=answer-interviewers-]');
      for (const [index, name] of ['Officer A', 'Officer B'].entries()) {
        await add.click();
        await boxes.nth(index).fill(name);
      }
      await page
        .getByRole('button', { name: /^Remove: / })
        .first()
        .click();
      await boxes.nth(0).fill('Officer C');
      await undo(page, 'was removed').click();
      expect(await boxes.nth(0).inputValue()).toBe('Officer A');
      expect(await boxes.nth(1).inputValue()).toBe('Officer C');
      await page
        .getByRole('button', { name: /^Remove: / })
        .first()
        .click();
      await undo(page, 'was removed').waitFor();
      await page.locator('form button[type=submit]').click();
      await undo(page, 'was removed').waitFor({ state: 'detached' });
      await page.context().close();
    },
    LIMIT_MS,
  );
});
