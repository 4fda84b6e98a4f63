drop trigger audit_events_append_only on audit_events;
drop trigger audit_events_queue on audit_events;
drop table audit_seals, audit_unsealed;
drop function audit_queue_rows, audit_is_append_only;
drop index audit_events_case_id_idx, audit_events_account_id_idx, audit_events_at_idx;
alter table audit_events
  drop column stamp, drop column decision, drop column agency,
  drop constraint audit_events_pkey,
  drop constraint audit_events_at_check,
  drop column id,
  add column id bigint generated always as identity primary key;
create index audit_events_case_id_idx on audit_events (case_id, id);
