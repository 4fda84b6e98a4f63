-- The audit as a chain. Writers stamp their rows and queue them; a sealer links what is committed (libs/audit).

-- The chain holds three digits of a second, as the code does.
update audit_events set at = date_trunc('milliseconds', at);
alter table audit_events alter column id drop identity;
alter table audit_events
  alter column id type uuid using lpad(to_hex(id), 32, '0')::uuid,
  add column agency text not null default '',
  add column decision text not null default 'allowed',
  -- Of the writer, with a key that the database never sees. Rows from before the stamps have none.
  add column stamp bytea;
alter table audit_events
  alter column agency drop default,
  alter column decision drop default,
  add constraint audit_events_decision_check check (decision in ('allowed', 'refused')),
  add constraint audit_events_at_check check (at = date_trunc('milliseconds', at, 'UTC'));
drop index audit_events_case_id_idx;
-- Who saw her between two instants; what somebody did; what happened at all.
create index audit_events_case_id_idx on audit_events (case_id, at, id);
create index audit_events_account_id_idx on audit_events (account_id, at, id);
create index audit_events_at_idx on audit_events (at, id);

create table audit_unsealed (
  event_id uuid primary key,
  queued_at timestamptz not null default now()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create table audit_seals (
  no bigint primary key,
  at timestamptz not null,
  last_row bigint not null,
  event_ids uuid[] not null,
  row_hashes bytea not null,
  previous bytea not null,
  hash bytea not null,
  constraint audit_seals_hashes_check check (octet_length(row_hashes) = 32 * cardinality(event_ids))
);

insert into audit_unsealed (event_id) select id from audit_events;

create function audit_queue_rows() returns trigger language plpgsql as $$
begin
  insert into audit_unsealed (event_id) select id from added;
  return null;
end $$;
create trigger audit_events_queue after insert on audit_events
  referencing new table as added for each statement execute function audit_queue_rows();

-- The application role may not change a ledger at all (grants.sql); this keeps the owner from doing it by accident.
create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'The audit is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_events_append_only before update or delete or truncate on audit_events
  for each statement execute function audit_is_append_only();
create trigger audit_seals_append_only before update or delete or truncate on audit_seals
  for each statement execute function audit_is_append_only();
