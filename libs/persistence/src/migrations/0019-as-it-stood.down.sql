alter table facts drop column codes_before;
alter table clock_extensions drop column recorded_at;
