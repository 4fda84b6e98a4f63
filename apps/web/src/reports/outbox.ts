import type { ReportDto } from '#client/types.gen.js';
import { reportsControllerCreate } from '#client/sdk.gen.js';
import type { ReportReceipt } from '../api/answers.js';
import { answerOf, Refusal, type Words } from '../api/request.js';
import { vaultOf, type Opened } from '../offline/vault.js';

/** A report on its way: it leaves the device's store only when the server has it, or somebody discards it. */
export interface OutboxItem {
  /** Also the idempotency key: sent twice, it is still one report. */
  readonly key: string;
  readonly state: 'waiting' | 'failed' | 'sent';
  /** Why it was refused, in both languages. */
  readonly reason: Words | null;
  /** Gone when it was received: only the receipt stays. */
  readonly report: ReportDto | null;
  readonly persons: number;
  readonly receipt: ReportReceipt | null;
}

export type KeptItem = Opened<OutboxItem>;

const SIGN_IN_AGAIN = 401;
const AWAY = 500;

export async function listOutbox(username: string): Promise<readonly KeptItem[]> {
  return (await vaultOf(username)).list<OutboxItem>('outbox');
}

/** Kept first, sent afterwards: what the officer has finished cannot be lost on the way. */
export async function enqueue(username: string, report: ReportDto): Promise<string> {
  const key = crypto.randomUUID();
  const item: OutboxItem = {
    key,
    state: 'waiting',
    reason: null,
    report,
    persons: report.persons.length,
    receipt: null,
  };
  const vault = await vaultOf(username);
  await vault.put('outbox', key, item);
  await vault.remove(DRAFT);
  return key;
}

/** Sends what waits, one after another; one tab at a time. */
export async function sendOutbox(username: string): Promise<void> {
  await navigator.locks.request('outbox', async () => {
    const vault = await vaultOf(username);
    for (const { content } of [...(await listOutbox(username))].reverse()) {
      if (content.state !== 'waiting' || content.report === null) continue;
      const settled = await send(content, content.report);
      // Nobody answers: the others would not get through either.
      if (settled === null) return;
      await vault.put('outbox', content.key, settled);
    }
  });
}

async function send(item: OutboxItem, report: ReportDto): Promise<OutboxItem | null> {
  try {
    const receipt = await answerOf<ReportReceipt>(
      reportsControllerCreate({ body: report, headers: { 'Idempotency-Key': item.key } }),
    );
    return { ...item, state: 'sent', reason: null, report: null, receipt };
  } catch (reason) {
    if (!(reason instanceof Refusal)) return null;
    const { status, details, errors } = reason.problem;
    if (status === SIGN_IN_AGAIN || status >= AWAY) return null;
    return { ...item, state: 'failed', reason: errors[0]?.details ?? details };
  }
}

export async function retry(username: string, item: OutboxItem): Promise<void> {
  await (await vaultOf(username)).put('outbox', item.key, { ...item, state: 'waiting', reason: null });
}

export async function discard(username: string, key: string): Promise<void> {
  await (await vaultOf(username)).remove(key);
}

const DRAFT = 'quick-report';

export async function findDraft<Draft>(username: string): Promise<Draft | null> {
  return (await vaultOf(username)).find<Draft>('draft', DRAFT);
}

export async function keepDraft(username: string, draft: unknown): Promise<void> {
  await (await vaultOf(username)).put('draft', DRAFT, draft);
}

export async function dropDraft(username: string): Promise<void> {
  await (await vaultOf(username)).remove(DRAFT);
}
