import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { CasePlayer, type ReportReceipt } from '../../apps/dev/src/scenarios/case-player.js';
import { assist, chooseFreely, close, identify, reflect, screen } from '../../apps/dev/src/scenarios/common-steps.js';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import { SaphanClient, type PostOptions, type Session } from '../../apps/dev/src/scenarios/saphan-client.js';
import { SCENARIOS } from '../../apps/dev/src/scenarios/scenarios.js';
import { DEMO_PASSWORD } from '#access/demo-accounts.js';
import type { FormField, FormSchema } from '#policy/form.js';
import { startStack, type Stack } from '#testing/stack.js';
import { getRunFolder } from '#testing/test-run.js';
import { sharedPostgres } from '#testing/test-services.js';

/** Unusual words, of this spec alone, in every field that can hold a person. */
const MARKS = ['Zyxwobble', 'Quorfnip', 'Blarnethwick', 'PP9173551', '0899173551', 'Grumplewatz'];

/** The same for the six scenarios: names, a number of each kind, words, a file's name and what stands in it. */
const SCENARIO_MARKS = [
  'Vexquillion',
  'พิกุลแก้วมณีหาญ',
  'Drumblehatch',
  'QX7755331',
  '0861199773',
  'Snorvelgate',
  'Flimbernaught',
];
const WORDS = 'Snorvelgate พิกุลแก้วมณีหาญ';
const WHO = {
  givenName: 'Vexquillion',
  familyName: 'พิกุลแก้วมณีหาญ',
  alias: 'Drumblehatch',
  passportNumber: 'QX7755331',
  phone: '0861199773',
};
/** What a report and a referral say in a person's own words. */
const FREE_TEXT = new Set(['place', 'narrative', 'statement', 'purpose', 'reason']);

interface ShownTask {
  readonly form?: { readonly schema: FormSchema };
}

/** Plays a scenario as it is told, with unusual words wherever it speaks of a person. */
class MarkingClient extends SaphanClient {
  marked = 0;
  readonly urls: string[] = [];
  private readonly forms = new Map<string, FormSchema>();

  override async as(username: string): Promise<Session> {
    const session = await super.as(username);
    const get = async <T>(to: string): Promise<T> => {
      this.urls.push(to);
      const answer = await session.get<T & ShownTask>(to);
      if (answer.form !== undefined) this.forms.set(`${to}/completion`, answer.form.schema);
      return answer;
    };
    const post = <T>(to: string, body: unknown, options?: PostOptions): Promise<T> => {
      this.urls.push(to);
      const schema = this.forms.get(to);
      const { answers } = body as { answers?: Record<string, unknown> };
      const marked = schema === undefined ? this.inEnvelope(body) : { answers: this.inAnswers(answers, schema) };
      return session.post<T>(to, marked, options);
    };
    return Object.assign(Object.create(session) as Session, { get, post });
  }

  private inEnvelope(body: unknown): unknown {
    const text = JSON.stringify(body, (key, value: unknown) => {
      if (key === 'persons') return (value as object[]).map((person) => ({ ...person, ...this.say(WHO) }));
      return FREE_TEXT.has(key) && typeof value === 'string' ? this.say(`${value} ${WORDS}`) : value;
    });
    return JSON.parse(text) as unknown;
  }

  /** Every answer that its form marks as personal and takes in any words. */
  private inAnswers(answer: unknown, field: FormField | FormSchema): unknown {
    if (Array.isArray(answer) && 'items' in field) {
      const { items } = field;
      return answer.map((item: unknown) => this.inAnswers(item, items));
    }
    if (typeof answer === 'object' && answer !== null && field.properties !== undefined) {
      const { properties } = field;
      return Object.fromEntries(
        Object.entries(answer).map(([name, value]) => {
          const part = CODES.has(name) ? undefined : properties[name];
          return [name, part === undefined ? value : this.inAnswers(value, part)];
        }),
      );
    }
    if (typeof answer !== 'string' || !('x-personal' in field) || !takesAnyWords(field)) return answer;
    const marked = `${answer} ${WORDS}`;
    return marked.length > (field.maxLength ?? Infinity) ? answer : this.say(marked);
  }

  private say<T>(words: T): T {
    this.marked += 1;
    return words;
  }
}

/** Answered with the code of an agency, a case or an account, although the form takes any text. */
const CODES = new Set(['newReceiver', 'duplicateOf', 'shelter', 'username']);

function takesAnyWords({ type, format, pattern, ...field }: FormField): boolean {
  return type === 'string' && field.enum === undefined && format === undefined && [undefined, '\\S'].includes(pattern);
}

/** The files below a folder that hold one of the words, read in pieces: a database is larger than memory. */
function* filesWith(folder: string, words: readonly string[]): Generator<string> {
  const wanted = words.map((word) => Buffer.from(word));
  const overlap = Math.max(...wanted.map(({ length }) => length));
  for (const file of filesBelow(folder)) if (holdsOneOf(file, wanted, overlap)) yield file;
}

function* filesBelow(folder: string): Generator<string> {
  for (const entry of unlessGone(() => readdirSync(folder, { withFileTypes: true })) ?? []) {
    const inside = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(inside);
    if (entry.isFile()) yield inside;
  }
}

/** What PostgreSQL or a process removes meanwhile, a database of another spec among it, holds nothing any more. */
function unlessGone<T>(look: () => T): T | null {
  try {
    return look();
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw failure;
  }
}

function holdsOneOf(file: string, wanted: readonly Buffer[], overlap: number): boolean {
  const handle = unlessGone(() => openSync(file, 'r'));
  if (handle === null) return false;
  const piece = Buffer.alloc(4 * 1024 * 1024);
  try {
    for (let at = 0; ; at += piece.length - overlap) {
      const read = readSync(handle, piece, 0, piece.length, at);
      const text = piece.subarray(0, read);
      if (wanted.some((word) => text.includes(word))) return true;
      if (read < piece.length) return false;
    }
  } finally {
    closeSync(handle);
  }
}

describe('identity never leaves the record (GUIDE §8.4)', () => {
  let stack: Stack;

  beforeAll(async () => {
    // Each process says all that it can say.
    stack = await startStack({ env: { SAPHAN_LOG_LEVEL: 'trace' } });
  }, 120_000);
  afterAll(() => stack.stop());

  it('is in no workflow history, no list of workflows, no metric and no file of Temporal', async () => {
    const client = new SaphanClient(stack.apiUrl);
    const receipt = await (
      await client.as('police')
    ).post<ReportReceipt>('/v1/reports', {
      channel: 'police',
      province: '12',
      happenedAt: new Date(Date.now() - 60_000).toISOString(),
      place: 'Grumplewatz',
      narrative: 'Grumplewatz',
      dangerNow: false,
      reporterConsents: true,
      persons: [
        {
          givenName: 'Zyxwobble',
          familyName: 'Quorfnip',
          alias: 'Blarnethwick',
          passportNumber: 'PP9173551',
          phone: '0899173551',
          nationality: 'TH',
          language: 'th',
          ageStatement: 'adult',
          custody: {
            startedAt: new Date(Date.now() - 60_000).toISOString(),
            placeType: 'shelter',
            place: 'Grumplewatz',
          },
        },
      ],
    });
    const kase = new CasePlayer(client, receipt.cases[0]?.id ?? '');
    await kase.do('social', 'triage-report', { outcome: 'accept', reasons: 'Grumplewatz' });
    await kase.do('social', 'tell-rights');
    await kase.do('social', 'decide-custody', {
      outcome: 'consent-based-stay',
      consentRecorded: true,
      reasons: 'Grumplewatz',
    });
    await screen(kase, 'indication', { decision: { reasons: 'Zyxwobble said Grumplewatz' } });
    await reflect(kase, 'waived');
    await identify(kase, 'victim-s6', { finding: { reasons: 'Zyxwobble' } });
    await chooseFreely(kase, { compensation: 'yes', cooperation: 'yes' });
    const referral = await kase.refer('legal-aid', 'ngo-legal-aid', { purpose: 'Grumplewatz for Zyxwobble' });
    await kase.answerReferral('ngo', referral, 'declined', 'Grumplewatz');
    await assist(kase, 'stay');
    await kase.act('social', 'record-exit', { outcome: 'left' });
    await close(kase, 'left');

    const seen = [await histories(), await (await fetch(`${stack.apiUrl}/metrics`)).text(), filesOf(stack.folder)].join(
      '\n',
    );
    expect(seen).toContain(kase.id);
    for (const mark of MARKS) expect(seen.includes(mark)).toBe(false);
  }, 120_000);

  it('is, after all six scenarios, in no file of PostgreSQL or Temporal, no row, no log, no metric and no URL (S07, S08)', async () => {
    const client = new MarkingClient(stack.apiUrl);
    const played = await Promise.all(Object.values(SCENARIOS).map(({ play }) => play(client, {})));
    const [kase] = played.flat();
    if (kase === undefined) throw new Error('No case was played');
    await addDocument(kase.id);
    const { number } = await kase.show();
    const { superuserUrl } = await sharedPostgres();
    const dataFolder = await withClient(superuserUrl, async (superuser) => {
      await superuser.query('checkpoint');
      const { rows } = await superuser.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
      return rows[0]?.folder ?? '';
    });
    const told = [await (await fetch(`${stack.apiUrl}/metrics`)).text(), ...client.urls, await rowsOf(stack.ownerUrl)];
    // What is looked through can be read: codes stand there in clear, also in the write-ahead log.
    expect([...filesWith(dataFolder, [number])].length).toBeGreaterThan(0);
    expect([...filesWith(path.join(dataFolder, 'pg_wal'), [number])].length).toBeGreaterThan(0);
    expect([...filesWith(stack.folder, [kase.id])].length).toBeGreaterThan(0);
    const logs = [...filesWith(getRunFolder(), ['"saphan-api"', '"saphan-worker"'])].filter((file) =>
      file.endsWith('.log'),
    );
    expect(logs.length).toBeGreaterThanOrEqual(2);
    expect(told.join('\n')).toContain(number);
    expect(client.marked).toBeGreaterThan(200);
    for (const mark of SCENARIO_MARKS) {
      expect(told.some((text) => text.includes(mark) || text.includes(Buffer.from(mark).toString('hex')))).toBe(false);
    }
    // The run's folder holds the logs of every process and Temporal's database.
    for (const folder of [dataFolder, getRunFolder()]) expect([...filesWith(folder, SCENARIO_MARKS)]).toEqual([]);
  }, 300_000);

  async function addDocument(caseId: string): Promise<void> {
    const signedIn = await fetch(`${stack.apiUrl}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'social', password: DEMO_PASSWORD }),
    });
    const form = new FormData();
    form.set('kind', 'statement');
    form.set('file', new Blob([`%PDF-1.7\n${WORDS} Flimbernaught\n%%EOF\n`]), 'Flimbernaught.pdf');
    const added = await fetch(`${stack.apiUrl}/v1/cases/${caseId}/documents`, {
      method: 'POST',
      headers: { cookie: signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '' },
      body: form,
    });
    expect([added.status, await added.json()]).toMatchObject([201, { mediaType: 'application/pdf' }]);
  }

  /** All that the store holds, as text: also what a file holds compressed. */
  function rowsOf(ownerUrl: string): Promise<string> {
    return withClient(ownerUrl, async (client) => {
      const { rows: tables } = await client.query<{ name: string }>(
        `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
      );
      const texts: string[] = [];
      for (const { name } of tables) {
        const { rows } = await client.query<{ line: string }>(`select t::text as line from ${name} t`);
        texts.push(...rows.map(({ line }) => line));
      }
      return texts.join('\n');
    });
  }

  async function histories(): Promise<string> {
    const connection = await Connection.connect({ address: stack.temporalAddress });
    try {
      const { workflow } = new Client({ connection });
      const parts: string[] = [];
      for await (const execution of workflow.list()) {
        const history = await workflow.getHandle(execution.workflowId, execution.runId).fetchHistory();
        parts.push(execution.workflowId, JSON.stringify(history, decoded));
      }
      return parts.join('\n');
    } finally {
      await connection.close();
    }
  }
});

/** Payloads travel as bytes: read as text, so that a name in them is seen. */
function decoded(_key: string, value: unknown): unknown {
  const bytes: unknown =
    typeof value === 'object' && value !== null && 'type' in value && 'data' in value ? value.data : value;
  return bytes instanceof Uint8Array || Array.isArray(bytes) ? Buffer.from(bytes as number[]).toString('utf8') : value;
}

/** Logs of worker and API, and Temporal's database file. */
function filesOf(folder: string): string {
  return [...filesBelow(folder)].map((file) => unlessGone(() => readFileSync(file, 'latin1')) ?? '').join('\n');
}
