-- Accounts that administrators keep, sessions that can be listed and ended, second factors, machine tokens, limits.

-- An account without a password is not activated yet, or signs in through its agency's identity provider only.
alter table accounts alter column password_hash drop not null;
alter table accounts
  add column supervisor_id uuid references accounts (id),
  -- Of the embedded start: its password is public, so production refuses to serve while one is enabled.
  add column demo boolean not null default false,
  add column revision integer not null default 1,
  add constraint accounts_supervisor_check check (supervisor_id <> id);
create index accounts_supervisor_id_idx on accounts (supervisor_id);

-- Whoever is signed in when this migration runs signs in again: her session has none of what follows.
delete from sessions;
alter table sessions
  add column id uuid not null default gen_random_uuid(),
  add column last_seen_at timestamptz not null default now(),
  add column device text not null,
  add column method text not null,
  -- When she last proved who she is; sensitive acts ask that it be recent.
  add column strong_at timestamptz not null default now(),
  add column second_factor boolean not null default false,
  add constraint sessions_id_key unique (id),
  add constraint sessions_method_check check (method in ('password', 'oidc'));

create table account_totps (
  account_id uuid primary key references accounts (id),
  secret text not null,
  created_at timestamptz not null default now(),
  confirmed_at timestamptz,
  -- A time step opens once: the one of the last accepted code.
  last_step bigint not null default 0
);

create table recovery_codes (
  account_id uuid not null references accounts (id),
  code_hash bytea not null,
  used_at timestamptz,
  constraint recovery_codes_pkey primary key (account_id, code_hash)
);

-- An identity provider's name for a person: (issuer, subject), never an e-mail address.
create table account_identities (
  issuer text not null,
  subject text not null,
  account_id uuid not null references accounts (id),
  linked_by uuid not null references accounts (id),
  linked_at timestamptz not null default now(),
  constraint account_identities_pkey primary key (issuer, subject)
);
create index account_identities_account_id_idx on account_identities (account_id);

-- A sign-in that is under way at the identity provider.
create table oidc_requests (
  state_hash bytea primary key,
  browser_hash bytea not null,
  nonce text not null,
  code_verifier text not null,
  expires_at timestamptz not null
);

-- With the code a person sets her own password; the administrator never knows it.
create table account_activations (
  code_hash bytea primary key,
  account_id uuid not null references accounts (id),
  created_by uuid not null references accounts (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index account_activations_account_id_idx on account_activations (account_id);

-- Networks from which an account signed in: a flood of wrong passwords from elsewhere does not close them.
create table account_networks (
  account_id uuid not null references accounts (id),
  network_hash bytea not null,
  last_signed_in_at timestamptz not null default now(),
  constraint account_networks_pkey primary key (account_id, network_hash)
);

create table sign_in_throttles (
  key bytea primary key,
  attempts integer not null,
  last_at timestamptz not null,
  blocked_until timestamptz not null
);

create table machine_tokens (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  name text not null,
  token_hash bytea not null,
  scopes text[] not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  constraint machine_tokens_token_hash_key unique (token_hash)
);
create index machine_tokens_account_id_idx on machine_tokens (account_id);

-- Of rate-limiter-flexible, shared by all processes.
create table rate_limits (
  key text primary key,
  points integer not null default 0,
  expire bigint
);
