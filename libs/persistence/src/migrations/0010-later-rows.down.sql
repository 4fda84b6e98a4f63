do $$
declare guarded record;
begin
  for guarded in select polname, polrelid::regclass as name from pg_policy
    where polrelid in ('case_faults'::regclass, 'stuck_causes'::regclass, 'person_search_keys'::regclass, 'wait_holds'::regclass,
      'stuck_actions'::regclass, 'draft_changes'::regclass, 'audit_events'::regclass) loop
    execute format('drop policy %I on %s', guarded.polname, guarded.name);
    execute format('alter table %s no force row level security', guarded.name);
    execute format('alter table %s disable row level security', guarded.name);
  end loop;
end $$;
drop policy of_the_file on task_drafts;
