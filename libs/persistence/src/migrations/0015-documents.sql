-- Documents of a case, sealed with its key in pieces: shredding the case makes them unreadable too. Ledgers: a document
-- that was taken as evidence is never changed.
create table documents (
  id uuid primary key,
  case_id uuid not null references cases (id),
  -- The task whose answer it belongs to.
  task_id uuid references tasks (id),
  kind text not null,
  media_type text not null,
  bytes integer not null,
  pieces integer not null,
  -- Of the copy without camera data; none where a copy is not made.
  copy_bytes integer,
  copy_pieces integer,
  scan text not null,
  name bytea,
  uploaded_at timestamptz not null,
  uploaded_by uuid not null references accounts (id),
  constraint documents_kind_check check (kind in ('identity', 'travel', 'medical', 'court', 'photo', 'statement', 'other')),
  constraint documents_scan_check check (scan in ('clean', 'not-scanned'))
);
create index documents_case_id_idx on documents (case_id, uploaded_at);

create table document_pieces (
  document_id uuid not null references documents (id),
  case_id uuid not null references cases (id),
  part text not null,
  no integer not null,
  sealed bytea not null,
  primary key (document_id, part, no),
  constraint document_pieces_part_check check (part in ('original', 'copy'))
);

call saphan_guard('documents', 'story');
call saphan_guard('document_pieces', 'story');
