import { text } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { DEMO_PASSWORD } from '#access/demo-accounts.js';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import type { Stack } from '#testing/stack.js';
import { axeViolations, type Console } from './console.js';
import { onConsole } from './console-of-spec.js';
import { reportedCase } from './reported.js';

const LIMIT_MS = 120_000;

describe('the duties to the persons whom the data is about', () => {
  let stack: Stack;
  let console: Console;
  let client: SaphanClient;

  onConsole((opened) => void ({ stack, client, console } = opened));

  /** Everybody signed in a while ago. */
  const longSignedIn = () =>
    withClient(stack.ownerUrl, (pg) => pg.query(`update sessions set strong_at = now() - interval '11 minutes'`));
  const showWhoIsThere = async (page: Page) => {
    const proof = page.getByRole('dialog', { name: 'Show again who you are' });
    await proof.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
    await proof.getByRole('button', { name: 'Confirm' }).click();
    await proof.waitFor({ state: 'detached' });
  };

  it(
    'writes down what she asks from her case, and leaves the decision to another, who never reads her words',
    async () => {
      const kase = await reportedCase(client);
      await kase.do('social', 'triage-report', { outcome: 'accept' });
      const { number } = await kase.show();

      const page = await console.signIn('social');
      await page.goto(`${stack.apiUrl}/cases/${kase.id}`);
      await page.getByRole('link', { name: 'She asks about her data' }).click();
      const form = page.getByRole('dialog');
      expect(await form.getByLabel('Case number').inputValue()).toBe(number);
      await form.getByLabel('Case number').fill('SP-2569-999999');
      await form.getByLabel('What is asked').selectOption({ label: 'Correction (s.36)' });
      await form.getByLabel('In her words').fill('My family name is written wrongly.');
      const send = form.getByRole('button', { name: 'Write it down' });
      expect(await send.isDisabled()).toBe(true);
      await form.getByLabel('Family name').fill('Rightly-Written');
      await send.click();
      await form.getByText('You are shown no case of that number.').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await form.getByLabel('Case number').fill(number);
      await send.click();
      await form.waitFor({ state: 'detached' });
      await page
        .getByRole('article', { name: `${number}: Correction (s.36)` })
        .getByRole('button')
        .click();
      await page.getByRole('dialog').getByText('Rightly-Written').waitFor();
      await page.getByRole('dialog').getByText('You wrote it down; another person decides.').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.context().close();

      const other = await console.signIn('admin');
      await other.getByRole('link', { name: 'Personal data' }).click();
      await other.getByRole('button', { name: 'Read and decide' }).click();
      await other.getByText('Her words are shown to those who work on her case only.').waitFor();
      expect(await other.getByText('Rightly-Written').count()).toBe(0);
      // Whoever grants a correction writes into her file: that takes somebody who may see it.
      expect(await other.getByRole('button', { name: 'Grant' }).count()).toBe(0);
      await other.getByRole('dialog').getByRole('button', { name: 'Refuse' }).click();
      await other.getByRole('dialog').getByLabel('Why').fill('Her passport says what the file says.');
      await other.getByRole('dialog').getByRole('button', { name: 'Refuse' }).click();
      await other.getByText(/^Decided by admin/).waitFor();
      await other.context().close();
    },
    LIMIT_MS,
  );

  it(
    'records a breach, shows its 72 hours, and after them asks why the Office is told only now',
    async () => {
      const page = await console.signIn('social-kan');
      await page.goto(`${stack.apiUrl}/privacy?tab=breaches`);
      await page.getByText('No breach on record').waitFor();
      await page.getByRole('button', { name: 'Record a breach' }).click();
      const form = page.getByRole('dialog');
      const record = form.getByRole('button', { name: 'Record it' });
      await form.getByLabel('What happened').fill('A laptop with an open session was taken.');
      await form.getByLabel('data was disclosed or seen without right').check();
      expect(await record.isDisabled()).toBe(true);
      await form.getByLabel('How many persons, as far as is known').fill('12');
      await form.getByLabel('High risk to their rights and freedoms').check();
      expect(await axeViolations(page)).toEqual([]);
      // The server has done it and its answer is lost on the way: pressed again, it is the same breach.
      let lost = 0;
      await page.route('**/v1/breaches', async (route) => {
        if (route.request().method() !== 'POST' || lost > 0) return route.continue();
        lost += 1;
        await route.fetch();
        return route.abort();
      });
      await record.click();
      await form.getByRole('alert').waitFor();
      await record.click();
      await page.getByText(/^Recorded\. The Office is to be told by/).waitFor();
      const card = page.getByRole('article');
      expect(lost).toBe(1);
      await card.getByText(/^[23] d left$/).waitFor();
      expect(await card.count()).toBe(1);
      await card.getByText('The persons concerned are still to be told.').waitFor();

      await withClient(stack.ownerUrl, (pg) =>
        pg.query(`update breaches set discovered_at = discovered_at - interval '80 hours',
          office_due_at = office_due_at - interval '80 hours'`),
      );
      await page.reload();
      await card.getByText('8 h over').waitFor();
      await card.getByRole('button').click();
      const dialog = page.getByRole('dialog');
      expect(await dialog.getByLabel('To the Office').inputValue()).toContain('section 37 (4)');
      expect(await axeViolations(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'The Office has been told' }).click();
      await page.getByText('The 72 hours are over').waitFor();
      await dialog.getByLabel('Why').fill('It took three days to learn which files were on it.');
      await dialog.getByRole('button', { name: 'The Office has been told' }).click();
      await page.getByRole('dialog').getByText('Why it came late: It took three days').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'The persons have been told' }).click();
      await card.getByText(/^The persons concerned were told/).waitFor();
      expect(await card.getByText('The persons concerned are still to be told.').count()).toBe(0);
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'gives out what is held of her as a file, once another has granted it, to whoever shows again who she is (S13, S31)',
    async () => {
      const kase = await reportedCase(client);
      await kase.do('social', 'triage-report', { outcome: 'accept' });
      const { number } = await kase.show();
      const order = { caseId: kase.id, kind: 'export', askedBy: 'person', words: 'She asks for all of it.' };
      const { id } = await (await client.as('social')).post<{ id: string }>('/v1/subject-requests', order);
      const granted = { decision: 'granted', reason: 'She showed her passport.' };
      await (await client.as('admin')).post(`/v1/subject-requests/${id}/decision`, granted);

      const page = await console.signIn('social');
      await page.goto(`${stack.apiUrl}/privacy?tab=requests`);
      await page
        .getByRole('article', { name: `${number}: A copy of her data (s.30)` })
        .getByRole('button')
        .click();
      await longSignedIn();
      const save = page.getByRole('dialog').getByRole('button', { name: 'Download her data (JSON)' });
      await save.click();
      await page.getByRole('heading', { name: 'Show again who you are' }).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('heading', { name: 'Show again who you are' }).waitFor({ state: 'detached' });
      await save.click();
      const [download] = await Promise.all([page.waitForEvent('download'), showWhoIsThere(page)]);
      expect(download.suggestedFilename()).toBe('information.json');
      const pack = JSON.parse(await text(await download.createReadStream())) as object;
      expect(JSON.stringify(pack)).toContain(kase.id);
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'shows who broke a glass to those who review it: with the reason where her story is shown, and as codes elsewhere (S27)',
    async () => {
      const REASON = 'She stands at our door and is afraid to go back tonight';
      const kase = await reportedCase(client);
      await kase.do('social', 'triage-report', { outcome: 'accept' });
      const { number } = await kase.show();
      await (await client.as('social-kan')).post(`/v1/cases/${kase.id}/emergency-access`, { reason: REASON });

      const page = await console.signIn('social');
      await page.goto(`${stack.apiUrl}/privacy?tab=emergency`);
      const entry = page.getByRole('article', { name: number });
      await entry.getByText(REASON).waitFor();
      await entry.getByText(/^social-kan \(psdhs-kanchanaburi\), .* readable until \d\d:\d\d$/).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await entry.getByRole('link', { name: number }).click();
      await page.getByRole('region', { name: 'Emergency access' }).getByText(REASON).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.context().close();

      const admin = await console.signIn('admin');
      await admin.goto(`${stack.apiUrl}/privacy?tab=emergency`);
      const blind = admin.getByRole('article', { name: number });
      await blind.getByText(/^Only those who are shown her story read the reason/).waitFor();
      expect(await admin.getByText(REASON).count()).toBe(0);
      await admin.goto(`${stack.apiUrl}/cases/${kase.id}`);
      await admin.getByRole('heading', { level: 1, name: number }).waitFor();
      expect(await admin.getByRole('region', { name: 'Emergency access' }).count()).toBe(0);
      await admin.context().close();

      const auditor = await console.signIn('auditor');
      await auditor.getByLabel('Act', { exact: true }).selectOption({ label: 'Emergency access' });
      await auditor.getByRole('row', { name: /social-kan.*Emergency access.*reason/ }).waitFor();
      expect(await auditor.getByText(REASON).count()).toBe(0);
      expect(await auditor.getByRole('row', { name: /Case read/ }).count()).toBe(0);
      expect(await axeViolations(auditor)).toEqual([]);
      await auditor.context().close();
    },
    LIMIT_MS,
  );

  it(
    'holds a case whose retention has passed, and erases it by the word of two persons (S26)',
    async () => {
      const kase = await reportedCase(client);
      await kase.do('social', 'triage-report', { outcome: 'out-of-scope', reasons: 'A tenancy dispute.' });
      await kase.do('social', 'propose-closure');
      await kase.do('admin', 'approve-closure');
      const { number } = await kase.reachStage('closed');
      await withClient(stack.ownerUrl, (pg) =>
        pg.query(`update cases set retention_until = '2020-01-01' where id = $1`, [kase.id]),
      );
      const page = await console.signIn('admin');
      await page.goto(`${stack.apiUrl}/privacy?tab=retention`);
      const card = page.getByRole('article', { name: number });
      const act = async (name: string, reason: string) => {
        await card.getByRole('button', { name }).click();
        await page.getByRole('dialog').getByLabel('Why').fill(reason);
        await page.getByRole('dialog').getByRole('button', { name }).click();
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      };
      await act('Hold it', 'The prosecutor asks for the file.');
      await card.getByText(/^Held by admin since/).waitFor();
      expect(await card.getByRole('button', { name: 'Ask that it is erased' }).count()).toBe(0);
      await act('Lift the hold', 'The appeal was decided.');
      await act('Ask that it is erased', 'Read through; nothing is needed any more.');
      await card.getByText(/^admin asked on/).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.context().close();

      const second = await console.signIn('social');
      await second.goto(`${stack.apiUrl}/privacy?tab=retention`);
      await second.getByText(`${number}: erase all personal data`).waitFor();
      await second.getByRole('button', { name: 'Approve' }).click();
      await second.getByRole('dialog').getByLabel('Why').fill('Reviewed.');
      await longSignedIn();
      await second.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
      await showWhoIsThere(second);
      await second.getByText(`${number}: erase all personal data`).waitFor({ state: 'detached' });
      await second.getByText('Nothing to review').waitFor();
      await second.context().close();
    },
    LIMIT_MS,
  );
});
