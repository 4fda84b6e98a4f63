do $$
declare guarded record;
begin
  for guarded in select polname, polrelid::regclass as name from pg_policy loop
    execute format('drop policy %I on %s', guarded.polname, guarded.name);
    execute format('alter table %s no force row level security', guarded.name);
    execute format('alter table %s disable row level security', guarded.name);
  end loop;
end $$;
drop function saphan_emergency;
drop table emergency_accesses;
drop procedure saphan_guard;
drop function saphan_written, saphan_keys, saphan_is_system, saphan_account;
alter table tasks drop column agency, drop column access;
create index tasks_inbox_idx on tasks using gin (roles) where state = 'open';
drop index cases_person_id_idx;
alter table cases drop column agency, drop column reported_by, drop column reporter_province, drop column access;
