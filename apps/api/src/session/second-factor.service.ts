import { Inject, Injectable } from '@nestjs/common';
import { hashOf, newSpokenCode, spokenCodeOf } from '#access/secrets.js';
import { acceptedStep, newTotpSecret, totpUri } from '#access/totp.js';
import { DomainError } from '#domain/errors.js';
import { openSecret, putSecretKey, sealSecret, secretSql, type HeldSecret } from '#persistence/shared-secrets.js';
import type { Tx } from '#persistence/unit-of-work.js';
import type { SignedIn } from '../http/request-context.js';
import type { PersonSession } from '../http/session-rules.js';
import { AccountWork, recordAct } from './account-work.js';
import { SessionService } from './session.service.js';

const RECOVERY_CODES = 10;

export interface Enrolment {
  readonly secret: string;
  /** For the QR code. */
  readonly uri: string;
}

export interface Confirmed {
  readonly token: string;
  readonly recoveryCodes: readonly string[];
}

interface TotpRow extends HeldSecret {
  readonly last_step: string;
  readonly confirmed_at: string | null;
}

/** Authenticator and recovery codes of an account. */
@Injectable()
export class SecondFactorService {
  constructor(
    @Inject(AccountWork) private readonly work: AccountWork,
    @Inject(SessionService) private readonly sessions: SessionService,
  ) {}

  /** A new secret; it counts from the moment that its first code was shown. */
  begin(me: SignedIn): Promise<Enrolment> {
    const secret = newTotpSecret();
    return this.work.as(me, async (tx) => {
      const made = await sealSecret(tx, 'account', me.accountId, secret);
      const begun = await tx.query(
        `insert into account_totps (account_id, sealed_secret) values ($1, $2)
         on conflict (account_id) do update set secret = null, sealed_secret = $2, created_at = now(), last_step = 0
           where account_totps.confirmed_at is null returning account_id`,
        [me.accountId, made.sealed],
      );
      if (begun.length === 0) throw new DomainError('second-factor-enrolled');
      await putSecretKey(tx, 'account', me.accountId, made);
      return { secret, uri: totpUri(secret, me.username) };
    });
  }

  confirm(me: SignedIn, session: PersonSession, code: string): Promise<Confirmed> {
    return this.work.as(me, async (tx) => {
      const totp = await lockedTotp(tx, me.accountId);
      if (totp === undefined) throw new DomainError('proof-wrong');
      if (totp.confirmed_at !== null) throw new DomainError('second-factor-enrolled');
      if (!(await spendStep(tx, me.accountId, totp, code))) throw new DomainError('proof-wrong');
      await tx.query('update account_totps set confirmed_at = now() where account_id = $1', [me.accountId]);
      await recordAct(tx, { by: me, action: 'account.second-factor-enrolled', subjectId: me.accountId });
      const recoveryCodes = await newRecoveryCodes(tx, me.accountId);
      // Sessions from before the second factor have not shown it.
      await this.sessions.endAll(tx, me.accountId, session.id);
      return { token: await this.sessions.strengthen(tx, session, { secondFactor: true }), recoveryCodes };
    });
  }

  renewRecoveryCodes(me: SignedIn): Promise<readonly string[]> {
    return this.work.as(me, async (tx) => {
      if (!isConfirmed(await lockedTotp(tx, me.accountId))) throw new DomainError('second-factor-not-set-up');
      await recordAct(tx, { by: me, action: 'account.recovery-codes-renewed', subjectId: me.accountId });
      return newRecoveryCodes(tx, me.accountId);
    });
  }

  removeOwn(me: SignedIn): Promise<void> {
    return this.work.as(me, (tx) => this.remove(tx, me, me.accountId));
  }

  async remove(tx: Tx, by: SignedIn, accountId: string): Promise<void> {
    await tx.query('delete from account_totps where account_id = $1', [accountId]);
    await tx.query('delete from data_keys where account_id = $1', [accountId]);
    await tx.query('delete from recovery_codes where account_id = $1', [accountId]);
    await tx.query('update sessions set second_factor = false where account_id = $1', [accountId]);
    await recordAct(tx, { by, action: 'account.second-factor-removed', subjectId: accountId });
  }

  /** Whether the code of her authenticator, or one of her recovery codes, opens; either opens once. */
  async spend(tx: Tx, accountId: string, code: string): Promise<boolean> {
    const totp = await lockedTotp(tx, accountId);
    if (!isConfirmed(totp)) return false;
    if (await spendStep(tx, accountId, totp, code)) return true;
    const spent = await tx.query(
      `update recovery_codes set used_at = now() where account_id = $1 and code_hash = $2 and used_at is null
       returning account_id`,
      [accountId, hashOf(spokenCodeOf(code))],
    );
    return spent.length > 0;
  }
}

/**
 * Locked, so that two who come with one code at once do not both get in; and only then read: a secret that was replaced
 * while this waited comes with its own key.
 */
async function lockedTotp(tx: Tx, accountId: string): Promise<TotpRow | undefined> {
  await tx.query('select 1 from account_totps where account_id = $1 for update', [accountId]);
  const [totp] = await tx.query<TotpRow>(
    `select ${secretSql('account', 't')}, t.last_step, t.confirmed_at from account_totps t where t.account_id = $1`,
    [accountId],
  );
  return totp;
}

function isConfirmed(totp: TotpRow | undefined): totp is TotpRow {
  return totp !== undefined && totp.confirmed_at !== null;
}

async function spendStep(tx: Tx, accountId: string, totp: TotpRow, code: string): Promise<boolean> {
  const step = await acceptedStep(await openSecret(tx, 'account', accountId, totp), code, Number(totp.last_step));
  if (step === null) return false;
  await tx.query('update account_totps set last_step = $2 where account_id = $1', [accountId, step]);
  return true;
}

async function newRecoveryCodes(tx: Tx, accountId: string): Promise<readonly string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newSpokenCode);
  await tx.query('delete from recovery_codes where account_id = $1', [accountId]);
  await tx.query('insert into recovery_codes (account_id, code_hash) select $1, unnest($2::bytea[])', [
    accountId,
    codes.map((code) => hashOf(spokenCodeOf(code))),
  ]);
  return codes;
}
