import type { Stack } from '#testing/stack.js';
import type { Console } from './console.js';
import { onConsole } from './console-of-spec.js';
import { reportedCase } from './reported.js';

const LIMIT_MS = 90_000;
const SCHEME = 'document.documentElement.dataset.mantineColorScheme';

describe('what makes the console easy', () => {
  let stack: Stack;
  let console: Console;

  onConsole(async ({ client, ...opened }) => {
    ({ stack, console } = opened);
    await reportedCase(client);
  });

  it(
    'shows where things will stand while they are on their way, and says so to who listens; then the things',
    async () => {
      const page = await console.signIn('social');
      const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
      await page.route('**/v1/cases?**', async (route) => {
        await released;
        await route.continue();
      });
      await page.getByRole('link', { name: 'Cases' }).click();
      const waiting = page.getByRole('main').getByRole('status', { name: 'Loading' });
      await waiting.waitFor();
      expect(await page.getByRole('link', { name: /SP-/ }).count()).toBe(0);
      release(undefined);
      await page.getByRole('link', { name: /SP-/ }).first().waitFor();
      expect(await waiting.count()).toBe(0);
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'never shows a task again that was just answered, however slowly the list comes',
    async () => {
      const page = await console.signIn('social');
      await page.getByRole('link', { name: 'Triage the report' }).first().click();
      await page.getByLabel('Accept as a case').check();
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByLabel('Yes', { exact: true }).check();
      await page.getByRole('button', { name: 'Go to the check' }).click();
      await page.getByRole('button', { name: 'Confirm and send' }).click();
      await page.getByRole('heading', { name: 'Saved', exact: true }).waitFor();
      const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
      await page.route('**/v1/tasks?**', async (route) => {
        await released;
        await route.continue();
      });
      await page.getByRole('link', { name: 'Inbox' }).first().click();
      await page.getByRole('main').getByRole('status', { name: 'Loading' }).waitFor();
      expect(await page.getByRole('link', { name: 'Triage the report' }).count()).toBe(0);
      release(undefined);
      await page.getByRole('link', { name: 'Tell the rights and timeframes' }).first().waitFor();
      expect(await page.getByRole('link', { name: 'Triage the report' }).count()).toBe(0);
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'says where nothing is what would stand there',
    async () => {
      const page = await console.signIn('ngo');
      await page.getByRole('heading', { name: 'No request waits for an answer' }).waitFor();
      await page.getByText(/the request appears here/).waitFor();
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'stays dark where dark was chosen, whatever the device says, and opens its palette on a Mac too',
    async () => {
      const page = await console.signIn('social', { scheme: 'light' });
      await page.getByRole('button', { name: /Display and account/ }).click();
      await page.getByRole('radiogroup', { name: 'Colours' }).getByText('Dark').click();
      expect(await page.evaluate<string>(SCHEME)).toBe('dark');
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(`${stack.apiUrl}/cases`);
      await page.getByRole('link', { name: /SP-/ }).first().waitFor();
      expect(await page.evaluate<string>(SCHEME)).toBe('dark');
      await page.keyboard.press('Meta+k');
      await page.getByRole('combobox', { name: 'Search or command' }).fill('time limits');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Time limits' }).waitFor();
      await page.context().close();
    },
    LIMIT_MS,
  );
});
