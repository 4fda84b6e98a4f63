-- The stuck board: what holds up a case, or will from `stuck_at` on. Written with the case it speaks of, in the same
-- statement; a cause that is gone leaves no row. Place and stage are repeated so that the board never joins to filter.

create table stuck_causes (
  case_id uuid not null references cases (id),
  key text not null,
  cause text not null,
  rule text not null,
  since timestamptz not null,
  stuck_at timestamptz not null,
  stage text not null,
  province text not null,
  agency text,
  roles text[] not null,
  task_id uuid,
  clock_id uuid,
  workflow_id text,
  params jsonb not null,
  -- Of all that is above: a step that changes nothing writes nothing.
  digest text not null,
  constraint stuck_causes_pkey primary key (case_id, key)
);
create index stuck_causes_since_idx on stuck_causes (since, case_id);
create index stuck_causes_cause_idx on stuck_causes (cause, since, case_id);
create index stuck_causes_province_idx on stuck_causes (province, cause, since, case_id);
create index stuck_causes_stage_idx on stuck_causes (stage, cause, since, case_id);
create index stuck_causes_agency_idx on stuck_causes (agency, cause, since, case_id) where agency is not null;

-- Somebody says, with a reason, that a case waits rightly until a date. Nothing here is ever changed.
create table wait_holds (
  id uuid primary key,
  case_id uuid not null references cases (id),
  key text not null,
  until timestamptz not null,
  reason text not null,
  set_by uuid not null references accounts (id),
  set_at timestamptz not null
);
create index wait_holds_case_id_idx on wait_holds (case_id);

-- What was done about a case on the board, and why. The audit has the act; this has the reason, for the next who looks.
create table stuck_actions (
  id uuid primary key,
  case_id uuid not null references cases (id),
  action text not null,
  subject text not null,
  reason text not null,
  taken_by uuid not null references accounts (id),
  taken_at timestamptz not null
);
create index stuck_actions_case_id_idx on stuck_actions (case_id, taken_at);

-- Two persons for what one must not do alone. A decision is made once; both rows stay.
create table approvals (
  id uuid primary key,
  kind text not null,
  case_id uuid references cases (id),
  -- Ids and codes only: what is done when it is approved.
  payload jsonb not null,
  -- Of what concerns no single case; that of a case stands with its stuck_actions.
  reason text,
  requested_by uuid not null references accounts (id),
  requested_at timestamptz not null
);
create index approvals_case_id_idx on approvals (case_id) where case_id is not null;

create table approval_decisions (
  approval_id uuid primary key references approvals (id),
  decision text not null,
  reason text,
  decided_by uuid not null references accounts (id),
  decided_at timestamptz not null,
  constraint approval_decisions_decision_check check (decision in ('approved', 'refused'))
);

-- What the reconciler found and did, the last first asked for.
create table reconciliations (
  id uuid primary key,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  checked integer not null,
  repaired integer not null,
  reported integer not null,
  -- Kind, workflow and which side is right: ids and codes only.
  differences jsonb not null
);
create index reconciliations_finished_at_idx on reconciliations (finished_at desc);

-- The inbox of one worker takes as long with 100,000 open cases as with 10,000: least time left first, from the index.
create index tasks_due_idx on tasks (coalesce(due_at, 'infinity'::timestamptz), id) where state = 'open';

-- Who was told something lately: the watch over the workflows looks at nobody else.
create index outbox_delivered_at_idx on outbox (delivered_at);
create index clock_events_fired_at_idx on clock_events (fired_at);
create index case_faults_open_idx on case_faults (workflow_id) where cleared_at is null;
