import type { Client } from 'pg';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import { startBenchStack } from './bench-services.js';
import { describe, type Figure, figureOf, percentile, say } from './figures.js';
import { Office, reportOf } from './journey.js';

const SIZES = [10_000, 100_000] as const;
const SAMPLES = 60;
/** Answers of 95 in 100, in milliseconds. */
const BOARD_LIMIT_MS = 200;
const INBOX_LIMIT_MS = 50;
/** From 10,000 to 100,000 cases. */
const GROWTH_LIMIT = 2;
const PROVINCES = 77;

/** (g) The stuck board, one worker's inbox and the time limits over 100,000 open cases, and how they grow from 10,000. */
export async function measureBoards(): Promise<readonly Figure[]> {
  const bench = await startBenchStack();
  const office = await Office.open(bench.stack.apiUrl);
  try {
    const { cases } = await office.post<{ cases: readonly { readonly id: string }[] }>(
      'police',
      '/v1/reports',
      reportOf(1),
    );
    await bench.quiet(10_000);
    const board: number[] = [];
    const inbox: number[] = [];
    const clocks: number[] = [];
    for (const size of SIZES) {
      await withClient(bench.stack.ownerUrl, (client) => growTo(client, cases[0]?.id ?? '', size));
      board.push(await answered(`board over ${size} cases`, () => office.get('admin', '/v1/stuck-cases')));
      inbox.push(await answered(`inbox of one worker over ${size} cases`, () => office.get('social', '/v1/tasks')));
      clocks.push(await answered(`time limits over ${size} cases`, () => office.get('admin', '/v1/clocks')));
    }
    const [boardSmall = 0, boardLarge = 0] = board;
    const [inboxSmall = 0, inboxLarge = 0] = inbox;
    const [clocksSmall = 0, clocksLarge = 0] = clocks;
    const limit = (name: string, product: number, reference: number) =>
      figureOf(name, { product, reference, unit: 'ms p95 over 100,000 open cases / goal' }, { atMost: 1 });
    const growth = (name: string, product: number, reference: number) =>
      figureOf(name, { product, reference, unit: 'ms p95, 100,000 / 10,000 open cases' }, { atMost: GROWTH_LIMIT });
    return [
      limit('g-board', boardLarge, BOARD_LIMIT_MS),
      limit('g-inbox', inboxLarge, INBOX_LIMIT_MS),
      limit('g-clocks', clocksLarge, BOARD_LIMIT_MS),
      growth('g-board-growth', boardLarge, boardSmall),
      growth('g-inbox-growth', inboxLarge, inboxSmall),
      growth('g-clocks-growth', clocksLarge, clocksSmall),
    ];
  } finally {
    office.close();
    await bench.stack.stop();
  }
}

async function answered(what: string, ask: () => Promise<unknown>): Promise<number> {
  const samples: number[] = [];
  // The first answers fill the caches of both sides.
  for (let round = -10; round < SAMPLES; round += 1) {
    const started = performance.now();
    await ask();
    if (round >= 0) samples.push(performance.now() - started);
  }
  say(`(g) ${what}: ${describe(samples)} ms`);
  return percentile(samples, 95);
}

/** Writes copies of one reported case straight into the read model, spread over all provinces and the last weeks. */
async function growTo(client: Client, template: string, size: number): Promise<void> {
  await client.query(`create temp table if not exists copies (no int, case_id uuid, person_id uuid, province text)`);
  await client.query('truncate copies');
  await client.query(
    `insert into copies select no, gen_random_uuid(), gen_random_uuid(), (10 + no % $2)::text
     from generate_series((select count(*)::int from cases), $1 - 1) no`,
    [size, PROVINCES],
  );
  const elsewhere = `(select jsonb_agg(regexp_replace(word, '(:)\\d\\d$', '\\1' || n.province)) from unnest(t.access) word)`;
  const workflow = `'case:' || n.case_id`;
  const since = `now() - n.no % 600 * interval '1 hour' - interval '1 day'`;
  const ahead = `now() + (1 + n.no % 600) * interval '1 hour'`;
  await copy(client, 'persons', 'id = (select person_id from cases where id = $1)', template, { id: 'n.person_id' });
  await copy(client, 'cases', 'id = $1', template, {
    id: 'n.case_id',
    number: `'SP-9999-' || n.no`,
    person_id: 'n.person_id',
    province: 'n.province',
    access: elsewhere,
  });
  await copy(client, 'processes', 'case_id = $1', template, { case_id: 'n.case_id', workflow_id: workflow });
  await copy(client, 'tasks', 'case_id = $1', template, {
    id: 'gen_random_uuid()',
    case_id: 'n.case_id',
    workflow_id: workflow,
    province: 'n.province',
    due_at: since,
    access: elsewhere,
  });
  await copy(client, 'clocks', 'case_id = $1', template, {
    id: 'gen_random_uuid()',
    case_id: 'n.case_id',
    workflow_id: workflow,
    task_id: 'null',
    due_at: ahead,
    next_at: ahead,
  });
  await copy(client, 'stuck_causes', 'case_id = $1', template, {
    case_id: 'n.case_id',
    province: 'n.province',
    since,
    stuck_at: since,
    task_id: 'null',
    clock_id: 'null',
  });
  await client.query('analyze persons, cases, processes, tasks, clocks, stuck_causes');
}

/** A row of the template for each copy, with these columns anew. */
async function copy(
  client: Client,
  table: string,
  where: string,
  template: string,
  anew: Readonly<Record<string, string>>,
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_identity = 'NO' and is_generated = 'NEVER'`,
    [table],
  );
  const columns = rows.map(({ name }) => name);
  const changes = Object.entries(anew).flatMap(([name, value]) => [`'${name}'`, value]);
  const { rowCount } = await client.query(
    `insert into ${table} (${columns.join(', ')})
     select ${columns.map((name) => `r.${name}`).join(', ')} from copies n cross join ${table} t cross join lateral
       jsonb_populate_record(null::${table}, to_jsonb(t) || jsonb_build_object(${changes.join(', ')})) r
     where t.${where}`,
    [template],
  );
  if (rowCount === 0) throw new Error(`The template has no row in ${table}`);
}
