drop policy erased on person_search_keys;
drop policy erased on incidents;
delete from data_keys where breach_id is not null;
alter table data_keys drop constraint data_keys_one_owner_check, drop column breach_id;
alter table data_keys add constraint data_keys_one_owner_check check (num_nonnulls(case_id, incident_id) = 1);
drop table breaches;
drop table person_corrections;
drop table subject_requests;
drop table legal_holds;
