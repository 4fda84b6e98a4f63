import type { ReportDto } from '#client/types.gen.js';
import { reportsControllerCreate } from '#client/sdk.gen.js';
import type { ReportReceipt } from '../api/answers.js';
import { dropDraft, keepAnotherDraft } from './drafts.js';
import { draftOf } from './report-draft.js';
import { answerOf, Refusal, type Words } from '../api/request.js';
import { deviceVaultOf, moveToPage, vaultOf, type Opened } from '../offline/vault.js';

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
  /** Sent one by one when the report has been received; none of them holds it back. */
  readonly photos: readonly OutboxPhoto[];
}

export interface OutboxPhoto {
  /** In the vault; also the idempotency key. */
  readonly id: string;
  /** Which of the report's persons, from 0: the receipt names their cases in the same order. */
  readonly person: number;
  /** `gone`: its 72 hours on this device were over first. */
  readonly state: 'waiting' | 'failed' | 'sent' | 'gone';
  readonly reason: Words | null;
}

export type KeptItem = Opened<OutboxItem>;

type Earlier = Omit<OutboxItem, 'photos'> & Partial<Pick<OutboxItem, 'photos'>>;

const SIGN_IN_AGAIN = 401;
const TOO_MANY_AT_ONCE = 429;
const AWAY = 500;

/** Something of it goes to the server by itself as soon as somebody answers. */
export function isToBeSent({ state, photos }: OutboxItem): boolean {
  return state === 'waiting' || (state === 'sent' && photos.some((photo) => photo.state === 'waiting'));
}

/** A report, a photograph or a draft that only this device has: signing out erases it. */
export async function holdsUnsent(username: string): Promise<boolean> {
  if ((await (await vaultOf(username)).list('draft')).length > 0) return true;
  const kept = await listOutbox(username);
  return kept.some(({ content }) => content.state !== 'sent' || isToBeSent(content));
}

export async function listOutbox(username: string): Promise<readonly KeptItem[]> {
  return itemsIn(await vaultOf(username));
}

/**
 * Where an agency lets its devices keep nothing: what waits on this one is sent first, so that no report is lost by the
 * decision; what is left then lives as long as the page.
 */
export async function leaveDevice(username: string): Promise<void> {
  const waiting = (await itemsIn(await deviceVaultOf(username))).some(({ content }) => isToBeSent(content));
  if (!waiting) await moveToPage(username);
}

async function itemsIn(vault: Awaited<ReturnType<typeof vaultOf>>): Promise<readonly KeptItem[]> {
  const kept = await vault.list<Earlier>('outbox');
  // One that an earlier version of the console kept has none.
  return kept.map((item) => ({ ...item, content: { ...item.content, photos: item.content.photos ?? [] } }));
}

/** Kept first, sent afterwards: what the officer has finished cannot be lost on the way. */
export async function enqueue(
  username: string,
  report: ReportDto,
  photos: readonly (readonly string[])[],
): Promise<void> {
  const key = crypto.randomUUID();
  const item: OutboxItem = {
    key,
    state: 'waiting',
    reason: null,
    report,
    persons: report.persons.length,
    receipt: null,
    photos: photos.flatMap((ids, person) => ids.map((id) => ({ id, person, state: 'waiting', reason: null }) as const)),
  };
  const vault = await vaultOf(username);
  await vault.put('outbox', key, item);
  await dropDraft(username);
}

/** Sends what waits, one after another, reports before photographs; one tab at a time. */
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
    if (!(await listOutbox(username)).some(({ content }) => isToBeSent(content))) return;
    // Most reports have none: what sends them is loaded when there is one.
    const { sendPhotos } = await import('./send-photos.js');
    await sendPhotos(username);
  });
}

async function send(item: OutboxItem, report: ReportDto): Promise<OutboxItem | null> {
  try {
    const receipt = await answerOf<ReportReceipt>(
      reportsControllerCreate({ body: report, headers: { 'Idempotency-Key': item.key } }),
    );
    return { ...item, state: 'sent', reason: null, report: null, receipt };
  } catch (reason) {
    const words = refusalOf(reason);
    return words === null ? null : { ...item, state: 'failed', reason: words };
  }
}

/** Why it was refused for good; null when it may be sent again as it is. */
export function refusalOf(reason: unknown): Words | null {
  if (!(reason instanceof Refusal)) return null;
  const { status, details, errors } = reason.problem;
  if (status === SIGN_IN_AGAIN || status === TOO_MANY_AT_ONCE || status >= AWAY) return null;
  return errors[0]?.details ?? details;
}

export async function retry(username: string, item: OutboxItem): Promise<void> {
  await (await vaultOf(username)).put('outbox', item.key, { ...item, state: 'waiting', reason: null });
}

export async function retryPhoto(username: string, item: OutboxItem, id: string): Promise<void> {
  const photos = item.photos.map((photo) => (photo.id === id ? { ...photo, state: 'waiting', reason: null } : photo));
  await (await vaultOf(username)).put('outbox', item.key, { ...item, photos });
}

export async function discardPhoto(username: string, item: OutboxItem, id: string): Promise<void> {
  const vault = await vaultOf(username);
  await vault.put('outbox', item.key, { ...item, photos: item.photos.filter((photo) => photo.id !== id) });
  await vault.remove(id);
}

export async function discard(username: string, item: OutboxItem): Promise<void> {
  const vault = await vaultOf(username);
  await vault.remove(item.key);
  await dropPhotos(
    username,
    item.photos.map(({ id }) => id),
  );
}

/** Back into the form, with its photographs. */
export async function takeBack(username: string, { key, report, photos }: OutboxItem): Promise<void> {
  if (report === null) return;
  const ofEach = report.persons.map((_, index) => photos.filter(({ person }) => person === index).map(({ id }) => id));
  await keepAnotherDraft(username, draftOf(report, ofEach));
  await (await vaultOf(username)).remove(key);
}

export async function keepPhoto(username: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const id = crypto.randomUUID();
  await (await vaultOf(username)).putPhoto(id, bytes);
  return id;
}

export async function dropPhotos(username: string, ids: readonly string[]): Promise<void> {
  const vault = await vaultOf(username);
  await Promise.all(ids.map((id) => vault.remove(id)));
}
