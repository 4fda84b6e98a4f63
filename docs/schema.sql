-- Made by `npm run sync` from a migrated database; a test fails when it differs. Do not edit.

-- The application may: select, insert, update, delete.
create table account_activations (
  code_hash bytea not null,
  account_id uuid not null,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint account_activations_pkey PRIMARY KEY (code_hash),
  constraint account_activations_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint account_activations_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id)
);
CREATE INDEX account_activations_account_id_idx ON public.account_activations USING btree (account_id);

-- The application may: select, insert, update, delete.
create table account_identities (
  issuer text not null,
  subject text not null,
  account_id uuid not null,
  linked_by uuid not null,
  linked_at timestamp with time zone not null default now(),
  constraint account_identities_pkey PRIMARY KEY (issuer, subject),
  constraint account_identities_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint account_identities_linked_by_fkey FOREIGN KEY (linked_by) REFERENCES accounts(id)
);
CREATE INDEX account_identities_account_id_idx ON public.account_identities USING btree (account_id);

-- The application may: select, insert, update, delete.
create table account_networks (
  account_id uuid not null,
  network_hash bytea not null,
  last_signed_in_at timestamp with time zone not null default now(),
  constraint account_networks_pkey PRIMARY KEY (account_id, network_hash),
  constraint account_networks_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

-- The application may: select, insert, update, delete.
create table account_totps (
  account_id uuid not null,
  secret text,
  created_at timestamp with time zone not null default now(),
  confirmed_at timestamp with time zone,
  last_step bigint not null default 0,
  sealed_secret bytea,
  constraint account_totps_pkey PRIMARY KEY (account_id),
  constraint account_totps_one_secret_check CHECK ((num_nonnulls(secret, sealed_secret) = 1)),
  constraint account_totps_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

-- The application may: select.
create table accounts (
  id uuid not null,
  username text not null,
  display_name text not null,
  password_hash text,
  agency text not null,
  province text,
  roles text[] not null,
  created_at timestamp with time zone not null default now(),
  disabled_at timestamp with time zone,
  supervisor_id uuid,
  demo boolean not null default false,
  revision integer not null default 1,
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_username_key UNIQUE (username),
  constraint accounts_supervisor_check CHECK ((supervisor_id <> id)),
  constraint accounts_supervisor_id_fkey FOREIGN KEY (supervisor_id) REFERENCES accounts(id)
);
CREATE INDEX accounts_supervisor_id_idx ON public.accounts USING btree (supervisor_id);

-- The application may: select, insert, update.
create table agency_settings (
  agency text not null,
  keeps_offline boolean not null,
  changed_by uuid not null,
  changed_at timestamp with time zone not null default now(),
  constraint agency_settings_pkey PRIMARY KEY (agency),
  constraint agency_settings_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES accounts(id)
);

-- The application may: select, insert.
create table approval_decisions (
  approval_id uuid not null,
  decision text not null,
  reason text,
  decided_by uuid not null,
  decided_at timestamp with time zone not null,
  constraint approval_decisions_pkey PRIMARY KEY (approval_id),
  constraint approval_decisions_decision_check CHECK ((decision = ANY (ARRAY['approved'::text, 'refused'::text]))),
  constraint approval_decisions_approval_id_fkey FOREIGN KEY (approval_id) REFERENCES approvals(id),
  constraint approval_decisions_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts(id)
);

-- The application may: select, insert.
create table approvals (
  id uuid not null,
  kind text not null,
  case_id uuid,
  payload jsonb not null,
  reason text,
  requested_by uuid not null,
  requested_at timestamp with time zone not null,
  constraint approvals_pkey PRIMARY KEY (id),
  constraint approvals_reason_check CHECK (((case_id IS NULL) OR (reason IS NULL))),
  constraint approvals_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint approvals_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES accounts(id)
);
CREATE INDEX approvals_case_id_idx ON public.approvals USING btree (case_id) WHERE (case_id IS NOT NULL);

-- The application may: select, insert.
create table audit_events (
  id uuid not null,
  at timestamp with time zone not null,
  account_id uuid,
  roles text[] not null,
  action text not null,
  purpose text not null,
  case_id uuid,
  subject_id text,
  fields text[] not null default '{}'::text[],
  request_id text,
  agency text not null,
  decision text not null,
  stamp bytea,
  constraint audit_events_pkey PRIMARY KEY (id),
  constraint audit_events_at_check CHECK ((at = date_trunc('milliseconds'::text, at, 'UTC'::text))),
  constraint audit_events_decision_check CHECK ((decision = ANY (ARRAY['allowed'::text, 'refused'::text])))
);
CREATE INDEX audit_events_account_id_idx ON public.audit_events USING btree (account_id, at, id);
CREATE INDEX audit_events_at_idx ON public.audit_events USING btree (at, id);
CREATE INDEX audit_events_case_id_idx ON public.audit_events USING btree (case_id, at, id);

-- The application may: select, insert.
create table audit_seals (
  no bigint not null,
  at timestamp with time zone not null,
  last_row bigint not null,
  event_ids uuid[] not null,
  row_hashes bytea not null,
  previous bytea not null,
  hash bytea not null,
  constraint audit_seals_pkey PRIMARY KEY (no),
  constraint audit_seals_hashes_check CHECK ((octet_length(row_hashes) = (32 * cardinality(event_ids))))
);

-- The application may: select, insert, delete.
create table audit_unsealed (
  event_id uuid not null,
  queued_at timestamp with time zone not null default now(),
  constraint audit_unsealed_pkey PRIMARY KEY (event_id)
);

-- The application may: select, insert.
create table breaches (
  id uuid not null,
  what_happened bytea not null,
  categories text[] not null,
  persons_affected integer not null,
  high_risk boolean not null,
  discovered_at timestamp with time zone not null,
  office_due_at timestamp with time zone not null,
  office_late_until_at timestamp with time zone not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  office_notified_at timestamp with time zone,
  late_reason bytea,
  persons_notified_at timestamp with time zone,
  constraint breaches_pkey PRIMARY KEY (id),
  constraint breaches_late_reason_check CHECK (((office_notified_at IS NULL) OR (office_notified_at <= office_due_at) OR (late_reason IS NOT NULL))),
  constraint breaches_persons_affected_check CHECK ((persons_affected >= 0)),
  constraint breaches_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id)
);
CREATE INDEX breaches_discovered_at_idx ON public.breaches USING btree (discovered_at DESC, id);

-- The application may: select, insert, update.
create table case_faults (
  id uuid not null,
  case_id uuid not null,
  workflow_id text,
  kind text not null,
  since timestamp with time zone not null,
  detail jsonb not null default '{}'::jsonb,
  cleared_at timestamp with time zone,
  constraint case_faults_pkey PRIMARY KEY (id),
  constraint case_faults_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint case_faults_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES processes(workflow_id)
);
CREATE INDEX case_faults_open_idx ON public.case_faults USING btree (workflow_id) WHERE (cleared_at IS NULL);
CREATE UNIQUE INDEX case_faults_open_key ON public.case_faults USING btree (case_id, kind, COALESCE(workflow_id, ''::text)) WHERE (cleared_at IS NULL);

-- The application may: select, insert, update.
create table cases (
  id uuid not null,
  number text not null,
  incident_id uuid not null,
  person_id uuid not null,
  stage text not null,
  stage_no integer not null default 1,
  stage_since timestamp with time zone not null,
  status text not null default 'open'::text,
  outcome text,
  province text not null,
  policy_version text not null,
  codes jsonb not null,
  owner_id uuid,
  must_decide boolean not null default false,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  retention_until date,
  revision integer not null default 1,
  agency text,
  reported_by uuid not null,
  reporter_province text,
  access text[] not null default '{system}'::text[],
  constraint cases_pkey PRIMARY KEY (id),
  constraint cases_number_key UNIQUE (number),
  constraint cases_status_check CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text]))),
  constraint cases_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incidents(id),
  constraint cases_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES accounts(id),
  constraint cases_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id),
  constraint cases_reported_by_fkey FOREIGN KEY (reported_by) REFERENCES accounts(id)
);
CREATE INDEX cases_incident_id_idx ON public.cases USING btree (incident_id);
CREATE INDEX cases_open_idx ON public.cases USING btree (opened_at DESC, id) WHERE (status = 'open'::text);
CREATE INDEX cases_person_id_idx ON public.cases USING btree (person_id);

-- The application may: select, insert.
create table clock_events (
  clock_id uuid not null,
  revision integer not null,
  threshold smallint not null,
  case_id uuid not null,
  due_at timestamp with time zone not null,
  fired_at timestamp with time zone not null,
  late_by_ms bigint not null,
  seen_by text not null default 'step'::text,
  constraint clock_events_pkey PRIMARY KEY (clock_id, revision, threshold),
  constraint clock_events_seen_by_check CHECK ((seen_by = ANY (ARRAY['step'::text, 'workflow'::text, 'sweeper'::text]))),
  constraint clock_events_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint clock_events_clock_id_fkey FOREIGN KEY (clock_id) REFERENCES clocks(id)
);
CREATE INDEX clock_events_fired_at_idx ON public.clock_events USING btree (fired_at);

-- The application may: select, insert.
create table clock_extensions (
  id uuid not null,
  clock_id uuid not null,
  case_id uuid not null,
  ground text not null,
  authority bytea not null,
  document bytea not null,
  reason bytea,
  previous_due_at timestamp with time zone not null,
  new_due_at timestamp with time zone not null,
  granted_at timestamp with time zone not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  constraint clock_extensions_pkey PRIMARY KEY (id),
  constraint clock_extensions_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint clock_extensions_clock_id_fkey FOREIGN KEY (clock_id) REFERENCES clocks(id),
  constraint clock_extensions_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id)
);
CREATE INDEX clock_extensions_clock_id_idx ON public.clock_extensions USING btree (clock_id);

-- The application may: select, insert, update.
create table clocks (
  id uuid not null,
  case_id uuid not null,
  workflow_id text not null,
  task_id uuid,
  key text not null,
  policy_version text not null,
  started_at timestamp with time zone not null,
  first_due_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  revision integer not null default 0,
  revised_at timestamp with time zone not null,
  fired smallint[] not null default '{}'::smallint[],
  state text not null default 'running'::text,
  recorded_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  late_by_ms bigint,
  stopped_at timestamp with time zone,
  stop_reason text,
  next_at timestamp with time zone,
  constraint clocks_pkey PRIMARY KEY (id),
  constraint clocks_state_check CHECK ((state = ANY (ARRAY['running'::text, 'ended'::text, 'stopped'::text]))),
  constraint clocks_watched_check CHECK (((state = 'running'::text) = (next_at IS NOT NULL))),
  constraint clocks_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint clocks_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks(id),
  constraint clocks_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES processes(workflow_id)
);
CREATE INDEX clocks_case_id_idx ON public.clocks USING btree (case_id);
CREATE INDEX clocks_next_at_idx ON public.clocks USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX clocks_waiting_idx ON public.clocks USING btree (due_at, id) WHERE ((stopped_at IS NULL) AND (state <> 'stopped'::text));
CREATE INDEX clocks_workflow_id_idx ON public.clocks USING btree (workflow_id) WHERE (state = 'running'::text);

-- The application may: select, insert.
create table consents (
  id uuid not null,
  version bigint not null generated always as identity,
  case_id uuid not null,
  scope text not null,
  state text not null,
  given_by text not null,
  language text,
  interpreter_used boolean,
  wording_version text,
  form_version integer,
  told text[] not null default '{}'::text[],
  referral_id uuid,
  happened_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  recorded_by uuid,
  constraint consents_pkey PRIMARY KEY (id),
  constraint consents_version_key UNIQUE (case_id, scope, version),
  constraint consents_given_by_check CHECK ((given_by = ANY (ARRAY['person'::text, 'guardian'::text, 'duty-of-care'::text]))),
  constraint consents_scope_check CHECK ((scope = ANY (ARRAY['interview'::text, 'sharing'::text]))),
  constraint consents_state_check CHECK ((state = ANY (ARRAY['given'::text, 'refused'::text, 'guardian-pending'::text, 'withdrawn'::text]))),
  constraint consents_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint consents_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id),
  constraint consents_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES service_referrals(id)
);

-- The application may: select, insert.
create table custodies (
  id uuid not null,
  case_id uuid not null,
  started_at timestamp with time zone not null,
  place_type text not null,
  place bytea,
  recorded_at timestamp with time zone not null,
  constraint custodies_pkey PRIMARY KEY (id),
  constraint custodies_place_type_check CHECK ((place_type = ANY (ARRAY['children-and-family-home'::text, 'shelter'::text, 'hospital'::text, 'other-safe-place'::text]))),
  constraint custodies_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
);
CREATE INDEX custodies_case_id_idx ON public.custodies USING btree (case_id);

-- The application may: select, insert, update, delete.
create table data_keys (
  id uuid not null,
  case_id uuid,
  incident_id uuid,
  kek_id text not null,
  wrapped bytea not null,
  created_at timestamp with time zone not null default now(),
  breach_id uuid,
  account_id uuid,
  webhook_id uuid,
  constraint data_keys_pkey PRIMARY KEY (id),
  constraint data_keys_account_id_key UNIQUE (account_id),
  constraint data_keys_breach_id_key UNIQUE (breach_id),
  constraint data_keys_case_id_key UNIQUE (case_id),
  constraint data_keys_incident_id_key UNIQUE (incident_id),
  constraint data_keys_webhook_id_key UNIQUE (webhook_id),
  constraint data_keys_one_owner_check CHECK ((num_nonnulls(case_id, incident_id, breach_id, account_id, webhook_id) = 1)),
  constraint data_keys_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint data_keys_breach_id_fkey FOREIGN KEY (breach_id) REFERENCES breaches(id),
  constraint data_keys_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint data_keys_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incidents(id),
  constraint data_keys_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhooks(id)
);
CREATE INDEX data_keys_kek_id_idx ON public.data_keys USING btree (kek_id, id);

-- The application may: select, insert.
create table document_pieces (
  document_id uuid not null,
  case_id uuid not null,
  part text not null,
  no integer not null,
  sealed bytea not null,
  constraint document_pieces_pkey PRIMARY KEY (document_id, part, no),
  constraint document_pieces_part_check CHECK ((part = ANY (ARRAY['original'::text, 'copy'::text]))),
  constraint document_pieces_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint document_pieces_document_id_fkey FOREIGN KEY (document_id) REFERENCES documents(id)
);

-- The application may: select, insert, delete.
create table document_upload_pieces (
  upload_id uuid not null,
  case_id uuid not null,
  at_byte integer not null,
  sealed bytea not null,
  constraint document_upload_pieces_pkey PRIMARY KEY (upload_id, at_byte),
  constraint document_upload_pieces_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint document_upload_pieces_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES document_uploads(id) ON DELETE CASCADE
);

-- The application may: select, insert, delete.
create table document_uploads (
  id uuid not null,
  case_id uuid not null,
  task_id uuid,
  kind text not null,
  name bytea,
  bytes integer not null,
  received integer not null default 0,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null default (now() + '24:00:00'::interval),
  constraint document_uploads_pkey PRIMARY KEY (id),
  constraint document_uploads_kind_check CHECK ((kind = ANY (ARRAY['identity'::text, 'travel'::text, 'medical'::text, 'court'::text, 'photo'::text, 'statement'::text, 'other'::text]))),
  constraint document_uploads_received_check CHECK (((bytes > 0) AND ((received >= 0) AND (received <= bytes)))),
  constraint document_uploads_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint document_uploads_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id),
  constraint document_uploads_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks(id)
);
CREATE INDEX document_uploads_created_by_idx ON public.document_uploads USING btree (created_by);
CREATE INDEX document_uploads_expires_at_idx ON public.document_uploads USING btree (expires_at);

-- The application may: select, insert.
create table documents (
  id uuid not null,
  case_id uuid not null,
  task_id uuid,
  kind text not null,
  media_type text not null,
  bytes integer not null,
  pieces integer not null,
  copy_bytes integer,
  copy_pieces integer,
  scan text not null,
  name bytea,
  uploaded_at timestamp with time zone not null,
  uploaded_by uuid not null,
  constraint documents_pkey PRIMARY KEY (id),
  constraint documents_kind_check CHECK ((kind = ANY (ARRAY['identity'::text, 'travel'::text, 'medical'::text, 'court'::text, 'photo'::text, 'statement'::text, 'other'::text]))),
  constraint documents_scan_check CHECK ((scan = ANY (ARRAY['clean'::text, 'not-scanned'::text]))),
  constraint documents_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint documents_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks(id),
  constraint documents_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES accounts(id)
);
CREATE INDEX documents_case_id_idx ON public.documents USING btree (case_id, uploaded_at);

-- The application may: select, insert.
create table draft_changes (
  task_id uuid not null,
  author_id uuid not null,
  revision integer not null,
  field text not null,
  case_id uuid not null,
  cleared boolean not null,
  changed_by uuid not null,
  changed_at timestamp with time zone not null,
  constraint draft_changes_pkey PRIMARY KEY (task_id, author_id, revision, field),
  constraint draft_changes_author_id_fkey FOREIGN KEY (author_id) REFERENCES accounts(id),
  constraint draft_changes_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint draft_changes_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES accounts(id),
  constraint draft_changes_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks(id)
);
CREATE INDEX draft_changes_case_id_idx ON public.draft_changes USING btree (case_id);

-- The application may: select, insert, delete.
create table duplicate_checks (
  id uuid not null,
  case_id uuid not null,
  asked_at timestamp with time zone not null,
  constraint duplicate_checks_pkey PRIMARY KEY (id),
  constraint duplicate_checks_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
);
CREATE INDEX duplicate_checks_case_id_idx ON public.duplicate_checks USING btree (case_id);

-- The application may: select, insert.
create table duplicate_decisions (
  id uuid not null,
  pair_id uuid not null,
  case_id uuid not null,
  decision text not null,
  reason bytea not null,
  decided_by uuid not null,
  decided_at timestamp with time zone not null,
  constraint duplicate_decisions_pkey PRIMARY KEY (id),
  constraint duplicate_decisions_decision_check CHECK ((decision = ANY (ARRAY['link'::text, 'ask-merge'::text, 'merge'::text, 'refuse-merge'::text, 'not-the-same'::text, 'reverse'::text]))),
  constraint duplicate_decisions_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint duplicate_decisions_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts(id),
  constraint duplicate_decisions_pair_id_fkey FOREIGN KEY (pair_id) REFERENCES duplicate_pairs(id)
);
CREATE INDEX duplicate_decisions_pair_id_idx ON public.duplicate_decisions USING btree (pair_id, decided_at);

-- The application may: select, insert, update.
create table duplicate_pairs (
  id uuid not null,
  case_id uuid not null,
  other_case_id uuid not null,
  state text not null,
  signals text[] not null,
  proposed_at timestamp with time zone not null,
  dismissed_signals text[] not null default '{}'::text[],
  following_case_id uuid,
  constraint duplicate_pairs_pkey PRIMARY KEY (id),
  constraint duplicate_pairs_cases_key UNIQUE (case_id, other_case_id),
  constraint duplicate_pairs_following_check CHECK ((((following_case_id IS NOT NULL) = (state = ANY (ARRAY['merge-asked'::text, 'merged'::text]))) AND ((following_case_id IS NULL) OR ((following_case_id = case_id) OR (following_case_id = other_case_id))))),
  constraint duplicate_pairs_order_check CHECK ((case_id < other_case_id)),
  constraint duplicate_pairs_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'withdrawn'::text, 'linked'::text, 'merge-asked'::text, 'merged'::text, 'not-the-same'::text]))),
  constraint duplicate_pairs_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint duplicate_pairs_following_case_id_fkey FOREIGN KEY (following_case_id) REFERENCES cases(id),
  constraint duplicate_pairs_other_case_id_fkey FOREIGN KEY (other_case_id) REFERENCES cases(id)
);
CREATE INDEX duplicate_pairs_following_case_id_idx ON public.duplicate_pairs USING btree (following_case_id) WHERE (state = 'merged'::text);
CREATE INDEX duplicate_pairs_other_case_id_idx ON public.duplicate_pairs USING btree (other_case_id);

-- The application may: select, insert.
create table emergency_accesses (
  id uuid not null,
  case_id uuid not null,
  account_id uuid not null,
  reason bytea not null,
  granted_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null default (now() + '01:00:00'::interval),
  constraint emergency_accesses_pkey PRIMARY KEY (id),
  constraint emergency_accesses_hour_check CHECK ((expires_at <= (granted_at + '01:00:00'::interval))),
  constraint emergency_accesses_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint emergency_accesses_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
);
CREATE INDEX emergency_accesses_case_id_idx ON public.emergency_accesses USING btree (case_id);
CREATE INDEX emergency_accesses_live_idx ON public.emergency_accesses USING btree (account_id, expires_at);

-- The application may: select, insert, update.
create table escalations (
  clock_id uuid not null,
  revision integer not null,
  step text not null,
  case_id uuid not null,
  threshold smallint not null,
  rungs text[] not null,
  urgent boolean not null,
  due_at timestamp with time zone not null,
  state text not null default 'pending'::text,
  settled_at timestamp with time zone,
  constraint escalations_pkey PRIMARY KEY (clock_id, revision, step),
  constraint escalations_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sent'::text, 'withdrawn'::text]))),
  constraint escalations_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint escalations_clock_id_fkey FOREIGN KEY (clock_id) REFERENCES clocks(id)
);
CREATE INDEX escalations_pending_idx ON public.escalations USING btree (due_at) WHERE (state = 'pending'::text);

-- The application may: select, insert.
create table facts (
  id uuid not null,
  case_id uuid not null,
  task_id uuid,
  key text not null,
  form_version integer not null,
  outcome text not null,
  answers bytea not null,
  happened_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  recorded_by uuid not null,
  recorder_agency text not null,
  codes_before jsonb,
  constraint facts_pkey PRIMARY KEY (id),
  constraint facts_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint facts_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id)
);
CREATE INDEX facts_case_id_idx ON public.facts USING btree (case_id, recorded_at);

-- The application may: select, insert, update, delete.
create table idempotency_keys (
  account_id uuid not null,
  key text not null,
  request_hash text not null,
  status smallint,
  response jsonb,
  created_at timestamp with time zone not null default now(),
  constraint idempotency_keys_pkey PRIMARY KEY (account_id, key),
  constraint idempotency_keys_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

-- The application may: select, insert, update.
create table incidents (
  id uuid not null,
  number text not null,
  channel text not null,
  province text not null,
  place bytea,
  narrative bytea,
  danger_now boolean not null,
  happened_at timestamp with time zone not null,
  reported_at timestamp with time zone not null,
  reported_by uuid not null,
  reporter_agency text not null,
  reporter_consents boolean not null,
  foreign_finding bytea,
  constraint incidents_pkey PRIMARY KEY (id),
  constraint incidents_number_key UNIQUE (number),
  constraint incidents_reported_by_fkey FOREIGN KEY (reported_by) REFERENCES accounts(id)
);
CREATE INDEX incidents_reported_by_idx ON public.incidents USING btree (reported_by);

-- The application may: select, insert, update.
create table legal_holds (
  id uuid not null,
  case_id uuid not null,
  reason bytea not null,
  placed_by uuid not null,
  placed_at timestamp with time zone not null,
  lift_reason bytea,
  lifted_by uuid,
  lifted_at timestamp with time zone,
  constraint legal_holds_pkey PRIMARY KEY (id),
  constraint legal_holds_lifted_check CHECK ((num_nulls(lift_reason, lifted_by, lifted_at) = ANY (ARRAY[0, 3]))),
  constraint legal_holds_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint legal_holds_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES accounts(id),
  constraint legal_holds_placed_by_fkey FOREIGN KEY (placed_by) REFERENCES accounts(id)
);
CREATE INDEX legal_holds_case_id_idx ON public.legal_holds USING btree (case_id);
CREATE UNIQUE INDEX legal_holds_standing_key ON public.legal_holds USING btree (case_id) WHERE (lifted_at IS NULL);

-- The application may: select, insert, update.
create table machine_tokens (
  id uuid not null,
  account_id uuid not null,
  name text not null,
  token_hash bytea not null,
  scopes text[] not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint machine_tokens_pkey PRIMARY KEY (id),
  constraint machine_tokens_token_hash_key UNIQUE (token_hash),
  constraint machine_tokens_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);
CREATE INDEX machine_tokens_account_id_idx ON public.machine_tokens USING btree (account_id);

-- The application may: select, insert, update.
create table notice_addresses (
  account_id uuid not null,
  email text not null,
  updated_at timestamp with time zone not null default now(),
  constraint notice_addresses_pkey PRIMARY KEY (account_id),
  constraint notice_addresses_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

-- The application may: select, insert, update.
create table notice_deliveries (
  id uuid not null,
  "position" bigint not null generated always as identity,
  channel text not null,
  notice_id uuid,
  recipient_id uuid,
  webhook_id uuid,
  case_id uuid,
  clock_id uuid,
  topic text not null,
  payload jsonb,
  digest boolean not null default false,
  state text not null default 'pending'::text,
  attempts integer not null default 0,
  not_before timestamp with time zone not null,
  created_at timestamp with time zone not null default clock_timestamp(),
  settled_at timestamp with time zone,
  last_failure text,
  constraint notice_deliveries_pkey PRIMARY KEY (id),
  constraint notice_deliveries_notice_key UNIQUE (notice_id, channel),
  constraint notice_deliveries_webhook_key UNIQUE (webhook_id, topic),
  constraint notice_deliveries_channel_check CHECK ((((channel = 'email'::text) AND (notice_id IS NOT NULL)) OR ((channel = 'webhook'::text) AND (webhook_id IS NOT NULL)))),
  constraint notice_deliveries_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sent'::text, 'withdrawn'::text, 'dead'::text]))),
  constraint notice_deliveries_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint notice_deliveries_clock_id_fkey FOREIGN KEY (clock_id) REFERENCES clocks(id),
  constraint notice_deliveries_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notices(id),
  constraint notice_deliveries_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES accounts(id),
  constraint notice_deliveries_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhooks(id)
);
CREATE INDEX notice_deliveries_pending_idx ON public.notice_deliveries USING btree (channel, not_before) WHERE (state = 'pending'::text);
CREATE INDEX notice_deliveries_recipient_idx ON public.notice_deliveries USING btree (recipient_id, created_at) WHERE (channel = 'email'::text);
CREATE INDEX notice_deliveries_webhook_idx ON public.notice_deliveries USING btree (webhook_id, "position");

-- The application may: select, insert, update.
create table notices (
  id uuid not null,
  recipient_id uuid not null,
  topic text not null,
  kind text not null,
  case_id uuid,
  clock_id uuid,
  params jsonb not null,
  urgent boolean not null,
  created_at timestamp with time zone not null default clock_timestamp(),
  read_at timestamp with time zone,
  constraint notices_pkey PRIMARY KEY (id),
  constraint notices_once_key UNIQUE (topic, recipient_id),
  constraint notices_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint notices_clock_id_fkey FOREIGN KEY (clock_id) REFERENCES clocks(id),
  constraint notices_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES accounts(id)
);
CREATE INDEX notices_recipient_idx ON public.notices USING btree (recipient_id, created_at DESC, id DESC);

-- The application may: select, insert, update, delete.
create table oidc_requests (
  state_hash bytea not null,
  browser_hash bytea not null,
  nonce text not null,
  code_verifier text not null,
  expires_at timestamp with time zone not null,
  constraint oidc_requests_pkey PRIMARY KEY (state_hash)
);

-- The application may: select, insert, update.
create table outbox (
  id bigint not null generated always as identity,
  workflow_id text not null,
  case_id uuid not null,
  seq integer not null,
  fact jsonb not null,
  created_at timestamp with time zone not null default now(),
  attempted_at timestamp with time zone,
  delivered_at timestamp with time zone,
  constraint outbox_pkey PRIMARY KEY (id),
  constraint outbox_sequence_key UNIQUE (workflow_id, seq),
  constraint outbox_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint outbox_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES processes(workflow_id)
);
CREATE INDEX outbox_delivered_at_idx ON public.outbox USING btree (delivered_at);
CREATE INDEX outbox_undelivered_idx ON public.outbox USING btree (id) WHERE (delivered_at IS NULL);

-- The application may: select, insert.
create table person_corrections (
  id uuid not null,
  case_id uuid not null,
  request_id uuid not null,
  field text not null,
  previous bytea,
  corrected_by uuid not null,
  corrected_at timestamp with time zone not null,
  constraint person_corrections_pkey PRIMARY KEY (id),
  constraint person_corrections_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint person_corrections_corrected_by_fkey FOREIGN KEY (corrected_by) REFERENCES accounts(id),
  constraint person_corrections_request_id_fkey FOREIGN KEY (request_id) REFERENCES subject_requests(id)
);
CREATE INDEX person_corrections_case_id_idx ON public.person_corrections USING btree (case_id);

-- The application may: select, insert, update, delete.
create table person_search_keys (
  case_id uuid not null,
  kind text not null,
  version smallint not null,
  key bytea not null,
  constraint person_search_keys_pkey PRIMARY KEY (case_id, kind, version, key),
  constraint person_search_keys_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
);
CREATE INDEX person_search_keys_key_idx ON public.person_search_keys USING btree (key, kind, version);

-- The application may: select, insert, update.
create table persons (
  id uuid not null,
  given_name bytea,
  family_name bytea,
  alias bytea,
  sex text not null,
  born_on bytea,
  age_statement text,
  nationality text not null,
  language text not null,
  national_id bytea,
  passport_number bytea,
  travel_document text,
  phone bytea,
  address bytea,
  home_province text,
  constraint persons_pkey PRIMARY KEY (id)
);

-- The application may: select, insert.
create table policies (
  version text not null,
  document jsonb not null,
  reason text not null,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  constraint policies_pkey PRIMARY KEY (version),
  constraint policies_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id)
);

-- The application may: select, insert, update.
create table processes (
  workflow_id text not null,
  kind text not null,
  case_id uuid not null,
  subject text not null,
  state text not null default 'running'::text,
  last_seq integer not null default 0,
  applied_seq integer not null default 0,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint processes_pkey PRIMARY KEY (workflow_id),
  constraint processes_state_check CHECK ((state = ANY (ARRAY['running'::text, 'ended'::text]))),
  constraint processes_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
);
CREATE INDEX processes_case_id_idx ON public.processes USING btree (case_id);
CREATE INDEX processes_running_idx ON public.processes USING btree (workflow_id) WHERE (state = 'running'::text);

-- The application may: select, insert, update, delete.
create table rate_limits (
  key text not null,
  points integer not null default 0,
  expire bigint,
  constraint rate_limits_pkey PRIMARY KEY (key)
);

-- The application may: select, insert.
create table reconciliations (
  id uuid not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone not null,
  checked integer not null,
  repaired integer not null,
  reported integer not null,
  differences jsonb not null,
  constraint reconciliations_pkey PRIMARY KEY (id)
);
CREATE INDEX reconciliations_finished_at_idx ON public.reconciliations USING btree (finished_at DESC);

-- The application may: select, insert, update, delete.
create table recovery_codes (
  account_id uuid not null,
  code_hash bytea not null,
  used_at timestamp with time zone,
  constraint recovery_codes_pkey PRIMARY KEY (account_id, code_hash),
  constraint recovery_codes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

-- The application may: select.
create table schema_migrations (
  id integer not null default nextval('schema_migrations_id_seq'::regclass),
  "timestamp" bigint not null,
  name character varying not null,
  constraint "PK_62441bec32630ced9e4cccae336" PRIMARY KEY (id)
);

-- The application may: select, insert, update.
create table service_referrals (
  id uuid not null,
  case_id uuid not null,
  service text not null,
  receiver_agency text not null,
  purpose bytea not null,
  urgent boolean not null,
  shared_fields text[] not null,
  consented_at timestamp with time zone not null,
  state text not null default 'sent'::text,
  sent_at timestamp with time zone not null,
  sent_by uuid not null,
  answered_at timestamp with time zone,
  answered_by uuid,
  answer_reason bytea,
  replaces uuid,
  constraint service_referrals_pkey PRIMARY KEY (id),
  constraint service_referrals_state_check CHECK ((state = ANY (ARRAY['sent'::text, 'accepted'::text, 'declined'::text, 'rerouted'::text, 'dropped'::text, 'withdrawn'::text]))),
  constraint service_referrals_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES accounts(id),
  constraint service_referrals_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint service_referrals_replaces_fkey FOREIGN KEY (replaces) REFERENCES service_referrals(id),
  constraint service_referrals_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES accounts(id)
);
CREATE INDEX service_referrals_case_id_idx ON public.service_referrals USING btree (case_id);

-- The application may: select, insert, update, delete.
create table sessions (
  token_hash bytea not null,
  account_id uuid not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  id uuid not null default gen_random_uuid(),
  last_seen_at timestamp with time zone not null default now(),
  device text not null,
  method text not null,
  strong_at timestamp with time zone not null default now(),
  second_factor boolean not null default false,
  constraint sessions_pkey PRIMARY KEY (token_hash),
  constraint sessions_id_key UNIQUE (id),
  constraint sessions_method_check CHECK ((method = ANY (ARRAY['password'::text, 'oidc'::text]))),
  constraint sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);
CREATE INDEX sessions_account_id_idx ON public.sessions USING btree (account_id);

-- The application may: select, insert, update.
create table shreddings (
  owner_kind text not null,
  owner_id uuid not null,
  shredded_at timestamp with time zone not null default now(),
  destroyed_at timestamp with time zone,
  constraint shreddings_pkey PRIMARY KEY (owner_kind, owner_id),
  constraint shreddings_owner_kind_check CHECK ((owner_kind = ANY (ARRAY['case'::text, 'incident'::text])))
);
CREATE INDEX shreddings_pending_idx ON public.shreddings USING btree (shredded_at) WHERE (destroyed_at IS NULL);

-- The application may: select, insert, update, delete.
create table sign_in_throttles (
  key bytea not null,
  attempts integer not null,
  last_at timestamp with time zone not null,
  blocked_until timestamp with time zone not null,
  constraint sign_in_throttles_pkey PRIMARY KEY (key)
);

-- The application may: select, insert.
create table stuck_actions (
  id uuid not null,
  case_id uuid not null,
  action text not null,
  subject text not null,
  reason bytea not null,
  taken_by uuid not null,
  taken_at timestamp with time zone not null,
  constraint stuck_actions_pkey PRIMARY KEY (id),
  constraint stuck_actions_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint stuck_actions_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES accounts(id)
);
CREATE INDEX stuck_actions_case_id_idx ON public.stuck_actions USING btree (case_id, taken_at);

-- The application may: select, insert, update, delete.
create table stuck_causes (
  case_id uuid not null,
  key text not null,
  cause text not null,
  rule text not null,
  since timestamp with time zone not null,
  stuck_at timestamp with time zone not null,
  stage text not null,
  province text not null,
  agency text,
  roles text[] not null,
  task_id uuid,
  clock_id uuid,
  workflow_id text,
  params jsonb not null,
  digest text not null,
  constraint stuck_causes_pkey PRIMARY KEY (case_id, key),
  constraint stuck_causes_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
);
CREATE INDEX stuck_causes_agency_idx ON public.stuck_causes USING btree (agency, cause, since, case_id) WHERE (agency IS NOT NULL);
CREATE INDEX stuck_causes_cause_idx ON public.stuck_causes USING btree (cause, since, case_id);
CREATE INDEX stuck_causes_province_idx ON public.stuck_causes USING btree (province, cause, since, case_id);
CREATE INDEX stuck_causes_since_idx ON public.stuck_causes USING btree (since, case_id);
CREATE INDEX stuck_causes_stage_idx ON public.stuck_causes USING btree (stage, cause, since, case_id);

-- The application may: select, insert, update.
create table subject_requests (
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  asked_by text not null,
  details bytea not null,
  received_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  filed_by uuid not null,
  filed_at timestamp with time zone not null,
  decision text,
  decision_reason bytea,
  decided_by uuid,
  decided_at timestamp with time zone,
  lift_reason bytea,
  lifted_by uuid,
  lifted_at timestamp with time zone,
  constraint subject_requests_pkey PRIMARY KEY (id),
  constraint subject_requests_asked_by_check CHECK ((asked_by = ANY (ARRAY['person'::text, 'guardian'::text, 'representative'::text]))),
  constraint subject_requests_decided_check CHECK ((num_nulls(decision, decision_reason, decided_by, decided_at) = ANY (ARRAY[0, 4]))),
  constraint subject_requests_decision_check CHECK ((decision = ANY (ARRAY['granted'::text, 'refused'::text]))),
  constraint subject_requests_four_eyes_check CHECK ((decided_by <> filed_by)),
  constraint subject_requests_kind_check CHECK ((kind = ANY (ARRAY['export'::text, 'correction'::text, 'restriction'::text, 'objection'::text]))),
  constraint subject_requests_lifted_check CHECK (((num_nulls(lift_reason, lifted_by, lifted_at) = ANY (ARRAY[0, 3])) AND ((lifted_at IS NULL) OR ((kind = ANY (ARRAY['restriction'::text, 'objection'::text])) AND (decision = 'granted'::text))))),
  constraint subject_requests_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint subject_requests_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts(id),
  constraint subject_requests_filed_by_fkey FOREIGN KEY (filed_by) REFERENCES accounts(id),
  constraint subject_requests_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES accounts(id)
);
CREATE INDEX subject_requests_case_id_idx ON public.subject_requests USING btree (case_id);
CREATE INDEX subject_requests_open_idx ON public.subject_requests USING btree (due_at, id) WHERE (decision IS NULL);

-- The application may: select, insert, update, delete.
create table task_drafts (
  task_id uuid not null,
  account_id uuid not null,
  answers bytea not null,
  revision integer not null default 1,
  updated_at timestamp with time zone not null default now(),
  form_version integer not null,
  fields jsonb not null default '{}'::jsonb,
  shared_with uuid[] not null default '{}'::uuid[],
  constraint task_drafts_pkey PRIMARY KEY (task_id, account_id),
  constraint task_drafts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint task_drafts_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks(id)
);

-- The application may: select, insert, update.
create table tasks (
  id uuid not null,
  case_id uuid not null,
  workflow_id text not null,
  checklist text not null,
  key text not null,
  "position" bigint not null generated always as identity,
  cause text not null,
  subject text not null default ''::text,
  state text not null,
  roles text[] not null,
  province text not null,
  assignee_id uuid,
  urgent boolean not null default false,
  must_decide boolean not null default false,
  clock_key text,
  planned_at timestamp with time zone,
  due_at timestamp with time zone,
  opened_at timestamp with time zone,
  created_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  completed_by uuid,
  outcome text,
  agency text,
  access text[] not null default '{system}'::text[],
  constraint tasks_pkey PRIMARY KEY (id),
  constraint tasks_opening_key UNIQUE (workflow_id, checklist, key, subject, cause),
  constraint tasks_state_check CHECK ((state = ANY (ARRAY['blocked'::text, 'open'::text, 'completed'::text, 'cancelled'::text]))),
  constraint tasks_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES accounts(id),
  constraint tasks_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint tasks_completed_by_fkey FOREIGN KEY (completed_by) REFERENCES accounts(id),
  constraint tasks_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES processes(workflow_id)
);
CREATE INDEX tasks_assignee_idx ON public.tasks USING btree (assignee_id) WHERE (state = 'open'::text);
CREATE INDEX tasks_case_id_idx ON public.tasks USING btree (case_id);
CREATE INDEX tasks_due_idx ON public.tasks USING btree (COALESCE(due_at, 'infinity'::timestamp with time zone), id) WHERE (state = 'open'::text);
CREATE INDEX tasks_inbox_idx ON public.tasks USING gin (access) WHERE (state = 'open'::text);

-- The application may: select, insert.
create table timeline_events (
  id bigint not null generated always as identity,
  case_id uuid not null,
  kind text not null,
  params jsonb not null,
  happened_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  actor_id uuid,
  agency text,
  constraint timeline_events_pkey PRIMARY KEY (id),
  constraint timeline_events_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES accounts(id),
  constraint timeline_events_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
);
CREATE INDEX timeline_events_case_id_idx ON public.timeline_events USING btree (case_id, id);
CREATE INDEX timeline_events_emergency_idx ON public.timeline_events USING btree (happened_at) WHERE (kind = 'emergency-access'::text);

-- The application may: select, insert.
create table wait_holds (
  id uuid not null,
  case_id uuid not null,
  key text not null,
  until timestamp with time zone not null,
  reason bytea not null,
  set_by uuid not null,
  set_at timestamp with time zone not null,
  constraint wait_holds_pkey PRIMARY KEY (id),
  constraint wait_holds_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint wait_holds_set_by_fkey FOREIGN KEY (set_by) REFERENCES accounts(id)
);
CREATE INDEX wait_holds_case_id_idx ON public.wait_holds USING btree (case_id);

-- The application may: select, insert, update.
create table webhooks (
  id uuid not null,
  url text not null,
  secret text,
  province text,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  disabled_at timestamp with time zone,
  sealed_secret bytea,
  constraint webhooks_pkey PRIMARY KEY (id),
  constraint webhooks_one_secret_check CHECK ((num_nonnulls(secret, sealed_secret) = 1)),
  constraint webhooks_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id)
);
