import { generate } from 'otplib';
import decodeQR from 'qr/decode.js';
import sharp from 'sharp';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import type { Stack } from '#testing/stack.js';
import { axeViolations, type Console } from './console.js';
import { onConsole } from './console-of-spec.js';
import { reportedCase } from './reported.js';

const LIMIT_MS = 90_000;
const QUIET_MS = 1_500;
const PASSWORD = 'nine quiet otters on the Mekong';
const NEXT_PASSWORD = 'ten louder otters under a bridge';

describe('one’s own account', () => {
  let stack: Stack;
  let console: Console;
  let client: SaphanClient;

  onConsole((opened) => void ({ stack, client, console } = opened));

  it(
    'is opened with the administrator’s code, gets a password and a second factor of its own, and ends a session elsewhere',
    async () => {
      const admin = await client.as('admin');
      const { id } = await admin.post<{ id: string }>('/v1/accounts', {
        username: 'somchai.j',
        displayName: 'Somchai J.',
        agency: 'psdhs-nonthaburi',
        province: '12',
        roles: ['social-worker'],
      });
      const { code } = await admin.post<{ code: string }>(`/v1/accounts/${id}/activation`, {});

      const device = await console.device();
      const page = await device.newPage();
      await page.goto(`${stack.apiUrl}/activate`);
      await page.getByLabel('User name').fill('somchai.j');
      await page.getByLabel('Activation code', { exact: true }).fill(code);
      await page.getByLabel('New password', { exact: true }).fill('short');
      await page.getByRole('button', { name: 'Choose this password' }).click();
      await page.getByRole('alert').waitFor();
      await page.getByLabel('New password', { exact: true }).fill(PASSWORD);
      expect(await axeViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Choose this password' }).click();
      await page.getByText('Your password is set.').waitFor();
      await page.locator('input[name=password]').fill(PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.locator('#main').waitFor();

      // Elsewhere too.
      const other = await (await console.device()).newPage();
      await other.goto(stack.apiUrl);
      await other.locator('input[name=username]').fill('somchai.j');
      await other.locator('input[name=password]').fill(PASSWORD);
      await other.getByRole('button', { name: 'Sign in' }).click();
      await other.locator('#main').waitFor();

      await page.getByRole('button', { name: 'Display and account of Somchai J.' }).click();
      await page.getByRole('link', { name: 'Account and security' }).click();
      await page.getByRole('heading', { level: 1, name: 'Account and security' }).waitFor();
      await page.getByRole('button', { name: 'Sign out there' }).click();
      await page.getByRole('button', { name: 'Sign out there' }).waitFor({ state: 'detached' });
      await other.reload();
      await other.locator('input[name=username]').waitFor();

      await page.getByRole('button', { name: 'Set up an authenticator' }).click();
      const secret = (await page.locator('form code').innerText()).replaceAll(/\s/g, '');
      const picture = page.getByRole('img', { name: 'QR code for the authenticator' });
      expect(await readQrCode(await picture.screenshot())).toMatch(new RegExp(`^otpauth://totp/.*secret=${secret}`));
      expect(await axeViolations(page)).toEqual([]);
      await page.getByLabel('The six digits that it shows').fill(await generate({ secret }));
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByText('Keep these recovery codes').waitFor();
      expect(await page.getByRole('region', { name: 'Second factor' }).getByRole('listitem').count()).toBe(10);
      expect(await axeViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'I have kept them' }).click();
      await page.getByRole('button', { name: 'New recovery codes' }).waitFor();

      await page.getByLabel('Present password').fill(PASSWORD);
      await page.getByLabel('New password', { exact: true }).fill(NEXT_PASSWORD);
      await page.getByRole('button', { name: 'Change the password' }).click();
      await page.getByText('Changed. Your other sessions have ended.').waitFor();
      await device.close();
    },
    LIMIT_MS,
  );

  it(
    'is asked for again after an hour in which nobody touched the page, however much the page asked by itself',
    async () => {
      const page = await (await console.device()).newPage();
      await page.clock.install();
      await page.goto(stack.apiUrl);
      let lastAsked = 0;
      page.on('request', () => (lastAsked = Date.now()));
      await console.giveName(page, 'ngo');
      await page.locator('#main').waitFor();
      // What the page asks when it opens is over before its own asking is looked at.
      while (Date.now() - lastAsked < QUIET_MS) await new Promise((resolve) => setTimeout(resolve, 100));
      /** Lets time pass on the page, until it asks by itself; true when it says that nobody is there. */
      const asksAfter = async (ms: number) => {
        const [request] = await Promise.all([page.waitForRequest(/\/v1\/notices/), page.clock.fastForward(ms)]);
        await request.response();
        return request.headers()['saphan-unattended'] !== undefined;
      };
      const minutesSinceSeen = (change = 's.last_seen_at') =>
        withClient(stack.ownerUrl, async (pg) => {
          const { rows } = await pg.query<{ minutes: number }>(
            `update sessions s set last_seen_at = ${change} from accounts a where a.id = s.account_id and a.username = 'ngo'
             returning floor(extract(epoch from now() - s.last_seen_at) / 60)::int as minutes`,
          );
          return rows[0]?.minutes;
        });

      await minutesSinceSeen(`now() - interval '30 minutes'`);
      expect(await asksAfter(61_000)).toBe(true);
      expect(await minutesSinceSeen()).toBe(30);
      // Somebody is there after all: what is asked next renews it.
      await page.mouse.move(200, 200);
      await page.mouse.move(260, 240);
      expect(await asksAfter(31_000)).toBe(false);
      expect(await minutesSinceSeen()).toBe(0);

      await minutesSinceSeen(`now() - interval '61 minutes'`);
      await page.clock.fastForward(61_000);
      await page.getByRole('dialog', { name: 'Sign in again' }).waitFor();
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'is warned of before a session ends, stays by one click, and its draft outlives the end',
    async () => {
      const kase = await reportedCase(client);
      const { id } = await kase.open('triage-report');
      const page = await (await console.device()).newPage();
      await page.clock.install();
      await page.goto(stack.apiUrl);
      await console.giveName(page, 'social');
      await page.locator('#main').waitFor();
      await page.goto(`${stack.apiUrl}/tasks/${id}`);
      await page.getByLabel('Accept as a case').waitFor();
      const change = (sql: string) =>
        withClient(stack.ownerUrl, (pg) =>
          pg.query(`update sessions s set ${sql} from accounts a where a.id = s.account_id and a.username = 'social'`),
        );
      const warning = page.getByRole('alert').filter({ hasText: /^Your session ends in about/ });

      await change(`last_seen_at = now() - interval '56 minutes'`);
      await page.clock.fastForward(61_000);
      await warning.getByText('Your session ends in about 3 minutes').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await warning.getByRole('button', { name: 'Stay signed in' }).click();
      await warning.waitFor({ state: 'detached' });

      await change(`expires_at = now() + interval '2 minutes 30 seconds'`);
      await page.clock.fastForward(61_000);
      await warning.getByText(/however busy you are/).waitFor();
      expect(await warning.getByRole('button').count()).toBe(0);
      await page.getByLabel('Accept as a case').check();
      await page.clock.fastForward(5_000);
      await page.getByText(/Draft saved/).waitFor();

      await change(`expires_at = now()`);
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByLabel('Yes', { exact: true }).check();
      await page.clock.fastForward(5_000);
      await page.getByRole('dialog', { name: 'Sign in again' }).waitFor();
      await page.locator('input[name=password]').fill('saphan-demo');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await page.getByLabel('Yes', { exact: true }).isChecked()).toBe(true);
      await page.clock.fastForward(5_000);
      await page.getByText(/Draft saved/).waitFor();
      await page.reload();
      await page.getByText(/Question \d of \d|Check before you send/).waitFor();
      const { draft } = (await (await page.request.get(`${stack.apiUrl}/v1/tasks/${id}`)).json()) as {
        draft: { answers: object };
      };
      expect(draft.answers).toMatchObject({ outcome: 'accept', dangerNow: true });
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'can give a person the sheet of her rights, in her language, from the case',
    async () => {
      const kase = await reportedCase(client);
      const page = await console.signIn('social');
      await page.goto(`${stack.apiUrl}/cases/${kase.id}`);
      const choice = page.getByLabel("The person's own sheet");
      await choice.waitFor();
      expect(await choice.inputValue()).toBe('my');
      await choice.selectOption('vi');
      const address = await page.getByRole('link', { name: 'Open the sheet (PDF)' }).getAttribute('href');
      const sheet = await page.request.get(`${stack.apiUrl}${address ?? ''}`);
      expect(address).toContain('language=vi');
      expect((await sheet.body()).subarray(0, 5).toString()).toBe('%PDF-');
      await page.context().close();
    },
    LIMIT_MS,
  );
});

/** As a phone's camera reads it. */
async function readQrCode(picture: Buffer): Promise<string> {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return decodeQR({ width: info.width, height: info.height, data });
}
