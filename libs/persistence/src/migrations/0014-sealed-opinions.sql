-- A member's opinion is sealed until all that the same interview asked for are in: until then the store itself shows it to
-- its author alone, whatever rights to the case anybody holds. Narrows the policies of 0002. Whoever does not see the
-- tasks cannot know that none is open: to her it stays sealed.
create policy sealed_opinion on facts as restrictive for select using (
  key <> 'give-mdt-opinion'
  or recorded_by = (select saphan_account())
  or exists (
    select from tasks own where own.id = facts.task_id and not exists (
      select from tasks other where other.case_id = own.case_id and other.cause = own.cause and other.key = own.key
        and other.state in ('open', 'blocked')))
);
