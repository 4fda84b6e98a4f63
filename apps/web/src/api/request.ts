import { client } from '#client/client.gen.js';
import { isUnattended } from '../app/signs-of-life.js';

export interface Words {
  readonly th: string;
  readonly en: string;
}

/** An RFC 9457 problem of the API: the same words in Thai and English, one entry a field. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly details: Words;
  readonly errors: readonly { readonly path: string; readonly code: string; readonly details: Words }[];
  readonly requestId?: string;
}

/** The API answered, and said no. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** Nobody answered: no network, or the server is away. What was typed is still here. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

interface Answered {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response?: Response | undefined;
}

client.setConfig({ baseUrl: '', credentials: 'same-origin' });
client.interceptors.request.use((request) => {
  // What this page asks by itself keeps no session open.
  if (isUnattended()) request.headers.set('saphan-unattended', '1');
  return request;
});

type Listener = () => void;
const signedOutListeners = new Set<Listener>();
/** Told whenever the API says that nobody is signed in: the session ended while the page stayed open. */
export function onSignedOut(listener: Listener): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

export function tellSignedOut(): void {
  for (const listener of signedOutListeners) listener();
}

/** What a call of the generated client answered, or the reason why there is no answer. */
export async function answerOf<T>(call: Promise<Answered>): Promise<T> {
  const { data, error, response } = await call;
  if (response === undefined) throw new Unreachable('no answer');
  if (response.ok) return data as T;
  if (response.status === 401) tellSignedOut();
  if (isProblem(error)) throw new Refusal(error);
  throw new Unreachable(`answered ${response.status}`);
}

/** The revision that an answer was read at, for `If-Match`. */
export async function answerWithRevision<T>(call: Promise<Answered>): Promise<{ answer: T; etag: string | null }> {
  const answered = call.then((given) => given);
  const answer = await answerOf<T>(answered);
  return { answer, etag: (await answered).response?.headers.get('etag') ?? null };
}

export function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'details' in value;
}
