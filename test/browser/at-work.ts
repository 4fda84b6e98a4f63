import type { Locator, Page } from 'playwright-core';
import { TASK_LABELS } from '#domain/texts/code-labels.js';
import type { TaskKey } from '#domain/task-keys.js';
import type { Console, Look } from './console.js';

export type Answers = Readonly<Record<string, unknown>>;

/** What of a form's schema and presentation tells how it is answered. */
interface FormField {
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly items?: FormField;
  readonly properties?: Readonly<Record<string, FormField>>;
}

interface Form {
  readonly example?: Answers;
  readonly schema: { readonly properties: Readonly<Record<string, FormField>> };
  readonly presentation: {
    readonly pages: readonly {
      readonly questions: readonly {
        readonly field: string;
        readonly label: { readonly en: string };
        readonly indicators?: readonly { readonly id: string; readonly question: { readonly en: string } }[];
      }[];
    }[];
  };
}

interface Asked {
  readonly answer: unknown;
  readonly field: FormField;
  /** Its id among several of one field, as an indicator has. */
  readonly id: string;
  readonly isIndicator: boolean;
}

/** What happened is not the examples' instant: without an answer the act happens now. */
const HAPPENED =
  /^(?:told|arrived|started|notified|decided|ordered|answered|held|returned|handedOver|visited|exited|rescued)At$/;
/** What does not come within this does not come. */
const PATIENCE_MS = 20_000;
const MOST_QUESTIONS = 200;
const CHECK = 'Check before you send';
const STEP = /^Question \d+ of \d+$|^Check before you send$/;

/** One person at her console who works with the mouse and the keyboard alone. */
export class AtWork {
  private constructor(
    readonly page: Page,
    private readonly url: string,
  ) {}

  static async signIn(console: Console, username: string, look: Look = {}): Promise<AtWork> {
    const page = await console.signIn(username, { calendar: 'gregory', ...look });
    page.setDefaultTimeout(PATIENCE_MS);
    return new AtWork(page, console.url);
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }

  /** Opens the task from the inbox, which shows it when the process has opened it. */
  async openTask(caseNumber: string, key: TaskKey): Promise<void> {
    const title = TASK_LABELS[key].en;
    await this.page.goto(`${this.url}/inbox`);
    const row = this.page.locator('a[data-row]').filter({ hasText: title }).filter({ hasText: caseNumber }).first();
    await row.click();
    await this.page.getByRole('heading', { level: 1, name: title }).waitFor();
  }

  /** Answers what the form's example answers, under what the story says, and sends it. */
  async do(caseNumber: string, key: TaskKey, story: Answers = {}): Promise<void> {
    await this.openTask(caseNumber, key);
    await this.answer(story);
    await this.send();
  }

  async send(): Promise<void> {
    await this.page.getByRole('heading', { name: 'Check the answers' }).waitFor();
    await this.page.getByRole('button', { name: 'Confirm and send' }).click();
    await this.page.getByRole('heading', { name: 'Saved', exact: true }).waitFor();
  }

  /** One question after the other, until the check. */
  async answer(story: Answers): Promise<void> {
    const form = await this.form();
    const example = Object.fromEntries(
      Object.entries(form.example ?? {}).filter(([name]) => !HAPPENED.test(name) && !(name in story)),
    );
    const asked = askedIn(form, { ...example, ...story });
    const left = new Set([...asked.values()].filter(({ answer }) => answer !== undefined).map(({ id }) => id));
    const step = this.page.getByText(STEP);
    for (let steps = 0; steps < MOST_QUESTIONS; steps++) {
      const at = await step.innerText();
      if (at === CHECK) return;
      const heading = await this.page.locator('form #question').innerText();
      const question = asked.get(heading.replace(/\s*\(optional\)$/, ''));
      if (question !== undefined && left.has(question.id)) {
        await this.give(question);
        left.delete(question.id);
      }
      const toCheck = this.page.getByRole('button', { name: 'Go to the check' });
      if (left.size === 0 && (await toCheck.isVisible())) await toCheck.click();
      else await this.page.locator('form button[type=submit]').click();
      await this.page.getByText(at, { exact: true }).waitFor({ state: 'detached' });
    }
    throw new Error('The form never came to its end');
  }

  private async form(): Promise<Form> {
    const id = this.page.url().split('/').at(-1) ?? '';
    const response = await this.page.request.get(`${this.url}/v1/tasks/${id}`);
    return ((await response.json()) as { readonly form: Form }).form;
  }

  private async give({ answer, field, id, isIndicator }: Asked): Promise<void> {
    const form = this.page.locator('form');
    if (!isIndicator) return this.fill(form, `answer-${id}`, field, answer);
    const { answer: said, evidence } = answer as { answer: string; evidence: string };
    await form.locator(`input[name="answer-${id}"][value="${said}"]`).check();
    if (said === 'yes' || said === 'no')
      await form.locator(`input[name="evidence-${id}"][value="${evidence}"]`).check();
  }

  private async fill(form: Locator, id: string, field: FormField, answer: unknown): Promise<void> {
    const at = (selector: string) => form.locator(selector);
    if (typeof answer === 'boolean' || (typeof answer === 'string' && field.enum !== undefined)) {
      const select = at(`select[id="${id}"]`);
      if ((await select.count()) > 0) await select.selectOption(String(answer));
      else await at(`input[name="${id}"][value="${String(answer)}"]`).check();
    } else if (Array.isArray(answer) && field.items?.enum !== undefined) {
      for (const code of answer) await at(`input[type=checkbox][value="${String(code)}"]`).check();
    } else if (Array.isArray(answer)) {
      // What a form has put there already is not what this person says.
      const filled = form.getByRole('button', { name: /^Remove: / });
      for (let left = await filled.count(); left > 0; left--) await filled.last().click();
      for (const [index, item] of answer.entries()) {
        await form
          .getByRole('button', { name: /^Add: / })
          .last()
          .click();
        await this.fill(form, `${id}-${index}`, field.items ?? field, item);
      }
    } else if (typeof answer === 'object' && answer !== null) {
      for (const [name, inner] of Object.entries(answer)) {
        const innerField = field.properties?.[name];
        if (innerField !== undefined) await this.fill(form, `${id}-${name}`, innerField, inner);
      }
    } else if (field.format !== undefined) {
      await this.typeDate(form, id, String(answer));
    } else {
      await at(`[id="${id}"]`).fill(String(answer));
    }
  }

  /** Segment by segment, as one types on a keyboard: day, month, year, hour, minute. */
  async typeDate(form: Locator, id: string, iso: string): Promise<void> {
    const bangkok = new Date(Date.parse(iso.length === 10 ? `${iso}T05:00:00Z` : iso) + 7 * 3_600_000).toISOString();
    const [year = '', month = '', day = ''] = bangkok.slice(0, 10).split('-');
    const parts = { day, month, year, hour: bangkok.slice(11, 13), minute: bangkok.slice(14, 16) };
    const segments = form.locator(`[id="${id}"] [role=spinbutton]`);
    await segments.first().waitFor();
    for (const segment of await segments.all()) {
      const type = await segment.getAttribute('data-type');
      const text = parts[type as keyof typeof parts];
      if (typeof text !== 'string') continue;
      await segment.focus();
      await this.page.keyboard.type(text);
    }
  }
}

function askedIn(form: Form, answers: Answers): ReadonlyMap<string, Asked> {
  const asked = new Map<string, Asked>();
  for (const { field: name, label, indicators } of form.presentation.pages.flatMap(({ questions }) => questions)) {
    const field = form.schema.properties[name];
    if (field === undefined) continue;
    if (indicators === undefined) {
      asked.set(label.en, { id: name, field, answer: answers[name], isIndicator: false });
      continue;
    }
    const given = (answers[name] ?? []) as readonly { readonly id: string }[];
    for (const { id, question } of indicators) {
      asked.set(question.en, { id, field, answer: given.find((one) => one.id === id), isIndicator: true });
    }
  }
  return asked;
}
