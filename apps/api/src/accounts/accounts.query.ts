import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '#domain/errors.js';
import type { Tx } from '#persistence/unit-of-work.js';
import { decodeCursor, encodeCursor } from '../http/cursor.js';
import type { PageQuery } from '../http/page.query.js';
import type { SignedIn } from '../http/request-context.js';
import { AccountWork } from '../session/account-work.js';
import type { Account } from '../session/sign-in.service.js';

export interface AccountView extends Account {
  readonly supervisorId: string | null;
  readonly supervisor: string | null;
  readonly createdAt: string;
  readonly disabledAt: string | null;
  /** Has chosen a password or is linked to an identity provider. */
  readonly canSignIn: boolean;
  readonly hasSecondFactor: boolean;
  readonly identities: readonly { readonly issuer: string; readonly subject: string }[];
  readonly revision: number;
}

const COLUMNS = `a.id, a.username, a.display_name as "displayName", a.agency, a.province, a.roles,
  a.supervisor_id as "supervisorId", s.username as supervisor, a.created_at as "createdAt",
  a.disabled_at as "disabledAt", a.revision,
  a.password_hash is not null or exists (select from account_identities i where i.account_id = a.id) as "canSignIn",
  exists (select from account_totps t where t.account_id = a.id and t.confirmed_at is not null) as "hasSecondFactor",
  coalesce((select json_agg(json_build_object('issuer', i.issuer, 'subject', i.subject) order by i.issuer, i.subject)
    from account_identities i where i.account_id = a.id), '[]') as identities`;
const FROM = 'from accounts a left join accounts s on s.id = a.supervisor_id';
const DEFAULT_LIMIT = 50;

/** The accounts as an administrator sees them: staff, never a person who is helped. */
@Injectable()
export class AccountsQuery {
  constructor(@Inject(AccountWork) private readonly work: AccountWork) {}

  async list(me: SignedIn, { limit = DEFAULT_LIMIT, cursor }: PageQuery) {
    const [at, id] = cursor === undefined ? [null, null] : decodeCursor(cursor);
    const rows = await this.work.as(me, (tx) =>
      tx.query<AccountView>(
        `select ${COLUMNS} ${FROM} where $1::uuid is null or (a.created_at, a.id) > ($2::timestamptz, $1::uuid)
         order by a.created_at, a.id limit $3`,
        [id, at, limit + 1],
      ),
    );
    const items = rows.slice(0, limit);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items, nextCursor: last === undefined ? null : encodeCursor([last.createdAt, last.id]) };
  }

  get(me: SignedIn, id: string): Promise<AccountView> {
    return this.work.as(me, (tx) => getAccount(tx, id));
  }
}

export async function getAccount(tx: Tx, id: string): Promise<AccountView> {
  const [account] = await tx.query<AccountView>(`select ${COLUMNS} ${FROM} where a.id = $1`, [id]);
  if (account === undefined) throw new DomainError('account-not-found');
  return account;
}
