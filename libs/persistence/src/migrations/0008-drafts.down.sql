drop policy if exists handed_over on task_drafts;
drop table draft_changes;
alter table task_drafts drop column form_version, drop column fields, drop column shared_with;
