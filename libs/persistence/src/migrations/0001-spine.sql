-- The spine. Written by hand, never generated; later changes come as later files.
-- Ledgers (facts, timeline_events, audit_events, clock_events, clock_extensions) are INSERT and SELECT only for the
-- application role: see grants.sql, applied after every migration.

create table accounts (
  id uuid primary key,
  username text not null,
  display_name text not null,
  password_hash text not null,
  agency text not null,
  province text,
  roles text[] not null,
  created_at timestamptz not null default now(),
  disabled_at timestamptz,
  constraint accounts_username_key unique (username)
);

create table sessions (
  token_hash bytea primary key,
  account_id uuid not null references accounts (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index sessions_account_id_idx on sessions (account_id);

create sequence incident_numbers;
create sequence case_numbers;

create table incidents (
  id uuid primary key,
  number text not null,
  channel text not null,
  province text not null,
  place text,
  narrative text,
  danger_now boolean not null,
  happened_at timestamptz not null,
  reported_at timestamptz not null,
  reported_by uuid not null references accounts (id),
  reporter_agency text not null,
  reporter_consents boolean not null,
  foreign_finding jsonb,
  constraint incidents_number_key unique (number)
);
create index incidents_reported_by_idx on incidents (reported_by);

create table persons (
  id uuid primary key,
  given_name text,
  family_name text,
  alias text,
  sex text not null,
  born_on date,
  age_statement text,
  nationality text not null,
  language text not null,
  national_id text,
  passport_number text,
  travel_document text,
  phone text,
  address text,
  home_province text
);

create table cases (
  id uuid primary key,
  number text not null,
  incident_id uuid not null references incidents (id),
  person_id uuid not null references persons (id),
  stage text not null,
  stage_no integer not null default 1,
  stage_since timestamptz not null,
  status text not null default 'open',
  outcome text,
  province text not null,
  policy_version text not null,
  codes jsonb not null,
  owner_id uuid references accounts (id),
  must_decide boolean not null default false,
  opened_at timestamptz not null,
  closed_at timestamptz,
  retention_until date,
  revision integer not null default 1,
  constraint cases_number_key unique (number),
  constraint cases_status_check check (status in ('open', 'closed'))
);
create index cases_incident_id_idx on cases (incident_id);
create index cases_open_idx on cases (opened_at desc, id) where status = 'open';

create table processes (
  workflow_id text primary key,
  kind text not null,
  case_id uuid not null references cases (id),
  subject text not null,
  state text not null default 'running',
  last_seq integer not null default 0,
  -- The fact by which the present stage was entered: a revived run reads on from here.
  applied_seq integer not null default 0,
  started_at timestamptz not null,
  ended_at timestamptz,
  constraint processes_state_check check (state in ('running', 'ended'))
);
create index processes_case_id_idx on processes (case_id);
create index processes_running_idx on processes (workflow_id) where state = 'running';

create table facts (
  id uuid primary key,
  case_id uuid not null references cases (id),
  task_id uuid,
  key text not null,
  form_version integer not null,
  outcome text not null,
  answers jsonb not null,
  happened_at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null references accounts (id),
  recorder_agency text not null
);
create index facts_case_id_idx on facts (case_id, recorded_at);

create table tasks (
  id uuid primary key,
  case_id uuid not null references cases (id),
  workflow_id text not null references processes (workflow_id),
  checklist text not null,
  key text not null,
  position bigint generated always as identity,
  -- What opened it: with the key and the subject it makes an opening idempotent.
  cause text not null,
  subject text not null default '',
  state text not null,
  roles text[] not null,
  province text not null,
  assignee_id uuid references accounts (id),
  urgent boolean not null default false,
  must_decide boolean not null default false,
  clock_key text,
  planned_at timestamptz,
  due_at timestamptz,
  opened_at timestamptz,
  created_at timestamptz not null,
  settled_at timestamptz,
  completed_by uuid references accounts (id),
  outcome text,
  constraint tasks_opening_key unique (workflow_id, checklist, key, subject, cause),
  constraint tasks_state_check check (state in ('blocked', 'open', 'completed', 'cancelled'))
);
create index tasks_case_id_idx on tasks (case_id);
create index tasks_inbox_idx on tasks using gin (roles) where state = 'open';
create index tasks_assignee_idx on tasks (assignee_id) where state = 'open';

create table task_drafts (
  task_id uuid not null references tasks (id),
  account_id uuid not null references accounts (id),
  answers jsonb not null,
  revision integer not null default 1,
  updated_at timestamptz not null default now(),
  primary key (task_id, account_id)
);

create table clocks (
  id uuid primary key,
  case_id uuid not null references cases (id),
  workflow_id text not null references processes (workflow_id),
  task_id uuid references tasks (id),
  key text not null,
  policy_version text not null,
  started_at timestamptz not null,
  first_due_at timestamptz not null,
  due_at timestamptz not null,
  revision integer not null default 0,
  revised_at timestamptz not null,
  fired smallint[] not null default '{}',
  state text not null default 'running',
  recorded_at timestamptz not null,
  ended_at timestamptz,
  late_by_ms bigint,
  stopped_at timestamptz,
  stop_reason text,
  constraint clocks_state_check check (state in ('running', 'ended', 'stopped'))
);
create index clocks_case_id_idx on clocks (case_id);
create index clocks_workflow_id_idx on clocks (workflow_id) where state = 'running';
create index clocks_due_idx on clocks (due_at) where state = 'running';

create table clock_events (
  clock_id uuid not null references clocks (id),
  revision integer not null,
  threshold smallint not null,
  case_id uuid not null references cases (id),
  due_at timestamptz not null,
  fired_at timestamptz not null,
  late_by_ms bigint not null,
  primary key (clock_id, revision, threshold)
);
-- A clock ends once, whatever restarts and whatever was extended before.
create unique index clock_events_one_end_idx on clock_events (clock_id) where threshold = 100;

create table clock_extensions (
  id uuid primary key,
  clock_id uuid not null references clocks (id),
  case_id uuid not null references cases (id),
  ground text not null,
  authority text not null,
  document text not null,
  reason text,
  previous_due_at timestamptz not null,
  new_due_at timestamptz not null,
  granted_at timestamptz not null,
  recorded_by uuid not null references accounts (id)
);
create index clock_extensions_clock_id_idx on clock_extensions (clock_id);

create table custodies (
  id uuid primary key,
  case_id uuid not null references cases (id),
  started_at timestamptz not null,
  place_type text not null,
  place text,
  recorded_at timestamptz not null,
  -- GUIDE §8.1: never a cell, never a detention centre. The last of four places that refuse it.
  constraint custodies_place_type_check
    check (place_type in ('children-and-family-home', 'shelter', 'hospital', 'other-safe-place'))
);
create index custodies_case_id_idx on custodies (case_id);

create table service_referrals (
  id uuid primary key,
  case_id uuid not null references cases (id),
  service text not null,
  receiver_agency text not null,
  purpose text not null,
  urgent boolean not null,
  shared_fields text[] not null,
  consented_at timestamptz not null,
  state text not null default 'sent',
  sent_at timestamptz not null,
  sent_by uuid not null references accounts (id),
  answered_at timestamptz,
  answered_by uuid references accounts (id),
  answer_reason text,
  replaces uuid references service_referrals (id),
  constraint service_referrals_state_check check (state in ('sent', 'accepted', 'declined', 'rerouted', 'dropped'))
);
create index service_referrals_case_id_idx on service_referrals (case_id);

create table timeline_events (
  id bigint generated always as identity primary key,
  case_id uuid not null references cases (id),
  kind text not null,
  params jsonb not null,
  happened_at timestamptz not null,
  recorded_at timestamptz not null,
  actor_id uuid references accounts (id),
  agency text
);
create index timeline_events_case_id_idx on timeline_events (case_id, id);

create table audit_events (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  account_id uuid,
  roles text[] not null,
  action text not null,
  purpose text not null,
  case_id uuid,
  subject_id text,
  fields text[] not null default '{}',
  request_id text
);
create index audit_events_case_id_idx on audit_events (case_id, id);

create table idempotency_keys (
  account_id uuid not null references accounts (id),
  key text not null,
  request_hash text not null,
  status smallint,
  response jsonb,
  created_at timestamptz not null default now(),
  primary key (account_id, key)
);

create table outbox (
  id bigint generated always as identity primary key,
  workflow_id text not null references processes (workflow_id),
  case_id uuid not null references cases (id),
  seq integer not null,
  fact jsonb not null,
  created_at timestamptz not null default now(),
  attempted_at timestamptz,
  delivered_at timestamptz,
  constraint outbox_sequence_key unique (workflow_id, seq)
);
create index outbox_undelivered_idx on outbox (id) where delivered_at is null;
