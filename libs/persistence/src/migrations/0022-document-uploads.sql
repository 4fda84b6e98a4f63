-- A document on its way, piece by piece, so that a broken line loses one piece and not all. Sealed with the key of its case
-- from the first piece on; its uploader's alone until it is whole; gone when it is taken, given up or out of time.
create table document_uploads (
  id uuid primary key,
  case_id uuid not null references cases (id),
  task_id uuid references tasks (id),
  kind text not null,
  name bytea,
  bytes integer not null,
  received integer not null default 0,
  created_by uuid not null references accounts (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '24 hours',
  constraint document_uploads_kind_check
    check (kind in ('identity', 'travel', 'medical', 'court', 'photo', 'statement', 'other')),
  constraint document_uploads_received_check check (bytes > 0 and received between 0 and bytes)
);
create index document_uploads_created_by_idx on document_uploads (created_by);
create index document_uploads_expires_at_idx on document_uploads (expires_at);

create table document_upload_pieces (
  upload_id uuid not null references document_uploads (id) on delete cascade,
  case_id uuid not null references cases (id),
  at_byte integer not null,
  sealed bytea not null,
  primary key (upload_id, at_byte)
);

alter table document_uploads enable row level security;
alter table document_uploads force row level security;
create policy own on document_uploads using (created_by = (select saphan_account()) or (select saphan_is_system()))
  with check ((select saphan_is_system()) or created_by = (select saphan_account())
    and exists (select from cases c where c.id = case_id and c.access && (select saphan_keys('act'))));
alter table document_upload_pieces enable row level security;
alter table document_upload_pieces force row level security;
create policy own on document_upload_pieces using (exists (select from document_uploads u where u.id = upload_id));
