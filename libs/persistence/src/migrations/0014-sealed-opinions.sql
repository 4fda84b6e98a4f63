-- A member's opinion is sealed until all that the same interview asked for are in: until then the store itself shows it to
-- its author alone, whatever rights to the case anybody holds. Narrows the rows' own rule (0002).
do $$
begin
  if to_regprocedure('saphan_account()') is not null then
    create policy sealed_opinion on facts as restrictive for select using (
      key <> 'give-mdt-opinion'
      or recorded_by = (select saphan_account())
      or not exists (
        select from tasks mine join tasks others
          on others.case_id = mine.case_id and others.cause = mine.cause and others.key = mine.key
        where mine.id = facts.task_id and others.state in ('open', 'blocked'))
    );
  end if;
end $$;
