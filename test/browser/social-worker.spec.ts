import type { Page } from 'playwright-core';
import { CasePlayer, type ReportReceipt } from '../../apps/dev/src/scenarios/case-player.js';
import { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { startStack, type Stack } from '#testing/stack.js';
import { Console } from './console.js';

const LIMIT_MS = 90_000;
const HOUR_MS = 3_600_000;

describe('a social worker at her console', () => {
  let stack: Stack;
  let console: Console;
  let client: SaphanClient;

  beforeAll(async () => {
    stack = await startStack();
    client = new SaphanClient(stack.apiUrl);
    console = await Console.open(stack.apiUrl);
  }, 120_000);
  afterAll(async () => {
    await console.close();
    await stack.stop();
  });

  async function reportedCase(): Promise<CasePlayer> {
    const police = await client.as('police');
    const receipt = await police.post<ReportReceipt>('/v1/reports', {
      channel: 'police',
      province: '12',
      happenedAt: new Date(Date.now() - HOUR_MS).toISOString(),
      dangerNow: true,
      reporterConsents: true,
      persons: [{ nationality: 'TH', language: 'th', ageStatement: 'adult' }],
    });
    return new CasePlayer(client, receipt.cases[0]?.id ?? '');
  }

  async function openTask(page: Page, title: string): Promise<void> {
    await page.getByRole('link', { name: title }).first().click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  }

  it(
    'finds the report in her inbox, answers one question at a time, checks, sends, and goes on in the case',
    async () => {
      const kase = await reportedCase();
      const page = await console.signIn('social');
      await openTask(page, 'Triage the report');
      await page.getByLabel('Accept as a case').check();
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByLabel('Yes', { exact: true }).check();
      await page.getByText(/Draft saved/).waitFor();
      await page.getByRole('button', { name: 'Go to the check' }).click();
      await page.getByRole('heading', { name: 'Check the answers' }).waitFor();
      await page.getByRole('button', { name: 'Confirm and send' }).click();
      await page.getByRole('heading', { name: 'Saved' }).waitFor();
      await kase.reachStage('preliminary-screening');
      await page.getByRole('link', { name: 'See the case' }).click();
      await page.getByText('The report was received').waitFor({ state: 'detached' });
      await page.getByRole('tab', { name: 'Timeline' }).click();
      await page.getByText('Completed: Triage the report').first().waitFor();
      expect(await page.locator('[aria-current=step]').innerText()).toContain('Preliminary screening');
    },
    LIMIT_MS,
  );
});
