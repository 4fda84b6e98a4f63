import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from '@temporalio/client';
import { DataSource } from 'typeorm';
import { createApi } from '../../apps/api/src/create-api.js';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import { SESSION_COOKIE } from '../../apps/api/src/session/session-cookie.js';
import { hashOf, newToken } from '#access/secrets.js';
import type { Role } from '#domain/roles.js';
import { DEMO_PASSWORD } from '#access/demo-accounts.js';
import { seedDemoAccounts } from '#access/seed-demo-accounts.js';
import { FactCourier } from '#temporal/fact-courier.js';
import { createTestDatabase, type TestDatabase } from '#testing/test-services.js';

export interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly bytes: Buffer;
}
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface AskOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly from?: string;
}

/** One browser: it keeps the cookie that it is given. */
export class Browser {
  cookie = '';

  constructor(
    private readonly api: TestApi,
    readonly from = '203.0.113.10',
  ) {}

  async ask(method: Method, url: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
    const answer = await this.api.ask(method, url, {
      ...(body === undefined ? {} : { body }),
      headers: { ...(this.cookie ? { cookie: this.cookie } : {}), ...headers },
      from: this.from,
    });
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) this.cookie = line.split(';')[0] ?? '';
    return answer;
  }

  signIn(username: string, password = DEMO_PASSWORD, code?: string): Promise<Answer> {
    return this.ask('POST', '/v1/session', { username, password, ...(code === undefined ? {} : { code }) });
  }
}

/** The API in this process on a database of its own, without Temporal: for what needs no workflow. */
export class TestApi {
  private constructor(
    readonly database: TestDatabase,
    readonly app: NestFastifyApplication,
  ) {}

  static async open(): Promise<TestApi> {
    const database = await createTestDatabase();
    await seedDemoAccounts(database.ownerUrl);
    process.env.DATABASE_URL = database.appUrl;
    process.env.SAPHAN_LOG_LEVEL = 'silent';
    return new TestApi(database, await createApi());
  }

  async ask(method: Method, url: string, { body, headers = {}, from = '203.0.113.10' }: AskOptions = {}) {
    const isText = typeof body === 'string' || Buffer.isBuffer(body);
    const response = await this.app.inject({
      method,
      url,
      remoteAddress: from,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { payload: isText ? body : JSON.stringify(body) }),
    });
    const isJson = String(response.headers['content-type']).includes('json') && response.payload !== '';
    const parsed: Record<string, unknown> = isJson ? response.json() : {};
    const { statusCode: status, payload: text, rawPayload: bytes } = response;
    return { status, code: parsed.code as string | undefined, headers: response.headers, body: parsed, text, bytes };
  }

  browser(from?: string): Browser {
    return new Browser(this, from);
  }

  async signedIn(username: string, from?: string): Promise<Browser> {
    const browser = this.browser(from);
    const { status, text } = await browser.signIn(username);
    if (status !== 201) throw new Error(text);
    return browser;
  }

  /** A browser of somebody who is none of the demo accounts, signed in with all proofs. */
  async personOf(username: string, roles: readonly Role[], province: string | null): Promise<Browser> {
    const id = randomUUID();
    const token = newToken();
    await this.sql(
      `insert into accounts (id, username, display_name, password_hash, agency, province, roles, demo)
       values ($1, $2, $2, null, $2, $3, $4, true)`,
      [id, username, province, roles],
    );
    await this.sql(
      `insert into sessions (token_hash, account_id, device, method, second_factor, expires_at)
       values ($1, $2, 'test', 'password', true, now() + interval '1 hour')`,
      [hashOf(token), id],
    );
    const browser = this.browser();
    browser.cookie = `${SESSION_COOKIE}=${token}`;
    return browser;
  }

  sql<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return withClient(this.database.ownerUrl, async (client) => (await client.query<Row>(text, [...values])).rows);
  }

  async close(): Promise<void> {
    await this.app.get(FactCourier).settle();
    await this.app.close();
    await this.app.get(Client).connection.close();
    await this.app.get(DataSource).destroy();
    await this.database.drop();
  }
}
