import type { SaphanClient, Session } from './saphan-client.js';

export interface ShownTask {
  readonly id: string;
  readonly key: string;
  readonly checklist: string;
  readonly state: string;
  readonly subject: string;
  readonly outcome: string | null;
  readonly dueAt: string | null;
  readonly mustDecide: boolean;
  readonly urgent: boolean;
}

export interface ShownCase {
  readonly id: string;
  readonly number: string;
  readonly stage: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly mustDecide: boolean;
  readonly retentionUntil: string | null;
  readonly codes: Record<string, unknown>;
  readonly waitsFor: readonly { readonly unblockedBy: { readonly key: string } }[];
}

export interface ShownClock {
  readonly id: string;
  readonly key: string;
  readonly state: string;
  readonly startedAt: string;
  readonly dueAt: string;
  readonly endedAt: string | null;
  readonly lateByMs: number | null;
  readonly stoppedAt: string | null;
  readonly overtakenEnds: readonly { readonly dueAt: string; readonly endedAt: string }[];
  readonly confidence: string | null;
}

export interface ShownEvent {
  readonly id: string;
  readonly kind: string;
  readonly params: Record<string, string | number>;
  readonly happenedAt: string;
  readonly actor: string | null;
  readonly agency: string | null;
  readonly sentence: { readonly th: string; readonly en: string };
}

export interface ReportReceipt {
  readonly incidentId: string;
  readonly cases: readonly { readonly id: string; readonly number: string }[];
}

const POLL_MS = 40;
const PATIENCE_MS = 60_000;

/** One case played through the public API by people with different roles. */
export class CasePlayer {
  constructor(
    private readonly client: SaphanClient,
    readonly id: string,
    /** Who may read the case. */
    private readonly reader = 'social',
  ) {}

  private read(): Promise<Session> {
    return this.client.as(this.reader);
  }

  async show(): Promise<ShownCase> {
    return (await this.read()).get<ShownCase>(`/v1/cases/${this.id}`);
  }

  async tasks(): Promise<readonly ShownTask[]> {
    const { items } = await (await this.read()).get<{ items: ShownTask[] }>(`/v1/cases/${this.id}/tasks`);
    return items;
  }

  async clocks(): Promise<readonly ShownClock[]> {
    const { items } = await (await this.read()).get<{ items: ShownClock[] }>(`/v1/cases/${this.id}/clocks`);
    return items;
  }

  async clock(key: string): Promise<ShownClock> {
    const found = (await this.clocks()).filter((clock) => clock.key === key).at(-1);
    if (found === undefined) throw new Error(`The case has no clock ${key}`);
    return found;
  }

  async timeline(): Promise<readonly ShownEvent[]> {
    const { items } = await (await this.read()).get<{ items: ShownEvent[] }>(`/v1/cases/${this.id}/timeline`);
    return items;
  }

  /** Waits until a task of that key is open: the process may still be on its way to it. */
  async open(key: string, subject?: string): Promise<ShownTask> {
    return this.eventually(`an open task ${key}`, async () =>
      (await this.tasks()).find(
        (task) => task.key === key && task.state === 'open' && (subject === undefined || task.subject === subject),
      ),
    );
  }

  async reachStage(stage: string): Promise<ShownCase> {
    return this.eventually(`stage ${stage}`, async () => {
      const kase = await this.show();
      return kase.stage === stage ? kase : undefined;
    });
  }

  async eventually<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > deadline) {
        const { stage, waitsFor } = await this.show();
        const open = waitsFor.map(({ unblockedBy }) => unblockedBy.key).join(', ');
        throw new Error(`Waited in vain for ${what}; the case is at ${stage} with ${open || 'nothing'} open`);
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /** Completes the task of that key as a person, with the form's own example under what the story says. */
  async do(username: string, key: string, story: Record<string, unknown> = {}, subject?: string): Promise<void> {
    const task = await this.open(key, subject);
    await this.complete(username, task.id, story);
  }

  async complete(username: string, taskId: string, story: Record<string, unknown>): Promise<void> {
    const session = await this.client.as(username);
    const { form } = await session.get<{ form: { example: Record<string, unknown> } }>(`/v1/tasks/${taskId}`);
    const answers = Object.fromEntries(
      Object.entries({ ...withoutInstants(form.example), ...story }).filter(([, value]) => value !== undefined),
    );
    await session.post(`/v1/tasks/${taskId}/completion`, { answers });
  }

  /** Opens one of the acts that no stage waits for, and does it. */
  async act(username: string, key: string, story: Record<string, unknown> = {}): Promise<void> {
    const session = await this.client.as(username);
    const { id } = await session.post<{ id: string }>(`/v1/cases/${this.id}/tasks`, { key });
    await this.complete(username, id, story);
  }

  async refer(service: string, receiverAgency: string, more: Record<string, unknown> = {}): Promise<string> {
    const session = await this.client.as('social');
    const { id } = await session.post<{ id: string }>(`/v1/cases/${this.id}/service-referrals`, {
      service,
      receiverAgency,
      purpose: `Please take over: ${service}`,
      sharedFields: ['language', 'needs'],
      consent: { given: true },
      ...more,
    });
    return id;
  }

  async answerReferral(username: string, id: string, answer: 'accepted' | 'declined', reason?: string): Promise<void> {
    const session = await this.client.as(username);
    await session.post(`/v1/service-referrals/${id}/response`, { answer, ...(reason === undefined ? {} : { reason }) });
  }
}

/** The examples' instants are not the story's: without them an act happens now. */
function withoutInstants(example: Record<string, unknown>): Record<string, unknown> {
  const happened =
    /^(?:told|arrived|started|notified|decided|ordered|answered|held|returned|handedOver|visited|exited|rescued)At$/;
  return Object.fromEntries(Object.entries(example).filter(([field]) => !happened.test(field)));
}
