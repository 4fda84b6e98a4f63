import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { projectRoot } from '../../apps/dev/src/project-root.js';

/** Without the network that this machine has not: a browser that only speaks to the console. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Look {
  readonly language?: 'th' | 'en';
  readonly calendar?: 'buddhist' | 'gregory';
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/** People at the console, each in a browser profile of their own. */
export class Console {
  private constructor(
    private readonly browser: Browser,
    readonly url: string,
  ) {}

  static async open(url: string): Promise<Console> {
    const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
    if (!existsSync(executablePath)) {
      throw new Error(`${executablePath} is missing: install Debian's chromium, or name a browser in CHROMIUM.`);
    }
    return new Console(await chromium.launch({ executablePath, args: FLAGS }), url);
  }

  /** A new device, on which nobody has signed in. */
  async device({ language = 'en', calendar = 'buddhist', scheme = 'light', width = 1280, height = 800 }: Look = {}) {
    const context = await this.browser.newContext({ viewport: { width, height }, hasTouch: width < 500 });
    await context.addInitScript((chosen) => {
      if (localStorage.getItem('preferences') === null) localStorage.setItem('preferences', chosen);
    }, JSON.stringify({ language, calendar, scheme }));
    return context;
  }

  async signIn(username: string, look: Look = {}): Promise<Page> {
    const context = await this.device(look);
    return this.signInOn(context, username);
  }

  async signInOn(context: BrowserContext, username: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(this.url);
    await this.giveName(page, username);
    await page.locator('#main').waitFor();
    return page;
  }

  async giveName(page: Page, username: string): Promise<void> {
    await page.locator('input[name=username]').fill(username);
    await page.locator('input[name=password]').fill('saphan-demo');
    await page.locator('button[type=submit]').click();
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

const axe = readFileSync(path.join(projectRoot(), 'node_modules/axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds on the page as it is now: the rule, and where. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  // Half-way through a fade no colour is the final one.
  await page.evaluate(`Promise.allSettled(document.getAnimations()
    .filter(({ effect }) => effect.getTiming().iterations !== Infinity).map(({ finished }) => finished))`);
  await page.evaluate(axe);
  // As tall as the page: what a bar at the edge covers just now can be scrolled free, and is no finding.
  const seen = page.viewportSize() ?? { width: 1280, height: 800 };
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.setViewportSize({ ...seen, height: Math.max(height, seen.height) });
  const { violations } = await page.evaluate<AxeResult>(
    `axe.run(document, { runOnly: { type: 'tag', values: ${JSON.stringify(RULES)} } })`,
  );
  await page.setViewportSize(seen);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** What can be pressed and is smaller than a thumb: of a choice its card, which is the label's; of a text in a sentence nothing. */
const TOO_SMALL = `[...document.querySelectorAll('a, button, select, textarea, summary, input')]
  .map((el) => el.closest('.mantine-Radio-root, .mantine-Checkbox-root') ?? el)
  .filter((el) => el.type !== 'file' && el.tabIndex >= 0)
  .filter((el) => el.checkVisibility({ visibilityProperty: true }) && getComputedStyle(el).display !== 'inline')
  .map((el) => [el, el.getBoundingClientRect()])
  .filter(([, { width, height, right }]) => right > 0 && width > 1 && (width < 44 || height < 44))
  .map(([el, { width, height }]) => [el.tagName, el.innerText, Math.round(width), Math.round(height)].join(' '))`;

export function tooSmall(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(TOO_SMALL);
}
