alter table approvals drop constraint approvals_reason_check;
-- Without keys nothing is unsealed: who has an authenticator enrols it again, and a webhook is made again.
update webhooks set secret = '', sealed_secret = null, disabled_at = coalesce(disabled_at, now()) where secret is null;
delete from recovery_codes where account_id in (select account_id from account_totps where secret is null);
delete from account_totps where secret is null;
alter table webhooks
  drop constraint webhooks_one_secret_check, drop column sealed_secret, alter column secret set not null;
alter table account_totps
  drop constraint account_totps_one_secret_check, drop column sealed_secret, alter column secret set not null;
delete from data_keys where account_id is not null or webhook_id is not null;
alter table data_keys
  drop constraint data_keys_one_owner_check, drop column account_id, drop column webhook_id,
  add constraint data_keys_one_owner_check check (num_nonnulls(case_id, incident_id, breach_id) = 1);
