import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Permission } from '#access/permissions.js';
import { hashOf, newToken } from '#access/secrets.js';
import { IDLE_MINUTES, SESSION_HOURS, STRONG_MINUTES } from '#access/session-limits.js';
import { DomainError } from '#domain/errors.js';
import type { Role } from '#domain/roles.js';
import type { PersonSubject } from '#domain/subject.js';
import { namedRead } from '#persistence/named-query.js';
import type { Tx } from '#persistence/unit-of-work.js';
import type { SaphanRequest, SignedIn } from '../http/request-context.js';
import type { PersonSession, SessionFacts } from '../http/session-rules.js';
import { AccountWork } from './account-work.js';
import type { Client } from './client.js';
import { bearerTokenOf, sessionTokenOf } from './session-cookie.js';

interface FoundRow {
  readonly account_id: string;
  readonly username: string;
  readonly display_name: string;
  readonly agency: string;
  readonly province: string | null;
  readonly roles: Role[];
  readonly demo: boolean;
}
interface SessionRow extends FoundRow {
  readonly id: string;
  readonly is_strong: boolean;
  readonly is_unseen: boolean;
  readonly idle_ms: number;
  readonly left_ms: number;
  readonly second_factor: boolean;
  readonly enrolled: boolean;
}
interface MachineRow extends FoundRow {
  readonly id: string;
  readonly scopes: Permission[];
  readonly is_unseen: boolean;
}

export interface Found {
  readonly signedIn: SignedIn;
  readonly session: SessionFacts;
}

export interface NewSession {
  readonly accountId: string;
  readonly method: 'password' | 'oidc';
  readonly secondFactor: boolean;
  readonly client: Client;
}

export interface SessionView {
  readonly id: string;
  readonly device: string;
  readonly method: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
  /** The one that asks. */
  readonly current: boolean;
}

const ACCOUNT_COLUMNS = 'a.id as account_id, a.username, a.display_name, a.agency, a.province, a.roles, a.demo';

/** Sessions are opaque references, stored hashed: a stolen table opens no door. What an account lost, its sessions lost. */
@Injectable()
export class SessionService {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(AccountWork) private readonly work: AccountWork,
  ) {}

  /** Every sign-in gets a token of its own, so that nobody can prepare one for another (fixation). */
  async open(tx: Tx, { accountId, method, secondFactor, client }: NewSession): Promise<string> {
    const token = newToken();
    await tx.query(
      `insert into sessions (id, token_hash, account_id, device, method, second_factor, expires_at)
       values ($1, $2, $3, $4, $5, $6, now() + make_interval(hours => $7))`,
      [randomUUID(), hashOf(token), accountId, client.device, method, secondFactor, SESSION_HOURS],
    );
    return token;
  }

  /**
   * The person or the machine behind a request; read anew each time, so that what changes holds at once. Only what a
   * person did herself renews her session: an open page that asks by itself would keep it for ever.
   */
  async find(request: SaphanRequest, { isUnattended }: { readonly isUnattended: boolean }): Promise<Found | null> {
    const bearer = bearerTokenOf(request);
    if (bearer !== undefined) return this.findMachine(bearer, request.id);
    const token = sessionTokenOf(request);
    return token === undefined ? null : this.findPerson(token, request.id, isUnattended);
  }

  private async findPerson(token: string, requestId: string, isUnattended: boolean): Promise<Found | null> {
    const tokenHash = hashOf(token);
    const [row] = await namedRead<SessionRow>(
      this.source,
      `select ${ACCOUNT_COLUMNS}, s.id, s.second_factor, s.strong_at > now() - make_interval(mins => $2) as is_strong,
         s.last_seen_at < now() - interval '1 minute' as is_unseen,
         floor(extract(epoch from now() - s.last_seen_at) * 1000)::int as idle_ms,
         floor(extract(epoch from s.expires_at - now()) * 1000)::int as left_ms,
         exists (select from account_totps t where t.account_id = a.id and t.confirmed_at is not null) as enrolled
       from sessions s join accounts a on a.id = s.account_id
       where s.token_hash = $1 and s.expires_at > now() and s.last_seen_at > now() - make_interval(mins => $3)
         and a.disabled_at is null`,
      [tokenHash, STRONG_MINUTES, IDLE_MINUTES],
    );
    if (row === undefined) return null;
    const isRenewed = row.is_unseen && !isUnattended;
    if (isRenewed) {
      await namedRead(this.source, 'update sessions set last_seen_at = now() where token_hash = $1', [tokenHash]);
    }
    const needsSecondFactor = row.enrolled || mustEnrol(row);
    return {
      signedIn: signedInOf(row, tokenHash, requestId),
      session: {
        kind: 'person',
        id: row.id,
        isStrong: row.is_strong,
        isEnrolled: row.enrolled,
        needsSecondFactor,
        lacksSecondFactor: needsSecondFactor && !row.second_factor,
        endsInMs: { idle: IDLE_MINUTES * 60_000 - (isRenewed ? 0 : row.idle_ms), atLatest: row.left_ms },
      },
    };
  }

  /** Of these sessions those that are still open, each with what its account may do now. Asking keeps none open. */
  async openOnes(sessionIds: readonly string[]): Promise<ReadonlyMap<string, PersonSubject>> {
    const rows = await namedRead<Omit<FoundRow, 'username' | 'display_name' | 'demo'> & { readonly id: string }>(
      this.source,
      `select s.id, a.id as account_id, a.agency, a.province, a.roles
       from sessions s join accounts a on a.id = s.account_id
       where s.id = any ($1) and s.expires_at > now() and s.last_seen_at > now() - make_interval(mins => $2)
         and a.disabled_at is null`,
      [sessionIds, IDLE_MINUTES],
    );
    return new Map(
      rows.map(({ id, account_id, agency, province, roles }) => [
        id,
        { accountId: account_id, agency, province, roles },
      ]),
    );
  }

  private async findMachine(token: string, requestId: string): Promise<Found | null> {
    const tokenHash = hashOf(token);
    const [row] = await namedRead<MachineRow>(
      this.source,
      `select ${ACCOUNT_COLUMNS}, m.id, m.scopes,
         coalesce(m.last_used_at < now() - interval '1 minute', true) as is_unseen
       from machine_tokens m join accounts a on a.id = m.account_id
       where m.token_hash = $1 and m.expires_at > now() and m.revoked_at is null and a.disabled_at is null`,
      [tokenHash],
    );
    if (row === undefined) return null;
    if (row.is_unseen) {
      await namedRead(this.source, 'update machine_tokens set last_used_at = now() where id = $1', [row.id]);
    }
    return {
      signedIn: signedInOf(row, tokenHash, requestId),
      session: { kind: 'machine', tokenId: row.id, scopes: row.scopes },
    };
  }

  /** She has proved again who she is: a new token, so that one seen before the proof does not profit from it. */
  async strengthen(tx: Tx, session: PersonSession, change: { readonly secondFactor: boolean }): Promise<string> {
    const token = newToken();
    const rotated = await tx.query(
      `update sessions set token_hash = $2, strong_at = now(), second_factor = second_factor or $3, last_seen_at = now()
       where id = $1 returning id`,
      [session.id, hashOf(token), change.secondFactor],
    );
    if (rotated.length === 0) throw new DomainError('not-signed-in');
    return token;
  }

  /** Her own sessions; the newest first. */
  list(accountId: string, currentId: string): Promise<SessionView[]> {
    return this.work.run((tx) =>
      tx.query<SessionView>(
        `select id, device, method, created_at as "createdAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt",
           id = $2 as current
         from sessions where account_id = $1 and expires_at > now() and last_seen_at > now() - make_interval(mins => $3)
         order by created_at desc`,
        [accountId, currentId, IDLE_MINUTES],
      ),
    );
  }

  async end(accountId: string, sessionId: string): Promise<void> {
    const ended = await this.work.run((tx) =>
      tx.query('delete from sessions where account_id = $1 and id = $2 returning id', [accountId, sessionId]),
    );
    if (ended.length === 0) throw new DomainError('session-not-found');
  }

  /** Everywhere, the one that asks included when it is not named. */
  async endAll(tx: Tx, accountId: string, exceptId: string | null = null): Promise<void> {
    await tx.query('delete from sessions where account_id = $1 and id is distinct from $2', [accountId, exceptId]);
  }

  endEverywhere(accountId: string): Promise<void> {
    return this.work.run((tx) => this.endAll(tx, accountId));
  }
}

/**
 * Who can give rights to others shows a second factor. The published demo administrator does not have to, and does not exist in
 * production (docs/decisions/0014).
 */
function mustEnrol({ roles, demo }: FoundRow): boolean {
  return roles.includes('administrator') && !(demo && process.env.NODE_ENV !== 'production');
}

function signedInOf(row: FoundRow, tokenHash: Buffer, requestId: string): SignedIn {
  const { account_id, username, display_name, agency, province, roles } = row;
  return { accountId: account_id, username, displayName: display_name, agency, province, roles, tokenHash, requestId };
}
