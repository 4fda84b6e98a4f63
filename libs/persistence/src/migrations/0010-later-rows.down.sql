do $$
declare guarded record;
begin
  for guarded in select polname, polrelid::regclass as name from pg_policy
    where polrelid in ('case_faults'::regclass, 'stuck_causes'::regclass, 'wait_holds'::regclass,
      'stuck_actions'::regclass, 'audit_events'::regclass) loop
    execute format('drop policy %I on %s', guarded.polname, guarded.name);
    execute format('alter table %s no force row level security', guarded.name);
    execute format('alter table %s disable row level security', guarded.name);
  end loop;
end $$;
