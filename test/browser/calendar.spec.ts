import type { Page } from 'playwright-core';
import { CasePlayer } from '../../apps/dev/src/scenarios/case-player.js';
import { reflect, screen } from '../../apps/dev/src/scenarios/common-steps.js';
import { reportOnePerson } from '../../apps/dev/src/scenarios/one-person.js';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { minutesAgo } from '../../apps/dev/src/scenarios/story-time.js';
import { showDay, weekdayOf } from '../../apps/web/src/dates/show-date.js';
import { legalDayOf } from '#domain/instant.js';
import type { Console } from './console.js';
import { onConsole } from './console-of-spec.js';
import { reportedCase } from './reported.js';

const LIMIT_MS = 180_000;
const AT_ONCE_MS = 3_000;
const NAME = 'Kanda Samoot';
const TWO_DAYS = -2 * 24 * 60;
const GREGORIAN = { language: 'en', calendar: 'gregory' } as const;
const BUDDHIST = { language: 'th', calendar: 'buddhist' } as const;

interface Entry {
  readonly kind: string;
  readonly at: string;
  readonly caseNumber: string;
}

describe('the calendar of a social worker', () => {
  let console: Console;
  let client: SaphanClient;
  let inProtection: CasePlayer;
  let beforeTheTeam: CasePlayer;
  let ofAnother: CasePlayer;
  const meetingAt = minutesAgo(TWO_DAYS);

  onConsole(async (opened) => {
    ({ console, client } = opened);
    inProtection = await reportedCase(client, 3);
    beforeTheTeam = await reportOnePerson(client, {
      nationality: 'TH',
      language: 'th',
      ageStatement: 'adult',
      givenName: NAME,
    });
    await beforeTheTeam.do('social', 'triage-report', { outcome: 'accept' });
    await beforeTheTeam.do('social', 'tell-rights');
    await screen(beforeTheTeam, 'indication', { decision: { differsBecause: 'The officer saw the house.' } });
    await reflect(beforeTheTeam, 'waived');
    await beforeTheTeam.do('mdt-chair', 'convene-mdt', { meetingAt });
    const reported = await reportOnePerson(client, { nationality: 'TH', language: 'th' }, { province: '71' });
    await reported.do('social-kan', 'triage-report', { outcome: 'accept' });
    ofAnother = new CasePlayer(client, reported.id, 'social-kan');
  });

  const numberOf = async (kase: CasePlayer) => (await kase.show()).number;
  const open = async (page: Page, query = '') => {
    await page.goto(`${console.url}/calendar${query}`);
    await page.locator('[data-entry]').first().waitFor();
  };
  /** The cell of a day: what is to the right of its number, in its table. */
  const cellOf = (page: Page, day: string) => page.locator('td').filter({ has: page.locator(`#day-${day}`) });

  it(
    'has on its Bangkok day what comes due, and the sitting, by the calendar that she reads; nobody’s name',
    async () => {
      const page = await console.signIn('social', GREGORIAN);
      const on = legalDayOf(meetingAt);
      await open(page, `?on=${on}`);
      const sitting = cellOf(page, on).locator('[data-kind=sitting]');
      expect(await sitting.innerText()).toContain(await numberOf(beforeTheTeam));
      const custody = await inProtection.clock('s29-custody');
      await page.goto(`${console.url}/calendar?view=week&on=${legalDayOf(custody.dueAt)}`);
      const ends = cellOf(page, legalDayOf(custody.dueAt)).locator('[data-entry]');
      const due = ends.filter({ hasText: await numberOf(inProtection) }).filter({ hasText: /24 hours|temporary/i });
      await due.first().waitFor();
      expect(await page.getByText(NAME).count()).toBe(0);
      // Warnings of what runs stand there as warnings, with how much of the time has gone.
      await page.locator('[data-kind=warning]').filter({ hasText: '% of the time' }).first().waitFor();
      expect(await page.getByText(await numberOf(ofAnother)).count()).toBe(0);
      // A cell of the month has room for few: what is to be done that day is not hidden by warnings.
      await open(page, `?on=${legalDayOf(custody.dueAt)}`);
      await due.first().waitFor();

      const heading = page.getByRole('heading', { level: 2 });
      expect(await heading.innerText()).toContain(' CE');
      await page.context().close();

      const thai = await console.signIn('social', BUDDHIST);
      await open(thai, `?on=${on}`);
      expect(await thai.getByRole('heading', { level: 2 }).innerText()).toContain('พ.ศ.');
      const day = `${weekdayOf(meetingAt, 'th')} ${showDay(on, BUDDHIST)}`;
      expect(await thai.locator(`#day-${on}`).getAttribute('aria-label')).toContain(day);
      expect(await thai.getByRole('columnheader').first().innerText()).toBe('วันอาทิตย์');
      await thai.context().close();
    },
    LIMIT_MS,
  );

  it(
    'goes from day to day and to the task by keyboard alone',
    async () => {
      const page = await console.signIn('social', GREGORIAN);
      await open(page, '?on=2026-12-31');
      await page.locator('#day-2026-12-31').focus();
      await page.keyboard.press('ArrowRight');
      await page.locator('#day-2027-01-01:focus').waitFor();
      await page.getByRole('heading', { level: 2, name: 'Jan 2027' }).waitFor();
      await page.keyboard.press('ArrowUp');
      await page.locator('#day-2026-12-25:focus').waitFor();
      // One stop for all the days.
      expect(await page.locator('td [data-day][tabindex="0"]').count()).toBe(1);

      const { items } = await (
        await client.as('social')
      ).get<{ items: Entry[] }>(`/v1/calendar?from=${legalDayOf(minutesAgo(0))}&until=${legalDayOf(meetingAt)}`);
      const task = items.find(({ kind }) => kind === 'task');
      if (task === undefined) throw new Error('No task is due in two days');
      await open(page, `?view=week&on=${legalDayOf(task.at)}`);
      const link = page.locator('[data-kind=task]').filter({ hasText: task.caseNumber }).first();
      await link.focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/tasks\/[0-9a-f-]{36}$/);
      await page.getByText(task.caseNumber).first().waitFor();
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'is a list on a phone, and hears at once of what is done',
    async () => {
      const page = await console.signIn('social', { ...GREGORIAN, width: 360, height: 740 });
      const on = legalDayOf(meetingAt);
      await open(page, `?view=week&on=${on}`);
      expect(await page.getByRole('table').count()).toBe(0);
      const day = `${weekdayOf(meetingAt, 'en')} ${showDay(on, GREGORIAN)}`;
      const sitting = page.getByRole('region', { name: day }).locator('[data-kind=sitting]');
      await sitting.waitFor();
      const team = [
        { name: 'The chair', capacity: 'social-development', username: 'mdt-chair' },
        { name: 'Inquiry officer', capacity: 'police' },
        { name: 'Doctor', capacity: 'public-health' },
      ];
      await beforeTheTeam.do('mdt-chair', 'mdt-interview', { outcome: 'held', membersPresent: team });
      await sitting.waitFor({ state: 'detached', timeout: AT_ONCE_MS });
      // Of her own cases there is none yet: the page says so.
      await page.getByText('Mine', { exact: true }).click();
      await page.getByRole('heading', { name: 'Nothing comes due this week' }).waitFor();
      await page.context().close();
    },
    LIMIT_MS,
  );

  it(
    'is asked for six weeks at most, and by nobody who has no casework',
    async () => {
      const social = await client.as('social');
      await expect(social.get('/v1/calendar?from=2026-11-01&until=2026-12-13')).rejects.toMatchObject({
        problem: { errors: [{ path: '/query/until', code: 'date-invalid' }] },
      });
      for (const username of ['shelter', 'police', 'consular', 'mdt-member', 'auditor']) {
        const asked = (await client.as(username)).get('/v1/calendar?from=2026-11-01&until=2026-11-30');
        await expect(asked).rejects.toMatchObject({ problem: { code: 'not-permitted' } });
      }
    },
    LIMIT_MS,
  );
});
