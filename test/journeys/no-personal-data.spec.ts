import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { CasePlayer, type ReportReceipt } from '../../apps/dev/src/scenarios/case-player.js';
import { assist, chooseFreely, close, identify, reflect, screen } from '../../apps/dev/src/scenarios/common-steps.js';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import { SaphanClient, type PostOptions, type Session } from '../../apps/dev/src/scenarios/saphan-client.js';
import { SCENARIOS } from '../../apps/dev/src/scenarios/scenarios.js';
import { startStack, type Stack } from '#testing/stack.js';
import { getRunFolder } from '#testing/test-run.js';
import { sharedPostgres } from '#testing/test-services.js';

/** Unusual words, of this spec alone, in every field that can hold a person. */
const MARKS = ['Zyxwobble', 'Quorfnip', 'Blarnethwick', 'PP9173551', '0899173551', 'Grumplewatz'];

const SCENARIO_MARKS = ['Vexquillion', 'Drumblehatch', 'QX7755331', '0861199773', 'Snorvelgate', 'พิกุลแก้วมณีหาญ'];
/** What the forms ask for in a person's own words. */
const FREE_TEXT = new Set([
  'reasons',
  'reason',
  'evidence',
  'notes',
  'narrative',
  'ownWords',
  'wishes',
  'opinion',
  'circumstances',
  'findings',
  'safetyNotes',
  'dangerNotes',
  'safeContact',
  'contact',
  'supportPlan',
  'specialNeeds',
  'healthNeeds',
  'injuries',
  'escort',
  'guardian',
  'corroboration',
  'purpose',
  'differsBecause',
  'belongings',
  'emergencyContact',
  'answer',
]);

/** Plays a scenario as it is told, with unusual words wherever it speaks of a person. */
class MarkingClient extends SaphanClient {
  marked = 0;

  override async as(username: string): Promise<Session> {
    const session = await super.as(username);
    return Object.assign(Object.create(session) as Session, {
      post: <T>(to: string, body: unknown, options?: PostOptions) => session.post<T>(to, this.mark(body), options),
    });
  }

  private mark(body: unknown): unknown {
    const text = JSON.stringify(body, (key, value: unknown) => {
      if (key === 'persons' && Array.isArray(value))
        return value.map((person: object) => ({ ...person, ...this.who() }));
      if (typeof value !== 'string' || !FREE_TEXT.has(key)) return value;
      this.marked += 1;
      return `${value} Snorvelgate พิกุลแก้วมณีหาญ`;
    });
    return JSON.parse(text) as unknown;
  }

  private who() {
    this.marked += 1;
    return {
      givenName: 'Vexquillion',
      familyName: 'พิกุลแก้วมณีหาญ',
      alias: 'Drumblehatch',
      passportNumber: 'QX7755331',
      phone: '0861199773',
    };
  }
}

/** The files below a folder that hold one of the words, read in pieces: a database is larger than memory. */
function* filesWith(folder: string, words: readonly string[]): Generator<string> {
  const wanted = words.map((word) => Buffer.from(word));
  const overlap = Math.max(...wanted.map(({ length }) => length));
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    if (holdsOneOf(file, wanted, overlap)) yield file;
  }
}

function holdsOneOf(file: string, wanted: readonly Buffer[], overlap: number): boolean {
  // A file that PostgreSQL or a process removes meanwhile holds nothing any more.
  const handle = existsSync(file) ? openSync(file, 'r') : null;
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
    stack = await startStack();
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
    await identify(kase, 'victim-s6', { reasons: 'Zyxwobble' });
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

  it('is, after all six scenarios, in no file of PostgreSQL, no log and no metric: S07, S08', async () => {
    const client = new MarkingClient(stack.apiUrl);
    const played = await Promise.all(Object.values(SCENARIOS).map(({ play }) => play(client, {})));
    const [kase] = played.flat();
    if (kase === undefined) throw new Error('No case was played');
    const { number } = await kase.show();
    const metrics = await (await fetch(`${stack.apiUrl}/metrics`)).text();
    const { superuserUrl } = await sharedPostgres();
    const dataFolder = await withClient(superuserUrl, async (superuser) => {
      await superuser.query('checkpoint');
      const { rows } = await superuser.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
      return rows[0]?.folder ?? '';
    });
    // What is looked through can be read: codes stand there in clear, also in the write-ahead log.
    expect([...filesWith(dataFolder, [number])].length).toBeGreaterThan(0);
    expect([...filesWith(path.join(dataFolder, 'pg_wal'), [number])].length).toBeGreaterThan(0);
    expect([...filesWith(stack.folder, [kase.id])].length).toBeGreaterThan(0);
    expect(client.marked).toBeGreaterThan(100);
    for (const mark of SCENARIO_MARKS) expect(metrics).not.toContain(mark);
    // The run's folder holds the logs of every process and Temporal's database.
    for (const folder of [dataFolder, getRunFolder()]) expect([...filesWith(folder, SCENARIO_MARKS)]).toEqual([]);
  }, 300_000);

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
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}
