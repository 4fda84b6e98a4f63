import type { Locator, Page } from 'playwright-core';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import type { Stack } from '#testing/stack.js';
import { axeViolations, type Console, type Look } from './console.js';
import { onConsole } from './console-of-spec.js';
import { reportedCase } from './reported.js';

const LIMIT_MS = 120_000;
const NEXT_FRAME = 'new Promise((resolve) => requestAnimationFrame(resolve))';
const TH_BE: Look = { language: 'th', calendar: 'buddhist' };
const TH_CE: Look = { language: 'th', calendar: 'gregory' };
const EN_BE: Look = { language: 'en', calendar: 'buddhist' };
const EN_CE: Look = { language: 'en', calendar: 'gregory' };

describe('a date at the console (CASEWORK §4, U07)', () => {
  let stack: Stack;
  let console: Console;
  let client: SaphanClient;

  onConsole((opened) => void ({ stack, client, console } = opened));

  /** The question that asks from which day on a shelter has a bed. */
  async function askForDay(look: Look): Promise<AskedDay> {
    const kase = await reportedCase(client, 3);
    await kase.refer('shelter', 'shelter-nonthaburi');
    const { id } = await kase.open('answer-referral');
    const page = await console.signIn('shelter', look);
    await page.goto(`${stack.apiUrl}/tasks/${id}`);
    await page.locator('input[name="answer-outcome"][value=accepted]').check();
    await page.locator('form button[type=submit]').click();
    const field = page.locator('[id="answer-startOn"]');
    await field.waitFor();
    return new AskedDay(page, field, async () => {
      const { draft } = await (await client.as('shelter')).get<{ draft: Draft | null }>(`/v1/tasks/${id}`);
      return draft?.answers.startOn;
    });
  }

  it(
    'trap 1: 2561 typed in Buddhist years is 2561, and kept as 2018',
    async () => {
      const asked = await askForDay(TH_BE);
      await asked.type('1', '3', '2561');
      await asked.reads('ตรงกับ 1 มี.ค. พ.ศ. 2561');
      await asked.keeps('2018-03-01');
      expect(await asked.shown()).not.toContain('3104');
      await asked.leave();
    },
    LIMIT_MS,
  );

  it(
    'trap 2: 29 February 2567 can be typed, and 2566 has none',
    async () => {
      const asked = await askForDay(TH_BE);
      await asked.type('29', '2', '2567');
      await asked.reads('ตรงกับ 29 ก.พ. พ.ศ. 2567');
      await asked.keeps('2024-02-29');
      await asked.type('29', '2', '2566');
      await asked.page.keyboard.press('Tab');
      await asked.page.keyboard.press('Tab');
      await asked.keeps('2023-02-28');
      await asked.reads('ตรงกับ 28 ก.พ. พ.ศ. 2566');
      await asked.leave();
    },
    LIMIT_MS,
  );

  it(
    'traps 3 and 4: what is typed is of the calendar that is shown, whatever the language; it is kept the same',
    async () => {
      for (const [look, year, words] of [
        [TH_BE, '2569', 'ตรงกับ 24 พ.ย. พ.ศ. 2569'],
        [TH_CE, '2026', 'ตรงกับ 24 พ.ย. ค.ศ. 2026'],
        [EN_BE, '2569', 'That is 24 Nov 2569 BE'],
        [EN_CE, '2026', 'That is 24 Nov 2026 CE'],
      ] as const) {
        const asked = await askForDay(look);
        await asked.type('24', '11', year);
        await asked.reads(words);
        expect(await asked.shown()).toContain(year);
        await asked.keeps('2026-11-24');
        await asked.leave();
      }
    },
    LIMIT_MS,
  );

  it(
    'trap 5: a day of February 2483 is kept, with the warning that its year may be one off',
    async () => {
      const asked = await askForDay(TH_BE);
      await asked.type('10', '2', '2483');
      await asked.reads('ก่อน พ.ศ. 2484 ปีไทยเริ่มวันที่ 1 เมษายน');
      await asked.keeps('1940-02-10');
      await asked.leave();
    },
    LIMIT_MS,
  );

  it(
    'trap 6: today, with one press, is today and not 543 years off',
    async () => {
      const asked = await askForDay(TH_BE);
      await asked.page.getByRole('button', { name: 'วันนี้' }).click();
      const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Bangkok' }).format(new Date());
      await asked.keeps(today);
      expect(await asked.shown()).toContain(String(Number(today.slice(0, 4)) + 543));
      await asked.leave();
    },
    LIMIT_MS,
  );

  it(
    'trap 7: a year of the other era or of two digits is refused with what to type, and what stood there before is gone',
    async () => {
      const inCommon = await askForDay(EN_CE);
      await inCommon.type('24', '11', '2026');
      await inCommon.keeps('2026-11-24');
      await inCommon.type('24', '11', '2569');
      await inCommon.reads('2569 is a year of the Buddhist era. This field counts in the common era: type 2026.');
      await inCommon.keeps(undefined);
      expect(await axeViolations(inCommon.page)).toEqual([]);
      await inCommon.leave();

      const inBuddhist = await askForDay(TH_BE);
      await inBuddhist.type('24', '11', '2026');
      await inBuddhist.reads('2026 เป็นปี ค.ศ. แต่ช่องนี้ใช้ พ.ศ. ให้พิมพ์ 2569');
      await inBuddhist.type('24', '11', '69');
      await inBuddhist.reads('พิมพ์ปีให้ครบสี่หลัก');
      await inBuddhist.keeps(undefined);
      await inBuddhist.leave();
    },
    LIMIT_MS,
  );

  it(
    'trap 7: pasted, a date of either era is taken and said again; what is not clear is not taken',
    async () => {
      const asked = await askForDay(TH_BE);
      for (const text of ['24/11/2569', '24/11/2026', '๒๔ พ.ย. ๒๕๖๙', '24 November 2026', '2026-11-24']) {
        await asked.paste(text);
        await asked.reads('ตรงกับ 24 พ.ย. พ.ศ. 2569');
        await asked.keeps('2026-11-24');
        await asked.page.getByRole('button', { name: 'ล้าง' }).click();
        await asked.keeps(undefined);
      }
      await asked.paste('24/11/69');
      await asked.reads('อ่านข้อความที่วางเป็นวันที่ไม่ได้');
      await asked.keeps(undefined);
      await asked.leave();
    },
    LIMIT_MS,
  );
});

interface Draft {
  readonly answers: { readonly startOn?: string };
}

/** The field for a day, and what the server keeps of it. */
class AskedDay {
  constructor(
    readonly page: Page,
    private readonly field: Locator,
    private readonly draftOf: () => Promise<string | undefined>,
  ) {}

  async type(day: string, month: string, year: string): Promise<void> {
    for (const [type, text] of Object.entries({ day, month, year })) {
      await this.field.locator(`[data-type=${type}]`).focus();
      await this.page.keyboard.type(text);
    }
  }

  /** As the browser tells it when somebody pastes. */
  async paste(text: string): Promise<void> {
    await this.field.locator('[data-type=day]').focus();
    await this.page.evaluate(`(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', ${JSON.stringify(text)});
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    })()`);
  }

  async reads(words: string): Promise<void> {
    await this.page.getByText(words).waitFor();
  }

  shown(): Promise<string> {
    return this.field.innerText();
  }

  async keeps(day: string | undefined): Promise<void> {
    const deadline = Date.now() + 10_000;
    while ((await this.draftOf()) !== day && Date.now() < deadline) await this.page.evaluate(NEXT_FRAME);
    expect(await this.draftOf()).toBe(day);
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }
}
