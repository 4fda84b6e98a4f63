-- The person's rights over her data, the end of its retention, and the register of breaches (PDPA B.E. 2562).

-- What keeps a case from being erased although its retention has passed. One stands at a time; a lifted one stays.
create table legal_holds (
  id uuid primary key,
  case_id uuid not null references cases (id),
  reason bytea not null,
  placed_by uuid not null references accounts (id),
  placed_at timestamptz not null,
  lift_reason bytea,
  lifted_by uuid references accounts (id),
  lifted_at timestamptz,
  constraint legal_holds_lifted_check check (num_nulls(lift_reason, lifted_by, lifted_at) in (0, 3))
);
create unique index legal_holds_standing_key on legal_holds (case_id) where lifted_at is null;
create index legal_holds_case_id_idx on legal_holds (case_id);

create table subject_requests (
  id uuid primary key,
  case_id uuid not null references cases (id),
  kind text not null,
  asked_by text not null,
  -- Her words; of a correction also what is to stand instead.
  details bytea not null,
  received_at timestamptz not null,
  due_at timestamptz not null,
  filed_by uuid not null references accounts (id),
  filed_at timestamptz not null,
  decision text,
  decision_reason bytea,
  decided_by uuid references accounts (id),
  decided_at timestamptz,
  -- When a restriction or an objection that was granted ended.
  lift_reason bytea,
  lifted_by uuid references accounts (id),
  lifted_at timestamptz,
  constraint subject_requests_kind_check check (kind in ('export', 'correction', 'restriction', 'objection')),
  constraint subject_requests_asked_by_check check (asked_by in ('person', 'guardian', 'representative')),
  constraint subject_requests_decision_check check (decision in ('granted', 'refused')),
  constraint subject_requests_decided_check check (num_nulls(decision, decision_reason, decided_by, decided_at) in (0, 4)),
  constraint subject_requests_four_eyes_check check (decided_by <> filed_by),
  constraint subject_requests_lifted_check check (num_nulls(lift_reason, lifted_by, lifted_at) in (0, 3)
    and (lifted_at is null or (kind in ('restriction', 'objection') and decision = 'granted')))
);
create index subject_requests_case_id_idx on subject_requests (case_id);
create index subject_requests_open_idx on subject_requests (due_at, id) where decision is null;

-- What stood before a correction. Nothing here is ever changed.
create table person_corrections (
  id uuid primary key,
  case_id uuid not null references cases (id),
  request_id uuid not null references subject_requests (id),
  field text not null,
  previous bytea,
  corrected_by uuid not null references accounts (id),
  corrected_at timestamptz not null
);
create index person_corrections_case_id_idx on person_corrections (case_id);

create table breaches (
  id uuid primary key,
  what_happened bytea not null,
  categories text[] not null,
  persons_affected integer not null,
  high_risk boolean not null,
  discovered_at timestamptz not null,
  office_due_at timestamptz not null,
  office_late_until_at timestamptz not null,
  recorded_by uuid not null references accounts (id),
  recorded_at timestamptz not null,
  office_notified_at timestamptz,
  late_reason bytea,
  persons_notified_at timestamptz,
  constraint breaches_persons_affected_check check (persons_affected >= 0),
  constraint breaches_late_reason_check check (office_notified_at is null or office_notified_at <= office_due_at
    or late_reason is not null)
);
create index breaches_discovered_at_idx on breaches (discovered_at desc, id);

-- A breach concerns many cases: what is written of it has a key of its own.
alter table data_keys
  add column breach_id uuid references breaches (id),
  add constraint data_keys_breach_id_key unique (breach_id),
  drop constraint data_keys_one_owner_check,
  add constraint data_keys_one_owner_check check (num_nonnulls(case_id, incident_id, breach_id) = 1);

-- Whoever erases a case under its lock must reach all that goes with it, also who may read none of it (0030).
create policy erased on person_search_keys for select using (case_id = any ((select saphan_written())::uuid[]));
create policy erased on incidents for select using (exists (select from cases c where c.incident_id = incidents.id
  and c.id = any ((select saphan_written())::uuid[])));

call saphan_guard('legal_holds', 'process');
call saphan_guard('subject_requests', 'process');
call saphan_guard('person_corrections', 'person');
