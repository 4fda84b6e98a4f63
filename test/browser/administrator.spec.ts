import { readFileSync } from 'node:fs';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import { reportOnePerson } from '../../apps/dev/src/scenarios/one-person.js';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import type { Stack } from '#testing/stack.js';
import { axeViolations, type Console } from './console.js';
import { onConsole } from './console-of-spec.js';
import { reportedCase } from './reported.js';

const LIMIT_MS = 120_000;
const STUCK_WITHIN_MS = 60_000;
const LAST_YEAR = new Date().getUTCFullYear() - 1;

describe('who answers for the work', () => {
  let stack: Stack;
  let console: Console;
  let client: SaphanClient;

  onConsole((opened) => void ({ stack, client, console } = opened), {
    env: { SAPHAN_DEMONSTRATION_SECONDS_PER_DAY: '2' },
  });

  it(
    'reads why a case is stuck and adds the interpreter; the case leaves the board before the eyes',
    async () => {
      const kase = await reportOnePerson(
        client,
        { nationality: 'MM', language: 'shn', ageStatement: 'adult' },
        { happenedAt: new Date().toISOString(), policyVersion: 'th-nrm-2565-days-as-seconds' },
      );
      await kase.do('social', 'triage-report', { outcome: 'accept' });
      await kase.do('social', 'tell-rights', { language: 'shn' });
      await kase.do('social', 'arrange-interpreter', { outcome: 'not-available', language: 'shn' });
      const { number } = await kase.show();

      const page = await console.signIn('social');
      await page.goto(`${stack.apiUrl}/stuck?cause=interpreter`);
      const card = page.getByRole('article', { name: number });
      await card.getByText(/there has been no interpreter for Shan/).waitFor({ timeout: STUCK_WITHIN_MS });
      await card.getByRole('button', { name: 'Add an interpreter' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Interpreter', { exact: true }).fill('Volunteer, PSDHS');
      const send = dialog.getByRole('button', { name: 'Add an interpreter' });
      expect(await send.isDisabled()).toBe(true);
      await dialog.getByLabel('Why').fill('A volunteer can come today.');
      expect(await axeViolations(page)).toEqual([]);
      await send.click();
      await page.getByText(`${number}: interpreter added`).waitFor();
      await page.getByText('It has left the board.').waitFor();
      expect(await card.count()).toBe(0);
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'reminds whom a case waits for: it says how many were told, and that the case stays until it moves',
    async () => {
      const kase = await reportedCase(client, 30);
      const { number } = await kase.show();
      const page = await console.signIn('admin');
      const card = page.getByRole('article', { name: number });
      await card.waitFor({ timeout: STUCK_WITHIN_MS });
      await card.getByRole('button', { name: 'Remind' }).first().click();
      await page.getByRole('dialog').getByLabel('Why').fill('Thirty hours have passed.');
      await page.getByRole('dialog').getByRole('button', { name: 'Remind' }).click();
      await page.getByText(new RegExp(`${number}: [1-9]\\d* persons reminded`)).waitFor();
      await page.getByText('It stays on the board until it moves.').waitFor();
      await card.waitFor();
      await page.context().close();

      const { items } = await (await client.as('police')).get<{ items: { id: string }[] }>('/v1/notices');
      expect(items.length).toBeGreaterThan(0);
      const reminded = await console.signIn('police', { width: 360, height: 740 });
      await reminded.getByRole('button', { name: /^Notices: [1-9]\d* not read$/ }).click();
      const notices = reminded.getByRole('dialog');
      await notices.getByRole('listitem').first().waitFor();
      expect(await axeViolations(reminded)).toEqual([]);
      for (let left = await notices.getByRole('listitem').count(); left > 0; left--) {
        await notices.getByRole('button', { name: 'Read' }).first().click();
        await notices
          .getByRole('listitem')
          .nth(left - 1)
          .waitFor({ state: 'detached' });
      }
      await notices.getByText('Nothing new').waitFor();
      // What was read, or read by a slip, is found again.
      await notices.getByLabel('Show those that I have read too').check();
      await notices
        .getByText(/^Read \d/)
        .first()
        .waitFor();
      expect(await notices.getByRole('listitem').count()).toBeGreaterThanOrEqual(items.length);
      expect(await axeViolations(reminded)).toEqual([]);
      await reminded.context().close();
    },
    LIMIT_MS,
  );

  it(
    'decides what another has asked for, with a reason, and never what they asked for themselves (S26)',
    async () => {
      const kase = await reportedCase(client);
      const { number } = await kase.show();
      await (await client.as('admin')).post(`/v1/stuck-cases/${kase.id}/reset`, { reason: 'Its process fails.' });
      const asker = await console.signIn('admin');
      await asker.getByText(`${number}: start again from its record`).waitFor();
      await asker.getByText('You asked for it; another person decides.').waitFor();
      expect(await asker.getByRole('button', { name: 'Approve' }).count()).toBe(0);
      await asker.context().close();

      const second = await console.signIn('social');
      await second.goto(`${stack.apiUrl}/stuck`);
      await second.getByText(`${number}: start again from its record`).waitFor();
      await second.getByRole('button', { name: 'Refuse' }).click();
      await second.getByRole('dialog').getByLabel('Why').fill('It goes on by itself again.');
      await second.getByRole('dialog').getByRole('button', { name: 'Refuse' }).click();
      await second.getByText(`${number}: start again from its record`).waitFor({ state: 'detached' });
      await second.context().close();
    },
    LIMIT_MS,
  );

  it(
    'is told what follows before an account is touched, and changes what somebody may do',
    async () => {
      const page = await console.signIn('admin', { width: 360, height: 740, scheme: 'dark' });
      await page.goto(`${stack.apiUrl}/users`);
      const row = page.getByRole('row', { name: /Labour inspector/ });
      const dialog = page.getByRole('dialog');
      for (const act of ['Sign out everywhere', 'Disable']) {
        await row.getByRole('button', { name: act }).click();
        await dialog.getByText(/now/).waitFor();
        expect(await axeViolations(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
      }
      // Nothing has been done by the press alone.
      const inspector = await console.signIn('inspector');
      await inspector.context().close();

      await row.getByRole('button', { name: 'Change the roles' }).click();
      expect(await axeViolations(page)).toEqual([]);
      const change = dialog.getByRole('button', { name: 'Change the roles' });
      expect(await change.isDisabled()).toBe(true);
      await dialog.getByLabel('Police officer').check();
      await change.click();
      await row.getByText(/Police officer, Labour inspector/).waitFor();
      const { roles } = await (await client.as('inspector')).get<{ roles: string[] }>('/v1/me');
      expect([...roles].sort()).toEqual(['labour-inspector', 'police-officer']);
      await row.getByRole('button', { name: 'Disable' }).click();
      await dialog.getByRole('button', { name: 'Disable' }).click();
      await row.getByRole('button', { name: 'Enable' }).click();
      await row.getByRole('button', { name: 'Disable' }).waitFor();
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'reads the figures as charts with a table beside each, what is withheld said so, and takes them along as CSV',
    async () => {
      const hotline = await client.as('police');
      for (const [province, persons] of [
        ['71', 14],
        ['50', 3],
      ] as const) {
        await hotline.post('/v1/reports', {
          channel: 'police',
          province,
          happenedAt: new Date().toISOString(),
          dangerNow: false,
          reporterConsents: true,
          persons: Array.from({ length: persons }, () => ({
            nationality: 'TH',
            language: 'th',
            ageStatement: 'adult',
          })),
        });
      }
      // A month that is over for good: this month's cases are not told yet.
      await withClient(stack.ownerUrl, (pg) => pg.query(`update cases set opened_at = '${LAST_YEAR}-04-10T03:00:00Z'`));
      const page = await console.signIn('admin', { language: 'en', calendar: 'buddhist' });
      await page.getByRole('link', { name: 'Figures' }).click();
      await page.getByLabel('Year').selectOption({ label: `${LAST_YEAR + 543} BE` });
      const funnel = page.getByRole('region', { name: 'From report to follow-up', exact: true });
      await funnel.getByRole('img', { name: /^Chart: From report to follow-up/ }).waitFor();
      await funnel.locator('svg.recharts-surface').waitFor();
      await page.getByText('By province').click();
      await funnel
        .getByRole('row', { name: /^Chiang Mai/ })
        .getByText('withheld (< 11)')
        .first()
        .waitFor();
      expect(await axeViolations(page)).toEqual([]);
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        funnel.getByRole('button', { name: 'Download CSV' }).click(),
      ]);
      const csv = readFileSync(await file.path(), 'utf8');
      expect(file.suggestedFilename()).toBe(`funnel-${LAST_YEAR}.csv`);
      expect(csv).toMatch(/^\uFEFFProvince,/);
      expect(csv).toMatch(/Chiang Mai,withheld \(< 11\)/);
      expect(csv).toMatch(/\r\n\r\n"Exported by .+ \(admin, .+\), .+"\r\n$/);
      await page.context().close();
    },
    LIMIT_MS,
  );
});
