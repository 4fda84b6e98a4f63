import { Inject, Injectable } from '@nestjs/common';
import { AGENCY_CODE } from '#access/account-names.js';
import { PERMISSIONS } from '#access/permissions.js';
import { DomainError } from '#domain/errors.js';
import type { Role } from '#domain/roles.js';
import type { Tx } from '#persistence/unit-of-work.js';
import type { SignedIn } from '../http/request-context.js';
import { AccountWork, recordAct } from '../session/account-work.js';
import type { AgencySettingsDto } from './dto/agency-settings.dto.js';

export interface AgencyView {
  readonly agency: string;
  readonly accounts: number;
  readonly keepsOffline: boolean;
  /** Null while nobody has decided anything. */
  readonly changedAt: string | null;
}

const AGENCIES_SQL = `select a.agency, count(*)::int as accounts, coalesce(s.keeps_offline, true) as "keepsOffline",
    s.changed_at as "changedAt"
  from accounts a left join agency_settings s on s.agency = a.agency where $1::text is null or a.agency = $1
  group by a.agency, s.agency order by a.agency`;

export interface ReceiverView {
  readonly agency: string;
  readonly provinces: readonly string[];
  readonly roles: readonly Role[];
}

const RECEIVERS_SQL = `select agency, coalesce(array_agg(distinct province) filter (where province is not null), '{}') as provinces,
    array_agg(distinct role) as roles
  from accounts, unnest(roles) as role where disabled_at is null and role = any($1::text[])
  group by agency order by agency`;

/** What agencies have decided for their people; until then, a device may keep what waits (docs/decisions/0027, 0029). */
@Injectable()
export class AgenciesService {
  constructor(@Inject(AccountWork) private readonly work: AccountWork) {}

  list(me: SignedIn): Promise<{ readonly items: readonly AgencyView[] }> {
    return this.work.as(me, async (tx) => ({ items: await tx.query<AgencyView>(AGENCIES_SQL, [null]) }));
  }

  /** Sent elsewhere, a referral would wait for an answer that nobody can give. */
  receivers(me: SignedIn): Promise<{ readonly items: readonly ReceiverView[] }> {
    return this.work.as(me, async (tx) => ({
      items: await tx.query<ReceiverView>(RECEIVERS_SQL, [PERMISSIONS['referral.answer']]),
    }));
  }

  /** Counts from the next time that a device asks who is signed in: within a minute, where there is a network. */
  decide(me: SignedIn, agency: string, { keepsOffline }: AgencySettingsDto): Promise<AgencyView> {
    return this.work.as(me, async (tx) => {
      await getAgency(tx, agency);
      await tx.query(
        `insert into agency_settings (agency, keeps_offline, changed_by) values ($1, $2, $3)
         on conflict (agency) do update set keeps_offline = $2, changed_by = $3, changed_at = now()`,
        [agency, keepsOffline, me.accountId],
      );
      const action = keepsOffline ? 'agency.offline-allowed' : 'agency.offline-ended';
      await recordAct(tx, { by: me, action, subjectId: agency, fields: ['keepsOffline'] });
      return getAgency(tx, agency);
    });
  }

  /** Whether a device of hers may keep anything. */
  async keepsOffline(me: SignedIn): Promise<boolean> {
    const [decided] = await this.work.as(me, (tx) =>
      tx.query<{ keepsOffline: boolean }>(
        'select keeps_offline as "keepsOffline" from agency_settings where agency = $1',
        [me.agency],
      ),
    );
    return decided?.keepsOffline ?? true;
  }
}

async function getAgency(tx: Tx, agency: string): Promise<AgencyView> {
  // What can be no code is none, and nothing that the store would choke on.
  const [found] = AGENCY_CODE.test(agency) ? await tx.query<AgencyView>(AGENCIES_SQL, [agency]) : [];
  if (found === undefined) throw new DomainError('agency-not-found');
  return found;
}
