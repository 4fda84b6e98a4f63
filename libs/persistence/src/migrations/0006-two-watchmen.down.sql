drop table case_faults;
alter table clock_events drop column seen_by;
alter table clocks drop column next_at;
