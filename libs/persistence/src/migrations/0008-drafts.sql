-- A draft remembers the version of its form, whose each answer is, and to whom its author has handed it.
alter table task_drafts
  add column form_version integer not null default 1,
  -- By question: revision, author, instant. Codes only, no answer.
  add column fields jsonb not null default '{}',
  add column shared_with uuid[] not null default '{}';
alter table task_drafts alter column form_version drop default;

-- Who answered what when, in the draft of whom: stays when the draft itself is sent or dropped. No answers, so that
-- nothing of the person stands here. INSERT and SELECT only.
create table draft_changes (
  task_id uuid not null references tasks (id),
  author_id uuid not null references accounts (id),
  revision integer not null,
  field text not null,
  case_id uuid not null references cases (id),
  cleared boolean not null,
  changed_by uuid not null references accounts (id),
  changed_at timestamptz not null,
  primary key (task_id, author_id, revision, field)
);
create index draft_changes_case_id_idx on draft_changes (case_id);

-- A draft that was handed over, or whose task is hers now, is open to her as well: beside the rows' own rule (0002).
do $$
begin
  if to_regprocedure('saphan_account()') is not null then
    create policy handed_over on task_drafts using (
      (select saphan_account()) = any (shared_with)
      or exists (select from tasks t where t.id = task_id and t.assignee_id = (select saphan_account()))
    );
  end if;
end $$;
