import { randomUUID } from 'node:crypto';
import { allForms } from '#policy/forms.js';
import type { TaskKey } from '#domain/task-keys.js';
import { DEMO_PASSWORD } from '#access/demo-accounts.js';
import { sleep } from './deadline.js';
import { HttpClient, type Answer } from './http-client.js';

export type StepKind = 'report' | 'completion' | 'referral' | 'referral-answer';

/** One acknowledged human step. */
export interface PlayedStep {
  readonly kind: StepKind;
  readonly name: string;
  readonly taskId?: string;
  readonly body: unknown;
  readonly ms: number;
}

/** How a journey is led: when a step may be taken, and who is told of it. */
export interface Pace {
  /** Everything that the client asks of the server goes through here. */
  readonly turn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly onStep: (step: PlayedStep) => void;
  /** Leaves the waiting for the next stage to the API (`Prefer: wait`); otherwise the client looks for itself. */
  readonly waitsAtServer?: boolean;
  /** How long the client waited from an acknowledgement until the next stage's task was there. */
  readonly onWait?: (waited: { readonly key: string; readonly ms: number; readonly looks: number }) => void;
}

interface OpenTask {
  readonly id: string;
  readonly key: string;
}

interface Receipt {
  readonly openTasks: readonly OpenTask[];
}

/** People signed in once each, as in an office. */
export class Office {
  private constructor(
    readonly http: HttpClient,
    private readonly cookies: ReadonlyMap<string, string>,
  ) {}

  static async open(baseUrl: string): Promise<Office> {
    const http = new HttpClient(baseUrl);
    const cookies = new Map<string, string>();
    for (const username of [
      'consular',
      'police',
      'social',
      'social-kan',
      'shelter',
      'ngo',
      'mdt-chair',
      'mdt-member',
      'admin',
    ]) {
      const { status, headers, text } = await http.send('POST', '/v1/session', {
        body: { username, password: DEMO_PASSWORD },
      });
      const cookie = headers['set-cookie']?.[0]?.split(';')[0];
      if (cookie === undefined) throw new Error(`${username} could not sign in: ${status} ${text}`);
      cookies.set(username, cookie);
    }
    return new Office(http, cookies);
  }

  get<T>(username: string, path: string): Promise<T> {
    return this.http.ask<T>('GET', path, { headers: { cookie: this.cookies.get(username) ?? '' } });
  }

  post<T>(username: string, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<T> {
    return this.http.ask<T>('POST', path, {
      headers: { cookie: this.cookies.get(username) ?? '', 'idempotency-key': randomUUID(), ...headers },
      body,
    });
  }

  /** Whatever is answered. */
  send(username: string, method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> {
    const headers = { cookie: this.cookies.get(username) ?? '' };
    return this.http.send(method, path, { headers, ...(body === undefined ? {} : { body }) });
  }

  close(): void {
    this.http.close();
  }
}

/** Looks again after this long, and less and less often: a person's page, not a busy loop. Each look costs the server. */
const LOOK_AFTER_MS = 40;
const LOOK_SLOWER_BY = 1.6;
const LOOK_AT_LEAST_EVERY_MS = 1_000;
/** What the API is asked to wait for, with `Prefer: wait`, when the client leaves the waiting to it. */
const WAIT_SECONDS = 10;
const PATIENCE_MS = 60_000;

/** Scenario 1 for one person, from the report to closure: 42 human steps, with the form's own examples as answers. */
export class Journey {
  private caseId = '';
  private open: readonly OpenTask[] = [];

  constructor(
    private readonly office: Office,
    private readonly pace: Pace,
  ) {}

  async play(): Promise<string> {
    await this.report();
    await this.do('social', 'triage-report', { outcome: 'accept', dangerNow: false });
    await this.do('consular', 'plan-reception');
    await this.do('social', 'receive-at-airport');
    await this.do('social', 'tell-rights');
    await this.do('social', 'ask-consent');
    await this.do('social', 'health-and-safety-check');
    await this.do('social', 'screening-interview');
    await this.do('social', 'decide-screening');
    await this.do('social', 'offer-reflection', { outcome: 'accepted' });
    await this.do('shelter', 'health-and-safety-plan');
    await this.do('social', 'decide-readiness', { outcome: 'ready' });
    await this.do('mdt-chair', 'convene-mdt');
    await this.do('mdt-member', 'mdt-interview');
    await this.do('mdt-chair', 'mdt-finding');
    await this.do('social', 'tell-rights-s34');
    await this.do('social', 'tell-rights-s41');
    await this.do('social', 'record-choices');
    await this.assistance();
    await this.do('social', 'assess-home', { outcome: 'safe' });
    await this.do('social', 'return-home');
    await this.do('social', 'plan-reintegration');
    for (let visit = 0; visit < 4; visit += 1) await this.do('social-kan', 'follow-up-visit');
    await this.do('social', 'propose-closure');
    await this.do('admin', 'approve-closure');
    return this.caseId;
  }

  private async report(): Promise<void> {
    const body = reportOf(1, {
      agency: 'Hong Kong Police, OCTB',
      country: 'HK',
      finding: 'not-screened',
      statement: 'Rescued, not formally identified.',
    });
    const { cases } = await this.step('report', 'report', body, () =>
      this.office.post<{ cases: readonly { readonly id: string }[] }>('consular', '/v1/reports', body),
    );
    this.caseId = cases[0]?.id ?? '';
  }

  private async assistance(): Promise<void> {
    await this.do('social', 'assess-needs');
    await this.do('social', 'request-fund');
    await this.refer('counselling', 'shelter-nonthaburi', 'shelter');
    const declined = await this.refer('legal-aid', 'ngo-legal-aid', 'ngo', 'declined');
    await this.refer('legal-aid', 'psdhs-nonthaburi', 'social', 'accepted', declined);
    await this.refer('fund', 'psdhs-nonthaburi', 'social');
    await this.refer('home-assessment', 'psdhs-kanchanaburi', 'social-kan');
    await this.pace.turn(() =>
      this.office.post('social', `/v1/cases/${this.caseId}/tasks`, { key: 'ask-partner-agency' }),
    );
    await this.do('social', 'ask-partner-agency');
    await this.do('social', 'record-partner-answer');
    await this.do('social', 'decide-assistance', { outcome: 'return' });
  }

  /** Sends a referral and has its receiver answer it: two steps. */
  private async refer(
    service: string,
    receiverAgency: string,
    receiver: string,
    answer: 'accepted' | 'declined' = 'accepted',
    replaces?: string,
  ): Promise<string> {
    const referral = {
      service,
      receiverAgency,
      purpose: `Please take over: ${service}`,
      sharedFields: ['language', 'needs'],
      consent: { given: true },
      ...(replaces === undefined ? {} : { replaces }),
    };
    const { id } = await this.step('referral', service, referral, () =>
      this.office.post<{ id: string }>('social', `/v1/cases/${this.caseId}/service-referrals`, referral),
    );
    const response = { answer, ...(answer === 'declined' ? { reason: 'No capacity until January' } : {}) };
    await this.step('referral-answer', service, response, () =>
      this.office.post(receiver, `/v1/service-referrals/${id}/response`, response),
    );
    return id;
  }

  private async do(username: string, key: TaskKey, story: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const taskId = await this.openTask(key);
    const body = { answers: { ...answersOf(key), ...story } };
    const headers = this.pace.waitsAtServer === true ? { prefer: `wait=${WAIT_SECONDS}` } : {};
    const { openTasks } = await this.step(
      'completion',
      key,
      body,
      () => this.office.post<Receipt>(username, `/v1/tasks/${taskId}/completion`, body, headers),
      taskId,
    );
    this.open = openTasks;
  }

  /** At once from the last receipt; after a decision, by looking until the process has moved. */
  private async openTask(key: TaskKey): Promise<string> {
    const known = this.find(key);
    if (known !== undefined) return known;
    const started = performance.now();
    let pauseMs = LOOK_AFTER_MS;
    for (let looks = 1; performance.now() - started < PATIENCE_MS; looks += 1) {
      // The acts of one's own that open something are seen at the first look, without a pause.
      if (looks > 1 || !OPENED_BY_HAND.has(key)) await sleep(pauseMs);
      const { items } = await this.pace.turn(() =>
        this.office.get<{ items: readonly OpenTask[] }>('social', `/v1/tasks?limit=20&caseId=${this.caseId}`),
      );
      this.open = items;
      const found = this.find(key);
      if (found !== undefined) {
        this.pace.onWait?.({ key, ms: performance.now() - started, looks });
        return found;
      }
      pauseMs = Math.min(pauseMs * LOOK_SLOWER_BY, LOOK_AT_LEAST_EVERY_MS);
    }
    throw new Error(
      `Case ${this.caseId} waited in vain for ${key}; open: ${this.open.map((task) => task.key).join(', ')}`,
    );
  }

  private find(key: TaskKey): string | undefined {
    return this.open.find((task) => task.key === key)?.id;
  }

  private async step<T>(
    kind: StepKind,
    name: string,
    body: unknown,
    work: () => Promise<T>,
    taskId?: string,
  ): Promise<T> {
    const { result, ms } = await this.pace.turn(async () => {
      const started = performance.now();
      return { result: await work(), ms: performance.now() - started };
    });
    this.pace.onStep({ kind, name, body, ms, ...(taskId === undefined ? {} : { taskId }) });
    return result;
  }
}

const OPENED_BY_HAND: ReadonlySet<string> = new Set(['ask-partner-agency']);

/** Without a place abroad it is a domestic report, whose first clock runs at once. */
export function reportOf(persons: number, rescuedAbroad?: Readonly<Record<string, unknown>>) {
  return {
    channel: rescuedAbroad === undefined ? 'hotline-1300' : 'embassy',
    province: '12',
    happenedAt: new Date(Date.now() - 60_000).toISOString(),
    dangerNow: false,
    reporterConsents: true,
    ...(rescuedAbroad === undefined ? {} : { rescuedAbroad }),
    persons: Array.from({ length: persons }, (_, index) => ({
      alias: `Person ${index + 1}`,
      sex: 'female',
      ageStatement: 'adult',
      nationality: 'TH',
      language: 'th',
      homeProvince: '71',
    })),
  };
}

/** The examples' instants are not the story's: without them an act happens now. */
function answersOf(key: TaskKey): Record<string, unknown> {
  const happened = /^(?:told|arrived|decided|answered|held|returned|visited)At$/;
  return Object.fromEntries(
    Object.entries(allForms().get(key)?.example ?? {}).filter(([field]) => !happened.test(field)),
  );
}
