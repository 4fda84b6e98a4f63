import { CasePlayer } from '../../apps/dev/src/scenarios/case-player.js';
import { CHOICES, TEAM } from '../../apps/dev/src/scenarios/common-steps.js';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { minutesAgo } from '../../apps/dev/src/scenarios/story-time.js';
import type { TaskKey } from '#domain/task-keys.js';
import { AtWork, type Answers } from './at-work.js';
import type { Console, Look } from './console.js';

export const REASONS = 'The statement and the documents were weighed element by element.';
const WITH_PHONES = ['police', 'consular'];
const PHONE: Look = { width: 360, height: 740 };

interface Finding {
  readonly outcome: string;
  readonly elements?: Readonly<Record<string, string>>;
  readonly dissent?: { readonly proposes: string; readonly reasons: string };
}

/** One case, and the people who work on it, each at a console of their own; what every story has in common. */
export class Office {
  private readonly people = new Map<string, Promise<AtWork>>();

  private constructor(
    private readonly console: Console,
    readonly number: string,
    /** Reads how far the case is; does nothing. */
    readonly kase: Pick<CasePlayer, 'id' | 'clock' | 'reachStage' | 'tasks'>,
  ) {}

  static async open(console: Console, client: SaphanClient, number: string): Promise<Office> {
    const { items } = await (await client.as('social')).get<{ items: { id: string; number: string }[] }>('/v1/cases');
    const id = items.find((one) => one.number === number)?.id;
    if (id === undefined) throw new Error(`There is no case ${number}`);
    return new Office(console, number, new CasePlayer(client, id));
  }

  at(username: string): Promise<AtWork> {
    const known = this.people.get(username);
    if (known !== undefined) return known;
    const person = AtWork.signIn(this.console, username, WITH_PHONES.includes(username) ? PHONE : {});
    this.people.set(username, person);
    return person;
  }

  async do(username: string, key: TaskKey, story: Answers = {}): Promise<void> {
    await (await this.at(username)).do(this.number, key, story);
  }

  async leave(): Promise<void> {
    for (const person of this.people.values()) await (await person).leave();
    this.people.clear();
  }

  /** Taken, with the plan that it asks for, or waived. */
  async reflect(outcome: 'accepted' | 'waived'): Promise<void> {
    await this.do('social', 'offer-reflection', { outcome });
    if (outcome === 'waived') return;
    await this.do('shelter', 'health-and-safety-plan');
    await this.do('social', 'decide-readiness', { outcome: 'ready' });
  }

  /** The team is convened, meets, gives its opinions, and the chair signs what was found. */
  async identify({ outcome, elements = {}, dissent }: Finding): Promise<void> {
    const found = { act: 'found', means: 'found', purpose: 'found', ...elements };
    const opinion = { proposes: outcome, reasons: REASONS, ...found };
    await this.do('mdt-chair', 'convene-mdt', { members: TEAM, meetingAt: minutesAgo(-60) });
    // Those who were convened stand there already.
    await this.do('mdt-member', 'mdt-interview', { outcome: 'held', membersPresent: undefined });
    await this.do('mdt-member', 'give-mdt-opinion', { ...opinion, ...dissent });
    await this.do('mdt-chair', 'give-mdt-opinion', opinion);
    const chair = await this.at('mdt-chair');
    await chair.openTask(this.number, 'mdt-finding');
    // All are in: each is read, whatever it proposes, before anybody signs.
    const opinions = chair.page.getByRole('region', { name: 'Opinions of the team' });
    for (const { reasons } of [opinion, ...(dissent === undefined ? [] : [dissent])]) {
      await opinions.getByText(reasons).first().waitFor();
    }
    await chair.answer({
      outcome,
      reasons: REASONS,
      ...found,
      forcedCriminality: false,
      recordedOpinions: TEAM.slice(2).map(({ name }) => ({ member: name, proposes: outcome, reasons: REASONS })),
    });
    await chair.send();
  }

  /** Told of s.34 and s.41, and asked each choice. */
  async choose(choices: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.do('social', 'tell-rights-s34');
    await this.do('social', 'tell-rights-s41');
    await this.do('social', 'record-choices', { ...CHOICES, ...choices });
    await this.kase.reachStage('assistance');
  }

  async assist(outcome: 'return' | 'stay'): Promise<void> {
    await this.do('social', 'assess-needs');
    await this.do('social', 'request-fund', { outcome: 'requested' });
    await this.do('social', 'decide-assistance', { outcome });
  }

  /** The plan, and the visits of a year, made ahead of their dates. */
  async followUp(visitor: string): Promise<void> {
    await this.do('social', 'plan-reintegration');
    await this.kase.reachStage('follow-up');
    const visits = (await this.kase.tasks()).filter(({ key, state }) => key === 'follow-up-visit' && state === 'open');
    expect(visits.length).toBeGreaterThanOrEqual(4);
    for (const _ of visits) await this.do(visitor, 'follow-up-visit', { outcome: 'continue' });
  }

  async close(outcome: string): Promise<void> {
    await this.kase.reachStage('closure');
    await this.do('social', 'propose-closure', { outcome });
    await this.do('admin', 'approve-closure', { outcome: 'approved' });
    expect(await this.kase.reachStage('closed')).toMatchObject({ outcome });
  }

  /** From anywhere, with the palette. */
  async openCase(username: string): Promise<AtWork> {
    const person = await this.at(username);
    await person.page.keyboard.press('Control+k');
    await person.page.getByRole('combobox', { name: 'Search or command' }).fill(this.number);
    await person.page
      .getByRole('option', { name: new RegExp(`^${this.number}`) })
      .first()
      .click();
    await person.page.getByRole('heading', { level: 1, name: this.number }).waitFor();
    return person;
  }

  async refer(service: string, receiver: string): Promise<void> {
    const { page } = await this.openCase('social');
    await page.getByRole('button', { name: 'Refer to a service' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Service', { exact: true }).selectOption({ label: service });
    await dialog.getByLabel('Receiving agency').fill(receiver);
    await dialog.getByLabel('What is asked').fill(`Please take over: ${service}`);
    await dialog.getByText(`${this.number} asks for: ${service}`).waitFor();
    await this.sendReferral();
  }

  /** The sender reads why it was declined, and asks another agency the same. */
  async sendElsewhere(reason: string, receiver: string): Promise<void> {
    const { page } = await this.openCase('social');
    await page.getByRole('tab', { name: 'Referrals' }).click();
    const declined = page.getByRole('article').filter({ hasText: reason });
    await declined.getByRole('button', { name: 'Send elsewhere' }).click();
    await page.getByRole('dialog').getByLabel('Receiving agency').fill(receiver);
    await this.sendReferral();
    await page.getByText('Sent elsewhere').waitFor();
  }

  /** At the receiver's own small home. */
  async answerReferral(username: string, declinedBecause?: string): Promise<void> {
    const { page } = await this.at(username);
    await page.getByRole('link', { name: 'Requests' }).click();
    const request = page.getByRole('article').filter({ hasText: this.number });
    let last = request.getByRole('button', { name: 'Accept' });
    if (declinedBecause !== undefined) {
      await request.getByRole('button', { name: 'Decline' }).click();
      await request.getByLabel('Why not').fill(declinedBecause);
      last = request.getByRole('button', { name: 'Send: declined' });
    }
    await last.click();
    await last.waitFor({ state: 'detached' });
  }

  /** What no stage waits for, by whoever reported the case: opened from her own reports. */
  async actOfReporter(username: string, button: string, story: Answers): Promise<void> {
    const person = await this.at(username);
    await person.page.getByRole('link', { name: 'Home' }).click();
    const kase = person.page.getByRole('group', { name: this.number });
    await kase.getByText('What may happen at any time').click();
    await kase.getByRole('button', { name: button }).click();
    await person.page.getByRole('heading', { level: 1, name: button }).waitFor();
    await person.answer(story);
    await person.send();
  }

  private async sendReferral(): Promise<void> {
    const dialog = (await this.at('social')).page.getByRole('dialog');
    await dialog.getByLabel(/^She agrees/).check();
    await dialog.getByRole('button', { name: 'Send the referral' }).click();
    await dialog.waitFor({ state: 'detached' });
  }
}
