import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { projectRoot } from '../../apps/dev/src/project-root.js';
import { CasePlayer, type ReportReceipt } from '../../apps/dev/src/scenarios/case-player.js';
import { reflect, screen } from '../../apps/dev/src/scenarios/common-steps.js';
import { reportOnePerson } from '../../apps/dev/src/scenarios/one-person.js';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { minutesAgo } from '../../apps/dev/src/scenarios/story-time.js';
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

const NEUTRAL_TITLES = ['สมุดงาน', 'Workbook'];

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
    await kase.refer('shelter', 'shelter-nonthaburi');
    await kase.refer('counselling', 'ngo-legal-aid', { urgent: true });
    await kase.answerReferral('shelter', await kase.refer('shelter', 'shelter-nonthaburi'), 'accepted');
    await kase.do('social', 'triage-report', { outcome: 'accept' });
    taskId = (await kase.open('health-and-safety-check')).id;
    await beforeTheTeam(client);
    await reportFromAbroad(client);
  });

  const PAGES: readonly (readonly [name: string, who: string, address: () => string])[] = [
    ['reporter-home', 'police', () => '/'],
    ['quick-report', 'police', () => '/report'],
    ['inbox', 'social', () => '/'],
    ['task', 'social', () => `/tasks/${taskId}`],
    ['case', 'social', () => `/cases/${caseId}`],
    ['cases', 'social', () => '/cases'],
    ['clocks', 'social', () => '/clocks'],
    ['calendar', 'social', () => '/calendar'],
    ['calendar-week', 'social', () => '/calendar?view=week'],
    ['account', 'social', () => '/account'],
    ['requests', 'shelter', () => '/'],
    ['sittings', 'mdt-chair', () => '/'],
    ['consular-home', 'consular', () => '/'],
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
        // Somebody may look over a shoulder: no page says in its tab what it is, or whom it is about.
        const title = await page.title();
        if (!NEUTRAL_TITLES.includes(title)) found.push(`${name}: its tab says "${title}"`);
        // Of each page six pictures: phone, tablet and desktop, in both languages.
        if (
          KEEPS_PICTURES &&
          !/preferences$|^calendar-week$/.test(name) &&
          !(look.width === 1280 && look.scheme === 'dark')
        ) {
          await keepPicture(page, name, look);
          await inLanguage(page, look.language === 'th' ? 'en' : 'th', (other) =>
            keepPicture(page, name, { ...look, language: other }),
          );
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

/** One case convened to the team, another whose opinions are asked for. */
async function beforeTheTeam(client: SaphanClient): Promise<void> {
  const team = [
    { name: 'The chair', capacity: 'social-development', username: 'mdt-chair' },
    { name: 'Labour protection', capacity: 'labour-protection', username: 'mdt-member' },
    { name: 'Inquiry officer', capacity: 'police' },
  ];
  for (const isHeld of [true, false]) {
    const kase = await reportOnePerson(client, { nationality: 'TH', language: 'th', ageStatement: 'adult' });
    await kase.do('social', 'triage-report', { outcome: 'accept' });
    await kase.do('social', 'tell-rights');
    await screen(kase, 'indication', { decision: { differsBecause: 'The officer saw the house.' } });
    await reflect(kase, 'waived');
    await kase.do('mdt-chair', 'convene-mdt', { members: team, meetingAt: minutesAgo(-2 * 24 * 60) });
    if (isHeld) await kase.do('mdt-chair', 'mdt-interview', { outcome: 'held', membersPresent: team });
  }
}

/** A national rescued abroad, whose reception the consulate is to plan. */
async function reportFromAbroad(client: SaphanClient): Promise<void> {
  const consular = await client.as('consular');
  const { cases } = await consular.post<ReportReceipt>('/v1/reports', {
    channel: 'embassy',
    province: '12',
    happenedAt: minutesAgo(90),
    dangerNow: false,
    reporterConsents: true,
    rescuedAbroad: {
      agency: 'Hong Kong Police, OCTB',
      country: 'HK',
      finding: 'not-screened',
      arrivesAt: minutesAgo(-3 * 24 * 60),
    },
    persons: [{ nationality: 'TH', language: 'th', ageStatement: 'adult', travelDocument: 'passport' }],
  });
  const kase = new CasePlayer(client, cases[0]?.id ?? '');
  await kase.do('social', 'triage-report', { outcome: 'accept' });
  await kase.open('plan-reception');
}

const WIDEST = 900;
const MOST_BYTES = 60_000;

/** The page as it is for who reads the other language; afterwards it is as it was. */
async function inLanguage(
  page: Page,
  language: 'th' | 'en',
  look: (language: 'th' | 'en') => Promise<void>,
): Promise<void> {
  const chosen = await page.evaluate<string>(`localStorage.getItem('preferences')`);
  const choose = (preferences: string) =>
    page.evaluate<undefined>(`void localStorage.setItem('preferences', ${JSON.stringify(preferences)})`);
  const reload = async () => {
    await page.reload();
    await page.locator('h1').first().waitFor();
    await page.locator('[role=status][aria-label]').first().waitFor({ state: 'detached' });
  };
  await choose(JSON.stringify({ ...(JSON.parse(chosen) as object), language }));
  await reload();
  await look(language);
  await choose(chosen);
  await reload();
}

async function keepPicture(page: Page, name: string, { language, width, scheme }: Look): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  const picture = await sharp(await page.screenshot())
    .resize({ width: WIDEST, withoutEnlargement: true })
    .webp({ quality: 65 })
    .toFile(path.join(PICTURES, `${name}-${language ?? ''}-${width ?? 0}-${scheme ?? ''}.webp`));
  expect(picture.size).toBeLessThanOrEqual(MOST_BYTES);
}
