drop table consents;
alter table service_referrals drop constraint service_referrals_state_check;
update service_referrals set state = 'dropped' where state = 'withdrawn';
alter table service_referrals add constraint service_referrals_state_check
  check (state in ('sent', 'accepted', 'declined', 'rerouted', 'dropped'));
