import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { chooseFreePort } from '../../apps/dev/src/free-port.js';
import { getRunFolder } from '../../libs/testing/src/test-run.js';
import { createTestDatabase, sharedPostgres } from '../../libs/testing/src/test-services.js';
import { type BenchStack, startReference } from './bench-services.js';
import type { Deadline } from './deadline.js';
import { describe, type Figure, figureOf, median, say } from './figures.js';
import { HttpClient } from './http-client.js';
import { Journey, Office } from './journey.js';
import { recordSteps } from './step-recorder.js';

const LIMIT = 1.5;

/** One client plays a journey; the time of every completed task, from the request to its acknowledgement. */
export async function acknowledgedCompletions(office: Office): Promise<number[]> {
  const samples: number[] = [];
  const journey = new Journey(office, {
    turn: (work) => work(),
    onStep: ({ kind, ms }) => {
      if (kind === 'completion') samples.push(ms);
    },
  });
  await journey.play();
  return samples;
}

/** (a) A completed task acknowledged over HTTP, one client, beside the same rows written by a bare Node and pg program. */
export async function measureAcknowledgement(
  { stack }: BenchStack,
  { samples, deadline }: { readonly samples: number; readonly deadline: Deadline },
): Promise<Figure> {
  const office = await Office.open(stack.apiUrl);
  const bodies: unknown[] = [];
  const recording = await recordSteps(stack.ownerUrl, async () => {
    const completedTaskIds = new Set<string>();
    const journey = new Journey(office, {
      turn: (work) => work(),
      onStep: ({ taskId, body }) => {
        if (taskId === undefined) return;
        completedTaskIds.add(taskId);
        bodies.push(body);
      },
    });
    await journey.play();
    return { completedTaskIds };
  });
  const measured = recording.filter(({ taskId }) => taskId !== null);
  if (measured.length !== bodies.length)
    throw new Error(`${bodies.length} tasks completed, ${measured.length} recorded`);
  const rows = measured.reduce((sum, { writes }) => sum + writes.length, 0) / measured.length;

  const reference = await startStepReference(stack.ownerUrl, recording, bodies);
  const product: number[] = [];
  const bare: number[] = [];
  // The first round of each warms up both programs.
  await acknowledgedCompletions(office);
  await reference.round();
  while (product.length < samples && !deadline.isOver) {
    product.push(...(await acknowledgedCompletions(office)));
    bare.push(...(await reference.round()));
  }
  await reference.stop();
  office.close();
  say(`(a) product ${describe(product)} ms · bare ${describe(bare)} ms · ${rows.toFixed(1)} rows a completion`);
  return figureOf('a', { product: median(product), reference: median(bare), unit: 'ms p50' }, { atMost: LIMIT });
}

interface StepReference {
  /** One journey's completions, one after the other. */
  round(): Promise<number[]>;
  stop(): Promise<void>;
}

async function startStepReference(
  productUrl: string,
  recording: Awaited<ReturnType<typeof recordSteps>>,
  bodies: readonly unknown[],
): Promise<StepReference> {
  const database = await createTestDatabase();
  const token = randomBytes(32).toString('base64url');
  await copyAccounts(productUrl, database.ownerUrl, token);
  const file = path.join(getRunFolder(), 'step-recording.json');
  writeFileSync(file, JSON.stringify(recording), { mode: 0o600 });
  const port = await chooseFreePort();
  const server = await startReference('reference-step', {
    // It has no subject: only a superuser's rows are let through by row security.
    DATABASE_URL: Object.assign(new URL((await sharedPostgres()).superuserUrl), { pathname: database.name }).href,
    RECORDING: file,
    PORT: String(port),
  });
  const http = new HttpClient(`http://127.0.0.1:${port}`);
  return {
    async round() {
      const { steps } = await http.ask<{ steps: readonly { id: string; measured: boolean }[] }>('POST', '/journeys');
      const samples: number[] = [];
      for (const { id, measured } of steps) {
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
