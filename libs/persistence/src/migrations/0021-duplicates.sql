-- Cases that may be one person's (decision 0033). A pair names two cases: it is shown to whoever is shown the process of
-- both, so that nobody learns from her own case that another office knows the person.

-- Whose identity was written or asked about since it was last compared; the worker empties it.
create table duplicate_checks (
  id uuid primary key,
  case_id uuid not null references cases (id),
  asked_at timestamptz not null
);
create index duplicate_checks_case_id_idx on duplicate_checks (case_id);

create table duplicate_pairs (
  id uuid primary key,
  -- The smaller id first: a pair stands once.
  case_id uuid not null references cases (id),
  other_case_id uuid not null references cases (id),
  state text not null,
  -- What was alike, as codes.
  signals text[] not null,
  proposed_at timestamptz not null,
  -- What was alike when a person said that they are not the same: only something new proposes the pair again.
  dismissed_signals text[] not null default '{}',
  -- Of merged cases: the one that is counted with the other.
  following_case_id uuid references cases (id),
  constraint duplicate_pairs_cases_key unique (case_id, other_case_id),
  constraint duplicate_pairs_order_check check (case_id < other_case_id),
  constraint duplicate_pairs_state_check
    check (state in ('proposed', 'withdrawn', 'linked', 'merge-asked', 'merged', 'not-the-same')),
  constraint duplicate_pairs_following_check check ((following_case_id is not null) = (state in ('merge-asked', 'merged'))
    and (following_case_id is null or following_case_id in (case_id, other_case_id)))
);
create index duplicate_pairs_other_case_id_idx on duplicate_pairs (other_case_id);
create index duplicate_pairs_following_case_id_idx on duplicate_pairs (following_case_id) where state = 'merged';

-- Who decided what about a pair, and why. Nothing here is ever changed.
create table duplicate_decisions (
  id uuid primary key,
  pair_id uuid not null references duplicate_pairs (id),
  case_id uuid not null references cases (id),
  decision text not null,
  reason bytea not null,
  decided_by uuid not null references accounts (id),
  decided_at timestamptz not null,
  constraint duplicate_decisions_decision_check
    check (decision in ('link', 'ask-merge', 'merge', 'refuse-merge', 'not-the-same', 'reverse'))
);
create index duplicate_decisions_pair_id_idx on duplicate_decisions (pair_id, decided_at);

call saphan_guard('duplicate_checks', 'process');

alter table duplicate_pairs enable row level security;
alter table duplicate_pairs force row level security;
create policy seen on duplicate_pairs for select using (
  exists (select from cases c where c.id = case_id and c.access && (select saphan_keys('process')))
  and exists (select from cases c where c.id = other_case_id and c.access && (select saphan_keys('process'))));
create policy added on duplicate_pairs for insert with check ((select saphan_is_system()));
create policy changed on duplicate_pairs for update using ((select saphan_is_system())
  or (case_id = any ((select saphan_written())::uuid[]) and other_case_id = any ((select saphan_written())::uuid[])));

alter table duplicate_decisions enable row level security;
alter table duplicate_decisions force row level security;
create policy seen on duplicate_decisions for select using (exists (select from duplicate_pairs p where p.id = pair_id));
create policy added on duplicate_decisions for insert with check (case_id = any ((select saphan_written())::uuid[])
  and exists (select from duplicate_pairs p where p.id = pair_id and p.case_id = duplicate_decisions.case_id
    and p.other_case_id = any ((select saphan_written())::uuid[])));
