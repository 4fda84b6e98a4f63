import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import type { CasePlayer } from '../../apps/dev/src/scenarios/case-player.js';
import type { Stack } from '#testing/stack.js';
import { axeViolations, type Console } from './console.js';
import { onConsole } from './console-of-spec.js';
import { openInterview, reportedCase } from './reported.js';

const LIMIT_MS = 90_000;
const PIECE = 512 * 1024;
const UPLOADS = '**/v1/document-uploads/*';
/** A paper of several pieces, whose every byte counts. */
const PAPER = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(PIECE * 3), Buffer.from('\n%%EOF\n')]);

describe('a document that is added at the console', () => {
  let stack: Stack;
  let console: Console;
  let client: SaphanClient;
  let kase: CasePlayer;

  onConsole(async (opened) => {
    ({ stack, console, client } = opened);
    kase = await reportedCase(client);
  });

  async function atDocuments(page: Page): Promise<void> {
    await page.goto(`${stack.apiUrl}/cases/${kase.id}?tab=documents`);
    await page.getByLabel('What it is').selectOption('court');
  }
  const choose = (page: Page, name: string, mimeType: string, buffer: Buffer) =>
    page.locator('input[type=file]').first().setInputFiles({ name, mimeType, buffer });
  /** Where each piece began that was sent. */
  function offsetsOf(page: Page): string[] {
    const offsets: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PATCH') offsets.push(request.headers()['upload-offset'] ?? '');
    });
    return offsets;
  }

  it(
    'goes on after a lost connection from where the server says that it is, and is the same in the end',
    async () => {
      const page = await console.signIn('social');
      await atDocuments(page);
      const offsets = offsetsOf(page);
      // The second piece reaches the server; its answer and the network are lost.
      let pieces = 0;
      await page.route(UPLOADS, async (route) => {
        if (route.request().method() !== 'PATCH' || ++pieces !== 2) return route.continue();
        await route.fetch();
        await page.context().setOffline(true);
        return route.abort('connectionfailed');
      });
      await choose(page, 'order.pdf', 'application/pdf', PAPER);
      const upload = page.locator('[data-upload]');
      await upload.getByText('No connection: it goes on by itself').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.context().setOffline(false);
      const kept = page.locator('[data-document]').filter({ hasText: 'order.pdf' });
      await kept.waitFor();
      await upload.waitFor({ state: 'detached' });
      expect(offsets).toEqual([0, PIECE, 2 * PIECE, 3 * PIECE].map(String));

      const [download] = await Promise.all([page.waitForEvent('download'), kept.getByText('Save').click()]);
      const stream = await download.createReadStream();
      const bytes: Buffer[] = [];
      for await (const part of stream) bytes.push(part as Buffer);
      expect(Buffer.concat(bytes).equals(PAPER)).toBe(true);
      expect(download.suggestedFilename()).toBe('document.pdf');
      expect(await axeViolations(page)).toEqual([]);
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'is there when only the last answer was lost: it is not sent twice',
    async () => {
      const page = await console.signIn('social');
      await atDocuments(page);
      const offsets = offsetsOf(page);
      await page.route(UPLOADS, async (route) => {
        const isLast = route.request().headers()['upload-offset'] === String(3 * PIECE);
        if (route.request().method() !== 'PATCH' || !isLast) return route.continue();
        await route.fetch();
        return route.abort('connectionreset');
      });
      await choose(page, 'once.pdf', 'application/pdf', PAPER);
      await page.locator('[data-document]').filter({ hasText: 'once.pdf' }).waitFor();
      await page.locator('[data-upload]').waitFor({ state: 'detached' });
      expect(offsets).toHaveLength(4);
      expect(await page.locator('[data-document]').filter({ hasText: 'once.pdf' }).count()).toBe(1);
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'rests when it is told to and goes on when it is told to; given up, nothing is left of it',
    async () => {
      const page = await console.signIn('social');
      await atDocuments(page);
      const offsets = offsetsOf(page);
      let isHeld = true;
      await page.route(UPLOADS, async (route) => {
        // The second piece hangs on the line.
        if (isHeld && route.request().headers()['upload-offset'] === String(PIECE)) return;
        await route.continue();
      });
      await choose(page, 'paused.pdf', 'application/pdf', PAPER);
      const upload = page.locator('[data-upload]');
      await upload.getByText(/3[23] % of/).waitFor();
      await upload.getByRole('button', { name: 'Pause' }).click();
      await upload.getByText(/^Paused ·/).waitFor();
      isHeld = false;
      await upload.getByRole('button', { name: 'Go on' }).click();
      await page.locator('[data-document]').filter({ hasText: 'paused.pdf' }).waitFor();
      expect(offsets.at(0)).toBe('0');
      expect(offsets.filter((offset) => offset === '0')).toHaveLength(1);

      isHeld = true;
      await choose(page, 'given-up.pdf', 'application/pdf', PAPER);
      await upload.getByText(/3[23] % of/).waitFor();
      const [gone] = await Promise.all([
        page.waitForResponse((response) => response.request().method() === 'DELETE'),
        upload.getByRole('button', { name: 'Give up' }).click(),
      ]);
      expect(gone.status()).toBe(204);
      await upload.waitFor({ state: 'detached' });
      await page.context().close();
    },
    LIMIT_MS,
  );

  it.each([
    ['en', 'Only PDF, JPEG, PNG and WebP are taken', 'It is larger than 10 MB'],
    ['th', 'รับเฉพาะ PDF, JPEG, PNG และ WebP', 'ไฟล์ใหญ่กว่า 10 MB'],
  ] as const)(
    'is refused before it is sent when its type or size cannot be taken, in words (%s)',
    async (language, type, size) => {
      const page = await console.signIn('social', { language });
      await page.goto(`${stack.apiUrl}/cases/${kase.id}?tab=documents`);
      const asked: string[] = [];
      page.on('request', (request) => {
        if (request.url().includes('document-uploads')) asked.push(request.method());
      });
      await choose(page, 'story.docx', 'application/msword', Buffer.from('x'));
      await page.getByRole('alert').getByText(type).waitFor();
      await choose(page, 'film.pdf', 'application/pdf', Buffer.alloc(10 * 1024 * 1024 + 1));
      await page.getByRole('alert').getByText(size).waitFor();
      expect(asked).toEqual([]);
      // On a phone the other opens the camera at its back.
      expect(await page.locator('input[type=file]').last().getAttribute('capture')).toBe('environment');
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'belongs to the answer that it is the evidence for, and what the server refuses is said',
    async () => {
      const { id } = await openInterview(kase);
      const page = await console.signIn('social');
      await page.goto(`${stack.apiUrl}/tasks/${id}`);
      const field = page.locator('form');
      // On to the first indicator.
      while ((await field.locator('input[name^="answer-"][value="not-asked"]').count()) === 0) {
        const at = await page.locator('#question').innerText();
        await page.locator('form button[type=submit]').click();
        await page.getByText(at, { exact: true }).waitFor({ state: 'detached' });
      }
      await field.locator('input[name^="answer-"][value="yes"]').check();
      await field.locator('input[name^="evidence-"][value="document"]').check();
      await page.getByText('Documents that the answers rest on').waitFor();
      await choose(page, 'contract.pdf', 'application/pdf', PAPER);
      await page.locator('[data-document]').filter({ hasText: 'contract.pdf' }).waitFor();
      // One that only calls itself a picture.
      await choose(page, 'false.png', 'image/png', Buffer.from('MZ\u0090 not a picture at all'));
      await page
        .locator('[data-upload=refused]')
        .getByText(/is not a whole PDF/)
        .waitFor();
      const { items } = await client
        .as('social')
        .then((social) =>
          social.get<{ items: readonly { name: string; taskId: string | null }[] }>(`/v1/cases/${kase.id}/documents`),
        );
      expect(items.find(({ name }) => name === 'contract.pdf')?.taskId).toBe(id);
      await page.context().close();
    },
    LIMIT_MS,
  );
});
