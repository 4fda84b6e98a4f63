import { vaultOf } from '../offline/vault.js';

/** A page that was just left gives its draft back a moment later: one that loads itself anew waits for it. */
const PATIENCE_MS = 250;

/** The draft that this tab writes. Another tab writes another one, so that neither types over what the other has kept. */
interface Held {
  readonly username: string;
  readonly id: string;
  readonly release: () => void;
}

let held: Held | null = null;

/** For as long as the tab is open, or until it takes another; false when another tab has it. */
function hold(username: string, id: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(`draft:${id}`, { signal: AbortSignal.timeout(PATIENCE_MS) }, () => {
        held?.release();
        return new Promise<void>((release) => {
          held = { username, id, release };
          resolve(true);
        });
      })
      .catch((reason: unknown) => {
        if (reason instanceof DOMException && reason.name === 'TimeoutError') resolve(false);
        else reject(new Error('No draft could be held', { cause: reason }));
      });
  });
}

export interface FoundDraft<Draft> {
  readonly draft: Draft | null;
  /** Another one is being written in another tab. */
  readonly isElsewhere: boolean;
}

/** What this tab was writing, else what nobody writes just now, the newest first, else none. */
export async function findDraft<Draft>(username: string): Promise<FoundDraft<Draft>> {
  const kept = await (await vaultOf(username)).list<Draft>('draft');
  const mine = held?.username === username ? held.id : null;
  for (const { id, content } of kept) {
    if (id === mine) return { draft: content, isElsewhere: kept.length > 1 };
  }
  if (mine !== null) return { draft: null, isElsewhere: kept.length > 0 };
  for (const { id, content } of kept) {
    if (await hold(username, id)) return { draft: content, isElsewhere: false };
  }
  await beginDraft(username);
  return { draft: null, isElsewhere: kept.length > 0 };
}

/** What this tab wrote until now stays on the device, for whoever opens the next one. */
async function beginDraft(username: string): Promise<string> {
  const id = crypto.randomUUID();
  await hold(username, id);
  return id;
}

export async function keepDraft(username: string, draft: unknown): Promise<void> {
  const id = held?.username === username ? held.id : await beginDraft(username);
  await (await vaultOf(username)).put('draft', id, draft);
}

/** Beside what is being written: that one comes back when this one has been sent. */
export async function keepAnotherDraft(username: string, draft: unknown): Promise<void> {
  await beginDraft(username);
  await keepDraft(username, draft);
}

export async function dropDraft(username: string): Promise<void> {
  if (held?.username !== username) return;
  await (await vaultOf(username)).remove(held.id);
  held.release();
  held = null;
}
