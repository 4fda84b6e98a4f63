-- Row level security: a forgotten check in the service still shows nothing. The application sets, with BEGIN, who acts and
-- which words she holds (libs/access/src/permissions.ts is the table, libs/persistence/src/subject-settings.ts the act);
-- a case and its tasks carry the words of those who may see them. With nothing set there is nothing to see (S03).

alter table cases
  -- The agency that took the case; null while nobody has.
  add column agency text,
  add column reported_by uuid references accounts (id),
  add column reporter_province text,
  -- Of cases from before: processes only, until a worker has reckoned it (backfills/case-access.ts).
  add column access text[] not null default '{system}';
update cases c set reported_by = i.reported_by, reporter_province = a.province
  from incidents i join accounts a on a.id = i.reported_by where i.id = c.incident_id;
alter table cases alter column reported_by set not null;
create index cases_person_id_idx on cases (person_id);

alter table tasks
  -- The one agency that is asked: a referral's receiver.
  add column agency text,
  add column access text[] not null default '{system}';
drop index tasks_inbox_idx;
create index tasks_inbox_idx on tasks using gin (access) where state = 'open';

-- Break the glass: an hour's sight of one case, with a reason, told to those responsible. Nothing here is ever changed.
create table emergency_accesses (
  id uuid primary key,
  case_id uuid not null references cases (id),
  account_id uuid not null references accounts (id),
  -- Sealed with the case's key.
  reason bytea not null,
  granted_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '1 hour',
  constraint emergency_accesses_hour_check check (expires_at <= granted_at + interval '1 hour')
);
create index emergency_accesses_live_idx on emergency_accesses (account_id, expires_at);
create index emergency_accesses_case_id_idx on emergency_accesses (case_id);

create function saphan_account() returns uuid language sql stable parallel safe
  return nullif(current_setting('saphan.account', true), '')::uuid;

create function saphan_is_system() returns boolean language sql stable parallel safe
  return coalesce(current_setting('saphan.system', true), '') <> '';

-- The words that the subject holds for a group of fields.
create function saphan_keys(field_group text) returns text[] language sql stable parallel safe
  return coalesce(nullif(current_setting('saphan.' || field_group, true), ''), '{}')::text[];

-- The cases that this transaction has locked or makes: only to them it may write, and their process it may read.
create function saphan_written() returns uuid[] language sql stable parallel safe
  return coalesce(nullif(current_setting('saphan.written', true), ''), '{}')::uuid[];

-- The cases whose glass the subject broke less than an hour ago, where that shows the group of fields.
create function saphan_emergency(field_group text) returns uuid[] language sql stable parallel safe
  return case when 'emergency:' || saphan_account() = any (saphan_keys(field_group))
    then array(select case_id from emergency_accesses where account_id = saphan_account() and expires_at > now())
    else '{}' end;

-- Guards a table that has a case_id: its rows show where the case shows this group of fields to the subject, and are
-- written under the case's lock only. Every later table with content of a case calls it. The case is looked up by a scalar
-- subquery: of an "exists" the planner makes a hash of all cases there are, for a page of fifty rows.
create procedure saphan_guard(guarded regclass, field_group text) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format('create policy seen on %1$s for select using (%3$s (select true from cases c where c.id = case_id
    and (c.access && (select saphan_keys(%2$L)) or c.id = any ((select saphan_emergency(%2$L))::uuid[]))))',
    guarded, field_group,
    case when field_group = 'process' then 'case_id = any ((select saphan_written())::uuid[]) or' else '' end);
  execute format('create policy added on %s for insert with check
    (case_id = any ((select saphan_written())::uuid[]) or (select saphan_is_system()))', guarded);
  execute format('create policy changed on %s for update using
    (case_id = any ((select saphan_written())::uuid[]) or (select saphan_is_system()))', guarded);
  execute format('create policy removed on %s for delete using
    (case_id = any ((select saphan_written())::uuid[]) or (select saphan_is_system()))', guarded);
end $$;

alter table emergency_accesses enable row level security;
alter table emergency_accesses force row level security;
create policy seen on emergency_accesses for select using (account_id = (select saphan_account())
  or exists (select from cases c where c.id = case_id and c.access && (select saphan_keys('story'))));
create policy added on emergency_accesses for insert with check (account_id = (select saphan_account())
  and (select cardinality(saphan_keys('person')) > 0));

alter table cases enable row level security;
alter table cases force row level security;
create policy seen on cases for select using (access && (select saphan_keys('status'))
  or id = any ((select saphan_emergency('status'))::uuid[]) or id = any ((select saphan_written())::uuid[]));
create policy added on cases for insert with check (id = any ((select saphan_written())::uuid[]) or (select saphan_is_system()));
-- Also what `for update` must pass: whoever may act on a case may lock it.
create policy changed on cases for update using (access && (select saphan_keys('act'))
  or id = any ((select saphan_written())::uuid[]))
  with check (id = any ((select saphan_written())::uuid[]) or (select saphan_is_system()));

-- A task carries its own words: the inbox finds them by index, whatever the number of cases.
alter table tasks enable row level security;
alter table tasks force row level security;
create policy seen on tasks for select using (access && (select saphan_keys('task'))
  or case_id = any ((select saphan_written())::uuid[]) or case_id = any ((select saphan_emergency('task'))::uuid[]));
create policy added on tasks for insert with check (case_id = any ((select saphan_written())::uuid[]) or (select saphan_is_system()));
create policy changed on tasks for update using (case_id = any ((select saphan_written())::uuid[]) or (select saphan_is_system()));

call saphan_guard('processes', 'process');
call saphan_guard('timeline_events', 'process');
call saphan_guard('clock_events', 'process');
call saphan_guard('outbox', 'process');
call saphan_guard('clocks', 'process');
-- A reporter is told until when somebody is in custody, and no other clock.
create policy custody_seen on clocks for select using (key in ('s29-custody', 's29-court-extension')
  and exists (select from cases c where c.id = case_id and c.access && (select saphan_keys('status'))));
call saphan_guard('facts', 'story');
-- Whoever recorded an answer knows it: the officer who asked the questions decides on them.
create policy own_recorded on facts for select using (recorded_by = (select saphan_account()));
call saphan_guard('custodies', 'story');
call saphan_guard('clock_extensions', 'story');
call saphan_guard('service_referrals', 'referral');
create policy contract_seen on service_referrals for select
  using ('receiver:' || receiver_agency = any ((select saphan_keys('contract'))::text[]));
-- Whoever broke the glass says so on the timeline, without a lock on a case that is not hers.
create policy emergency_told on timeline_events for insert with check (kind = 'emergency-access'
  and case_id = any ((select saphan_emergency('status'))::uuid[]));

alter table persons enable row level security;
alter table persons force row level security;
create policy seen on persons for select using (exists (select from cases c where c.person_id = persons.id
  and (c.access && (select saphan_keys('person')) or c.id = any ((select saphan_emergency('person'))::uuid[]))));
create policy added on persons for insert with check ((select saphan_account()) is not null or (select saphan_is_system()));
create policy changed on persons for update using ((select saphan_is_system())
  or exists (select from cases c where c.person_id = persons.id and c.id = any ((select saphan_written())::uuid[])));

alter table incidents enable row level security;
alter table incidents force row level security;
create policy seen on incidents for select using (reported_by = (select saphan_account())
  or exists (select from cases c where c.incident_id = incidents.id
    and (c.access && (select saphan_keys('person')) or c.id = any ((select saphan_emergency('person'))::uuid[]))));
create policy added on incidents for insert with check (reported_by = (select saphan_account()) or (select saphan_is_system()));
create policy changed on incidents for update using ((select saphan_is_system())
  or exists (select from cases c where c.incident_id = incidents.id and c.access && (select saphan_keys('act'))));

-- A draft is its author's. Under the case's lock all drafts of a completed task go.
alter table task_drafts enable row level security;
alter table task_drafts force row level security;
create policy own on task_drafts using (account_id = (select saphan_account()) or (select saphan_is_system()));
create policy of_a_completed_task on task_drafts for select using (exists (select from tasks t
  where t.id = task_id and t.case_id = any ((select saphan_written())::uuid[])));
create policy removed on task_drafts for delete using (exists (select from tasks t
  where t.id = task_id and t.case_id = any ((select saphan_written())::uuid[])));

alter table idempotency_keys enable row level security;
alter table idempotency_keys force row level security;
create policy own on idempotency_keys using (account_id = (select saphan_account()) or (select saphan_is_system()));
