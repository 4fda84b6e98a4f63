import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import canonicalize from 'canonicalize';
import { DomainError } from '#domain/errors.js';
import type { OutboxRow } from '#persistence/rows.js';
import type { Casework } from '#persistence/casework.js';
import type { Tx } from '#persistence/unit-of-work.js';
import { actorOf } from './actor.js';
import type { SaphanRequest, SignedIn } from './request-context.js';

const KEY = /^[\x21-\x7e]{1,200}$/;

export interface IdempotencyHeader {
  readonly key: string;
  readonly requestHash: string;
}

/** The `Idempotency-Key` of the request with a hash of what is asked; null when the caller sent none. */
export const Idempotency = createParamDecorator((_: unknown, context: ExecutionContext): IdempotencyHeader | null => {
  const request = context.switchToHttp().getRequest<SaphanRequest>();
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !KEY.test(key)) {
    throw new DomainError('idempotency-key-invalid', [
      { path: '/headers/idempotency-key', code: 'idempotency-key-invalid' },
    ]);
  }
  const asked = canonicalize({ method: request.method, url: request.url, body: request.body ?? null }) ?? '';
  return { key, requestHash: createHash('sha256').update(asked).digest('hex') };
});

export interface Acknowledged<T> {
  readonly result: T;
  readonly told: readonly OutboxRow[];
}

interface StoredAnswer {
  readonly request_hash: string;
  readonly response: unknown;
}

/**
 * Runs a use case once for each key, in the same transaction as its effect: a repeated request gets the first answer,
 * one that is still under way is waited for, and the same key with another body is refused.
 */
export function once<T>(
  casework: Casework,
  me: SignedIn,
  header: IdempotencyHeader | null,
  work: (tx: Tx) => Promise<Acknowledged<T>>,
): Promise<T> {
  return onceOpened(casework, me, header, () => Promise.resolve(), work);
}

/**
 * The same for a use case that begins by opening something: what `open` asks of the store is sent with the claim of the
 * key, behind it, and not waited for twice. Of a repeated request nothing of it is used.
 */
export function onceOpened<Opened, T>(
  casework: Casework,
  me: SignedIn,
  header: IdempotencyHeader | null,
  open: (tx: Tx) => Promise<Opened>,
  work: (tx: Tx, opened: Opened) => Promise<Acknowledged<T>>,
): Promise<T> {
  return casework.transact(actorOf(me), async (tx) => {
    if (header === null) return work(tx, await open(tx));
    const [claimed, opened] = await Promise.allSettled([claim(tx, me.accountId, header), open(tx)]);
    if (claimed.status === 'rejected') throw claimed.reason;
    if (claimed.value !== null) return { result: claimed.value.response as T, told: [] };
    if (opened.status === 'rejected') throw opened.reason;
    const acknowledged = await work(tx, opened.value);
    tx.send('update idempotency_keys set status = 200, response = $3 where account_id = $1 and key = $2', [
      me.accountId,
      header.key,
      JSON.stringify(acknowledged.result),
    ]);
    return acknowledged;
  });
}

async function claim(tx: Tx, accountId: string, { key, requestHash }: IdempotencyHeader): Promise<StoredAnswer | null> {
  const claimed = await tx.query<{ key: string }>(
    `insert into idempotency_keys (account_id, key, request_hash) values ($1, $2, $3)
     on conflict (account_id, key) do nothing returning key`,
    [accountId, key, requestHash],
  );
  if (claimed.length > 0) return null;
  const [earlier] = await tx.query<StoredAnswer>(
    'select request_hash, response from idempotency_keys where account_id = $1 and key = $2',
    [accountId, key],
  );
  if (earlier?.request_hash !== requestHash) {
    throw new DomainError('idempotency-key-reused', [
      { path: '/headers/idempotency-key', code: 'idempotency-key-reused' },
    ]);
  }
  return earlier;
}
