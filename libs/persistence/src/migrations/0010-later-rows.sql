-- Tables with content of a case that came beside the guard itself.
call saphan_guard('case_faults', 'process');
-- A match tells that she is here: only to whoever may know who she is.
call saphan_guard('person_search_keys', 'person');
call saphan_guard('stuck_causes', 'process');
call saphan_guard('wait_holds', 'process');
call saphan_guard('stuck_actions', 'process');

-- That somebody has begun is told to whoever may read the answers anyhow; the API shows no more of it.
create policy of_the_file on task_drafts for select using (exists (select from tasks t join cases c on c.id = t.case_id
  where t.id = task_id and c.access && (select saphan_keys('story'))));
alter table draft_changes enable row level security;
alter table draft_changes force row level security;
create policy seen on draft_changes for select using (changed_by = (select saphan_account())
  or author_id = (select saphan_account())
  or exists (select from cases c where c.id = case_id and c.access && (select saphan_keys('process'))));
create policy added on draft_changes for insert with check (changed_by = (select saphan_account()));

-- Whoever acts signs the audit in her own name; who may read it stands in the table of access.
alter table audit_events enable row level security;
alter table audit_events force row level security;
create policy seen on audit_events for select using ((select saphan_keys('audit')) && '{oversight,system}'
  or exists (select from cases c where c.id = case_id and c.access && (select saphan_keys('audit'))));
create policy added on audit_events for insert with check (account_id is not distinct from (select saphan_account()) or (select saphan_is_system()));
