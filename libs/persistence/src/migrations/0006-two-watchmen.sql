-- The second watchman: a clock's next warning or end as a column that can be searched, who saw it, and what is wrong
-- with the machinery of a case.

alter table clocks add column next_at timestamptz;
update clocks set next_at = (
  select min(case when share = 100 then due_at else revised_at + (due_at - revised_at) * share / 100 end)
  from unnest('{50,75,90,100}'::smallint[]) as share where share <> all (fired))
where state = 'running';
-- A running clock without a next instant would be seen by nobody.
alter table clocks add constraint clocks_watched_check check ((state = 'running') = (next_at is not null));
create index clocks_next_at_idx on clocks (next_at) where next_at is not null;

alter table clock_events add column seen_by text not null default 'step';
alter table clock_events add constraint clock_events_seen_by_check check (seen_by in ('step', 'workflow', 'sweeper'));

-- What is wrong with the machinery of a case, never with a person's work: the stuck board's *system fault*.
create table case_faults (
  id uuid primary key,
  case_id uuid not null references cases (id),
  workflow_id text references processes (workflow_id),
  kind text not null,
  since timestamptz not null,
  detail jsonb not null default '{}',
  cleared_at timestamptz
);
create unique index case_faults_open_key on case_faults (case_id, kind, coalesce(workflow_id, ''))
  where cleared_at is null;
