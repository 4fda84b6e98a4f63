-- Policy versions beside the one that comes with the product. A stored version never changes; cases are pinned to one.
create table policies (
  version text primary key,
  document jsonb not null,
  reason text not null,
  created_by uuid not null references accounts (id),
  created_at timestamptz not null
);
