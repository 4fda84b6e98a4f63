import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { DEMO_ACCOUNTS } from '#access/demo-accounts.js';
import { projectRoot } from '../../apps/dev/src/project-root.js';
import type { Stack } from '#testing/stack.js';
import { axeViolations, type Console, type Look } from './console.js';
import { onConsole } from './console-of-spec.js';
import { reportedCase } from './reported.js';

const LIMIT_MS = 300_000;
/** Set, the pictures of docs/screenshots are taken anew. */
const KEEPS_PICTURES = process.env.SAPHAN_SCREENSHOTS === '1';
const PICTURES = path.join(projectRoot(), 'docs/screenshots');

const LOOKS: readonly (readonly [string, Look])[] = [
  ['Thai on a phone, light', { language: 'th', scheme: 'light', width: 360, height: 740 }],
  ['English on a tablet, dark', { language: 'en', scheme: 'dark', width: 820, height: 1100, calendar: 'gregory' }],
  ['Thai on a desktop, dark', { language: 'th', scheme: 'dark', width: 1280, height: 800 }],
  ['English on a desktop, light', { language: 'en', scheme: 'light', width: 1280, height: 800 }],
];

describe('every page (U01)', () => {
  let stack: Stack;
  let console: Console;
  let caseId: string;
  let taskId: string;

  onConsole(async ({ client, ...opened }) => {
    ({ stack, console } = opened);
    const kase = await reportedCase(client, 3);
    await reportedCase(client, 30);
    caseId = kase.id;
    taskId = (await kase.open('triage-report')).id;
    await kase.refer('shelter', 'shelter-nonthaburi');
    await kase.refer('counselling', 'ngo-legal-aid', { urgent: true });
  });

  const PAGES: readonly (readonly [name: string, who: string, address: () => string])[] = [
    ['reporter-home', 'police', () => '/'],
    ['quick-report', 'police', () => '/report'],
    ['inbox', 'social', () => '/'],
    ['task', 'social', () => `/tasks/${taskId}`],
    ['case', 'social', () => `/cases/${caseId}`],
    ['cases', 'social', () => '/cases'],
    ['clocks', 'social', () => '/clocks'],
    ['account', 'social', () => '/account'],
    ['requests', 'shelter', () => '/'],
    ['stuck', 'admin', () => '/'],
    ['workload', 'admin', () => '/workload'],
    ['country', 'admin', () => '/country'],
    ['figures', 'admin', () => '/figures'],
    ['policies', 'admin', () => '/policies?version=th-nrm-2565'],
    ['policy-change', 'admin', () => '/policies?from=th-nrm-2565'],
    ['engine', 'admin', () => '/engine'],
    ['personal-data', 'admin', () => '/privacy'],
    ['users', 'admin', () => '/users'],
    ['audit', 'auditor', () => '/'],
  ];

  it.each(LOOKS)(
    'has nothing that axe objects to: %s',
    async (_name, look) => {
      const found: string[] = [];
      const check = async (name: string, page: Page): Promise<void> => {
        await page.locator('h1').first().waitFor();
        // A page may load several things at once: there is no first one left when all have come.
        await page.locator('[role=status][aria-label]').first().waitFor({ state: 'detached' });
        for (const violation of await axeViolations(page)) found.push(`${name}: ${violation}`);
        const isWide = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
        if (isWide) found.push(`${name}: scrolls sideways`);
        // The audit is read in the record's own keys.
        const foreign = name.startsWith('audit') ? [] : await foreignLines(page, look.language ?? 'en');
        found.push(...foreign.map((line) => `${name}: ${line}`));
        // Of each page three pictures: phone, tablet and desktop.
        if (KEEPS_PICTURES && !name.endsWith('preferences') && !(look.width === 1280 && look.scheme === 'dark')) {
          await keepPicture(page, `${name}-${look.language ?? ''}-${look.width ?? 0}-${look.scheme ?? ''}`);
        }
      };
      const nobody = await (await console.device(look)).newPage();
      await nobody.goto(stack.apiUrl);
      await check('sign-in', nobody);
      await nobody.context().close();

      for (const who of new Set(PAGES.map(([, username]) => username))) {
        const page = await console.signIn(who, look);
        for (const [name, , address] of PAGES.filter(([, username]) => username === who)) {
          await page.goto(stack.apiUrl + address());
          await check(name, page);
        }
        await page.getByRole('button', { name: /การแสดงผลและบัญชี|Display and account/ }).click();
        await page.getByRole('dialog').waitFor();
        await check(`${who}-preferences`, page);
        await page.context().close();
      }
      expect(found).toEqual([]);
    },
    LIMIT_MS,
  );

  it(
    'shows its tabs, dialogs and the palette without anything that axe objects to',
    async () => {
      const page = await console.signIn('social', { language: 'th' });
      await page.goto(`${stack.apiUrl}/cases/${caseId}`);
      const found: string[] = [];
      for (const tab of ['กำหนดเวลา', 'เหตุการณ์', 'เอกสาร', 'การส่งต่อ']) {
        await page.getByRole('tab', { name: tab }).click();
        found.push(...(await axeViolations(page)));
      }
      await page.getByRole('button', { name: 'ส่งต่อบริการ' }).click();
      await page.getByRole('dialog').waitFor();
      found.push(...(await axeViolations(page)));
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').waitFor();
      found.push(...(await axeViolations(page)));
      expect(found).toEqual([]);
      await page.context().close();
    },
    LIMIT_MS,
  );
});

/** All that is read on a page, or read out. */
const READ = `[document.body.innerText, ...[...document.querySelectorAll('[aria-label], [title], [placeholder]')]
  .filter((el) => el.closest('[aria-hidden=true]') === null)
  .flatMap((el) => [el.ariaLabel, el.title, el.placeholder])].filter(Boolean).join('\\n')`;
const CODES = DEMO_ACCOUNTS.flatMap(({ displayName, username, agency }) => [displayName, username, agency]);
/** What is the same in both languages: names of accounts, agencies and versions, keys of the keyboard, kinds of files. */
const IN_EITHER = new RegExp(
  [
    ...CODES.sort((a, b) => b.length - a.length),
    'th-nrm-2565[a-z0-9.-]*',
    '\\b(?:NRM|SOP|Saphan|Ctrl|Shift|PDF|CSV|JPEG|PNG|WebP|Chrome|Linux|node|English)\\b|ไทย|Tiếng Việt',
    // What a version changes, by its place in the document.
    '^/[A-Za-z0-9/-]+\\t.*',
    // What the story's people have written themselves.
    'Please take over: [a-z-]+',
  ].join('|'),
  'gm',
);

/** What stands there in the script of the other language (U06). */
async function foreignLines(page: Page, language: 'th' | 'en'): Promise<readonly string[]> {
  const foreign = language === 'th' ? /[A-Za-z]{3,}/ : /[ก-๛]/;
  const lines = (await page.evaluate<string>(READ)).split('\n').map((line) => line.replace(IN_EITHER, ''));
  return [...new Set(lines)].filter((line) => foreign.test(line));
}

const WIDEST = 900;
const MOST_BYTES = 60_000;

async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  const picture = await sharp(await page.screenshot())
    .resize({ width: WIDEST, withoutEnlargement: true })
    .webp({ quality: 70 })
    .toFile(path.join(PICTURES, `${name}.webp`));
  expect(picture.size).toBeLessThanOrEqual(MOST_BYTES);
}
