import type { BrowserContext, Page } from 'playwright-core';
import type { Stack } from '#testing/stack.js';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import { axeViolations, type Console } from './console.js';
import { onConsole } from './console-of-spec.js';

const LIMIT_MS = 60_000;

describe('two quick reports at once', () => {
  let stack: Stack;
  let console: Console;

  onConsole((opened) => void ({ stack, console } = opened));

  const narrative = (page: Page) => page.getByLabel('what happened');
  async function openReport(page: Page): Promise<void> {
    await page.goto(`${stack.apiUrl}/report`);
    await narrative(page).waitFor();
  }
  async function write(page: Page, text: string): Promise<void> {
    await narrative(page).fill(text);
    await page.getByText('Draft kept on this phone').waitFor();
  }
  async function send(page: Page): Promise<void> {
    await page.getByRole('radiogroup', { name: 'Is anyone in danger now?' }).getByLabel('No').check();
    const person = page.getByRole('group', { name: 'Person 1' });
    await person.getByLabel('Nationality').selectOption('MM');
    await person.getByLabel('Adult', { exact: true }).check();
    await person.getByLabel('No, not taken').check();
    await page.getByRole('button', { name: 'Send the report' }).click();
  }
  const isAnother = (page: Page) => page.getByText('Another report that you began').isVisible();
  const onDevice = async (): Promise<readonly [BrowserContext, Page]> => {
    const device = await console.device({ width: 360, height: 740 });
    return [device, await console.signInOn(device, 'police')];
  };

  it(
    'in two tabs: neither types over the other, each is found again, and each is sent as itself',
    async () => {
      const [device, first] = await onDevice();
      await openReport(first);
      expect(await isAnother(first)).toBe(false);
      await write(first, 'Quillfeather the first');
      const second = await device.newPage();
      await openReport(second);
      expect(await narrative(second).inputValue()).toBe('');
      expect(await isAnother(second)).toBe(true);
      expect(await axeViolations(second)).toEqual([]);
      await write(second, 'Quillfeather the second');
      await write(first, 'Quillfeather the first, longer');
      for (const [page, text] of [
        [first, 'Quillfeather the first, longer'],
        [second, 'Quillfeather the second'],
      ] as const) {
        await page.reload();
        await narrative(page).waitFor();
        expect(await narrative(page).inputValue()).toBe(text);
      }

      await send(second);
      await second.getByText(/Received: SP-/).waitFor();
      await first.reload();
      await narrative(first).waitFor();
      expect(await narrative(first).inputValue()).toBe('Quillfeather the first, longer');
      expect(await isAnother(first)).toBe(false);
      // The first tab is closed with its report unsent: the next page that opens has it.
      await first.close();
      await openReport(second);
      expect(await narrative(second).inputValue()).toBe('Quillfeather the first, longer');
      await device.close();
    },
    LIMIT_MS,
  );

  it(
    'one that was refused and is corrected, beside one that was just begun: the second comes back when the first is sent',
    async () => {
      const [device, page] = await onDevice();
      await openReport(page);
      await write(page, 'Quillfeather refused');
      await device.route('**/v1/reports', (route) =>
        route.fulfill({
          status: 422,
          contentType: 'application/problem+json',
          json: {
            type: 'about:blank',
            status: 422,
            code: 'answers-invalid',
            details: { th: 'ผิด', en: 'Wrong' },
            errors: [],
          },
        }),
      );
      await send(page);
      await page.getByRole('button', { name: 'Correct the report' }).waitFor();
      await device.unroute('**/v1/reports');
      await openReport(page);
      await write(page, 'Quillfeather just begun');
      await page.goto(stack.apiUrl);
      await page.getByRole('button', { name: 'Correct the report' }).click();
      await narrative(page).waitFor();
      expect(await narrative(page).inputValue()).toBe('Quillfeather refused');
      expect(await isAnother(page)).toBe(true);
      await page.getByRole('button', { name: 'Send the report' }).click();
      await page.getByText(/Received: SP-/).waitFor();
      await openReport(page);
      expect(await narrative(page).inputValue()).toBe('Quillfeather just begun');
      await device.close();
    },
    LIMIT_MS,
  );

  it(
    'while the server takes no more of them: what is too many waits and goes by itself, and is not called refused',
    async () => {
      const [device, page] = await onDevice();
      await withClient(stack.ownerUrl, (pg) => pg.query('delete from rate_limits'));
      let refused = 0;
      await device.route('**/v1/reports', async (route) => {
        refused += 1;
        await route.fulfill({
          status: 429,
          contentType: 'application/problem+json',
          json: {
            type: 'about:blank',
            status: 429,
            code: 'too-many-requests',
            details: { th: 'รอ', en: 'Wait' },
            errors: [],
          },
        });
      });
      await openReport(page);
      await send(page);
      await page.getByText('Waiting to be sent').waitFor();
      expect(refused).toBeGreaterThan(0);
      await device.unroute('**/v1/reports');
      await page.getByText(/Received: SP-/).waitFor();
      await device.close();
    },
    LIMIT_MS,
  );
});
