-- Consent as a ledger of versions: what stands is the latest row of a scope; nothing before it is ever changed.
create table consents (
  id uuid primary key,
  version bigint generated always as identity,
  case_id uuid not null references cases (id),
  scope text not null,
  state text not null,
  given_by text not null,
  language text,
  interpreter_used boolean,
  wording_version text,
  form_version integer,
  -- Which of the seven HTCDS answers were yes.
  told text[] not null default '{}',
  referral_id uuid references service_referrals (id),
  happened_at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid references accounts (id),
  constraint consents_version_key unique (case_id, scope, version),
  constraint consents_scope_check check (scope in ('interview', 'sharing')),
  constraint consents_state_check check (state in ('given', 'refused', 'guardian-pending', 'withdrawn')),
  constraint consents_given_by_check check (given_by in ('person', 'guardian', 'duty-of-care'))
);

alter table service_referrals
  drop constraint service_referrals_state_check,
  add constraint service_referrals_state_check
    check (state in ('sent', 'accepted', 'declined', 'rerouted', 'dropped', 'withdrawn'));

-- What she consents to is hers; the step that is decided by it reads it under the case's lock.
call saphan_guard('consents', 'story');
create policy under_lock on consents for select using (case_id = any ((select saphan_written())::uuid[]));
