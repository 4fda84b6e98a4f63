import { randomUUID } from 'node:crypto';

export interface Problem {
  readonly type: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly details: { readonly th: string; readonly en: string };
  readonly errors: readonly { readonly path: string; readonly code: string }[];
}

/** A refusal of the API, as the person would be told. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(
    readonly problem: Problem,
    request: string,
  ) {
    const fields = problem.errors.map(({ path, code }) => `${path} ${code}`).join(', ');
    super(`${request}: ${problem.status} ${problem.code} ${fields}`);
  }
}

export interface PostOptions {
  readonly idempotencyKey?: string;
  readonly waitSeconds?: number;
}

/** One signed-in person's way to the API. */
export class Session {
  constructor(
    readonly username: string,
    private readonly baseUrl: string,
    private readonly cookie: string,
  ) {}

  get<T>(path: string): Promise<T> {
    return this.request<T>('GET', path);
  }

  put<T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<T> {
    return this.request<T>('PUT', path, body, headers);
  }

  /** Safe to repeat with the same key. */
  post<T>(path: string, body: unknown, { idempotencyKey = randomUUID(), waitSeconds }: PostOptions = {}): Promise<T> {
    return this.request<T>('POST', path, body, {
      'idempotency-key': idempotencyKey,
      ...(waitSeconds === undefined ? {} : { prefer: `wait=${waitSeconds}` }),
    });
  }

  private async request<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const response = await fetch(this.baseUrl + path, {
      method,
      headers: {
        cookie: this.cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json: unknown = text === '' ? undefined : JSON.parse(text);
    if (!response.ok) throw new ProblemError(json as Problem, `${method} ${path}`);
    return json as T;
  }
}

/** Signs people in once each, by the demo accounts' names. */
export class SaphanClient {
  private readonly sessions = new Map<string, Promise<Session>>();

  constructor(
    readonly baseUrl: string,
    private readonly password = 'saphan-demo',
  ) {}

  as(username: string): Promise<Session> {
    const known = this.sessions.get(username);
    if (known !== undefined) return known;
    const session = this.signIn(username);
    this.sessions.set(username, session);
    return session;
  }

  private async signIn(username: string): Promise<Session> {
    const response = await fetch(`${this.baseUrl}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: this.password }),
    });
    if (!response.ok) throw new ProblemError((await response.json()) as Problem, 'POST /v1/session');
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return new Session(username, this.baseUrl, cookie);
  }
}
