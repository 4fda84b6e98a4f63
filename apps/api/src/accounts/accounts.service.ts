import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { hashOf, newSpokenCode, spokenCodeOf } from '#access/secrets.js';
import { ACTIVATION_HOURS } from '#access/session-limits.js';
import { DomainError } from '#domain/errors.js';
import { Casework } from '#persistence/casework.js';
import { ADMINISTRATION_LOCK } from '#persistence/create-administrator.js';
import type { Tx } from '#persistence/unit-of-work.js';
import { once, type IdempotencyHeader } from '../http/idempotency.js';
import type { SignedIn } from '../http/request-context.js';
import { AccountWork, recordAct } from '../session/account-work.js';
import { SecondFactorService } from '../session/second-factor.service.js';
import { SessionService } from '../session/session.service.js';
import { getAccount, type AccountView } from './accounts.query.js';
import type { AccountChangeDto, AccountDto, IdentityDto } from './dto/account.dto.js';

export interface Activation {
  /** Shown once; stored as a hash. */
  readonly code: string;
  readonly expiresAt: string;
}

/** What administrators do with accounts. None of it shows or sets a password, and each act is on the ledger. */
@Injectable()
export class AccountsService {
  constructor(
    @Inject(Casework) private readonly casework: Casework,
    @Inject(AccountWork) private readonly work: AccountWork,
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(SecondFactorService) private readonly secondFactor: SecondFactorService,
  ) {}

  create(me: SignedIn, account: AccountDto, header: IdempotencyHeader | null): Promise<AccountView> {
    return once(this.casework, me, header, async (tx) => {
      await requireAdministrator(tx, me);
      const id = randomUUID();
      await requireSupervisor(tx, id, account.supervisorId ?? null);
      const { username, displayName, agency, province = null, roles, supervisorId = null } = account;
      const made = await tx.query(
        `insert into accounts (id, username, display_name, agency, province, roles, supervisor_id)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (username) do nothing returning id`,
        [id, username, displayName, agency, province, roles, supervisorId],
      );
      if (made.length === 0) throw new DomainError('account-exists', [{ path: '/username', code: 'account-exists' }]);
      await recordAct(tx, { by: me, action: 'account.created', subjectId: id, fields: ['roles', ...roles] });
      return { result: await getAccount(tx, id), told: [] };
    });
  }

  /** Roles, agency and province count from the next request on; disabling ends every session and token now. */
  change(me: SignedIn, id: string, change: AccountChangeDto, seen: number | null): Promise<AccountView> {
    return this.administer(me, async (tx) => {
      const before = await getAccount(tx, id);
      const isOwn = id === me.accountId;
      if (isOwn && (change.roles !== undefined || change.disabled === true)) throw new DomainError('own-account');
      if (change.supervisorId !== undefined) await requireSupervisor(tx, id, change.supervisorId);
      const after = { ...before, ...definedIn(change) };
      const disable = change.disabled ?? before.disabledAt !== null;
      const changed = await tx.query(
        `update accounts set display_name = $3, agency = $4, province = $5, roles = $6, supervisor_id = $7,
           disabled_at = case when $8 then coalesce(disabled_at, now()) end, revision = revision + 1
         where id = $1 and revision = $2 returning id`,
        [id, seen, after.displayName, after.agency, after.province, after.roles, after.supervisorId, disable],
      );
      if (changed.length === 0) throw revisionFault(seen);
      if (disable) await this.endAccess(tx, id);
      await recordAct(tx, { by: me, action: 'account.changed', subjectId: id, fields: Object.keys(definedIn(change)) });
      return getAccount(tx, id);
    });
  }

  /** For a new person, and for one who forgot her password. It does not open past her second factor. */
  startActivation(me: SignedIn, id: string): Promise<Activation> {
    return this.administer(me, async (tx) => {
      const { disabledAt } = await getAccount(tx, id);
      if (disabledAt !== null) throw new DomainError('account-not-found');
      const code = newSpokenCode();
      await tx.query('delete from account_activations where account_id = $1', [id]);
      const [started] = await tx.query<{ expiresAt: string }>(
        `insert into account_activations (code_hash, account_id, created_by, expires_at)
         values ($1, $2, $3, now() + make_interval(hours => $4)) returning expires_at as "expiresAt"`,
        [hashOf(spokenCodeOf(code)), id, me.accountId, ACTIVATION_HOURS],
      );
      await recordAct(tx, { by: me, action: 'account.activation-started', subjectId: id });
      return { code, expiresAt: started?.expiresAt ?? '' };
    });
  }

  endSessions(me: SignedIn, id: string): Promise<void> {
    return this.administer(me, async (tx) => {
      await getAccount(tx, id);
      await this.endAccess(tx, id);
      await recordAct(tx, { by: me, action: 'account.sessions-ended', subjectId: id });
    });
  }

  /** She lost her telephone and her recovery codes. Her password alone then opens, until she sets up a new one. */
  removeSecondFactor(me: SignedIn, id: string): Promise<void> {
    return this.administer(me, async (tx) => {
      await getAccount(tx, id);
      await this.sessions.endAll(tx, id);
      await this.secondFactor.remove(tx, me, id);
    });
  }

  link(me: SignedIn, id: string, { issuer, subject }: IdentityDto): Promise<AccountView> {
    return this.administer(me, async (tx) => {
      await getAccount(tx, id);
      const linked = await tx.query(
        `insert into account_identities (issuer, subject, account_id, linked_by) values ($1, $2, $3, $4)
         on conflict do nothing returning account_id`,
        [issuer, subject, id, me.accountId],
      );
      if (linked.length === 0) throw new DomainError('identity-linked');
      await recordAct(tx, { by: me, action: 'account.identity-linked', subjectId: id });
      return getAccount(tx, id);
    });
  }

  unlink(me: SignedIn, id: string): Promise<void> {
    return this.administer(me, async (tx) => {
      await getAccount(tx, id);
      await tx.query('delete from account_identities where account_id = $1', [id]);
      await tx.query(`delete from sessions where account_id = $1 and method = 'oidc'`, [id]);
      await recordAct(tx, { by: me, action: 'account.identities-unlinked', subjectId: id });
    });
  }

  private administer<T>(me: SignedIn, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.work.as(me, async (tx) => {
      await requireAdministrator(tx, me);
      return work(tx);
    });
  }

  private async endAccess(tx: Tx, id: string): Promise<void> {
    await this.sessions.endAll(tx, id);
    await tx.query('update machine_tokens set revoked_at = now() where account_id = $1 and revoked_at is null', [id]);
    await tx.query('delete from account_activations where account_id = $1', [id]);
  }
}

/** She may have lost the role since her request came in. */
async function requireAdministrator(tx: Tx, { accountId }: SignedIn): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [ADMINISTRATION_LOCK]);
  const still = await tx.query(
    `select id from accounts where id = $1 and disabled_at is null and 'administrator' = any (roles)`,
    [accountId],
  );
  if (still.length === 0) throw new DomainError('not-permitted');
}

/** Enabled, not herself, and nobody whose own ladder leads back to her. */
async function requireSupervisor(tx: Tx, id: string, supervisorId: string | null): Promise<void> {
  if (supervisorId === null) return;
  const ladder = await tx.query<{ id: string; disabled: boolean }>(
    `with recursive ladder as (
       select a.id, a.supervisor_id, a.disabled_at from accounts a where a.id = $1
       union select a.id, a.supervisor_id, a.disabled_at from accounts a join ladder l on a.id = l.supervisor_id)
     select id, disabled_at is not null as disabled from ladder`,
    [supervisorId],
  );
  const [supervisor] = ladder;
  if (supervisor === undefined || supervisor.disabled || ladder.some((step) => step.id === id)) {
    throw new DomainError('supervisor-not-possible', [{ path: '/supervisorId', code: 'supervisor-not-possible' }]);
  }
}

function definedIn<T extends object>(change: T): Partial<T> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function revisionFault(seen: number | null): DomainError {
  const code = seen === null ? 'revision-required' : 'revision-conflict';
  return new DomainError(code, [{ path: '/headers/if-match', code }]);
}
