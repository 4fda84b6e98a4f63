-- Ciphertext does not become text again here: for an empty store only.
alter table service_referrals
  alter column purpose type text using null,
  alter column answer_reason type text using null;
alter table custodies alter column place type text using null;
alter table clock_extensions
  alter column authority type text using null,
  alter column document type text using null,
  alter column reason type text using null;
alter table task_drafts alter column answers type jsonb using null;
alter table facts alter column answers type jsonb using null;
alter table persons
  alter column given_name type text using null,
  alter column family_name type text using null,
  alter column alias type text using null,
  alter column born_on type date using null,
  alter column national_id type text using null,
  alter column passport_number type text using null,
  alter column phone type text using null,
  alter column address type text using null;
alter table incidents
  alter column place type text using null,
  alter column narrative type text using null,
  alter column foreign_finding type jsonb using null;
drop table shreddings;
drop table person_search_keys;
drop table data_keys;
