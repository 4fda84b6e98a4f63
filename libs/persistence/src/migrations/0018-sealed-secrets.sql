-- Secrets that Saphan shares with an authenticator or with a receiver of webhooks are sealed, each under a key of its own:
-- a copy of the store opens no second factor and signs no call.
alter table data_keys
  add column account_id uuid references accounts (id),
  add column webhook_id uuid references webhooks (id),
  add constraint data_keys_account_id_key unique (account_id),
  add constraint data_keys_webhook_id_key unique (webhook_id),
  drop constraint data_keys_one_owner_check,
  add constraint data_keys_one_owner_check
    check (num_nonnulls(case_id, incident_id, breach_id, account_id, webhook_id) = 1);

-- SQL has no keys: what stands in clear is sealed by a worker as it starts (backfills/seal-secrets.ts), and read until then.
alter table account_totps
  alter column secret drop not null,
  add column sealed_secret bytea,
  add constraint account_totps_one_secret_check check (num_nonnulls(secret, sealed_secret) = 1);
alter table webhooks
  alter column secret drop not null,
  add column sealed_secret bytea,
  add constraint webhooks_one_secret_check check (num_nonnulls(secret, sealed_secret) = 1);

-- Why something is asked for in a case is sealed with the act itself (stuck_actions); here it would stand in clear.
alter table approvals add constraint approvals_reason_check check (case_id is null or reason is null);
