import { Inject, Injectable } from '@nestjs/common';
import { passwordFault, LONGEST_PASSWORD, SHORTEST_PASSWORD } from '#access/password-rules.js';
import { hashPassword, verifyPassword } from '#access/passwords.js';
import { hashOf, newToken, spokenCodeOf } from '#access/secrets.js';
import { DomainError } from '#domain/errors.js';
import type { Role } from '#domain/roles.js';
import type { Tx } from '#persistence/unit-of-work.js';
import type { SignedIn } from '../http/request-context.js';
import type { PersonSession } from '../http/session-rules.js';
import { AccountWork, recordAct } from './account-work.js';
import type { Client } from './client.js';
import { SecondFactorService } from './second-factor.service.js';
import { SessionService } from './session.service.js';
import { SignInThrottle, type Attempt } from './sign-in-throttle.js';

export interface Account {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly agency: string;
  readonly province: string | null;
  readonly roles: readonly Role[];
}
interface AccountRow extends Account {
  readonly passwordHash: string | null;
  readonly enrolled: boolean;
}

export interface Proof {
  readonly password?: string | undefined;
  readonly code?: string | undefined;
}

/** Local accounts: passwords, the second factor behind them, activation. */
@Injectable()
export class SignInService {
  /** Compared against for unknown names, so that the time of the answer tells nothing. */
  private readonly nobodysHash = hashPassword(newToken());

  constructor(
    @Inject(AccountWork) private readonly work: AccountWork,
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(SecondFactorService) private readonly secondFactor: SecondFactorService,
    @Inject(SignInThrottle) private readonly throttle: SignInThrottle,
  ) {}

  async signIn(
    username: string,
    { password = '', code }: Proof,
    client: Client,
  ): Promise<{ readonly token: string; readonly account: Account }> {
    const attempt = { username, networkHash: client.networkHash };
    const account = await this.requirePassword(attempt, password);
    if (account.enrolled && code === undefined) {
      await this.giveBack(attempt);
      throw new DomainError('second-factor-required');
    }
    return this.work.run(async (tx) => {
      if (account.enrolled && !(await this.secondFactor.spend(tx, account.id, code ?? ''))) {
        throw new DomainError('proof-wrong');
      }
      await this.throttle.succeed(tx, attempt, account.id);
      const token = await this.sessions.open(tx, {
        accountId: account.id,
        method: 'password',
        secondFactor: account.enrolled,
        client,
      });
      return { token, account };
    });
  }

  /** The account behind a name and its password. An attempt that is not right stays counted. */
  private async requirePassword(attempt: Attempt, password: string): Promise<AccountRow> {
    await this.throttle.claim(attempt);
    const account = await this.work.run((tx) => findAccount(tx, attempt.username));
    const hash = account?.passwordHash ?? null;
    const matches = await verifyPassword(hash ?? (await this.nobodysHash), password);
    if (account === undefined || hash === null || !matches) throw new DomainError('sign-in-failed');
    return account;
  }

  /** Half of a sign-in, or a password that is not good enough: no guess. */
  private giveBack(attempt: Attempt): Promise<void> {
    return this.work.run((tx) => this.throttle.giveBack(tx, attempt));
  }

  /** Shows again who she is, with the strongest that she has. */
  async stepUp(me: SignedIn, session: PersonSession, proof: Proof, client: Client): Promise<string> {
    const attempt = { username: me.username, networkHash: client.networkHash };
    if (!session.isEnrolled) await this.requireOwnPassword(attempt, proof.password);
    else await this.throttle.claim(attempt);
    return this.work.run(async (tx) => {
      if (session.isEnrolled && !(await this.secondFactor.spend(tx, me.accountId, proof.code ?? ''))) {
        throw new DomainError('proof-wrong');
      }
      await this.throttle.succeed(tx, attempt, me.accountId);
      return this.sessions.strengthen(tx, session, { secondFactor: session.isEnrolled });
    });
  }

  private async requireOwnPassword(attempt: Attempt, password = ''): Promise<AccountRow> {
    try {
      return await this.requirePassword(attempt, password);
    } catch (failure) {
      const isWrong = failure instanceof DomainError && failure.code === 'sign-in-failed';
      throw isWrong ? new DomainError('proof-wrong') : failure;
    }
  }

  /** A new password of her own choice; every other session of hers ends. */
  async changePassword(
    me: SignedIn,
    session: PersonSession,
    { current, next }: { readonly current: string; readonly next: string },
    client: Client,
  ): Promise<string> {
    const attempt = { username: me.username, networkHash: client.networkHash };
    const account = await this.requireOwnPassword(attempt, current);
    const hash = await this.newPasswordHash(attempt, account, next, '/newPassword');
    return this.work.as(me, async (tx) => {
      await this.throttle.succeed(tx, attempt, me.accountId);
      await tx.query('update accounts set password_hash = $2 where id = $1', [me.accountId, hash]);
      await this.sessions.endAll(tx, me.accountId, session.id);
      await recordAct(tx, { by: me, action: 'account.password-changed', subjectId: me.accountId });
      return this.sessions.strengthen(tx, session, { secondFactor: false });
    });
  }

  /** With the code that an administrator started, the person chooses a password that the administrator never knows. */
  async activate(
    { username, code, password }: { readonly username: string; readonly code: string; readonly password: string },
    client: Client,
    requestId: string,
  ): Promise<void> {
    const attempt = { username, networkHash: client.networkHash };
    await this.throttle.claim(attempt);
    const account = await this.work.run((tx) => findActivated(tx, username, code));
    if (account === undefined) throw new DomainError('activation-invalid');
    const hash = await this.newPasswordHash(attempt, account, password, '/password');
    await this.work.run(async (tx) => {
      const spent = await tx.query('delete from account_activations where account_id = $1 returning account_id', [
        account.id,
      ]);
      if (spent.length === 0) throw new DomainError('activation-invalid');
      await tx.query('update accounts set password_hash = $2 where id = $1', [account.id, hash]);
      await this.sessions.endAll(tx, account.id);
      await this.throttle.succeed(tx, attempt, account.id);
      const { id: accountId, roles, agency, province } = account;
      const by = { accountId, roles, agency, province, requestId };
      await recordAct(tx, { by, action: 'account.activated', subjectId: account.id });
    });
  }

  private async newPasswordHash(attempt: Attempt, account: Account, password: string, path: string): Promise<string> {
    const known = [account.username, account.agency, ...account.displayName.split(/\s+/), 'saphan'];
    const fault = passwordFault(password, known);
    if (fault === null) return hashPassword(password);
    await this.giveBack(attempt);
    const params = { shortest: SHORTEST_PASSWORD, longest: LONGEST_PASSWORD };
    throw new DomainError(fault, [{ path, code: fault, params }], params);
  }
}

const COLUMNS = `a.id, a.username, a.display_name as "displayName", a.agency, a.province, a.roles,
  a.password_hash as "passwordHash",
  exists (select from account_totps t where t.account_id = a.id and t.confirmed_at is not null) as enrolled`;

async function findAccount(tx: Tx, username: string): Promise<AccountRow | undefined> {
  const [account] = await tx.query<AccountRow>(
    `select ${COLUMNS} from accounts a where a.username = $1 and a.disabled_at is null`,
    [username],
  );
  return account;
}

async function findActivated(tx: Tx, username: string, code: string): Promise<AccountRow | undefined> {
  const [account] = await tx.query<AccountRow>(
    `select ${COLUMNS} from accounts a join account_activations v on v.account_id = a.id
     where a.username = $1 and v.code_hash = $2 and v.expires_at > now() and a.disabled_at is null`,
    [username, hashOf(spokenCodeOf(code))],
  );
  return account;
}
