import type { Page } from 'playwright-core';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import type { CasePlayer } from '../../apps/dev/src/scenarios/case-player.js';
import type { Stack } from '#testing/stack.js';
import { axeViolations, type Console } from './console.js';
import { onConsole } from './console-of-spec.js';
import { reportedCase } from './reported.js';

const LIMIT_MS = 120_000;
const PHONE = { width: 360, height: 740 } as const;
const IDLE_MS = 3 * 60_000;
/** Whether an element lies on top at its own middle: nothing hides it. */
const isSeen = (page: Page, selector: string) =>
  page.evaluate<boolean>(`((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
  })(document.querySelector('${selector}'))`);
const TYPED = '[role=dialog] textarea';

describe('what a screen gives away', () => {
  let stack: Stack;
  let console: Console;
  let kase: CasePlayer;
  let number: string;

  onConsole(async ({ client, ...opened }) => {
    ({ stack, console } = opened);
    kase = await reportedCase(client, 3);
    ({ number } = await kase.show());
  });

  /** Signed in on a device whose time the test turns. */
  async function underAClock(): Promise<Page> {
    const page = await (await console.device()).newPage();
    await page.clock.install();
    await page.goto(stack.apiUrl);
    await console.giveName(page, 'social');
    await page.locator('#main').waitFor();
    return page;
  }

  /** The weather, wherever this machine is. */
  const withoutNetwork = (page: Page) =>
    page.route('https://www.tmd.go.th/**', (route) => route.fulfill({ contentType: 'text/html', body: 'Weather' }));

  it(
    'is left on a phone by one touch, also out of a dialog; the session has ended and Back shows nothing',
    async () => {
      const page = await console.signIn('social', PHONE);
      await withoutNetwork(page);
      await page.goto(`${stack.apiUrl}/cases/${kase.id}`);
      await page.getByRole('button', { name: 'Refer to a service' }).click();
      await page.getByRole('dialog').getByLabel('What is asked').fill('A bed for tonight');
      expect(await axeViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Quick exit' }).tap();
      await page.waitForURL('https://www.tmd.go.th/**');
      await page.goBack({ waitUntil: 'commit' }).catch(() => null);
      expect(page.url()).not.toContain(kase.id);
      expect(await page.getByText(number).count()).toBe(0);
      // The page was gone before the answer: the session ends all the same.
      while ((await page.request.get(`${stack.apiUrl}/v1/me`)).status() !== 401) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'is reached with the keyboard and by Shift three times, and from beneath the cover',
    async () => {
      const page = await underAClock();
      await withoutNetwork(page);
      for (let presses = 0; presses < 10; presses++) {
        await page.keyboard.press('Tab');
        if (await page.evaluate<boolean>(`document.activeElement.innerText === 'Quick exit'`)) break;
      }
      expect(await page.evaluate<string>('document.activeElement.innerText')).toBe('Quick exit');
      await page.clock.fastForward(IDLE_MS + 1_000);
      await page.getByRole('dialog', { name: 'Covered, because nobody was using it' }).waitFor();
      for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Shift');
      await page.waitForURL('https://www.tmd.go.th/**');
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'is covered when nobody has touched it for three minutes: page, menu and an open dialog, and what was typed stays',
    async () => {
      const page = await underAClock();
      await page.goto(`${stack.apiUrl}/cases/${kase.id}`);
      await page.getByRole('button', { name: 'Refer to a service' }).click();
      const typed = page.getByRole('dialog').getByLabel('What is asked');
      await typed.fill('A bed for tonight');
      expect(await isSeen(page, TYPED)).toBe(true);
      await page.clock.fastForward(IDLE_MS - 5_000);
      expect(await isSeen(page, TYPED)).toBe(true);
      await page.clock.fastForward(6_000);
      const cover = page.getByRole('dialog', { name: 'Covered, because nobody was using it' });
      await cover.waitFor();
      expect(await isSeen(page, TYPED)).toBe(false);
      for (const hidden of ['h1', 'nav a']) expect(await isSeen(page, hidden)).toBe(false);
      expect(await cover.getByText(number).count()).toBe(0);
      expect(await axeViolations(page)).toEqual([]);
      // Nothing beneath can be reached: the way is round in the cover.
      for (let presses = 0; presses < 4; presses++) {
        await page.keyboard.press('Tab');
        expect(
          await page.evaluate<boolean>(
            `document.activeElement === document.body || document.activeElement.closest('[aria-label^="Covered"]') !== null`,
          ),
        ).toBe(true);
      }
      // A cup set down on the table is nobody who wants to read.
      await page.mouse.move(300, 300);
      await page.mouse.move(340, 320);
      expect(await isSeen(page, TYPED)).toBe(false);
      // That the session ends is said above it, and can be put off there.
      await withClient(stack.ownerUrl, (pg) =>
        pg.query(`update sessions s set last_seen_at = now() - interval '56 minutes'
          from accounts a where a.id = s.account_id and a.username = 'social'`),
      );
      await page.clock.fastForward(121_000);
      const stay = page.getByRole('button', { name: 'Stay signed in' });
      await stay.click();
      await stay.waitFor({ state: 'detached' });
      expect(await isSeen(page, TYPED)).toBe(false);
      await cover.getByRole('button', { name: 'Show again' }).click();
      await cover.waitFor({ state: 'detached' });
      expect(await isSeen(page, TYPED)).toBe(true);
      expect(await typed.inputValue()).toBe('A bed for tonight');
      await page.context().close();
    },
    LIMIT_MS,
  );
});
