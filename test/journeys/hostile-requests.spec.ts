import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import { projectRoot } from '../../apps/dev/src/project-root.js';
import { reportOnePerson } from '../../apps/dev/src/scenarios/one-person.js';
import { onStack } from '#testing/stack-of-spec.js';
import type { Stack } from '#testing/stack.js';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example?: unknown }>> };
}

const contract = JSON.parse(readFileSync(path.join(projectRoot(), 'openapi.json'), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
/** Would sign the askers out, or never end. */
const LEFT_OUT = ['post /v1/session', 'delete /v1/session', 'delete /v1/sessions', 'get /v1/events'];
const OPERATIONS = Object.entries(contract.paths).flatMap(([route, methods]) =>
  Object.entries(methods)
    .filter(([method]) => !LEFT_OUT.includes(`${method} ${route}`))
    .map(([method, operation]) => ({ route, method, operation })),
);
const ASKERS = ['police', 'social', 'mdt-chair', 'shelter', 'admin', 'auditor'] as const;
const ROUNDS = 8;

/** What a statement, a shell or a template would leave behind, had it been run: each is looked for. */
const TABLE = 'made_by_an_injection';
const FILE = path.join(tmpdir(), `saphan-made-by-an-injection-${process.pid}`);
const PRODUCT = String(7919 * 7907);

/** SQL, templates, a shell, a log line of one's own, a path, and what no store takes. */
const HOSTILE = [
  `' or '1'='1`,
  `'; drop table cases; --`,
  `1'); create table ${TABLE} (); --`,
  `1); create table ${TABLE} (); --`,
  '\${7919*7907}{{7919*7907}}<%= 7919*7907 %>#{7919*7907}',
  `$(touch ${FILE})\`touch ${FILE}\``,
  'x\n{"level":50,"msg":"forged"}',
  '../../../../etc/passwd',
  '%00%0a\u0000',
  '\ud800',
  '<img src=x onerror=alert(1)>',
  'ก'.repeat(5_000),
] as const;
const rubbish = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.constantFrom<unknown>(null, true, -1, 1e308, [], {}, [[]], { $ne: null }, ['x', 1]),
  fc.jsonValue({ maxDepth: 2 }),
);

type Path = readonly (string | number)[];

/** Every place in an example that can be written over. */
function placesOf(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  const inner = Object.entries(value).flatMap(([key, child]) => placesOf(child, [...at, key]));
  return at.length === 0 ? inner : [at, ...inner];
}

function written(value: unknown, [key, ...rest]: Path, replacement: unknown): unknown {
  if (key === undefined) return replacement;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[key] = written(copy[key], rest, replacement);
  return copy;
}

describe('rubbish and malice at every operation of the contract (S20, S21)', () => {
  let stack: Stack;
  let caseId: string;
  const cookies = new Map<string, string>();

  onStack(async (opened) => {
    ({ stack } = opened);
    const kase = await reportOnePerson(opened.client, { nationality: 'TH', language: 'th' });
    await kase.open('triage-report');
    caseId = kase.id;
    for (const username of ASKERS) {
      const answer = await fetch(`${stack.apiUrl}/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password: 'saphan-demo' }),
      });
      cookies.set(username, answer.headers.getSetCookie()[0]?.split(';')[0] ?? '');
    }
  });

  it('is answered with less than 500, in both languages, runs nothing, and leaves the record as it was', async () => {
    const wrong: string[] = [];
    const before = await casesOf(stack);
    const attempts = fc.record({
      asker: fc.constantFrom(...ASKERS),
      id: fc.oneof(fc.constant(caseId), fc.constant(randomUUID()), fc.constantFrom(...HOSTILE)),
      value: rubbish,
      place: fc.nat(),
    });
    for (const { route, method, operation } of OPERATIONS) {
      const each = HOSTILE.map((text, place) => ({ asker: 'admin', id: text, value: text, place }) as const);
      for (const { asker, id, value, place } of [...each, ...fc.sample(attempts, { numRuns: ROUNDS, seed: 2551 })]) {
        const asked = new URL(stack.apiUrl + route.replaceAll(/\{[^}]+\}/g, encodeURIComponent(wellFormed(id))));
        for (const parameter of operation.parameters ?? []) {
          if (parameter.in !== 'query') continue;
          asked.searchParams.set(parameter.name, wellFormed(typeof value === 'string' ? value : JSON.stringify(value)));
        }
        const example = operation.requestBody?.content['application/json']?.example;
        const places = placesOf(example);
        const body =
          example === undefined
            ? undefined
            : JSON.stringify(written(example, places[place % places.length] ?? [], value));
        const answer = await fetch(asked, {
          method: method.toUpperCase(),
          headers: {
            cookie: cookies.get(asker) ?? '',
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body }),
        });
        const text = await answer.text();
        const told = `${asker} ${method} ${route} ${(JSON.stringify(value) as string | undefined)?.slice(0, 80)} ${id.slice(0, 40)}: ${answer.status}`;
        if (answer.status >= 500) wrong.push(`${told} ${text.slice(0, 200)}`);
        if (text.includes(PRODUCT)) wrong.push(`${told} ran a template`);
        if (answer.status >= 400 && !isBilingual(text)) wrong.push(`${told} ${text.slice(0, 200)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(await casesOf(stack)).toEqual(before);
    expect(existsSync(FILE)).toBe(false);
    expect(await tableExists(stack)).toBe(false);
  }, 300_000);
});

/** What an address can carry: neither half a surrogate pair nor more than Node takes of it, which answers by itself. */
function wellFormed(text: string): string {
  return text.toWellFormed().slice(0, 200);
}

function isBilingual(text: string): boolean {
  const { details } = JSON.parse(text) as { details?: { th?: string; en?: string } };
  return /[\u0E00-\u0E7F]/.test(details?.th ?? '') && /[A-Za-z]/.test(details?.en ?? '');
}

/** Each case as the record knows it; reports that happened to be valid add some. */
async function casesOf({ ownerUrl }: Stack): Promise<readonly unknown[]> {
  return withClient(ownerUrl, async (pg) => {
    const { rows } = await pg.query<{ row: unknown }>(
      `select json_build_array(c.id, c.number, c.stage, c.person_id, p.given_name, p.born_on) as row
       from cases c join persons p on p.id = c.person_id order by c.number limit 1`,
    );
    return rows.map(({ row }) => row);
  });
}

function tableExists({ ownerUrl }: Stack): Promise<boolean> {
  return withClient(ownerUrl, async (pg) => {
    const { rows } = await pg.query<{ exists: boolean }>('select to_regclass($1) is not null as exists', [TABLE]);
    return rows[0]?.exists ?? true;
  });
}
