/** Months are those of Asia/Bangkok; only months that are over are told, so that a figure never grows by one. */
const MONTH = (instant: string) => `to_char(${instant} at time zone 'Asia/Bangkok', 'YYYY-MM')`;
const IN_YEAR = (instant: string) => `${instant} >= $1::timestamptz and ${instant} < $2::timestamptz`;

/** How many persons reported in the period have ever come to each stage: of merged cases, only the leading one counts. */
export const FUNNEL_SQL = `
  select r.stage, c.province, ${MONTH('c.opened_at')} as month, count(*)::int as count
  from cases c
  join lateral (
    select 'report' as stage
    union select e.params->>'stage' from timeline_events e where e.case_id = c.id and e.kind = 'stage-entered'
    union select 'closed' from timeline_events e where e.case_id = c.id and e.kind = 'case-closed'
  ) r on true
  where ${IN_YEAR('c.opened_at')}
    and not exists (select from duplicate_pairs p where p.following_case_id = c.id and p.state = 'merged')
  group by 1, 2, 3`;

/** Every finished stay in a stage that began in the period: its length, from one entry to the next. */
const STAYS = `
  select e.case_id, e.stage, e.began_at, lead(e.began_at) over (partition by e.case_id order by e.no) as ended_at
  from (
    select c.id as case_id, 'report' as stage, c.opened_at as began_at, 0::bigint as no from cases c
    union all
    select case_id, coalesce(params->>'stage', 'closed'), happened_at, id from timeline_events
    where kind in ('stage-entered', 'case-closed')
  ) e`;

/** A row without a province is the whole country. */
export const STAGE_TIME_SQL = `
  select s.stage, c.province, count(*)::int as count,
    percentile_cont(0.5) within group (order by extract(epoch from s.ended_at - s.began_at)) / 3600 as "medianHours",
    percentile_cont(0.9) within group (order by extract(epoch from s.ended_at - s.began_at)) / 3600 as "p90Hours"
  from (${STAYS}) s join cases c on c.id = s.case_id
  where s.ended_at is not null and s.stage <> 'closed' and ${IN_YEAR('s.began_at')}
  group by grouping sets ((s.stage, c.province), (s.stage))`;

/** Clocks that are settled: answered within their limit, or run out. */
export const CLOCK_SQL = `
  select k.key, c.province, ${MONTH('k.started_at')} as month,
    case when k.ended_at is null then 'kept' else 'ran-out' end as result, count(*)::int as count
  from clocks k join cases c on c.id = k.case_id
  where (k.ended_at is not null or k.stopped_at is not null) and ${IN_YEAR('k.started_at')}
  group by 1, 2, 3, 4`;

/** Answers to referrals sent in the period. */
export const REFERRAL_SQL = `
  select r.service, case when r.answered_at is null then 'unanswered' when r.state = 'accepted' then 'accepted'
      else 'declined' end as answer, count(*)::int as count
  from service_referrals r
  where ${IN_YEAR('r.sent_at')}
  group by 1, 2`;

export const REFERRAL_TIME_SQL = `
  select r.service, count(*)::int as count,
    percentile_cont(0.5) within group (order by extract(epoch from r.answered_at - r.sent_at)) / 3600 as "medianHours",
    percentile_cont(0.9) within group (order by extract(epoch from r.answered_at - r.sent_at)) / 3600 as "p90Hours"
  from service_referrals r
  where r.answered_at is not null and ${IN_YEAR('r.sent_at')}
  group by 1`;
