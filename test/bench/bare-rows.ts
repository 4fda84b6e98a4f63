import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { chooseFreePort } from '../../apps/dev/src/free-port.js';
import type { Stack } from '../../libs/testing/src/stack.js';
import { getRunFolder } from '../../libs/testing/src/test-run.js';
import { createTestDatabase, sharedPostgres } from '../../libs/testing/src/test-services.js';
import { startReference } from './bench-services.js';
import { HttpClient } from './http-client.js';
import { Journey, Office } from './journey.js';
import { recordSteps, type RecordedStep } from './step-recorder.js';

/** What the product wrote for one journey, and what its people sent. */
export interface RecordedJourney {
  readonly steps: readonly RecordedStep[];
  /** The request of each completed task. */
  readonly bodies: readonly unknown[];
  /** Everything that people did in it, completed tasks and all else. */
  readonly humanSteps: number;
  readonly rowsACompletion: number;
}

export async function recordJourney({ apiUrl, ownerUrl }: Stack): Promise<RecordedJourney> {
  const office = await Office.open(apiUrl);
  const bodies: unknown[] = [];
  let humanSteps = 0;
  const steps = await recordSteps(ownerUrl, async () => {
    const completedTaskIds = new Set<string>();
    const journey = new Journey(office, {
      turn: (work) => work(),
      onStep: ({ taskId, body }) => {
        humanSteps += 1;
        if (taskId === undefined) return;
        completedTaskIds.add(taskId);
        bodies.push(body);
      },
    });
    await journey.play();
    return { completedTaskIds };
  });
  office.close();
  const measured = steps.filter(({ taskId }) => taskId !== null);
  if (measured.length !== bodies.length)
    throw new Error(`${bodies.length} tasks completed, ${measured.length} recorded`);
  const rows = measured.reduce((sum, { writes }) => sum + writes.length, 0);
  return { steps, bodies, humanSteps, rowsACompletion: rows / measured.length };
}

/** The steps of a journey that is ready to be written: those that people wait for, and those that the process makes. */
type PreparedJourney = readonly { readonly id: string; readonly measured: boolean }[];

/** A bare Node and pg program that writes the recorded rows for one new person after the other. */
export interface BareRows {
  /** Gives the journey to a person of its own. Not to be measured. */
  prepare(): Promise<PreparedJourney>;
  /** Writes it, one step after the other; how long each completion took. */
  play(journey: PreparedJourney): Promise<readonly number[]>;
  stop(): Promise<void>;
}

export async function startBareRows(productUrl: string, { steps, bodies }: RecordedJourney): Promise<BareRows> {
  const database = await createTestDatabase();
  const token = randomBytes(32).toString('base64url');
  await copyAccounts(productUrl, database.ownerUrl, token);
  const file = path.join(getRunFolder(), `step-recording-${database.name}.json`);
  writeFileSync(file, JSON.stringify(steps), { mode: 0o600 });
  const port = await chooseFreePort();
  const server = await startReference('reference-step', {
    // It has no subject: only a superuser's rows are let through by row security.
    DATABASE_URL: Object.assign(new URL((await sharedPostgres()).superuserUrl), { pathname: database.name }).href,
    RECORDING: file,
    PORT: String(port),
  });
  const http = new HttpClient(`http://127.0.0.1:${port}`);
  return {
    prepare: async () => (await http.ask<{ steps: PreparedJourney }>('POST', '/journeys')).steps,
    async play(journey) {
      const samples: number[] = [];
      for (const { id, measured } of journey) {
        if (!measured) {
          await http.ask('POST', `/background/${id}`);
          continue;
        }
        const started = performance.now();
        await http.ask('POST', `/v1/tasks/${id}/completion`, {
          headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
          body: bodies[samples.length],
        });
        samples.push(performance.now() - started);
      }
      return samples;
    },
    async stop() {
      http.close();
      server.kill();
      await server.exited;
      await database.drop();
    },
  };
}

/** The same people under the same ids, one of them signed in. */
async function copyAccounts(fromUrl: string, toUrl: string, token: string): Promise<void> {
  const [from, to] = [fromUrl, toUrl].map((connectionString) => new pg.Client({ connectionString })) as [
    pg.Client,
    pg.Client,
  ];
  await Promise.all([from.connect(), to.connect()]);
  const { rows } = await from.query<{ account: unknown }>('select to_jsonb(a) as account from accounts a');
  await to.query(
    `insert into accounts select r.* from jsonb_array_elements($1::jsonb) e,
       jsonb_populate_record(null::accounts, e) r`,
    [JSON.stringify(rows.map(({ account }) => account))],
  );
  await to.query(
    `insert into sessions (token_hash, account_id, device, method, expires_at)
     select $1, id, 'bench', 'password', now() + interval '1 hour' from accounts where username = 'social'`,
    [createHash('sha256').update(token).digest()],
  );
  await Promise.all([from.end(), to.end()]);
}
