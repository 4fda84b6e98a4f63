drop policy seen on case_faults;
drop policy added on case_faults;
drop policy changed on case_faults;
drop policy removed on case_faults;
alter table case_faults no force row level security;
alter table case_faults disable row level security;
