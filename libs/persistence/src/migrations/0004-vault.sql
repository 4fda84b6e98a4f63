-- Personal columns become ciphertext (docs/decisions/0016). What 0.1.0 had in clear was never released and is not
-- carried over: SQL has no keys.
do $$ begin
  if exists (select from incidents) then
    raise exception 'This version encrypts personal data and cannot take over a store of an unreleased 0.1.0: start it with an empty database (SAPHAN_DATA_DIR, DATABASE_URL).';
  end if;
end $$;

-- Data keys as the key provider has wrapped them: without it they open nothing, so nobody is kept from reading this.
create table data_keys (
  id uuid primary key,
  case_id uuid references cases (id),
  incident_id uuid references incidents (id),
  kek_id text not null,
  wrapped bytea not null,
  created_at timestamptz not null default now(),
  constraint data_keys_case_id_key unique (case_id),
  constraint data_keys_incident_id_key unique (incident_id),
  constraint data_keys_one_owner_check check (num_nonnulls(case_id, incident_id) = 1)
);
create index data_keys_kek_id_idx on data_keys (kek_id, id);

-- Keyed blind index: what a person can be found by, readable by nobody. Personal data all the same.
create table person_search_keys (
  case_id uuid not null references cases (id),
  kind text not null,
  version smallint not null,
  key bytea not null,
  primary key (case_id, kind, version, key)
);
create index person_search_keys_key_idx on person_search_keys (key, kind, version);

-- What has been shredded, and whether the key provider has destroyed its part as well.
create table shreddings (
  owner_kind text not null,
  owner_id uuid not null,
  shredded_at timestamptz not null default now(),
  destroyed_at timestamptz,
  primary key (owner_kind, owner_id),
  constraint shreddings_owner_kind_check check (owner_kind in ('case', 'incident'))
);
create index shreddings_pending_idx on shreddings (shredded_at) where destroyed_at is null;

alter table incidents
  alter column place type bytea using null,
  alter column narrative type bytea using null,
  alter column foreign_finding type bytea using null;

alter table persons
  alter column given_name type bytea using null,
  alter column family_name type bytea using null,
  alter column alias type bytea using null,
  alter column born_on type bytea using null,
  alter column national_id type bytea using null,
  alter column passport_number type bytea using null,
  alter column phone type bytea using null,
  alter column address type bytea using null;

alter table facts alter column answers type bytea using null;
alter table task_drafts alter column answers type bytea using null;

alter table clock_extensions
  alter column authority type bytea using null,
  alter column document type bytea using null,
  alter column reason type bytea using null;

alter table custodies alter column place type bytea using null;

alter table service_referrals
  alter column purpose type bytea using null,
  alter column answer_reason type bytea using null;
