import { Unreachable } from '../api/request.js';

/** What the machinery says of itself: counts and times, no ids. Its endpoints are no part of the documented API. */
export interface Health {
  readonly reconciler: {
    readonly finishedAt: string;
    readonly checked: number;
    readonly repaired: number;
    readonly reported: number;
  } | null;
  readonly stuck: readonly { readonly cause: string; readonly count: number }[];
  readonly audit: 'sealed' | 'behind';
  readonly undelivered: number;
  readonly unsealedSeconds: number;
}

export async function readHealth(): Promise<Health> {
  const [details, ready, metrics] = await Promise.all([ask('/health'), ask('/health/ready'), ask('/metrics')]);
  const text = await metrics.text();
  return {
    ...((await details.json()) as Pick<Health, 'reconciler' | 'stuck'>),
    audit: ((await ready.json()) as Pick<Health, 'audit'>).audit,
    undelivered: gaugeIn(text, 'saphan_undelivered_facts'),
    unsealedSeconds: gaugeIn(text, 'saphan_audit_unsealed_seconds'),
  };
}

async function ask(path: string): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin' });
  } catch {
    throw new Unreachable('no answer');
  }
  if (!response.ok) throw new Unreachable(`answered ${response.status}`);
  return response;
}

/** One gauge without labels, of the text that Prometheus reads. */
export function gaugeIn(text: string, name: string): number {
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? 0 : Number(line.slice(name.length + 1));
}
