import type { NoticeRules } from '#domain/escalation.js';
import type { Tx } from '../unit-of-work.js';
import { noticeTo } from './notice-to.js';

/** A guess: no caseworker opens so many different files in so short a while, and whoever copies a register does. */
export const MASS_READING = { files: 200, minutes: 5 } as const;

interface Reader {
  readonly accountId: string;
  readonly username: string;
  readonly files: number;
  /** The same for a whole hour: nobody is told of one raid sixty times. */
  readonly hour: string;
}

/** Different files, not looks: a page that stays open asks again and again for the same one. */
const READERS_SQL = `select e.account_id as "accountId", a.username, count(distinct e.case_id)::int as files,
    to_char(clock_timestamp() at time zone 'UTC', 'YYYYMMDDHH24') as hour
  from audit_events e join accounts a on a.id = e.account_id
  where e.at > clock_timestamp() - make_interval(mins => $1) and e.decision = 'allowed' and e.case_id is not null
    and e.action like 'read-%'
  group by e.account_id, a.username having count(distinct e.case_id) >= $2`;

/**
 * Who answers for the data: the supervisors of the provinces whose files were opened, and the reader's own supervisor;
 * DATIP's always, because one of those may be the reader.
 */
const OWNERS_SQL = `select a.id from accounts a where a.disabled_at is null and a.id <> $1 and (
    a.id = (select supervisor_id from accounts where id = $1)
    or ('supervisor' = any (a.roles) and (a.agency = 'datip' or a.province in (
      select c.province from audit_events e join cases c on c.id = e.case_id
      where e.account_id = $1 and e.at > clock_timestamp() - make_interval(mins => $2)))))`;

/** Tells the owners of the data that somebody opens files by the hundred (S22). Returns how many people were told. */
export async function watchReading(tx: Tx, rules: NoticeRules): Promise<number> {
  const { files, minutes } = MASS_READING;
  let told = 0;
  for (const { accountId, username, files: opened, hour } of await tx.query<Reader>(READERS_SQL, [minutes, files])) {
    const owners = await tx.query<{ id: string }>(OWNERS_SQL, [accountId, minutes]);
    const orders = owners.map(({ id }) => ({
      recipientId: id,
      kind: 'mass-reading' as const,
      topic: `mass-reading:${accountId}:${hour}`,
      caseId: null,
      params: { account: username, count: opened, minutes },
      urgent: true,
    }));
    told += (await noticeTo(tx, orders, rules)).length;
  }
  return told;
}
