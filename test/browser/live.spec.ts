import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import type { Stack } from '#testing/stack.js';
import type { Console } from './console.js';
import { onConsole } from './console-of-spec.js';
import { reportedCase } from './reported.js';

const LIMIT_MS = 90_000;
const AT_ONCE_MS = 2_000;

describe('a console that stays open', () => {
  let stack: Stack;
  let console: Console;
  let client: SaphanClient;

  onConsole((opened) => void ({ stack, client, console } = opened));

  it(
    'shows a second person’s step within two seconds, in every tab, and what is being typed stays',
    async () => {
      const kase = await reportedCase(client, 2);
      const { number } = await kase.show();
      const triage = await kase.open('triage-report');
      const device = await console.device();
      const writing = await console.signInOn(device, 'social');
      await writing.goto(`${stack.apiUrl}/cases/${kase.id}`);
      await writing.getByRole('button', { name: 'Refer to a service' }).click();
      const purpose = writing.getByRole('dialog').getByLabel('What is asked');
      await purpose.fill('Weekly counselling in Burmese, with');
      const inbox = await device.newPage();
      await inbox.goto(`${stack.apiUrl}/inbox`);
      const row = inbox.locator('a[data-row]').filter({ hasText: 'Triage the report' }).filter({ hasText: number });
      await row.waitFor();
      // Both have heard what there was; only then does the other act.
      await writing.locator('a[data-row]').filter({ hasText: 'Triage the report' }).waitFor({ state: 'attached' });
      const colleague = await client.as('admin');
      await colleague.post(`/v1/tasks/${triage.id}/assignment`, { assignee: 'social' });
      await row.getByText('social', { exact: true }).waitFor({ timeout: AT_ONCE_MS });
      await kase.do('police', 'notify-superior');
      const told = writing.locator('a[data-row]').filter({ hasText: 'Notify' });
      await told.waitFor({ state: 'detached', timeout: AT_ONCE_MS });
      expect(await purpose.inputValue()).toBe('Weekly counselling in Burmese, with');

      // The same in a form of a task, whose draft is on the server.
      await inbox.goto(`${stack.apiUrl}/tasks/${triage.id}`);
      await inbox.getByLabel('Out of scope').check();
      await inbox.getByText(/Draft saved/).waitFor();
      await colleague.post(`/v1/tasks/${triage.id}/assignment`, { assignee: null });
      const held = writing.getByText('held by nobody yet');
      await held.waitFor({ state: 'attached', timeout: AT_ONCE_MS });
      expect(await inbox.getByLabel('Out of scope').isChecked()).toBe(true);
      await device.close();
    },
    LIMIT_MS,
  );

  it(
    'comes back by itself when the server was away, and shows what happened meanwhile',
    async () => {
      const kase = await reportedCase(client, 2);
      const page = await console.signIn('social');
      await page.goto(`${stack.apiUrl}/cases/${kase.id}`);
      await page.getByText('held by nobody yet').waitFor();
      const triage = await kase.open('triage-report');
      await stack.stopApi();
      await stack.startApi();
      await (await client.as('admin')).post(`/v1/tasks/${triage.id}/assignment`, { assignee: 'social' });
      await page.getByText('held by social').waitFor();
      await page.context().close();
    },
    LIMIT_MS,
  );
});
