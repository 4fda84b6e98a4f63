import { Inject, Injectable } from '@nestjs/common';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import type { SignedIn } from '../http/request-context.js';

interface Load {
  readonly open: number;
  readonly dueToday: number;
  readonly overdue: number;
}

export interface PersonLoad extends Load {
  /** None: tasks that nobody has taken. */
  readonly accountId: string | null;
  readonly username: string | null;
  readonly province: string;
}

export interface ProvinceLoad extends Load {
  readonly province: string;
  readonly unassigned: number;
}

/** Interviews in a language for which an interpreter is needed, by the day by which they are due. */
export interface InterpreterDemand {
  readonly province: string;
  readonly language: string;
  readonly on: string;
  readonly interviews: number;
}

/** Beds: who is in protection or reflection now, and whose shelter is to be found by that day. */
export interface BedDemand {
  readonly province: string;
  readonly on: string;
  readonly occupied: number;
  readonly toFind: number;
}

/** How far the demand looks ahead. */
const DAYS = 14;

/** Days are Bangkok's. */
const TODAY = `(now() at time zone 'Asia/Bangkok')::date`;
const DUE_ON = `(t.due_at at time zone 'Asia/Bangkok')::date`;
const LOAD = `count(*)::int as open,
  count(*) filter (where ${DUE_ON} = ${TODAY} and t.due_at > now())::int as "dueToday",
  count(*) filter (where t.due_at <= now())::int as overdue`;
/** What is overdue, or due at no instant, is needed today. */
const NEEDED_ON = `greatest(coalesce(${DUE_ON}, ${TODAY}), ${TODAY})`;
const OF_PROVINCE = `($1::text is null or t.province = $1)`;

const PERSONS_SQL = `select t.assignee_id as "accountId", a.username, t.province, ${LOAD}
  from tasks t left join accounts a on a.id = t.assignee_id
  where t.state = 'open' and ${OF_PROVINCE} group by 1, 2, 3 order by overdue desc, open desc, t.province, a.username`;

const PROVINCES_SQL = `select t.province, ${LOAD}, count(*) filter (where t.assignee_id is null)::int as unassigned
  from tasks t where t.state = 'open' and ${OF_PROVINCE} group by t.province order by t.province`;

const INTERPRETERS_SQL = `select t.province, c.codes ->> 'language' as language, ${NEEDED_ON}::text as "on",
    count(*)::int as interviews
  from tasks t join cases c on c.id = t.case_id
  where t.state in ('open', 'blocked') and t.key in ('screening-interview', 'mdt-interview') and ${OF_PROVINCE}
    and c.codes ->> 'language' <> 'th' and ${NEEDED_ON} < ${TODAY} + ${DAYS}
  group by 1, 2, 3 order by 1, 3, 2`;

const BEDS_SQL = `with days as (select ${TODAY} + n as day from generate_series(0, ${DAYS - 1}) as n),
  occupied as (
    select t.province, count(*)::int as persons from cases t
    where t.status = 'open' and ${OF_PROVINCE}
      and (t.codes ->> 'custody' in ('running', 'petitioned', 'court-extended') or t.stage in ('temporary-protection', 'recovery-reflection'))
    group by t.province),
  wanted as (
    select t.province, ${NEEDED_ON} as day, count(*)::int as persons from tasks t
    where t.state in ('open', 'blocked') and t.key = 'match-shelter' and ${OF_PROVINCE} group by 1, 2),
  provinces as (select province from occupied union select province from wanted)
  select p.province, d.day::text as "on", coalesce(o.persons, 0) as occupied,
    coalesce((select w.persons from wanted w where w.province = p.province and w.day = d.day), 0) as "toFind"
  from provinces p cross join days d left join occupied o on o.province = p.province order by 1, 2`;

/** Who has how much to do, and what will be needed: of one province, or of all for a national body. */
@Injectable()
export class WorkloadQuery {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  read(me: SignedIn, asked: string | undefined) {
    // A provincial office sees its own province, whatever it asks for.
    const params = [me.province ?? asked ?? null];
    return this.unitOfWork.read(me, async (tx) => ({
      days: DAYS,
      persons: await tx.query<PersonLoad>(PERSONS_SQL, params),
      provinces: await tx.query<ProvinceLoad>(PROVINCES_SQL, params),
      interpreters: await tx.query<InterpreterDemand>(INTERPRETERS_SQL, params),
      beds: await tx.query<BedDemand>(BEDS_SQL, params),
    }));
  }
}
