-- What an agency has decided for its people. An agency is the code that stands in their accounts; one without a row has decided
-- nothing.
create table agency_settings (
  agency text primary key,
  -- Whether their devices may keep drafts and unsent reports (docs/decisions/0027).
  keeps_offline boolean not null,
  changed_by uuid not null references accounts (id),
  changed_at timestamptz not null default now()
);
