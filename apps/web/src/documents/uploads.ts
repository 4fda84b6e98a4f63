import { DetailedError, Upload } from 'tus-js-client';
import { documentsControllerList, uploadsControllerBegin, uploadsControllerRemove } from '#client/sdk.gen.js';
import { answerOf, isProblem, Refusal, tellSignedOut } from '../api/request.js';
import type { CaseDocument } from '../api/answers.js';
import type { DocumentKind } from './document-rules.js';

/** A broken line costs one piece; the server takes a MiB at most. */
const PIECE_BYTES = 512 * 1024;
const TRY_AGAIN_MS = 5_000;
/** Not now, but later: another piece came first, too many at once, or the server is away or still looking. */
const COMES_AGAIN = new Set([401, 409, 423, 425, 429, 500, 502, 503, 504]);

export interface DocumentUpload {
  readonly id: string;
  readonly caseId: string;
  readonly taskId: string | null;
  readonly kind: DocumentKind;
  readonly file: File;
  readonly sent: number;
  readonly state: 'sending' | 'paused' | 'waiting' | 'done' | 'refused';
  readonly reason: unknown;
}

interface Running {
  readonly begunAt: number;
  /** Where the server keeps its pieces; null until it was announced. */
  address: string | null;
  serverId: string | null;
  tus: Upload | null;
  timer: number;
}

type Listener = () => void;

/**
 * What is on its way, in this page's memory alone: no name and no place of a file is left on the device. It goes on while
 * other parts of the console are looked at.
 */
let uploads: readonly DocumentUpload[] = [];
const running = new Map<string, Running>();
const listeners = new Set<Listener>();

export function subscribeUploads(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentUploads(): readonly DocumentUpload[] {
  return uploads;
}

export function startUpload(wanted: Pick<DocumentUpload, 'caseId' | 'taskId' | 'kind' | 'file'>): void {
  const id = crypto.randomUUID();
  running.set(id, { begunAt: Date.now(), address: null, serverId: null, tus: null, timer: 0 });
  tell([...uploads, { ...wanted, id, sent: 0, state: 'sending', reason: null }]);
  void send(id);
}

export function pauseUpload(id: string): void {
  stop(id);
  put(id, { state: 'paused' });
}

export function resumeUpload(id: string): void {
  stop(id);
  void send(id);
}

/** Gives up what is not whole, and takes what is settled out of sight. */
export async function removeUpload(id: string): Promise<void> {
  const { serverId } = running.get(id) ?? {};
  const isSettled = uploads.find((known) => known.id === id)?.state === 'done';
  stop(id);
  running.delete(id);
  tell(uploads.filter((known) => known.id !== id));
  if (isSettled || serverId === null || serverId === undefined) return;
  try {
    await answerOf(uploadsControllerRemove({ path: { id: serverId } }));
  } catch (reason) {
    // It is gone already, or nobody answers: the server gives it up by itself within a day.
    if (!(reason instanceof Error)) throw reason;
  }
}

addEventListener('online', () => {
  for (const { id, state } of uploads) if (state === 'waiting') resumeUpload(id);
});

async function send(id: string): Promise<void> {
  const upload = uploads.find((known) => known.id === id);
  const run = running.get(id);
  if (upload === undefined || run === undefined) return;
  put(id, { state: 'sending', reason: null });
  try {
    run.address ??= await announce(upload, run);
  } catch (reason) {
    if (reason instanceof Refusal && !COMES_AGAIN.has(reason.problem.status)) put(id, { state: 'refused', reason });
    else wait(id);
    return;
  }
  // Paused or given up while it was announced.
  if (uploads.find((known) => known.id === id)?.state !== 'sending') return;
  run.tus = new Upload(upload.file, {
    uploadUrl: run.address,
    chunkSize: PIECE_BYTES,
    // It would give up without a network; we wait for one.
    retryDelays: null,
    storeFingerprintForResuming: false,
    onProgress: (sent) => put(id, { sent }),
    onError: (failure) => void failed(id, failure),
    onSuccess: ({ lastResponse }) => (isTaken(lastResponse.getBody()) ? done(id) : void finish(id)),
  });
  run.tus.start();
}

async function announce({ caseId, taskId, kind, file }: DocumentUpload, run: Running): Promise<string> {
  const { id } = await answerOf<{ readonly id: string }>(
    uploadsControllerBegin({
      path: { id: caseId },
      body: { kind, name: file.name.slice(-200), bytes: file.size, ...(taskId === null ? {} : { taskId }) },
    }),
  );
  run.serverId = id;
  return `/v1/document-uploads/${id}`;
}

async function failed(id: string, failure: Error | DetailedError): Promise<void> {
  const response = failure instanceof DetailedError ? failure.originalResponse : null;
  const status = response?.getStatus() ?? 0;
  if (status === 401) tellSignedOut();
  if (response === null || COMES_AGAIN.has(status)) {
    wait(id);
    return;
  }
  if (status === 404 || status === 410) return gone(id);
  put(id, { state: 'refused', reason: refusalIn(response.getBody()) ?? failure });
}

/** All its bytes are there and the document is not: the scanner was away. An empty piece asks once more. */
async function finish(id: string): Promise<void> {
  const { address } = running.get(id) ?? {};
  const upload = uploads.find((known) => known.id === id);
  if (upload === undefined || address === null || address === undefined) return;
  const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(upload.file.size) };
  const answer = await fetch(address, { method: 'PATCH', headers }).catch(() => null);
  if (answer === null || COMES_AGAIN.has(answer.status)) {
    wait(id);
    return;
  }
  const body = await answer.text();
  if (answer.ok) {
    done(id);
    return;
  }
  if (answer.status === 404) return gone(id);
  put(id, { state: 'refused', reason: refusalIn(body) ?? new Error(String(answer.status)) });
}

/** The server knows it no more: the last answer was lost and the document is there, or its day is over and it begins again. */
async function gone(id: string): Promise<void> {
  const upload = uploads.find((known) => known.id === id);
  const run = running.get(id);
  if (upload === undefined || run === undefined) return;
  try {
    const { items } = await answerOf<{ readonly items: readonly CaseDocument[] }>(
      documentsControllerList({ path: { id: upload.caseId } }),
    );
    const isThere = items.some(
      ({ name, bytes, uploadedAt }) =>
        name === upload.file.name.slice(-200) && bytes === upload.file.size && Date.parse(uploadedAt) >= run.begunAt,
    );
    if (isThere) {
      done(id);
      return;
    }
  } catch (reason) {
    if (reason instanceof Refusal && !COMES_AGAIN.has(reason.problem.status)) {
      put(id, { state: 'refused', reason });
      return;
    }
    wait(id);
    return;
  }
  run.address = null;
  put(id, { sent: 0 });
  await send(id);
}

function done(id: string): void {
  stop(id);
  put(id, { state: 'done', sent: uploads.find((known) => known.id === id)?.file.size ?? 0 });
}

function wait(id: string): void {
  const run = running.get(id);
  if (run === undefined || uploads.find((known) => known.id === id)?.state === 'paused') return;
  stop(id);
  put(id, { state: 'waiting' });
  run.timer = window.setTimeout(() => void send(id), TRY_AGAIN_MS);
}

function stop(id: string): void {
  const run = running.get(id);
  if (run === undefined) return;
  clearTimeout(run.timer);
  void run.tus?.abort();
  run.tus = null;
}

function isTaken(body: string): boolean {
  return body !== '' && (JSON.parse(body) as { readonly document?: unknown }).document !== null;
}

function refusalIn(body: string): Refusal | null {
  try {
    const problem = JSON.parse(body) as unknown;
    return isProblem(problem) ? new Refusal(problem) : null;
  } catch {
    return null;
  }
}

function put(id: string, changes: Partial<DocumentUpload>): void {
  tell(uploads.map((known) => (known.id === id ? { ...known, ...changes } : known)));
}

function tell(changed: readonly DocumentUpload[]): void {
  uploads = changed;
  for (const listener of listeners) listener();
}
