-- The escalation ladder and what goes out of it: notices to people, e-mails and webhooks, each once whatever restarts.

-- A step of a clock's ladder that is due or to come. Written with the event of its clock, in one commit.
create table escalations (
  clock_id uuid not null references clocks (id),
  revision integer not null,
  step text not null,
  case_id uuid not null references cases (id),
  threshold smallint not null,
  rungs text[] not null,
  urgent boolean not null,
  due_at timestamptz not null,
  state text not null default 'pending',
  settled_at timestamptz,
  constraint escalations_pkey primary key (clock_id, revision, step),
  constraint escalations_state_check check (state in ('pending', 'sent', 'withdrawn'))
);
create index escalations_pending_idx on escalations (due_at) where state = 'pending';

create table notices (
  id uuid primary key,
  recipient_id uuid not null references accounts (id),
  -- What it is about, e.g. clock, revision and step: nobody is told the same twice.
  topic text not null,
  kind text not null,
  case_id uuid references cases (id),
  clock_id uuid references clocks (id),
  -- Codes, numbers and instants; never anything of a person.
  params jsonb not null,
  urgent boolean not null,
  created_at timestamptz not null default clock_timestamp(),
  read_at timestamptz,
  constraint notices_once_key unique (topic, recipient_id)
);
create index notices_recipient_idx on notices (recipient_id, created_at desc, id desc);

-- Where a person of staff wants her notices; she writes it herself.
create table notice_addresses (
  account_id uuid primary key references accounts (id),
  email text not null,
  updated_at timestamptz not null default now()
);

create table webhooks (
  id uuid primary key,
  url text not null,
  secret text not null,
  -- Only cases of this province; none: all.
  province text,
  created_by uuid not null references accounts (id),
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);

create table notice_deliveries (
  -- Of a webhook this is its webhook-id, the same at every try; of an e-mail the first part of its Message-ID.
  id uuid primary key,
  position bigint generated always as identity,
  channel text not null,
  notice_id uuid references notices (id),
  recipient_id uuid references accounts (id),
  webhook_id uuid references webhooks (id),
  case_id uuid references cases (id),
  clock_id uuid references clocks (id),
  topic text not null,
  payload jsonb,
  digest boolean not null default false,
  state text not null default 'pending',
  attempts integer not null default 0,
  not_before timestamptz not null,
  created_at timestamptz not null default clock_timestamp(),
  settled_at timestamptz,
  -- A code, never what the other side said.
  last_failure text,
  constraint notice_deliveries_channel_check check (
    (channel = 'email' and notice_id is not null) or (channel = 'webhook' and webhook_id is not null)),
  constraint notice_deliveries_state_check check (state in ('pending', 'sent', 'withdrawn', 'dead')),
  constraint notice_deliveries_webhook_key unique (webhook_id, topic),
  constraint notice_deliveries_notice_key unique (notice_id, channel)
);
create index notice_deliveries_pending_idx on notice_deliveries (channel, not_before) where state = 'pending';
create index notice_deliveries_recipient_idx on notice_deliveries (recipient_id, created_at) where channel = 'email';
create index notice_deliveries_webhook_idx on notice_deliveries (webhook_id, position);
