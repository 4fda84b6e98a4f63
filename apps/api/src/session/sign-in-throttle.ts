import { Inject, Injectable } from '@nestjs/common';
import { hashOf } from '#access/secrets.js';
import { DomainError } from '#domain/errors.js';
import type { Tx } from '#persistence/unit-of-work.js';
import { AccountWork } from './account-work.js';

interface Limit {
  /** Attempts before the first wait. */
  readonly free: number;
  readonly firstSeconds: number;
  readonly longestSeconds: number;
  readonly forgottenAfterHours: number;
}

/** Guesses that balance a thief's patience against an officer who mistypes at three in the morning. */
const LIMITS = {
  /** One person from one network: five tries, then 30 s, doubled up to a quarter of an hour. */
  pair: { free: 5, firstSeconds: 30, longestSeconds: 900, forgottenAfterHours: 24 },
  /** One network, whoever it tries to be: an office has many people, so it is wide. */
  network: { free: 100, firstSeconds: 30, longestSeconds: 900, forgottenAfterHours: 1 },
  /** One person from everywhere: slow, and never for the networks that she has signed in from. */
  username: { free: 50, firstSeconds: 60, longestSeconds: 3600, forgottenAfterHours: 24 },
} as const satisfies Record<string, Limit>;

export interface Attempt {
  readonly username: string;
  readonly networkHash: Buffer;
}

/**
 * Slows down who guesses passwords, without letting a stranger lock out an officer (S11): what a stranger does counts against
 * the stranger's own network. An attempt is counted before the password is looked at, in one statement, so that a thousand at
 * once are no more than a thousand one after the other; names that do not exist count alike.
 */
@Injectable()
export class SignInThrottle {
  constructor(@Inject(AccountWork) private readonly work: AccountWork) {}

  /** Refuses when it is too early; otherwise the attempt is counted. What is refused is not. */
  async claim(attempt: Attempt): Promise<void> {
    const keys = keysOf(attempt);
    await this.work.run(async (tx) => {
      await claimOne(tx, keys.pair, LIMITS.pair);
      await claimOne(tx, keys.network, LIMITS.network);
      if (!(await isKnownNetwork(tx, attempt))) await claimOne(tx, keys.username, LIMITS.username);
    });
  }

  /** She is who she says: her attempts are forgotten, and this network is one of hers. */
  async succeed(tx: Tx, attempt: Attempt, accountId: string): Promise<void> {
    await this.giveBack(tx, attempt);
    await tx.query('delete from sign_in_throttles where key = $1', [keysOf(attempt).pair]);
    await tx.query(
      `insert into account_networks (account_id, network_hash) values ($1, $2)
       on conflict (account_id, network_hash) do update set last_signed_in_at = now()`,
      [accountId, attempt.networkHash],
    );
  }

  /**
   * This one attempt was no failure. Earlier ones stay counted: else a password would buy free guesses of the code. Locked
   * in the order in which `claim` counts them: else one person who signs in on two devices at once is a deadlock.
   */
  async giveBack(tx: Tx, attempt: Attempt): Promise<void> {
    const { pair, network, username } = keysOf(attempt);
    await tx.query(
      `update sign_in_throttles t set attempts = greatest(t.attempts - 1, 0), blocked_until = 'epoch'
       from (select key from sign_in_throttles where key in ($1, $2, $3)
         order by array_position(array[$1, $2, $3]::bytea[], key) for update) locked
       where t.key = locked.key`,
      [pair, network, username],
    );
  }
}

function keysOf({ username, networkHash }: Attempt): Readonly<Record<keyof typeof LIMITS, Buffer>> {
  const name = username.trim().toLowerCase();
  const network = networkHash.toString('hex');
  return {
    pair: hashOf(`pair:${network}:${name}`),
    network: hashOf(`network:${network}`),
    username: hashOf(`username:${name}`),
  };
}

async function claimOne(tx: Tx, key: Buffer, limit: Limit): Promise<void> {
  const counted = await tx.query<{ attempts: number }>(
    // By the clock, not by the transaction's start: those that started together are counted one after the other.
    `insert into sign_in_throttles as t (key, attempts, last_at, blocked_until)
       values ($1, 1, clock_timestamp(), 'epoch')
     on conflict (key) do update set
       attempts = case when t.last_at < now() - make_interval(hours => $5) then 1 else t.attempts + 1 end,
       last_at = clock_timestamp(),
       blocked_until = case when t.last_at < now() - make_interval(hours => $5) or t.attempts + 1 < $2 then 'epoch'
         else clock_timestamp() + make_interval(secs => least($4, $3 * power(2, least(t.attempts + 1 - $2, 20)))) end
     where t.blocked_until <= clock_timestamp() returning attempts`,
    [key, limit.free, limit.firstSeconds, limit.longestSeconds, limit.forgottenAfterHours],
  );
  if (counted.length > 0) return;
  const [blocked] = await tx.query<{ seconds: number }>(
    'select ceil(extract(epoch from blocked_until - clock_timestamp()))::int as seconds from sign_in_throttles where key = $1',
    [key],
  );
  throw new DomainError('too-many-attempts', [], { seconds: Math.max(blocked?.seconds ?? 1, 1) });
}

async function isKnownNetwork(tx: Tx, { username, networkHash }: Attempt): Promise<boolean> {
  const known = await tx.query(
    `select 1 from account_networks n join accounts a on a.id = n.account_id
     where a.username = $1 and n.network_hash = $2 and n.last_signed_in_at > now() - interval '90 days'`,
    [username, networkHash],
  );
  return known.length > 0;
}
