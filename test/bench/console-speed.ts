import type { Page } from 'playwright-core';
import { Console } from '../browser/console.js';
import { startBenchStack } from './bench-services.js';
import { sleep } from './deadline.js';
import { type Figure, figureOf, median, say } from './figures.js';
import { Office, reportOf } from './journey.js';

/** As most in the field have it. */
const PHONE = { width: 360, height: 740, language: 'th' } as const;
const SCRIPT_LIMIT_KIB = 170;
const USABLE_LIMIT_MS = 2_000;
const LONG_TASK_LIMIT_MS = 100;
const TASKS = 500;
/** "3G fast": 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back. */
const FAST_3G = { offline: false, downloadThroughput: 200_000, uploadThroughput: 93_750, latency: 150 };
const SLOWER_CPU = 4;
const ROUNDS = 5;
const DEMO_PASSWORD = 'saphan-demo';
/** Presses the button unless it is at work; false when there is none any more. */
const SHOWS_MORE = `((more) => {
  if (more?.dataset.loading === undefined) more?.click();
  return more !== undefined;
})([...document.querySelectorAll('button')].find(({ innerText }) => innerText === 'Show more'))`;
const DRAFT_KEPT = 'เก็บร่างไว้ในเครื่องนี้แบบเข้ารหัส';

/** (j) The console on a phone: script of the quick report, cold; until it can be typed in; and an inbox of 500 tasks. */
export async function measureConsole(): Promise<readonly Figure[]> {
  const bench = await startBenchStack();
  const console = await Console.open(bench.stack.apiUrl);
  try {
    const cold: { readonly kib: number; readonly ms: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) cold.push(await coldReport(console));
    const usable = cold.map(({ ms }) => ms);
    say(`(j) quick report, cold: ${usable.map(Math.round).join(', ')} ms until usable`);
    const longest = await scrollInbox(console, bench.stack.apiUrl);
    const budget = (name: string, product: number, reference: number, unit: string) =>
      figureOf(name, { product, reference, unit }, { atMost: 1 });
    return [
      budget('j-script', cold[0]?.kib ?? 0, SCRIPT_LIMIT_KIB, 'KiB of compressed script / budget'),
      budget('j-usable', median(usable), USABLE_LIMIT_MS, 'ms median, 3G fast and a CPU 4 × slower / budget'),
      budget('j-inbox', longest, LONG_TASK_LIMIT_MS, 'ms, longest task while 500 tasks scroll / budget'),
    ];
  } finally {
    await console.close();
    await bench.stack.stop();
  }
}

/** When the first question was on the screen; it is answered in the same frame, as by a hand that waited for it. */
const ANSWER_AT_ONCE = `(() => {
  const look = () => {
    const first = document.querySelector('input[name=dangerNow]');
    if (first === null) return requestAnimationFrame(look);
    first.click();
    requestAnimationFrame(() => { globalThis.usableAt = performance.now(); });
  };
  requestAnimationFrame(look);
})()`;

/** A phone that has never opened it, with an officer who is signed in. What is answered first must be kept. */
async function coldReport(console: Console): Promise<{ readonly kib: number; readonly ms: number }> {
  const device = await console.device(PHONE);
  const signedIn = await device.request.post(`${console.url}/v1/session`, {
    data: { username: 'police', password: DEMO_PASSWORD },
  });
  if (!signedIn.ok()) throw new Error(`Signing in answered ${signedIn.status()}`);
  const page = await device.newPage();
  await page.addInitScript(ANSWER_AT_ONCE);
  const session = await device.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', FAST_3G);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_CPU });
  await page.goto(`${console.url}/report`, { waitUntil: 'commit' });
  await page.locator('#person-0-nationality').waitFor({ state: 'visible', timeout: 60_000 });
  const ms = await page.evaluate<number>('globalThis.usableAt');
  const bytes = await page.evaluate<number>(
    `performance.getEntriesByType('resource').filter(({ name }) => /\\.js$/.test(new URL(name).pathname) && !name.endsWith('/sw.js'))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`,
  );
  await page.getByText(DRAFT_KEPT).waitFor();
  if (!(await page.locator('input[name=dangerNow]').first().isChecked())) throw new Error('The first answer was lost');
  await device.close();
  return { kib: bytes / 1024, ms };
}

async function scrollInbox(console: Console, apiUrl: string): Promise<number> {
  const office = await Office.open(apiUrl);
  const [person] = reportOf(1).persons;
  for (let left = TASKS; left > 0; left -= 250) {
    await office.post('police', '/v1/reports', { ...reportOf(1), persons: Array.from({ length: 250 }, () => person) });
  }
  office.close();
  const page = await console.signIn('social');
  await page
    .getByText(/^Triage/)
    .first()
    .waitFor();
  // What the page asks again by itself looks like a further page: only the button says that there is none.
  while (await page.evaluate<boolean>(SHOWS_MORE)) await sleep(100);
  await page.evaluate('scrollTo(0, 0)');
  await page.evaluate(`(globalThis.longest = 0, new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, duration);
  }).observe({ type: 'longtask' }))`);
  await wheelToTheEnd(page);
  const longest = await page.evaluate<number>('globalThis.longest');
  say(`(j) inbox of ${TASKS} tasks: longest task ${Math.round(longest)} ms`);
  await page.context().close();
  return longest;
}

async function wheelToTheEnd(page: Page): Promise<void> {
  await page.mouse.move(640, 400);
  let before = -1;
  for (;;) {
    const at = await page.evaluate<number>('scrollY');
    if (at === before) return;
    before = at;
    for (let turns = 0; turns < 10; turns += 1) await page.mouse.wheel(0, 200);
    await page.waitForTimeout(60);
  }
}
