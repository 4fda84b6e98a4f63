drop table rate_limits, machine_tokens, sign_in_throttles, account_networks, account_activations, oidc_requests,
  account_identities, recovery_codes, account_totps;
delete from sessions;
alter table sessions
  drop column id, drop column last_seen_at, drop column device, drop column method, drop column strong_at,
  drop column second_factor;
alter table accounts drop column supervisor_id, drop column demo, drop column revision;
-- Without a password nobody signs in: no hash is equal to this.
update accounts set password_hash = '' where password_hash is null;
alter table accounts alter column password_hash set not null;
