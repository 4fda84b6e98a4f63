import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { isPermitted } from '#access/permissions.js';
import { hashOf, newToken } from '#access/secrets.js';
import { DomainError, refuseWhenViolated } from '#domain/errors.js';
import type { SignedIn } from '../http/request-context.js';
import { AccountWork, recordAct } from './account-work.js';
import type { MachineTokenDto } from './dto/machine-token.dto.js';

export interface MachineTokenView {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
}

const COLUMNS = `id, name, scopes, created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt"`;

/** A machine acts for the person who let it in: with less than she may, for a time, until she or an administrator ends it. */
@Injectable()
export class MachineTokensService {
  constructor(@Inject(AccountWork) private readonly work: AccountWork) {}

  create(
    me: SignedIn,
    { name, scopes, days }: MachineTokenDto,
  ): Promise<MachineTokenView & { readonly token: string }> {
    refuseWhenViolated(
      scopes.flatMap((scope, n) =>
        isPermitted(scope, me.roles) ? [] : [{ path: `/scopes/${n}`, code: 'scope-not-allowed' as const }],
      ),
    );
    const token = newToken();
    return this.work.as(me, async (tx) => {
      const [made] = await tx.query<MachineTokenView>(
        `insert into machine_tokens (id, account_id, name, token_hash, scopes, expires_at)
         values ($1, $2, $3, $4, $5, now() + make_interval(days => $6)) returning ${COLUMNS}`,
        [randomUUID(), me.accountId, name, hashOf(token), scopes, days],
      );
      if (made === undefined) throw new Error('An inserted row comes back');
      await recordAct(tx, { by: me, action: 'machine-token.created', subjectId: made.id, fields: scopes });
      return { ...made, token };
    });
  }

  list(me: SignedIn): Promise<MachineTokenView[]> {
    return this.work.as(me, (tx) =>
      tx.query<MachineTokenView>(
        `select ${COLUMNS} from machine_tokens where account_id = $1 and revoked_at is null and expires_at > now()
         order by created_at desc`,
        [me.accountId],
      ),
    );
  }

  revoke(me: SignedIn, id: string): Promise<void> {
    return this.work.as(me, async (tx) => {
      const revoked = await tx.query(
        `update machine_tokens set revoked_at = now() where id = $1 and account_id = $2 and revoked_at is null
         returning id`,
        [id, me.accountId],
      );
      if (revoked.length === 0) throw new DomainError('machine-token-not-found');
      await recordAct(tx, { by: me, action: 'machine-token.revoked', subjectId: id });
    });
  }
}
