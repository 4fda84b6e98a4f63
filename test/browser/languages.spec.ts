import type { Page } from 'playwright-core';
import { DEMO_ACCOUNTS } from '#access/demo-accounts.js';
import type { Stack } from '#testing/stack.js';
import type { Console } from './console.js';
import { onConsole } from './console-of-spec.js';
import { reportedCase } from './reported.js';

const LIMIT_MS = 180_000;

describe('every page in one language (U06)', () => {
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
  });

  /** The audit is left out: it is read in the record's own keys. */
  const PAGES: readonly (readonly [who: string, addresses: () => readonly string[]])[] = [
    ['police', () => ['/', '/report']],
    [
      'social',
      () => [
        '/',
        `/tasks/${taskId}`,
        ...['tasks', 'clocks', 'timeline', 'referrals', 'documents'].map((tab) => `/cases/${caseId}?tab=${tab}`),
        ...['/cases', '/clocks', '/account'],
      ],
    ],
    ['shelter', () => ['/']],
    [
      'admin',
      () => ['/', '/workload', '/country', '/figures', '/policies?from=th-nrm-2565', '/engine', '/privacy', '/users'],
    ],
  ];

  it.each(['th', 'en'] as const)(
    'has nothing of the other: %s',
    async (language) => {
      const found: string[] = [];
      for (const [who, addresses] of PAGES) {
        const page = await console.signIn(who, { language });
        for (const address of addresses()) {
          await page.goto(stack.apiUrl + address);
          await page.locator('h1').first().waitFor();
          await page.locator('[role=status][aria-label]').first().waitFor({ state: 'detached' });
          found.push(...(await foreignLines(page, language)).map((line) => `${address}: ${line}`));
        }
        await page.context().close();
      }
      expect(found).toEqual([]);
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

/** What stands there in the script of the other language. */
async function foreignLines(page: Page, language: 'th' | 'en'): Promise<readonly string[]> {
  const foreign = language === 'th' ? /[A-Za-z]{3,}/ : /[ก-๛]/;
  const lines = (await page.evaluate<string>(READ)).split('\n').map((line) => line.replace(IN_EITHER, ''));
  return [...new Set(lines)].filter((line) => foreign.test(line));
}
