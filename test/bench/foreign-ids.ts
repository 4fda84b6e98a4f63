import { randomUUID } from 'node:crypto';
import type { Answer } from './http-client.js';
import { startBenchStack } from './bench-services.js';
import type { Deadline } from './deadline.js';
import { type Figure, figureOf, rounded, say } from './figures.js';
import { Office } from './journey.js';

/** CHECKS S02: nobody may tell by the clock whether a case that is not hers exists. */
const LIMIT_MS = 5;
/** Of the differences of pairs, as much is left out at each end: what came in between is the machine's. */
const LEFT_OUT = 0.1;
const WARM_UP = 5;

interface Probe {
  readonly who: string;
  readonly method: 'GET' | 'POST';
  readonly path: (id: string) => string;
  readonly foreign: string;
  readonly body?: unknown;
}

/** (i) The same question about another's id and about one that does not exist: same body, and how far the times differ. */
export async function measureForeignIds({
  samples,
  deadline,
}: {
  readonly samples: number;
  readonly deadline: Deadline;
}): Promise<Figure> {
  const bench = await startBenchStack({ SAPHAN_LIMIT_REFUSALS: '1000000' });
  const office = await Office.open(bench.stack.apiUrl);
  try {
    const probes = await probesOf(office);
    await bench.quiet(10_000);
    const differences: number[] = [];
    for (const probe of probes) {
      if (deadline.isOver) break;
      const { foreign, missing } = await compare(office, probe, samples);
      const difference = Math.abs(middleMean(foreign.map((ms, pair) => ms - (missing[pair] ?? ms))));
      differences.push(difference);
      const name = `${probe.method} ${probe.path('{id}')}`;
      const means = `another's ${rounded(middleMean(foreign))} ms, none ${rounded(middleMean(missing))} ms`;
      say(`(i) ${name}: ${means}, pairs differ by ${rounded(difference)} ms`);
    }
    if (differences.length < probes.length) say(`(i) only ${differences.length} of ${probes.length} endpoints in time`);
    const unit = `ms between another’s id and a missing one, worst of ${differences.length} endpoints / goal`;
    return figureOf('i', { product: Math.max(...differences), reference: LIMIT_MS, unit }, { atMost: 1 });
  } finally {
    office.close();
    await bench.stack.stop();
  }
}

/** A case of Nonthaburi, asked for by people of elsewhere who may ask such things. */
async function probesOf(office: Office): Promise<readonly Probe[]> {
  const at = new Date(Date.now() - 600_000).toISOString();
  const { cases } = await office.post<{ cases: readonly { id: string }[] }>('police', '/v1/reports', {
    channel: 'police',
    province: '12',
    happenedAt: at,
    dangerNow: false,
    reporterConsents: true,
    persons: [
      { nationality: 'TH', language: 'th', givenName: 'Bench', custody: { startedAt: at, placeType: 'shelter' } },
    ],
  });
  const caseId = cases[0]?.id ?? '';
  const idIn = async (list: 'tasks' | 'clocks') => {
    const { items } = await office.get<{ items: readonly { id: string; key: string }[] }>(
      'social',
      `/v1/cases/${caseId}/${list}`,
    );
    return items.find(({ key }) => ['triage-report', 's29-custody'].includes(key))?.id ?? '';
  };
  const [task, clock] = [await idIn('tasks'), await idIn('clocks')];
  await office.post('social', `/v1/tasks/${task}/completion`, { answers: { outcome: 'accept', dangerNow: false } });
  const referral = await office.post<{ id: string }>('social', `/v1/cases/${caseId}/service-referrals`, {
    service: 'counselling',
    receiverAgency: 'shelter-nonthaburi',
    purpose: 'bench',
    sharedFields: ['name', 'health'],
    consent: { given: true },
  });
  const reads = ['', '/timeline', '/clocks', '/tasks', '/own-sheet', '/service-referrals', '/documents'];
  const later = new Date(Date.now() + 86_400_000).toISOString();
  return [
    ...reads.map((part) => ({
      who: 'social-kan',
      method: 'GET' as const,
      path: (id: string) => `/v1/cases/${id}${part}`,
      foreign: caseId,
    })),
    {
      who: 'social-kan',
      method: 'POST',
      path: (id) => `/v1/cases/${id}/tasks`,
      foreign: caseId,
      body: { key: 'record-exit' },
    },
    { who: 'social-kan', method: 'GET', path: (id) => `/v1/tasks/${id}`, foreign: task },
    {
      who: 'social-kan',
      method: 'POST',
      path: (id) => `/v1/tasks/${id}/completion`,
      foreign: task,
      body: { answers: { outcome: 'accept' } },
    },
    {
      who: 'social-kan',
      method: 'POST',
      path: (id) => `/v1/clocks/${id}/extension`,
      foreign: clock,
      body: { ground: 'none', authority: 'a', document: 'd', newDueAt: later },
    },
    { who: 'ngo', method: 'GET', path: (id) => `/v1/service-referrals/${id}/shared-fields`, foreign: referral.id },
    {
      who: 'ngo',
      method: 'POST',
      path: (id) => `/v1/service-referrals/${id}/response`,
      foreign: referral.id,
      body: { answer: 'accepted' },
    },
  ];
}

/** In turns, now one first and now the other, so that both meet the same machine. */
async function compare(office: Office, probe: Probe, samples: number) {
  const times = { foreign: [] as number[], missing: [] as number[] };
  for (let round = -WARM_UP; round < samples; round += 1) {
    const asked = { foreign: probe.foreign, missing: randomUUID() };
    const answers: Partial<Record<keyof typeof times, Answer>> = {};
    for (const side of round % 2 === 0 ? (['foreign', 'missing'] as const) : (['missing', 'foreign'] as const)) {
      const started = performance.now();
      answers[side] = await office.send(probe.who, probe.method, probe.path(asked[side]), probe.body);
      if (round >= 0) times[side].push(performance.now() - started);
    }
    requireSame(probe, answers.foreign, answers.missing);
  }
  return times;
}

/** Only the request's own number may differ, and never how long it is. */
function requireSame({ method, path }: Probe, foreign: Answer | undefined, missing: Answer | undefined): void {
  const shapeOf = (answer: Answer | undefined) =>
    `${answer?.status} ${answer?.text.length} ${String(answer?.text.replace(/"requestId":"[^"]+"/, ''))}`;
  if (foreign?.status !== 404 || shapeOf(foreign) !== shapeOf(missing)) {
    throw new Error(`${method} ${path('{id}')}: another's is told apart: ${shapeOf(foreign)} ≠ ${shapeOf(missing)}`);
  }
}

function middleMean(samples: readonly number[]): number {
  const left = Math.floor(samples.length * LEFT_OUT);
  const kept = [...samples].sort((a, b) => a - b).slice(left, samples.length - left);
  return kept.reduce((sum, sample) => sum + sample, 0) / kept.length;
}
