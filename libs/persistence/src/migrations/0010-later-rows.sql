-- Tables with content of a case that came beside the guard itself.
call saphan_guard('case_faults', 'process');
call saphan_guard('stuck_causes', 'process');
call saphan_guard('wait_holds', 'process');
call saphan_guard('stuck_actions', 'process');

-- Whoever acts signs the audit in her own name; who may read it stands in the table of access.
alter table audit_events enable row level security;
alter table audit_events force row level security;
create policy seen on audit_events for select using ((select saphan_keys('audit')) && '{oversight,system}'
  or exists (select from cases c where c.id = case_id and c.access && (select saphan_keys('audit'))));
create policy added on audit_events for insert with check (account_id is not distinct from (select saphan_account()) or (select saphan_is_system()));
