import sharp from 'sharp';
import type { BrowserContext, Page } from 'playwright-core';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import type { Stack } from '#testing/stack.js';
import { axeViolations, tooSmall, type Console } from './console.js';
import { onConsole } from './console-of-spec.js';

const LIMIT_MS = 90_000;
const CANARY = 'Ma Khin Canary-Name-4711';
const PHONE = { width: 360, height: 740 };

/** Everything in the browser's database, as text: what somebody would find who holds the phone. */
const DUMP = `new Promise((resolve) => {
  const asked = indexedDB.open('workbook');
  asked.onsuccess = () => {
    const db = asked.result;
    const items = db.transaction('items').objectStore('items').getAll();
    items.onsuccess = () => {
      const text = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
        ? new TextDecoder('latin1').decode(value) + new TextDecoder('utf-8').decode(value)
        : typeof value === 'object' && value !== null ? Object.values(value).map(text).join(' ') : String(value);
      const rows = items.result.map(text);
      db.close();
      resolve(rows);
    };
  };
})`;
const KEYS = `new Promise((resolve) => {
  const asked = indexedDB.open('workbook');
  asked.onsuccess = () => {
    const keys = asked.result.transaction('keys').objectStore('keys').getAll();
    keys.onsuccess = () => resolve(keys.result.map(({ extractable }) => extractable));
  };
})`;

describe('a police officer with a phone', () => {
  let stack: Stack;
  let console: Console;

  onConsole((opened) => void ({ stack, console } = opened));

  async function onPhone(): Promise<readonly [BrowserContext, Page]> {
    const device = await console.device(PHONE);
    const page = await console.signInOn(device, 'police');
    // The console is on the phone before the officer walks out of the network.
    await page.evaluate(`navigator.serviceWorker.ready.then(({ active }) => active?.state)`);
    return [device, page];
  }

  async function fillIn(page: Page): Promise<void> {
    const person = page.getByRole('group', { name: 'Person 1' });
    await page.getByRole('radiogroup', { name: 'Is anyone in danger now?' }).getByLabel('Yes').check();
    await person.getByLabel('Nationality').selectOption('MM');
    await person.getByLabel('Unsure').check();
    await person.getByRole('radiogroup', { name: 'Already taken into protection?' }).getByLabel('Shelter').check();
    await person.getByRole('group', { name: 'Taken into protection since' }).getByText('3 h ago').click();
    await page.getByLabel('what happened').fill(CANARY);
  }

  async function incidents(): Promise<readonly { readonly id: string }[]> {
    return withClient(stack.ownerUrl, async (pg) => (await pg.query<{ id: string }>('select id from incidents')).rows);
  }

  it(
    'writes a report where there is no network; it is sent once when there is one, and the 24 hours run from the real start (U05)',
    async () => {
      const [device, page] = await onPhone();
      await page.getByRole('link', { name: 'New report' }).first().click();
      await fillIn(page);
      await page.getByText('Draft kept on this phone').waitFor();
      await device.setOffline(true);
      await page.reload();
      expect(await page.getByLabel('what happened').inputValue()).toBe(CANARY);
      const before = (await incidents()).length;

      await page.getByRole('button', { name: 'Send the report' }).click();
      await page.getByText('Waiting to be sent').waitFor();
      await page.reload();
      await page.getByText('Waiting to be sent').waitFor();
      expect(await incidents()).toHaveLength(before);
      expect(await axeViolations(page)).toEqual([]);

      await device.setOffline(false);
      await page.getByText(/Received: SP-/).waitFor();
      await page.reload();
      await page
        .getByText(/h left/)
        .first()
        .waitFor();
      expect(await page.getByText(/^2[01] h left/).count()).toBe(1);
      expect(await incidents()).toHaveLength(before + 1);
      await device.close();
    },
    LIMIT_MS,
  );

  it(
    'asks twelve things at most, with all that is unfolded by an answer',
    async () => {
      const [device, page] = await onPhone();
      await page.getByRole('link', { name: 'New report' }).first().click();
      await fillIn(page);
      await page.getByText('Name and sex, if known').click();
      await page.getByRole('button', { name: 'Take a photo' }).waitFor();
      // A group of choices is one question, whatever stands in it.
      const asked = await page.evaluate<string[]>(
        `[...document.querySelectorAll('form :is(fieldset[id], [role=radiogroup], input, select, textarea)')]
          .filter((field) => field.checkVisibility() && field.parentElement.closest('fieldset[id], [role=radiogroup]') === null)
          .map((field) => field.id)`,
      );
      expect(asked).toEqual(
        expect.arrayContaining([
          'happenedAt',
          'person-0-custodySince',
          'person-0-photos',
          'person-0-name',
          'narrative',
        ]),
      );
      expect(asked.length).toBeLessThanOrEqual(12);
      await device.close();
    },
    LIMIT_MS,
  );

  it(
    'has nothing to press that a thumb could miss: 44 pixels at least, on the report, at home and in the outbox',
    async () => {
      const [device, page] = await onPhone();
      await page.getByRole('link', { name: 'New report' }).first().click();
      await fillIn(page);
      await page.getByRole('button', { name: 'Add another person' }).click();
      await page.getByRole('group', { name: 'Person 2' }).getByText('Another time').click();
      await page.getByText('Name and sex, if known').first().click();
      await page.getByRole('button', { name: 'Take a photo' }).first().waitFor();
      expect(await tooSmall(page)).toEqual([]);
      await page.getByRole('group', { name: 'Person 2' }).getByLabel('Adult', { exact: true }).check();
      await device.setOffline(true);
      await page.getByRole('button', { name: 'Send the report on 2 persons' }).click();
      await page.getByText('Waiting to be sent').waitFor();
      expect(await tooSmall(page)).toEqual([]);
      await page.getByRole('link', { name: 'Home' }).click();
      await page.getByText('Waiting to be sent').waitFor();
      expect(await tooSmall(page)).toEqual([]);
      await device.close();
    },
    LIMIT_MS,
  );

  it(
    'leaves nothing on the phone that can be read, and nothing at all after signing out (S28)',
    async () => {
      const [device, page] = await onPhone();
      await page.getByRole('link', { name: 'New report' }).first().click();
      await fillIn(page);
      await page.getByText('Draft kept on this phone').waitFor();
      await device.setOffline(true);
      await page.getByRole('button', { name: 'Send the report' }).click();
      await page.getByText('Waiting to be sent').waitFor();

      const kept = (await page.evaluate<string[]>(DUMP)).join('\n');
      expect(kept.length).toBeGreaterThan(100);
      for (const clear of [CANARY, 'Canary', 'nationality', 'persons', 'police']) expect(kept).not.toContain(clear);
      expect(await page.evaluate<boolean[]>(KEYS)).not.toContain(true);
      const caches = await page.evaluate<string[]>(
        `caches.keys().then((names) => Promise.all(names.map(async (name) =>
           (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).then((all) => all.flat())`,
      );
      expect(caches.filter((path) => path.startsWith('/v1/'))).toEqual([]);

      await page.getByRole('button', { name: /Display and account/ }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      // What would be lost is said first; nothing is lost by going back.
      const warned = page.getByRole('dialog', { name: 'Something has not been sent' });
      await warned.getByRole('button', { name: 'Back' }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await warned.getByRole('button', { name: 'Erase and sign out' }).click();
      await page.locator('input[name=username]').waitFor();
      expect(await page.evaluate<string[]>(DUMP)).toEqual([]);
      expect(await page.evaluate<boolean[]>(KEYS)).toEqual([]);
      await device.close();
    },
    LIMIT_MS,
  );

  /** A passport as a phone takes it: larger than is needed, with the camera's own words in it. */
  async function takePhoto(page: Page): Promise<void> {
    const buffer = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: 'teal' } })
      .withExif({ IFD0: { Make: CANARY } })
      .jpeg()
      .toBuffer();
    await page
      .getByLabel('Take a photo of a document of person 1')
      .setInputFiles({ name: `${CANARY}.jpg`, mimeType: 'image/jpeg', buffer });
    await page.getByText('Photo 1', { exact: true }).waitFor();
  }

  const newestCase = async (): Promise<string> =>
    withClient(stack.ownerUrl, async (pg) => {
      const { rows } = await pg.query<{ id: string }>('select id from cases order by opened_at desc limit 1');
      return rows[0]?.id ?? '';
    });

  it(
    'photographs a document where there is no network; it follows its report, once, and the social worker can read it',
    async () => {
      const [device, page] = await onPhone();
      await device.setOffline(true);
      await page.getByRole('link', { name: 'New report' }).first().click();
      await fillIn(page);
      await takePhoto(page);
      await page.getByText('Draft kept on this phone').waitFor();
      await page.reload();
      await page.getByText('Photo 1', { exact: true }).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Send the report' }).click();
      await page.getByText('Waiting to be sent').waitFor();
      await page.getByText('Photo, person 1: sent after the report').waitFor();
      const kept = (await page.evaluate<string[]>(DUMP)).join('\n');
      // As long as a picture is, and none.
      expect(kept.length).toBeGreaterThan(10_000);
      for (const clear of [CANARY, 'JFIF', 'ÿØÿ', 'persons', 'waiting']) expect(kept).not.toContain(clear);

      // The server has taken it, and its answer is lost.
      let sent = 0;
      await device.route('**/report-photos', async (route) => {
        sent += 1;
        const taken = await route.fetch();
        await (sent === 1 ? route.abort() : route.fulfill({ response: taken }));
      });
      const lost = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/report-photos'));
      await device.setOffline(false);
      await page.getByText(/Received: SP-/).waitFor();
      await lost;
      await page.reload();
      await page.getByText('Photo, person 1: sent', { exact: true }).waitFor();
      expect(sent).toBe(2);
      expect((await page.evaluate<string[]>(DUMP)).filter((row) => row.includes(' photo '))).toEqual([]);

      const social = await console.signIn('social');
      const id = await newestCase();
      const list = await social.request.get(`${stack.apiUrl}/v1/cases/${id}/documents`);
      const { items } = (await list.json()) as { items: { id: string }[] };
      expect(items).toHaveLength(1);
      const document = await social.request.get(`${stack.apiUrl}/v1/documents/${items[0]?.id}?part=original`);
      const { format, width, height, exif } = await sharp(await document.body()).metadata();
      expect({ format, width, height, exif }).toEqual({ format: 'jpeg', width: 2000, height: 1333, exif: undefined });
      expect((await page.request.get(`${stack.apiUrl}/v1/cases/${id}/documents`)).status()).toBe(403);
      await social.context().close();
      await device.close();
    },
    LIMIT_MS,
  );

  it(
    'is told why a photo was not taken: the report has gone without it',
    async () => {
      const [device, page] = await onPhone();
      await device.route('**/report-photos', (route) => route.abort());
      await page.getByRole('link', { name: 'New report' }).first().click();
      await fillIn(page);
      await takePhoto(page);
      await page.getByRole('button', { name: 'Send the report' }).click();
      await page.getByText(/Received: SP-/).waitFor();
      await page.getByText('Photo, person 1: sent after the report').waitFor();
      const id = await newestCase();
      await withClient(stack.ownerUrl, (pg) =>
        pg.query(`update cases set opened_at = now() - interval '73 hours' where id = $1`, [id]),
      );
      await device.unroute('**/report-photos');
      await page.reload();
      await page.getByText('Photo, person 1: not accepted').waitFor();
      await page.getByText(/for 72 hours after it was received/).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Discard this photo' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Discard this photo' }).click();
      await page.getByRole('button', { name: 'Remove from the list' }).click();
      await page.getByText(/Received: SP-/).waitFor({ state: 'detached' });
      expect((await page.evaluate<string[]>(DUMP)).filter((row) => / (?:photo|outbox) /.test(row))).toEqual([]);
      await device.close();
    },
    LIMIT_MS,
  );

  it(
    'does not see what a colleague has written on the same phone, and can still send its own',
    async () => {
      const [device, page] = await onPhone();
      await page.getByRole('link', { name: 'New report' }).first().click();
      await fillIn(page);
      await page.getByText('Draft kept on this phone').waitFor();
      await device.clearCookies();
      await page.goto(stack.apiUrl);
      await console.giveName(page, 'inspector');
      await page.locator('#main').waitFor();
      await page.getByRole('link', { name: 'New report' }).first().click();
      await page.getByRole('heading', { name: 'Report', exact: true }).waitFor();
      expect(await page.getByLabel('what happened').inputValue()).toBe('');
      await device.close();
    },
    LIMIT_MS,
  );

  it(
    'loses nothing of a report when the session ends in the middle of it: after the password it is sent, once',
    async () => {
      const [device, page] = await onPhone();
      await page.getByRole('link', { name: 'New report' }).first().click();
      await fillIn(page);
      await page.getByText('Draft kept on this phone').waitFor();
      const before = (await incidents()).length;
      await device.clearCookies();
      await page.getByRole('button', { name: 'Send the report' }).click();
      await page.getByText('Your session has ended').waitFor();
      expect(await incidents()).toHaveLength(before);
      await page.locator('input[name=password]').fill('saphan-demo');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText(/Received: SP-/).waitFor();
      expect(await incidents()).toHaveLength(before + 1);
      await device.close();
    },
    LIMIT_MS,
  );

  it(
    'takes an answer before the page is whole on a slow phone, and keeps it',
    async () => {
      const device = await console.device(PHONE);
      await device.request.post(`${console.url}/v1/session`, {
        data: { username: 'police', password: 'saphan-demo' },
      });
      const page = await device.newPage();
      // In the first frame in which the question stands there: what comes after must not undo it.
      await page.addInitScript(`(() => {
        const look = () => {
          const first = document.querySelector('input[name=dangerNow]');
          if (first === null) return requestAnimationFrame(look);
          globalThis.wasWhole = document.querySelector('#person-0-nationality') !== null;
          first.click();
        };
        requestAnimationFrame(look);
      })()`);
      const session = await device.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      await page.goto(`${console.url}/report`);
      await page.getByText('Draft kept on this phone').waitFor();
      expect(await page.evaluate<boolean>('wasWhole')).toBe(false);
      await page.reload();
      await page.getByLabel('Nationality').waitFor();
      expect(await page.locator('input[name=dangerNow]').first().isChecked()).toBe(true);
      await device.close();
    },
    LIMIT_MS,
  );

  it(
    'is told by the server what is wrong, corrects it, and sends it',
    async () => {
      const [device, page] = await onPhone();
      await page.getByRole('link', { name: 'New report' }).first().click();
      await fillIn(page);
      await page.getByRole('button', { name: 'Add another person' }).click();
      const second = page.getByRole('group', { name: 'Person 2' });
      // What the two share is there already; only the age is asked again.
      await page.getByRole('button', { name: 'Send the report on 2 persons' }).click();
      await page.getByText('1 answer is still needed').waitFor();
      await second.getByLabel('Adult', { exact: true }).check();
      await page.getByRole('button', { name: 'Send the report on 2 persons' }).click();
      await page.getByText(/Received: SP-\d+-\d+, SP-/).waitFor();
      await device.close();
    },
    LIMIT_MS,
  );

  it(
    'keeps nothing once the agency has decided so: what waits is sent, the device is wiped, and the page says it',
    async () => {
      const [device, page] = await onPhone();
      await device.setOffline(true);
      await page.getByRole('link', { name: 'New report' }).first().click();
      await fillIn(page);
      await page.getByRole('button', { name: 'Send the report' }).click();
      await page.getByText('Waiting to be sent').waitFor();
      await page.getByRole('link', { name: 'New report' }).first().click();
      await fillIn(page);
      await page.getByText('Draft kept on this phone').waitFor();
      const before = (await incidents()).length;

      const admin = await console.signIn('admin');
      const decide = async (act: string) => {
        await admin.goto(`${stack.apiUrl}/users`);
        const row = admin.locator('[data-agency="police-nonthaburi"]');
        await row.getByRole('button', { name: act }).click();
        return row;
      };
      await decide('Keep nothing');
      expect(await axeViolations(admin)).toEqual([]);
      await admin.getByRole('dialog').getByRole('button', { name: 'Keep nothing' }).click();
      await admin.getByRole('button', { name: 'Allow keeping: police-nonthaburi' }).waitFor();

      await device.setOffline(false);
      await page.reload();
      await page.getByText(/Your agency keeps nothing on this phone/).waitFor();
      await page.getByRole('link', { name: 'Home' }).click();
      await page.getByText(/Received: SP-/).waitFor();
      expect(await incidents()).toHaveLength(before + 1);
      await page.getByRole('heading', { name: 'In this page only' }).waitFor();
      await page.waitForFunction(`${DUMP}.then((rows) => rows.length === 0)`);
      expect(await page.evaluate<boolean[]>(KEYS)).toEqual([]);

      // The draft lives in the page, and is told of as such; nothing of it comes back to the device.
      await page.getByRole('link', { name: 'New report' }).first().click();
      expect(await page.getByLabel('what happened').inputValue()).toBe(CANARY);
      await page.getByLabel('what happened').fill(`${CANARY} again`);
      await takePhoto(page);
      await page.getByText('Kept in this page only').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Send the report' }).click();
      await page.getByText('Photo, person 1: sent', { exact: true }).waitFor();
      expect(await incidents()).toHaveLength(before + 2);
      expect(await page.evaluate<string[]>(DUMP)).toEqual([]);
      expect(await page.evaluate<boolean[]>(KEYS)).toEqual([]);

      const row = await decide('Allow keeping');
      await row.getByText('Keep what waits').waitFor();
      await page.reload();
      await page.getByRole('link', { name: 'New report' }).first().click();
      await fillIn(page);
      await page.getByText('Draft kept on this phone').waitFor();
      await admin.context().close();
      await device.close();
    },
    LIMIT_MS,
  );

  it(
    'loads no more than 170 KiB of compressed script for the quick report, cold (U04)',
    async () => {
      const device = await console.device(PHONE);
      const page = await console.signInOn(device, 'police');
      // As on a phone that has never opened it: nothing kept, nobody between.
      await page.evaluate(`navigator.serviceWorker.ready.then((registration) => registration.unregister())`);
      const session = await device.newCDPSession(page);
      await session.send('Network.clearBrowserCache');
      await page.goto(`${stack.apiUrl}/report`);
      await page.getByRole('heading', { name: 'Report', exact: true }).waitFor();
      await page.waitForLoadState('networkidle');
      const scripts = await page.evaluate<{ encodedBodySize: number }[]>(
        `performance.getEntriesByType('resource').filter(({ name }) => /\\.js$/.test(new URL(name).pathname) && !name.endsWith('/sw.js'))
          .map(({ encodedBodySize }) => ({ encodedBodySize }))`,
      );
      expect(scripts.length).toBeGreaterThan(1);
      expect(scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)).toBeLessThanOrEqual(170 * 1024);
      await device.close();
    },
    LIMIT_MS,
  );

  it(
    'reports with the keyboard alone (U02), at 320 pixels without scrolling sideways (U03)',
    async () => {
      const device = await console.device({ width: 320, height: 700 });
      const page = await console.signInOn(device, 'police');
      await page.goto(`${stack.apiUrl}/report`);
      await page.getByRole('heading', { name: 'Report', exact: true }).waitFor();
      expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      const tabTo = async (name: string): Promise<void> => {
        for (let presses = 0; presses < 60; presses++) {
          await page.keyboard.press('Tab');
          if (await page.evaluate<boolean>(FOCUS_IS(name))) return;
        }
        throw new Error(`The keyboard never reached ${name}`);
      };
      await tabTo('dangerNow');
      await page.keyboard.press('ArrowRight');
      await tabTo('person-0-nationality');
      await page.keyboard.type('My');
      await tabTo('person-0-ageStatement');
      await page.keyboard.press('Space');
      await tabTo('person-0-inCustody');
      await page.keyboard.press('ArrowRight');
      await tabTo('narrative');
      expect(await page.evaluate<boolean>(FOCUS_IS_SEEN)).toBe(true);
      await page.keyboard.press('Tab'); // on to the button that sends it
      await page.keyboard.press('Enter');
      await page.getByText(/Received: SP-/).waitFor();
      await device.close();
    },
    LIMIT_MS,
  );
});

const FOCUS_IS = (name: string) =>
  `((el) => [el?.id, el?.name].includes(${JSON.stringify(name)}))(document.activeElement)`;
/** Nothing sticky lies over it. */
const FOCUS_IS_SEEN = `((el) => {
  const { left, top, width, height } = el.getBoundingClientRect();
  const over = document.elementFromPoint(left + width / 2, top + height / 2);
  return over === el || el.contains(over) || over?.contains(el) === true;
})(document.activeElement)`;
