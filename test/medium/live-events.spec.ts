import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import type { LiveEvent } from '../../apps/api/src/events/live-events.service.js';
import { TestApi, type Browser } from './test-api.js';

const WITHIN_MS = 10_000;

/** One open console: what it has heard, and whether it was ended. */
class OpenConsole {
  readonly heard: LiveEvent[] = [];
  isEnded = false;
  private readonly stopped = new AbortController();

  static async of(browser: Browser, address: string): Promise<OpenConsole> {
    const console = new OpenConsole();
    const response = await fetch(`${address}/v1/events`, {
      headers: { cookie: browser.cookie, accept: 'text/event-stream' },
      signal: console.stopped.signal,
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('no-store');
    if (response.body === null) throw new Error('No stream');
    void console.read(response.body);
    await console.hears(({ kind }) => kind === 'everything');
    console.heard.length = 0;
    return console;
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const bytes of body) {
        for (const line of decoder.decode(bytes).split('\n')) {
          if (line.startsWith('data: ')) this.heard.push(JSON.parse(line.slice(6)) as LiveEvent);
        }
      }
    } catch (reason) {
      if (!this.stopped.signal.aborted) throw reason;
    }
    this.isEnded = true;
  }

  async hears(wanted: (event: LiveEvent) => boolean): Promise<void> {
    await until(() => this.heard.some(wanted));
  }

  leave(): void {
    this.stopped.abort();
  }
}

async function until(isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error('It never came');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('what an open console hears', () => {
  let api: TestApi;
  let address: string;
  const open: OpenConsole[] = [];

  beforeAll(async () => {
    api = await TestApi.open();
    await api.app.listen(0, '127.0.0.1');
    const { port } = api.app.getHttpServer().address() as AddressInfo;
    address = `http://127.0.0.1:${port}`;
  }, 60_000);
  afterEach(() => {
    for (const console of open.splice(0)) console.leave();
  });
  afterAll(() => api.close(), 30_000);

  const consoleOf = async (who: string | Browser): Promise<OpenConsole> => {
    const console = await OpenConsole.of(typeof who === 'string' ? await api.signedIn(who) : who, address);
    open.push(console);
    return console;
  };
  const report = async (province: string): Promise<string> => {
    const police = await api.signedIn('police');
    const { body } = await police.ask('POST', '/v1/reports', {
      channel: 'police',
      province,
      happenedAt: new Date().toISOString(),
      dangerNow: false,
      reporterConsents: true,
      persons: [{ givenName: 'มานีมาร์คเกอร์', nationality: 'TH', language: 'th', ageStatement: 'adult' }],
    });
    return (body.cases as { id: string }[])[0]?.id ?? '';
  };

  it('is that a case has changed which it may read, by its id and nothing else', async () => {
    const social = await consoleOf('social');
    const caseId = await report('12');
    await social.hears((event) => event.caseId === caseId);
    await social.hears(({ kind }) => kind === 'work');
    for (const event of social.heard)
      expect(Object.keys(event).filter((key) => !['kind', 'caseId'].includes(key))).toEqual([]);
  });

  it('is nothing of a case that is none of its business', async () => {
    const [social, elsewhere] = [await consoleOf('social'), await consoleOf('social-kan')];
    const foreign = await report('12');
    await social.hears((event) => event.caseId === foreign);
    // What comes later arrives, so what has not arrived by then was not sent.
    const own = await report('71');
    await elsewhere.hears((event) => event.caseId === own);
    expect(elsewhere.heard.map(({ caseId }) => caseId)).not.toContain(foreign);
  });

  it('ends with the session: nothing is told to one that is over', async () => {
    const browser = await api.signedIn('social');
    const [stays, leaves] = [await consoleOf('social'), await consoleOf(browser)];
    await browser.ask('DELETE', '/v1/session');
    const caseId = await report('12');
    await stays.hears((event) => event.caseId === caseId);
    await until(() => leaves.isEnded);
    expect(leaves.heard).toEqual([]);
  });

  it('keeps no session open, and ends with one that nobody has touched for an hour', async () => {
    const stays = await consoleOf('social');
    const browser = await api.signedIn('social');
    const idle = createHash('sha256')
      .update(browser.cookie.split('=')[1] ?? '')
      .digest();
    const leftFor = (minutes: number) =>
      api.sql('update sessions set last_seen_at = now() - make_interval(mins => $2) where token_hash = $1', [
        idle,
        minutes,
      ]);
    await leftFor(59);
    const leaves = await consoleOf(browser);
    const [session] = await api.sql<{ fresh: boolean }>(
      `select last_seen_at > now() - interval '1 minute' as fresh from sessions where token_hash = $1`,
      [idle],
    );
    expect(session?.fresh).toBe(false);
    await leftFor(61);
    const caseId = await report('12');
    await stays.hears((event) => event.caseId === caseId);
    await until(() => leaves.isEnded);
    expect(leaves.heard).toEqual([]);
  });

  it('ends for the oldest when one account opens too many', async () => {
    const browser = await api.signedIn('social');
    const first = await consoleOf(browser);
    for (let more = 0; more < 8; more++) await consoleOf(browser);
    await until(() => first.isEnded);
  });

  it('says that something may have been missed when the connection to PostgreSQL was lost, and hears again', async () => {
    const social = await consoleOf('social');
    await withClient(api.database.appUrl, (pg) =>
      pg.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'saphan-live-changes' and datname = current_database()`),
    );
    await social.hears(({ kind }) => kind === 'everything');
    const caseId = await report('12');
    await social.hears((event) => event.caseId === caseId);
  });

  it('is closed to who is not signed in, and tells others than a browser’s stream only which kinds there are', async () => {
    expect((await api.browser().ask('GET', '/v1/events')).code).toBe('not-signed-in');
    const { body } = await (await api.signedIn('shelter')).ask('GET', '/v1/events');
    expect(body).toEqual({ kinds: ['case', 'work', 'everything'], heartbeatSeconds: 10 });
  });
});
