import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { hashPassword, verifyPassword } from '#access/passwords.js';
import { DomainError } from '#domain/errors.js';
import { namedRead } from '#persistence/named-query.js';
import type { Role } from '#domain/roles.js';
import type { SaphanRequest, SignedIn } from '../http/request-context.js';

export const SESSION_COOKIE = 'saphan_session';
const SESSION_HOURS = 12;
const TOKEN_BYTES = 32;

interface AccountRow {
  readonly id: string;
  readonly username: string;
  readonly display_name: string;
  readonly agency: string;
  readonly province: string | null;
  readonly roles: Role[];
  readonly password_hash: string;
}

/** Sessions are opaque references, stored hashed: a stolen table opens no door. */
@Injectable()
export class SessionService {
  /** Compared against for unknown names, so that the time of the answer tells nothing. */
  private readonly nobodysHash = hashPassword(randomBytes(TOKEN_BYTES).toString('hex'));

  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  async signIn(username: string, password: string): Promise<{ token: string; account: AccountRow }> {
    const [account] = await this.source.query<AccountRow[]>(
      `select id, username, display_name, agency, province, roles, password_hash
       from accounts where username = $1 and disabled_at is null`,
      [username],
    );
    const matches = await verifyPassword(account?.password_hash ?? (await this.nobodysHash), password);
    if (account === undefined || !matches) throw new DomainError('sign-in-failed');
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    await this.source.query(
      `insert into sessions (token_hash, account_id, device, method, expires_at)
       values ($1, $2, '', 'password', now() + make_interval(hours => $3))`,
      [hashOf(token), account.id, SESSION_HOURS],
    );
    return { token, account };
  }

  async find(request: SaphanRequest): Promise<SignedIn | null> {
    const token = tokenOf(request);
    if (token === undefined) return null;
    const tokenHash = hashOf(token);
    const [row] = await namedRead<AccountRow>(
      this.source,
      `select a.id, a.username, a.display_name, a.agency, a.province, a.roles from sessions s
       join accounts a on a.id = s.account_id
       where s.token_hash = $1 and s.expires_at > now() and a.disabled_at is null`,
      [tokenHash],
    );
    if (row === undefined) return null;
    const { id, username, display_name, agency, province, roles } = row;
    return {
      accountId: id,
      username,
      displayName: display_name,
      agency,
      province,
      roles,
      tokenHash,
      requestId: request.id,
    };
  }

  async signOut(tokenHash: Buffer): Promise<void> {
    await this.source.query('delete from sessions where token_hash = $1', [tokenHash]);
  }
}

/** The cookie of a browser, or the bearer token of a machine. */
function tokenOf(request: SaphanRequest): string | undefined {
  const { authorization } = request.headers;
  if (authorization?.startsWith('Bearer ') === true) return authorization.slice('Bearer '.length);
  return request.cookies[SESSION_COOKIE];
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
