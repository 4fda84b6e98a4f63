// The reference of (a), run as a process of its own: a bare Node HTTP server that writes the product's rows, one statement
// a row, in one transaction, with the product's locks and its look at the session. It decides and checks nothing.
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import pg from 'pg';
import type { RecordedStep, RowWrite } from './step-recorder.js';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const NUMBER = /(?:SP|IN)-\d{4}-\d{6}/g;

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 12 });
const recording = readFileSync(process.env.RECORDING ?? '', 'utf8');
/** Accounts are the same people in every journey. */
const accounts = new Set((await pool.query<{ id: string }>('select id from accounts')).rows.map(({ id }) => id));
const jsonColumns = await readJsonColumns();
const steps = new Map<string, RecordedStep>();

const SESSION_SQL = `select a.id, a.username, a.display_name, a.agency, a.province, a.roles from sessions s
  join accounts a on a.id = s.account_id
  where s.token_hash = $1 and s.expires_at > now() and a.disabled_at is null`;
const LOCK_SQL = `select c.* from cases c join tasks t on t.case_id = c.id where t.id = $1 for update of c`;

const server = createServer((request, response) => {
  void answer(request).then(
    (body) => send(response, 200, body),
    (failure: unknown) => send(response, 500, { failure: String(failure) }),
  );
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.({ ready: true }));

async function answer(request: IncomingMessage): Promise<unknown> {
  const url = request.url ?? '';
  if (url === '/journeys') return newJourney();
  const id = /^\/(?:v1\/tasks|background)\/([^/]+)/.exec(url)?.[1] ?? '';
  const step = steps.get(id);
  if (step === undefined) throw new Error(`No step ${id}`);
  if (url.startsWith('/background/')) {
    await transact(async (client) => {
      for (const row of step.writes) await write(client, row);
    });
    return {};
  }
  JSON.parse(await bodyOf(request));
  const token = (request.headers.authorization ?? '').slice('Bearer '.length);
  const session = await pool.query(SESSION_SQL, [createHash('sha256').update(token).digest()]);
  if (session.rowCount !== 1) throw new Error('Not signed in');
  await transact(async (client) => {
    let locked = false;
    for (const row of step.writes) {
      // As in the product: the key is claimed, then the case is locked, then everything else is written.
      if (!locked && row.table !== 'idempotency_keys') {
        await client.query(LOCK_SQL, [id]);
        locked = true;
      }
      await write(client, row);
    }
  });
  return { task: { id, state: 'completed' } };
}

async function transact(work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await work(client);
    await client.query('commit');
  } catch (failure) {
    await client.query('rollback');
    throw failure;
  } finally {
    client.release();
  }
}

async function write(client: pg.PoolClient, { table, op, values, key }: RowWrite): Promise<void> {
  const names = Object.keys(values);
  const params = [...Object.entries(values), ...Object.entries(key)].map(([column, value]) =>
    jsonColumns.has(`${table}.${column}`) ? JSON.stringify(value) : value,
  );
  if (op === 'INSERT') {
    const places = names.map((_, index) => `$${index + 1}`).join(', ');
    await client.query(`insert into ${table} (${names.join(', ')}) values (${places})`, params);
    return;
  }
  const wheres = Object.keys(key).map((name, index) => `${name} = $${names.length + index + 1}`);
  if (op === 'DELETE') {
    await client.query(`delete from ${table} where ${wheres.join(' and ')}`, params);
    return;
  }
  if (names.length === 0) return;
  const sets = names.map((name, index) => `${name} = $${index + 1}`).join(', ');
  await client.query(`update ${table} set ${sets} where ${wheres.join(' and ')}`, params);
}

/** The same journey for another person: every id and number is new. Not measured. */
function newJourney(): { readonly steps: readonly { readonly id: string; readonly measured: boolean }[] } {
  const known = new Map<string, string>();
  const replaced = (found: string, make: () => string): string => {
    const made = known.get(found) ?? make();
    known.set(found, made);
    return made;
  };
  const text = recording
    .replace(UUID, (found) => (accounts.has(found) ? found : replaced(found, randomUUID)))
    .replace(NUMBER, (found) => replaced(found, () => `${found.slice(0, 2)}-${randomUUID().slice(0, 18)}`));
  const journey = (JSON.parse(text) as RecordedStep[]).map((step) => {
    const id = step.taskId ?? randomUUID();
    steps.set(id, step);
    return { id, measured: step.taskId !== null };
  });
  return { steps: journey };
}

async function readJsonColumns(): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'public' and data_type = 'jsonb'`,
  );
  return new Set(rows.map(({ name }) => name));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  request.setEncoding('utf8');
  let text = '';
  for await (const chunk of request) text += chunk as string;
  return text;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
